import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.spreadsheet import BYTE_ORDER_MARK, to_csv

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    """The cells as a spreadsheet program reads them."""
    assert text.startswith(BYTE_ORDER_MARK)
    lines = StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")
    return list(csv.reader(lines, delimiter=delimiter))


def test_rows_become_lines_with_a_byte_order_mark_in_front() -> None:
    assert to_csv([["Name", "Score"], ["Zoë", 9], ["Ben", None]]) == (
        "\ufeffName,Score\r\nZoë,9\r\nBen,\r\n"
    )


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", '"=']
)
def test_what_could_be_a_formula_stays_a_text(sign: str) -> None:
    hostile = f'{sign}HYPERLINK("http://localhost",1+1)'
    assert read(to_csv([[hostile, "Ada"]])) == [[f"'{hostile}", "Ada"]]


def test_a_semicolon_begins_no_formula_where_it_divides_cells() -> None:
    hostile = ["Ada;=1+1", 'Ada; "=1+1"', "Ada\n=1+1"]
    table = to_csv([[text, text] for text in hostile])
    cells = [cell for row in read(table, ";") for cell in row]
    assert any("=1+1" in cell for cell in cells)
    assert not any(cell.lstrip(' "').startswith("=") for cell in cells)


def test_what_only_holds_such_a_sign_is_left_alone() -> None:
    harmless = ["Anne-Marie", "a=b", "'tis", "a; b", "1: = or -?"]
    assert read(to_csv([harmless])) == [harmless]


def test_a_number_is_no_text() -> None:
    assert read(to_csv([[-1, 0, None]])) == [["-1", "0", ""]]


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=4))
def test_every_cell_comes_back_with_apostrophes_at_most(rows: list[list[str]]) -> None:
    found = read(to_csv(rows))
    assert [[cell.replace("'", "") for cell in row] for row in found] == [
        [cell.replace("'", "") for cell in row] for row in rows
    ]


@given(
    st.lists(st.lists(st.text('=-@;,\n "ax'), min_size=2, max_size=2), max_size=4),
    st.sampled_from(",;"),
)
def test_no_cell_begins_with_a_formula_whatever_divides_them(
    rows: list[list[str]], delimiter: str
) -> None:
    found = read(to_csv(rows), delimiter)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in found for cell in row)
