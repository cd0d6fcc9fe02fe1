"""The rows of a form that say how each target of a statement is asked."""

import pytest
from django.http import QueryDict

from quizzes.forms.targets import MOST_ROWS, TargetForm, TargetRows
from quizzes.models.library import TargetRole

ROLES = {"Lervik": TargetRole.SPAN, "statement": TargetRole.STATEMENT}


def posted(*rows: dict[str, str]) -> TargetRows:
    data = QueryDict(mutable=True)
    for number, row in enumerate(rows):
        data.appendlist("targets", str(number))
        data.update({f"targets-{number}-{name}": value for name, value in row.items()})
    return TargetRows(data)


def labels(rows: TargetRows) -> list[str]:
    return [str(row["label"].value()) for row in rows]


def pairs(row: TargetForm) -> dict[str, object]:
    return {key: value for _, key, value in row.pairs()}


def test_every_target_has_a_row_in_the_order_of_the_statement() -> None:
    rows = posted({"label": "statement"}, {"label": "Lervik", "why": "A port."})
    assert rows.fit(ROLES)
    assert labels(rows) == ["Lervik", "statement"]
    assert [row.role for row in rows] == list(ROLES.values())


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "one", ""])
def test_a_row_whose_number_is_none_is_not_read(number: str) -> None:
    rows = TargetRows(QueryDict(f"targets={number}&targets-{number}-label=Lervik"))
    assert rows.posted == []


def test_a_target_without_a_row_gets_a_blank_one_with_a_number_of_its_own() -> None:
    rows = posted({"label": "statement"})
    assert rows.fit(ROLES)
    blank, given = rows
    assert (blank.is_bound, given.is_bound) == (False, True)
    assert len({blank.number, given.number}) == 2
    assert list(rows.given) == ["statement"]


def test_a_row_of_no_target_is_forgotten_where_it_says_nothing() -> None:
    rows = posted({"label": "Havnes", "kind": "entity"})
    assert rows.fit(ROLES)
    assert labels(rows) == ["Lervik", "statement"]


def test_a_row_of_no_target_that_says_something_is_set_aside_with_a_word() -> None:
    rows = posted({"label": "Havnes", "unique": "on"})
    assert not rows.fit(ROLES)
    [stray] = rows.strays
    assert "Nothing in the fact is called “Havnes” now." in str(stray.errors)
    assert labels(rows) == ["Havnes", "Lervik", "statement"]


def test_a_row_of_no_target_goes_where_the_editor_removes_it() -> None:
    rows = posted({"label": "Havnes", "unique": "on", "remove": "on"})
    assert rows.fit(ROLES)
    assert rows.strays == []


def test_of_two_rows_for_one_target_that_counts_which_says_something() -> None:
    rows = posted({"label": "Lervik"}, {"label": "Lervik", "why": "A port."})
    assert rows.fit(ROLES)
    assert rows.given["Lervik"].cleaned_data["why"] == "A port."


def test_two_rows_for_one_target_that_both_say_something_are_refused() -> None:
    rows = posted({"label": "Lervik", "unique": "on"}, {"label": "Lervik", "why": "A port."})
    assert not rows.fit(ROLES)
    assert "Another row is for “Lervik” already." in str(rows.strays[0].errors)


def test_rows_become_the_keys_of_a_fact_sheet() -> None:
    rows = posted(
        {"label": "Lervik", "ask": "Which?", "wrong": "Molvik\nHavnes", "publish": "on"},
        {"label": "statement", "kind": "date"},
    )
    assert rows.fit(ROLES)
    assert pairs(rows.given["Lervik"]) == {
        "ask Lervik": "Which?",
        "wrong Lervik": ("Molvik", "Havnes"),
        "publish Lervik": "yes",
    }
    # The kind of the statement as a whole is no choice.
    assert pairs(rows.given["statement"]) == {}


def test_a_kind_that_was_left_alone_gives_way_to_the_statement() -> None:
    data = QueryDict(mutable=True)
    shown = {"label": "Lervik", "kind": "entity"}
    data.update({"targets": "0", "initial-targets-0-kind": "entity"})
    data.update({f"targets-0-{name}": value for name, value in shown.items()})
    rows = TargetRows(data)
    assert rows.fit(ROLES)
    assert pairs(rows.given["Lervik"]) == {}


def test_a_kind_that_was_chosen_counts() -> None:
    rows = posted({"label": "Lervik", "kind": "phrase"})
    assert rows.fit(ROLES)
    assert pairs(rows.given["Lervik"]) == {"kind Lervik": "phrase"}


def test_what_no_browser_would_send_is_passed_over() -> None:
    data = QueryDict(mutable=True)
    for number in ("x", "-1", "²", *map(str, range(MOST_ROWS + 10))):
        data.appendlist("targets", number)
    assert len(TargetRows(data).posted) == MOST_ROWS
