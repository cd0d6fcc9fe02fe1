"""Quotes found in a text, and the text divided into paragraphs and marked passages.

All places are `(start, end)` in characters of the text as it is, `end` exclusive.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from quizzes.core.sentences import divide

Range = tuple[int, int]

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S+")


class Segment(NamedTuple):
    """A stretch of a paragraph that is marked as proof, or isn't."""

    text: str
    marked: bool


def paragraphs(text: str) -> tuple[Range, ...]:
    """Where the paragraphs stand, without the white space around them.

    A text with blank lines is divided at those, so that its lines may be wrapped. One that
    has none is divided at every line break.
    """
    lines = [match.span() for match in _LINE.finditer(text) if not match.group().isspace()]
    blanks = [_breaks(text[end:start]) > 1 for (_, end), (start, _) in pairwise(lines)]
    divided_by_lines = not any(blanks)
    found: list[Range] = []
    for number, (start, end) in enumerate(lines):
        if number and not divided_by_lines and not blanks[number - 1]:
            start, _ = found.pop()
        found.append((start, end))
    return tuple(_trimmed(text, place) for place in found)


def locate(text: str, quote: str, nth: int = 1) -> Range | None:
    """Where the quote stands for the nth time (from 1), or None.

    White space is folded and nothing else: case, accents and the kinds of quotation mark
    count. A quote never runs over the end of a paragraph, and places don't overlap.
    """
    wanted = " ".join(quote.split())
    if not wanted:
        return None
    folded = _fold(text)
    at = -len(wanted)
    for _ in range(nth):
        at = folded.text.find(wanted, at + len(wanted) if at >= 0 else 0)
        if at < 0:
            return None
    return folded.original(at), folded.original(at + len(wanted) - 1) + 1


def sentences(text: str) -> tuple[Range, ...]:
    """Where the sentences stand; none runs over the end of a paragraph."""
    return tuple(_sentences(text))


def sentence_at(text: str, position: int) -> Range | None:
    """The sentence that holds the position; None where it stands between sentences."""
    for start, end in _sentences(text):
        if start <= position < end:
            return start, end
    return None


def whole_sentences(text: str, ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges widened to the sentences that they touch, joined where they meet."""
    wide: list[Range] = []
    for start, end in ranges:
        touched = [s for s in _sentences(text) if s[0] < end and start < s[1]]
        wide.append(
            (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)
        )
    return _joined(wide)


def in_first_paragraph(text: str, place: Range) -> bool:
    """Whether the place lies in the text's first paragraph."""
    found = paragraphs(text)
    return bool(found) and found[0][0] <= place[0] and place[1] <= found[0][1]


def separate_places(text: str, ranges: Iterable[Range]) -> int:
    """In how many separate places the ranges stand: those that share a sentence are one."""
    return len(whole_sentences(text, ranges))


def highlight(text: str, ranges: Iterable[Range]) -> list[list[Segment]]:
    """Every paragraph of the text as segments, the ranges marked."""
    marks = _joined(ranges)
    return [_segments(text, place, marks) for place in paragraphs(text)]


def excerpt(text: str, ranges: Iterable[Range]) -> list[list[Segment]]:
    """Those paragraphs that hold something marked, as segments."""
    return [part for part in highlight(text, ranges) if any(piece.marked for piece in part)]


def proving_sentences(text: str, ranges: Iterable[Range]) -> list[list[Segment]]:
    """Only the sentences that the ranges touch, marked where these stand, a list a sentence."""
    marks = _joined(ranges)
    return [
        _segments(text, place, marks)
        for place in _sentences(text)
        if any(start < place[1] and place[0] < end for start, end in marks)
    ]


# ---- The text with its white space folded


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text with one space between words and a line break between paragraphs.

    `starts` are the places of its words in `text`, `originals` those in the text as it is.
    """

    text: str
    starts: "array[int]"
    originals: "array[int]"

    def original(self, place: int) -> int:
        word = bisect_right(self.starts, place) - 1
        return self.originals[word] + place - self.starts[word]


@lru_cache(maxsize=4)
def _fold(text: str) -> _Folded:
    """Kept for the last few texts, because a sheet has hundreds of quotes from one."""
    starts, originals = array("L"), array("L")
    lines: list[str] = []
    at = 0
    for start, end in paragraphs(text):
        words = []
        for match in _WORD.finditer(text, start, end):
            starts.append(at)
            originals.append(match.start())
            words.append(match.group())
            at += len(match.group()) + 1
        lines.append(" ".join(words))
    return _Folded("\n".join(lines), starts, originals)


# ---- Helpers


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[Range, ...]:
    return tuple(place for start, end in paragraphs(text) for place in divide(text, start, end))


def _breaks(gap: str) -> int:
    """How many line breaks there are, whichever kind the text uses."""
    return gap.count("\n") or gap.count("\r")


def _trimmed(text: str, place: Range) -> Range:
    part = text[slice(*place)]
    start = place[0] + len(part) - len(part.lstrip())
    return start, start + len(part.strip())


def _joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges in order, those that touch or overlap made one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def _segments(text: str, place: Range, marks: Iterable[Range]) -> list[Segment]:
    return [
        Segment(text[start:end], marked) for start, end, marked in _cut(place, marks) if start < end
    ]


def _cut(place: Range, marks: Iterable[Range]) -> Iterator[tuple[int, int, bool]]:
    at, end = place
    for mark_start, mark_end in marks:
        first, last = max(mark_start, at), min(mark_end, end)
        if first < last:
            yield at, first, False
            yield first, last, True
            at = last
    yield at, end, False
