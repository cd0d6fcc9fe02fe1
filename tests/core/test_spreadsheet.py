import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.spreadsheet import BYTE_ORDER_MARK, to_csv

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(text: str) -> list[list[str]]:
    """The cells as a spreadsheet program reads them."""
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def test_rows_become_lines_with_a_byte_order_mark_in_front() -> None:
    assert to_csv([["Name", "Score"], ["Zoë", 9], ["Ben", None]]) == (
        "\ufeffName,Score\r\nZoë,9\r\nBen,\r\n"
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_what_could_be_a_formula_stays_a_text(sign: str) -> None:
    hostile = f'{sign}HYPERLINK("http://localhost",1+1)'
    assert read(to_csv([[hostile, "Ada"]])) == [[f"'{hostile}", "Ada"]]


def test_what_only_holds_such_a_sign_is_left_alone() -> None:
    assert read(to_csv([["Anne-Marie", "a=b", "'tis", " =1"]])) == [
        ["Anne-Marie", "a=b", "'tis", " =1"]
    ]


def test_a_number_is_no_text() -> None:
    assert read(to_csv([[-1, 0, None]])) == [["-1", "0", ""]]


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=4))
def test_every_cell_comes_back_with_an_apostrophe_at_most(rows: list[list[str]]) -> None:
    found = read(to_csv(rows))
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in found for cell in row)
