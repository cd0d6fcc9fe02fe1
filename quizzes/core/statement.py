"""A statement with answer spans, and its bracket notation."""

from dataclasses import dataclass

BLANK = "____"


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
