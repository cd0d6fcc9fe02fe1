"""A list of learners as spreadsheets save it, and every fault of it by line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.exchange import roster
from quizzes.core.exchange.factsheet.sheet import SheetFaults
from quizzes.core.exchange.roster import LONGEST_ROSTER, MOST_ROWS, Row


def faults(text: bytes | str) -> list[tuple[int, str]]:
    with pytest.raises(SheetFaults) as refused:
        roster.read(text)
    return [(fault.line, fault.message) for fault in refused.value.faults]


ADA = Row(2, "Ada Brandt", "ada", "ada@example.org")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_whatever_a_spreadsheet_saves_is_read(delimiter: str, newline: str, mark: str) -> None:
    lines = ("name,username,email", "Ada Brandt,ada,ada@example.org", "")
    text = mark + newline.join(lines).replace(",", delimiter)
    assert roster.read(text) == (ADA,)
    assert roster.read(text.encode()) == (ADA,)


def test_columns_come_in_any_order_and_case() -> None:
    assert roster.read("E-Mail,NAME , Username\nada@example.org,Ada Brandt,ada") == (ADA,)


def test_a_name_alone_is_enough() -> None:
    assert roster.read("name\nAda  Brandt\nBen Kay") == (
        Row(2, "Ada Brandt"),
        Row(3, "Ben Kay"),
    )


def test_empty_lines_and_cells_count_for_the_numbers_only() -> None:
    assert roster.read("\nname,username\n\n,,\nAda\nBen,ben,\n") == (
        Row(5, "Ada"),
        Row(6, "Ben", "ben"),
    )


def test_a_quoted_name_may_hold_the_delimiter() -> None:
    assert roster.read('name,username\n"Brandt, Ada ""Addy""",ada') == (
        Row(2, 'Brandt, Ada "Addy"', "ada"),
    )


def test_two_of_a_name_are_told_apart_by_usernames() -> None:
    rows = roster.read("name,username\nAda,ada.b\nAda,ada.k")
    assert [row.username for row in rows] == ["ada.b", "ada.k"]


def test_all_faults_are_named_by_line() -> None:
    text = "\n".join(
        [
            "name,username,email",
            ",ada,",
            "Ada,a b,",
            "Ben,,ben at example",
            '"Carl,,',
            "Dora,dora,,yes",
            "Emil\x07,,",
            f"{'F' * 81},,",
        ]
    )
    assert faults(text) == [
        (2, "a name is missing"),
        (3, "a username is made of letters, digits and @ . + - _"),
        (4, "this is no e-mail address"),
        (5, "a quotation mark stands here that has no other to go with it"),
        (6, "something stands in this line where the first line names no column"),
        (7, "the name has characters in it that cannot be read"),
        (8, "the name is too long: 80 characters at most"),
    ]


def test_who_stands_there_twice_is_told() -> None:
    text = "name,username,email\nAda,,\nBen,b,x@y.org\nada,,\nCarl,B,X@y.org\nBEN,,"
    assert faults(text) == [
        (2, "two learners have this name: give each a username"),
        (4, "two learners have this name (line 2): give each a username"),
        (5, "this username stands in line 3 already"),
        (5, "this e-mail address stands in line 3 already"),
        (6, "two learners have this name (line 3): give each a username"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "nothing is here"),
        (" \n;;\n", 1, "nothing is here"),
        ("name\n\n", 1, "there are no learners"),
        ("Ada\nBen", 1, "write “name” above the first learner"),
        ("username\nben", 1, "one of them is “name”"),
        ("name,name\nAda,Ada", 1, "stands here twice"),
        ("name,shoe\nAda,42", 1, "there is no column “shoe”"),
        (b"name\nJ\xfcrgen", 2, "is not UTF-8"),
        ("name\n" + "\n".join(f"P {n}" for n in range(MOST_ROWS + 1)), 302, "300 learners at most"),
        ("name\n" + "x" * LONGEST_ROSTER, 1, "100 kB at most"),
    ],
)
def test_what_is_no_list_is_refused(text: bytes | str, line: int, said: str) -> None:
    assert any(at == line and said in message for at, message in faults(text))


def test_as_many_as_there_may_be_are_read() -> None:
    assert len(roster.read("name\n" + "\n".join(f"P {n}" for n in range(MOST_ROWS)))) == MOST_ROWS


@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_whatever_is_sent_is_read_or_refused(text: bytes | str) -> None:
    with suppress(SheetFaults):
        assert all(row.name for row in roster.read(text))
