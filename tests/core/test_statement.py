import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.statement import Span, Statement, parse_statement, write_statement


def test_brackets_become_spans_with_their_places() -> None:
    statement = parse_statement("[Russia] recalled its envoy to [Armenia].")

    assert statement.text == "Russia recalled its envoy to Armenia."
    assert statement.spans == (Span("Russia", 0, 6), Span("Armenia", 29, 36))
    assert all(statement.text[s.start : s.end] == s.surface for s in statement.spans)


def test_a_span_names_its_entity_behind_an_equals_sign() -> None:
    statement = parse_statement("[Moscow=Russia] helped [Webb=James Webb / person].")

    assert statement.text == "Moscow helped Webb."
    assert [span.entity for span in statement.spans] == ["Russia", "James Webb / person"]


def test_a_statement_needs_no_span() -> None:
    assert parse_statement("Ambassadors come for consultations.").spans == ()


def test_escaped_characters_stand_for_themselves() -> None:
    statement = parse_statement(r"He said \[sic\] that [a\=b\]=c\|d\\] is a \| b.")

    assert statement.text == "He said [sic] that a=b] is a | b."
    assert statement.spans == (Span("a=b]", 19, 23, "c|d\\"),)


def test_a_backslash_before_anything_else_is_a_backslash() -> None:
    assert parse_statement(r"It lies in C:\temp\ ").text == "It lies in C:\\temp\\"


def test_an_equals_sign_outside_brackets_is_plain() -> None:
    assert parse_statement("a = [b]").text == "a = b"


def test_white_space_is_folded() -> None:
    statement = parse_statement("  [Sergei\n  Kopyrkin]\twent. ")

    assert statement.text == "Sergei Kopyrkin went."
    assert statement.spans[0].surface == "Sergei Kopyrkin"


@pytest.mark.parametrize(
    ("notation", "message"),
    [
        ("[Russia recalled", "never closed"),
        ("Russia] recalled", "never opened"),
        ("[Russia [and] Armenia]", "inside another"),
        ("[] recalled", "nothing in it"),
        ("[=Russia] recalled", "nothing in it"),
        ("[ Russia] recalled", "space stands just inside"),
        ("[Russia] and [Russia]", "same words"),
        ("[Moscow=] recalled", "names no entity"),
        ("  ", "empty"),
    ],
)
def test_a_faulty_statement_is_refused_with_a_reason(notation: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_statement(notation)


def test_a_span_can_be_blanked_and_replaced() -> None:
    statement = parse_statement("[Russia] recalled its envoy to [Armenia].")

    assert statement.blanked("Armenia") == "Russia recalled its envoy to ____."
    assert statement.with_span("Russia", "Iran") == "Iran recalled its envoy to Armenia."


def test_a_surface_that_is_no_span_is_not_found() -> None:
    with pytest.raises(KeyError):
        parse_statement("[Russia] acted.").span("Armenia")


words = st.text(st.sampled_from("ab[]=|\\ é“"), max_size=8).map(lambda text: " ".join(text.split()))


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    surfaces = draw(st.lists(words.filter(bool), max_size=3, unique=True))
    text = draw(words)
    spans = []
    for surface in surfaces:
        text += draw(st.sampled_from(["", " ", ", "]))
        text = text.lstrip()
        spans.append(Span(surface, len(text), len(text) + len(surface), draw(words)))
        text += surface
    return Statement(text + draw(words), tuple(spans))


@given(statements().filter(lambda statement: statement.text))
def test_writing_and_reading_a_statement_gives_it_back(statement: Statement) -> None:
    notation = write_statement(statement)

    assert parse_statement(notation) == statement
    assert write_statement(parse_statement(notation)) == notation


def test_a_hostile_statement_is_read_in_little_time() -> None:
    assert len(parse_statement("\\" * 20_000 + "[a]" + "=" * 20_000).text) == 30_001
