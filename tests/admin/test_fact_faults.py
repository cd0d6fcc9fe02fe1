"""What is wrong with a fact is told beside its field at the desk, and nothing is stored."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from quizzes.core.library import Library
from quizzes.factories.library import FactFactory
from quizzes.models import Fact
from quizzes.services.library import current_library
from tests.desk import (
    STATEMENT,
    add_fact,
    change_fact,
    desk_url,
    entity,
    errors_beside,
    fact,
    fill,
    form_on,
    press,
    row_of,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"statement": "The [light went out."}, "statement", "never closed"),
        ({"statement": ""}, "statement", "required"),
        ({"statement": "x" * 1001}, "statement", "at most 1000 characters"),
        ({"statement": "The [light] and the [light] went out."}, "statement", "same words"),
        ({"statement": "[Havnes] went out."}, "statement", "could be 2 entities"),
        ({"statement": "[It=Molvik] went out."}, "statement", "no entity is called “Molvik”"),
        ({"statement": "It went out [when] it rained."}, "statement", "“when” can't be a span"),
        (
            {"statement": "The new lighthouse of Lervik is [31] metres tall."},
            "statement",
            "The fact “height” of this article states the same.",
        ),
        ({"key": "lamp"}, "key", "Another fact of the article has this id."),
        ({"key": "Not an id"}, "key", "other things than a-z, 0-9 and -"),
        ({"key": "x" * 101}, "key", "at most 100 characters"),
        ({"when": "2024-13"}, "when", "no day of the calendar"),
        ({"said_on": "yesterday"}, "said_on", "is not a date"),
        ({"verb": "x" * 61}, "verb", "at most 60 characters"),
        ({"note": "x" * 2001}, "note", "2000 at most"),
        ({"article": ""}, "article", "required"),
        ({"article": "999999"}, "article", "not one of the available choices"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_stored(
    desk: Client, typed: dict[str, str], field: str, said: str
) -> None:
    before = current_library()
    page = add_fact(desk, **typed)
    assert page.status_code == 200
    assert said.lower() in " ".join(errors_beside(page, field)).lower()
    assert current_library() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"quotes-0-quote": "A storm broke the light."}, "These words are not in the text"),
        ({"quotes-0-quote": ""}, "A fact needs a quote that proves it."),
        ({"quotes-0-nth": "2"}, "the quote stands in the text, but not 2 times"),
        ({"quotes-0-nth": "0"}, "greater than or equal to 1"),
        ({"quotes-0-quote": "x" * 2001}, "at most 2000 characters"),
        ({"quotes-0-quote": "The Coast Pilots’ Union claimed"}, "other quotation marks"),
        ({"speakers-0-entity": "999999"}, "not one of the available choices"),
    ],
)
def test_a_fault_of_a_row_is_told_in_the_row(
    desk: Client, typed: dict[str, str], said: str
) -> None:
    before = current_library()
    page = text_of(add_fact(desk, **typed))
    assert said.lower() in page.lower()
    assert "Something is amiss in the rows below." in page
    assert current_library() == before


def test_faults_are_told_all_at_once(desk: Client) -> None:
    words = {"quotes-0-quote": "No such words."}
    page = add_fact(desk, statement="The [light went out.", key="lamp's", when="soon", **words)
    form = page.context["adminform"].form
    assert set(form.errors) == {"statement", "key", "when", "__all__"}
    assert form.quotes.forms[0].errors


def test_rows_keep_what_they_say_while_the_statement_cannot_be_read(desk: Client) -> None:
    url = desk_url("fact", fact("height").pk)
    form = form_on(desk.get(url))
    form[f"{row_of(form, '31 metres')}-kind"] = ["phrase"]
    page = press(desk, url, form, statement="The new lighthouse of [Lervik is [31 metres] tall.")
    assert errors_beside(page, "statement")
    press(desk, url, form_on(page), statement=fact("height").statement)
    stored = fact("height").to_core()
    assert stored.target("31 metres").kind == "phrase"
    assert stored.target("Lervik").entity == entity("Lervik").key


def test_a_form_without_any_row_for_quotes_is_told_that_it_needs_one(desk: Client) -> None:
    page = add_fact(desk, **{"quotes-TOTAL_FORMS": "0"})
    assert "A fact needs a quote that proves it." in errors_beside(page, "__all__")


@pytest.mark.parametrize("count", ["", "x", "-1", "99999999"])
def test_rows_that_no_browser_would_send_are_refused(desk: Client, count: str) -> None:
    before = current_library()
    assert add_fact(desk, **{"quotes-TOTAL_FORMS": count}).status_code == 200
    assert current_library() == before


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("wrong", "x" * 301, "300 characters at most"),
        ("ask", "x" * 501, "at most 500 characters"),
        ("why", "x" * 1001, "at most 1000 characters"),
        ("kind", "colour", "not one of the available choices"),
        ("entity", "999999", "not one of the available choices"),
    ],
)
def test_a_fault_of_a_target_is_told_in_its_row(
    desk: Client, field: str, typed: str, said: str
) -> None:
    before = current_library()
    url = desk_url("fact", fact("height").pk)
    form = form_on(desk.get(url))
    page = press(desk, url, form, **{f"{row_of(form, 'Lervik')}-{field}": typed})
    [row] = [
        row for row in page.context["adminform"].form.targets if row["label"].value() == "Lervik"
    ]
    assert said in str(row.errors[field])
    assert current_library() == before


def test_words_for_brackets_that_are_gone_are_kept_and_pointed_at(desk: Client) -> None:
    before = current_library()
    url = desk_url("fact", fact("lamp").pk)
    gone = (
        "Ingrid Solberg switched on the lamp of the new light of [Lervik] on [14 September 2024]."
    )
    page = fill(desk, url, statement=gone)
    assert "Nothing in the fact is called “Ingrid Solberg” now." in text_of(page)
    assert current_library() == before
    form = form_on(page)
    press(desk, url, form, **{f"{row_of(form, 'Ingrid Solberg')}-remove": "on"})
    assert [target.label for target in fact("lamp").to_core().targets] == [
        "Lervik",
        "14 September 2024",
        "when",
        "statement",
    ]


def test_words_for_brackets_that_are_gone_move_to_the_new_ones(desk: Client) -> None:
    url = desk_url("fact", fact("height").pk)
    form = form_on(fill(desk, url, statement="The light of Lervik is [all of 31 metres] tall."))
    row = row_of(form, "31 metres")
    assert press(desk, url, form, **{f"{row}-label": "all of 31 metres"}).status_code == 302
    assert fact("height").to_core().target("all of 31 metres").unique


def test_a_fact_that_is_stated_again_while_it_is_retired_is_new(desk: Client) -> None:
    Fact.objects.filter(key="height").update(status="retired")
    add_fact(desk, statement=fact("height").statement, key="height-again")
    assert fact("height-again").statement == fact("height").statement


def test_the_form_is_asked_again_where_the_database_refuses_what_it_let_pass(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Between the look and the saving somebody else takes the id.
    def lose_the_race(**given: Any) -> Any:
        monkeypatch.undo()
        FactFactory.create(article=given["row"].article, key="storm", statement="A storm came.")
        raise IntegrityError

    monkeypatch.setattr("quizzes.admin.facts.store_fact", lose_the_race)
    assert add_fact(desk, key="storm").status_code == 302
    # The other one's row went with the transaction, so that the id is free again.
    assert Fact.objects.get(key="storm").statement == STATEMENT


def test_what_was_taken_while_the_form_was_read_is_told(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = current_library()
    stale = Library.of(known.articles.values(), known.entities.values())
    monkeypatch.setattr("quizzes.admin.facts.current_library", lambda: stale)
    page = add_fact(desk, key="lamp")
    assert "already exists" in " ".join(errors_beside(page, "__all__"))
    monkeypatch.undo()
    assert current_library() == known


# ---- Entities of spans


def test_an_entity_that_is_chosen_in_its_row_goes_behind_the_words(desk: Client) -> None:
    url = desk_url("fact", fact("height").pk)
    form = form_on(desk.get(url))
    chosen: dict[str, Any] = {f"{row_of(form, 'Lervik')}-entity": entity("Havnes").pk}
    press(desk, url, form, **chosen)
    stored = fact("height").to_core()
    assert stored.target("Lervik").entity == entity("Havnes").key
    assert fact("height").statement == (
        "The new lighthouse of [Lervik=Havnes / city] is [31 metres] tall."
    )


def test_an_entity_that_is_named_in_the_brackets_counts_where_the_row_was_left(
    desk: Client,
) -> None:
    named = "The new lighthouse of [Lervik=Havnes / person] is [31 metres] tall."
    change_fact(desk, "height", statement=named)
    assert fact("height").to_core().target("Lervik").entity == entity("Havnes", "person").key


def test_a_kind_that_is_chosen_in_its_row_is_kept(desk: Client) -> None:
    url = desk_url("fact", fact("height").pk)
    form = form_on(desk.get(url))
    press(desk, url, form, **{f"{row_of(form, '31 metres')}-kind": "phrase"})
    fill(desk, url, note="Read twice.")
    assert fact("height").to_core().target("31 metres").kind == "phrase"


def test_a_statement_names_entities_as_they_are_called_now(desk: Client) -> None:
    renamed = entity("Lervik")
    fill(desk, desk_url("entity", renamed.pk), name="Port Lervik")
    form = form_on(desk.get(desk_url("fact", fact("height").pk)))
    assert form["statement"] == ["The new lighthouse of [Lervik=Port Lervik] is [31 metres] tall."]
