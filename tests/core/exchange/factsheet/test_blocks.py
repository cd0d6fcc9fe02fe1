from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.exchange.factsheet.blocks import (
    Entry,
    blocks,
    decode,
    items,
    plain,
    written,
    written_items,
)
from quizzes.core.exchange.factsheet.sheet import FaultList
from tests.core.exchange.factsheet.strategies import odd


def entries(text: str) -> list[list[tuple[int, str, str]]]:
    faults = FaultList()
    found = blocks(decode(text, faults), faults)
    return [[(entry.line, entry.key, entry.value) for entry in block] for block in found]


def test_blank_lines_divide_blocks_and_comments_do_not() -> None:
    assert entries("# top\na: b\n# inside\nc: d\n \t\n# alone\n\ne: f") == [
        [(2, "a", "b"), (4, "c", "d")],
        [(8, "e", "f")],
    ]


def test_a_line_that_begins_with_white_space_continues_the_one_above() -> None:
    assert entries("a: b\n  c: d\n# comment\n\te\nf:\n g") == [
        [(1, "a", "b c: d e"), (5, "f", "g")]
    ]


def test_a_line_is_split_at_its_first_colon_and_space() -> None:
    assert entries("url: http://a: b\na:b: c\nnone") == [
        [(1, "url", "http://a: b"), (2, "a:b", "c"), (3, "", "")]
    ]


def test_the_longest_label_of_a_key_is_meant() -> None:
    entry = Entry(1, "ask a: b: c", ["d"])

    assert entry.labelled(["a", "a: b"]) == ("a: b", "c d")
    assert entry.labelled(["a"]) == ("a", "b: c d")
    assert entry.labelled(["b"]) is None
    assert Entry(1, "ask a:", ["b: c"]).labelled(["a", "a: b"]) == ("a", "b: c")


@given(odd)
def test_a_value_reads_back(text: str) -> None:
    assert plain(written(text)) == text


@given(st.lists(odd, unique=True))
def test_a_list_reads_back(texts: list[str]) -> None:
    assert items(written_items(texts)) == tuple(texts)
