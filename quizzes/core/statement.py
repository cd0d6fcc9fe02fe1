"""A statement with answer spans, and its bracket notation."""

import re
from dataclasses import dataclass

BLANK = "____"

# The pieces of the notation: an escaped character, one that means something, or plain text.
_PIECE = re.compile(r"\\[\[\]=|\\]|[\[\]=]|[^\\\[\]=]+|\\")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a statement's text.

    `entity` is the entity as the bracket names it behind `=`, or "" where it names none.
    """

    surface: str
    start: int
    end: int
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, and the spans of it that a question can ask for, in order."""

    text: str
    spans: tuple[Span, ...] = ()

    def span(self, surface: str) -> Span:
        """The span with that surface; KeyError where there is none."""
        for span in self.spans:
            if span.surface == surface:
                return span
        raise KeyError(surface)

    def blanked(self, surface: str) -> str:
        """The text with that span blanked out."""
        return self.with_span(surface, BLANK)

    def with_span(self, surface: str, words: str) -> str:
        """The text with other words where that span stands."""
        span = self.span(surface)
        return self.text[: span.start] + words + self.text[span.end :]


def parse_statement(notation: str) -> Statement:
    """Read `[Russia] recalled its envoy to [Yerevan=Armenia].`, white space folded.

    Raises ValueError, with a message fit to show, where the brackets don't make spans.
    """
    text = ""
    spans: dict[str, Span] = {}
    opened: int | None = None  # where in the text the open bracket's surface begins
    entity: str | None = None  # what stands behind its "=", as far as it is read
    for piece in _PIECE.findall(" ".join(notation.split())):
        if piece == "[":
            if opened is not None:
                raise ValueError(f"a bracket opens inside another: “[{text[opened:]}[”")
            opened = len(text)
        elif piece == "]":
            if opened is None:
                raise ValueError(f"a bracket closes that was never opened: “{text[-20:]}]”")
            span = _span(text, opened, entity)
            if span.surface in spans:
                raise ValueError(f"two spans have the same words: “{span.surface}”")
            spans[span.surface] = span
            opened = entity = None
        elif piece == "=" and opened is not None and entity is None:
            entity = ""
        elif entity is not None:
            entity += _plain(piece)
        else:
            text += _plain(piece)
    if opened is not None:
        raise ValueError(f"a bracket is never closed: “[{text[opened:][:40]}”")
    if not text:
        raise ValueError("the statement is empty")
    return Statement(text, tuple(spans.values()))


def write_statement(statement: Statement) -> str:
    """The bracket notation, which `parse_statement` reads back to an equal value."""
    notation = ""
    at = 0
    for span in statement.spans:
        notation += _escaped(statement.text[at : span.start], "\\[]")
        inner = _escaped(span.surface, "\\[]=")
        if span.entity:
            inner += "=" + _escaped(span.entity, "\\[]=")
        notation += f"[{inner}]"
        at = span.end
    return notation + _escaped(statement.text[at:], "\\[]")


def _span(text: str, start: int, entity: str | None) -> Span:
    surface = text[start:]
    if not surface:
        raise ValueError("a pair of brackets has nothing in it")
    if surface != surface.strip():
        raise ValueError(f"a space stands just inside the brackets of “{surface.strip()}”")
    if entity is not None and not entity.strip():
        raise ValueError(f"“{surface}=” names no entity")
    return Span(surface, start, len(text), (entity or "").strip())


def _plain(piece: str) -> str:
    return piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece


def _escaped(text: str, special: str) -> str:
    return "".join(f"\\{char}" if char in special else char for char in text)
