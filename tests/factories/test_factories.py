"""One factory a model, and the same rows whenever they are made."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db.models import AutoField, Model
from factory.django import DjangoModelFactory

from quizzes.factories.attempts import begin, respond_to_all
from quizzes.factories.questions import make_question, make_set
from quizzes.models.questions import Form

pytestmark = pytest.mark.django_db

ROOMS = ("library", "questions", "attempts", "classes")
Factory = type[DjangoModelFactory[Any]]


def factories() -> Iterator[Factory]:
    for room in ROOMS:
        module = import_module(f"quizzes.factories.{room}")
        for found in vars(module).values():
            if isinstance(found, type) and found.__module__ == module.__name__:
                yield found


ALL = list(factories())


def values_of(row: Model) -> dict[str, Any]:
    """What stands in a row, but for the numbers that the database gives out."""
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not isinstance(field, AutoField) and not field.is_relation
    }


def test_every_model_has_one_factory() -> None:
    made = sorted(factory._meta.model.__name__ for factory in ALL)
    assert made == sorted(model.__name__ for model in apps.get_app_config("quizzes").get_models())


@pytest.mark.parametrize("factory", ALL)
def test_a_factory_needs_nothing_and_can_be_used_again(factory: Factory) -> None:
    rows = [factory.create(), factory.create()]
    assert rows[0].pk != rows[1].pk
    for row in rows:
        row.full_clean()


@pytest.mark.parametrize("factory", ALL)
def test_a_factory_knows_neither_chance_nor_the_clock(factory: Factory) -> None:
    made = []
    for year in (2001, 2031):
        for each in ALL:
            each.reset_sequence(0, force=True)
        with time_machine.travel(datetime(year, 1, 1, tzinfo=UTC)):
            made.append(values_of(factory.build()))
    assert made[0] == made[1]


def test_a_question_is_made_with_all_that_a_published_one_has() -> None:
    question = make_question(key=3)
    assert [option.is_key for option in question.options.all()] == [False, False, True, False]
    assert (question.asked.count(), question.used.count(), question.proofs.count()) == (1, 1, 1)
    typed = make_question(form=Form.TYPED, accepted=("One", "Another"))
    assert [answer.text for answer in typed.answers.all()] == ["One", "Another"]
    assert not typed.options.exists()


def test_a_set_is_made_of_one_article_with_its_keys_spread() -> None:
    made = make_set(of=4)
    questions = [item.question for item in made.items.all()]
    assert {question.article for question in questions} == {made.article}
    assert [q.options.get(is_key=True).position for q in questions] == [1, 2, 3, 4]


@pytest.mark.parametrize(("right", "points"), [(True, 2), (False, 0)])
def test_an_attempt_is_answered_as_was_wished(right: bool, points: int) -> None:
    made = make_set(make_question(key=2), make_question(form=Form.TYPED))
    attempt = respond_to_all(begin(made), right=right)
    assert attempt.finished
    assert sum(asked.responses.get().points for asked in attempt.questions.all()) == points
