"""Storing single facts, as the desk has them."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from quizzes.core.dates import When
from quizzes.core.library import Fact as CoreFact
from quizzes.core.library import Quote
from quizzes.models import Article, Evidence, Fact, Target, TargetWord
from quizzes.services.facts import store_fact
from quizzes.services.library import current_library
from tests.desk import entity, fact, load, load_article

pytestmark = pytest.mark.django_db


def stored(key: str) -> CoreFact:
    return current_library().facts[f"lervik-lighthouse/{key}"]


def store(key: str, changed: CoreFact) -> Fact:
    return store_fact(row=fact(key), fact=changed, revision=Article.objects.get().current)


def test_a_fact_is_stored_whole_and_read_back_equal() -> None:
    load()
    lamp = stored("lamp")
    target = replace(lamp.target("Lervik"), accept=("the port",), avoid=("Oslo",), why="A port.")
    changed = replace(
        lamp,
        verb="said",
        speakers=(entity("Havnes", "person").key, entity("Lervik").key),
        said_on=When.year(2024),
        targets=(target, *lamp.targets[2:]),
        quotes=lamp.quotes[:1],
        note="Read twice.",
    )
    store("lamp", changed)
    assert stored("lamp") == changed


def test_storing_the_same_again_touches_no_row_beneath() -> None:
    load()
    rows = [list(model.objects.values()) for model in (Evidence, Target, TargetWord)]
    store("lamp", stored("lamp"))
    assert [list(model.objects.values()) for model in (Evidence, Target, TargetWord)] == rows


def test_a_quote_that_the_article_does_not_hold_is_refused_and_nothing_stored() -> None:
    load()
    before = stored("lamp")
    changed = replace(before, note="Lost.", quotes=(Quote("No such words."),))
    with pytest.raises(ValidationError, match="don't stand in the article"):
        store("lamp", changed)
    assert stored("lamp") == before


def test_a_target_that_comes_back_is_the_one_that_was_asked() -> None:
    load_article()
    whole = stored("height")
    kept = fact("height").targets.get(label="31 metres").pk
    store("height", replace(whole, targets=whole.targets[:1]))
    assert Target.objects.get(pk=kept).retired
    store("height", whole)
    assert not Target.objects.get(pk=kept).retired
    assert stored("height") == whole
