import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.evidence import (
    Segment,
    excerpt,
    highlight,
    in_first_paragraph,
    locate,
    paragraphs,
    proving_sentences,
    sentence_at,
    sentences,
    separate_places,
    whole_sentences,
)

LINES = "Ash fell on Hill Town. It was grey.\nThe mayor left. Nobody stayed in Hill Town."
WRAPPED = "Ash fell on\nHill  Town. It was\r\ngrey.\n \nThe mayor\tleft."


def parts(text: str, ranges: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in ranges]


def test_a_text_without_blank_lines_has_a_paragraph_a_line() -> None:
    assert parts(LINES, paragraphs(LINES)) == LINES.split("\n")


def test_a_text_with_blank_lines_is_divided_at_those_alone() -> None:
    assert parts(WRAPPED, paragraphs(WRAPPED)) == [
        "Ash fell on\nHill  Town. It was\r\ngrey.",
        "The mayor\tleft.",
    ]


def test_every_kind_of_line_break_divides() -> None:
    assert parts("a\r\nb", paragraphs("a\r\nb")) == ["a", "b"]
    assert parts("a\rb", paragraphs("a\rb")) == ["a", "b"]
    assert parts("a\rb\r\rc", paragraphs("a\rb\r\rc")) == ["a\rb", "c"]
    assert parts("a\r\n\r\nb\r\nc", paragraphs("a\r\n\r\nb\r\nc")) == ["a", "b\r\nc"]


def test_white_space_around_paragraphs_is_none_of_theirs() -> None:
    text = " \n\n  Ash fell. \n \n"
    assert parts(text, paragraphs(text)) == ["Ash fell."]
    assert paragraphs("") == paragraphs(" \n ") == ()


def test_a_quote_is_found_whatever_white_space_it_has() -> None:
    place = locate(WRAPPED, " fell on Hill\n Town.  It")

    assert place is not None
    assert WRAPPED[slice(*place)] == "fell on\nHill  Town. It"


def test_the_nth_place_of_a_quote_is_found() -> None:
    first, second = locate(LINES, "Hill Town"), locate(LINES, "Hill Town", 2)

    assert first == (12, 21)
    assert second == (69, 78)
    assert locate(LINES, "Hill Town", 3) is None


@pytest.mark.parametrize(
    "quote",
    ["ash fell", "Ash  fell!", "grey. The mayor", "Hill-Town", "", " \n "],
    ids=[
        "another case",
        "another mark",
        "over the end of a paragraph",
        "a hyphen for a space",
        "nothing",
        "white space alone",
    ],
)
def test_nothing_but_white_space_is_forgiven_in_a_quote(quote: str) -> None:
    assert locate(LINES, quote) is None


def test_places_of_a_quote_do_not_overlap() -> None:
    assert locate("no no no", "no no", 2) is None


@given(
    st.lists(
        st.lists(st.sampled_from(["ash", "fell", "Über", "“x”", "a.b"]), min_size=1, max_size=5),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([" ", "  ", "\t", "\u00a0"]),
    st.data(),
)
def test_any_words_of_a_paragraph_are_found_in_it(
    lines: list[list[str]], space: str, data: st.DataObject
) -> None:
    text = "\n".join(space.join(line) for line in lines)
    line = data.draw(st.sampled_from(lines))
    first = data.draw(st.integers(0, len(line) - 1))
    last = data.draw(st.integers(first + 1, len(line)))

    place = locate(text, " ".join(line[first:last]))

    assert place is not None
    assert text[slice(*place)].split() == line[first:last]


def test_sentences_end_with_their_paragraph() -> None:
    text = "Ash fell\nThe mayor left. He ran."

    assert parts(text, sentences(text)) == ["Ash fell", "The mayor left.", "He ran."]


def test_the_sentence_at_a_place_is_found() -> None:
    place = sentence_at(LINES, LINES.index("grey"))

    assert place is not None
    assert LINES[slice(*place)] == "It was grey."
    assert sentence_at(LINES, LINES.index("\n")) is None


def test_ranges_are_widened_to_their_sentences() -> None:
    fell, grey = LINES.index("fell"), LINES.index("grey")

    assert parts(LINES, whole_sentences(LINES, [(fell, fell + 4)])) == ["Ash fell on Hill Town."]
    assert parts(LINES, whole_sentences(LINES, [(fell, grey)])) == [LINES.split("\n")[0]]
    assert whole_sentences(LINES, [(35, 36)]) == ((35, 36),)


def test_places_that_share_a_sentence_are_one() -> None:
    ash, town, mayor = (0, 3), (12, 21), (36, 45)

    assert separate_places(LINES, [ash, town]) == 1
    assert separate_places(LINES, [ash, mayor]) == 2
    assert separate_places(LINES, []) == 0


def test_the_first_paragraph_is_told_from_the_others() -> None:
    assert in_first_paragraph(LINES, (0, 3))
    assert not in_first_paragraph(LINES, (36, 45))
    assert not in_first_paragraph("", (0, 0))


def test_highlighting_marks_the_ranges_and_keeps_every_character() -> None:
    shown = highlight(LINES, [(4, 11), (9, 21), (36, 45)])

    assert shown == [
        [
            Segment("Ash ", False),
            Segment("fell on Hill Town", True),
            Segment(". It was grey.", False),
        ],
        [Segment("The mayor", True), Segment(" left. Nobody stayed in Hill Town.", False)],
    ]


def test_a_mark_over_two_paragraphs_is_shown_in_both() -> None:
    shown = highlight(LINES, [(30, 39)])

    assert [[text for text, marked in part if marked] for part in shown] == [["grey."], ["The"]]


@given(
    st.text(st.sampled_from("ab. \n"), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple), max_size=4),
)
def test_segments_join_to_the_paragraphs(text: str, ranges: list[tuple[int, int]]) -> None:
    shown = highlight(text, ranges)

    assert ["".join(piece.text for piece in part) for part in shown] == parts(
        text, paragraphs(text)
    )


def test_an_excerpt_holds_the_paragraphs_with_proof_alone() -> None:
    assert excerpt(LINES, [(36, 45)]) == highlight(LINES, [(36, 45)])[1:]
    assert excerpt(LINES, []) == []


def test_only_the_proving_sentences_are_shown_where_readers_may_see_no_more() -> None:
    assert proving_sentences(LINES, [(4, 11), (69, 78)]) == [
        [Segment("Ash ", False), Segment("fell on", True), Segment(" Hill Town.", False)],
        [
            Segment("Nobody stayed in ", False),
            Segment("Hill Town", True),
            Segment(".", False),
        ],
    ]
