"""How the lines of a matrix are sorted: by name, score, time, or how a question went."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from quizzes.core.words import fold
from quizzes.views.matrix import Line

NAME, SCORE, WHEN = "name", "score", "when"
ASCENDING, DESCENDING = "asc", "desc"
_SPOKEN = {ASCENDING: "ascending", DESCENDING: "descending"}
_TURNED = {ASCENDING: DESCENDING, DESCENDING: ASCENDING}

Key = Callable[[Line], Any]


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading of a column leads, and its aria-sort: empty where another one sorts."""

    url: str
    aria_sort: str


@dataclass(frozen=True, slots=True)
class Sorting:
    by: str
    order: str
    key: Key

    def sort(self, lines: Iterable[Line]) -> list[Line]:
        """The lines in order; equals stand by name."""
        return sorted(sorted(lines, key=_name), key=self.key, reverse=self.order == DESCENDING)

    def heading(self, by: str) -> Heading:
        """The link that sorts by it, or turns the order round where it sorts already."""
        current = by == self.by
        order = _TURNED[self.order] if current else _first_order(by)
        url = f"?{urlencode({'sort': by, 'order': order})}"
        return Heading(url, _SPOKEN[self.order] if current else "")


def sorting_of(asked: Mapping[str, str], questions: int) -> Sorting:
    """What the address asks for; by name where it asks for nothing that there is."""
    keys = _KEYS | {f"q{number}": _mark(number) for number in range(1, questions + 1)}
    by = asked.get("sort", NAME)
    if by not in keys:
        by = NAME
    order = asked.get("order", "")
    return Sorting(by, order if order in _SPOKEN else _first_order(by), keys[by])


def _first_order(by: str) -> str:
    return DESCENDING if by == SCORE else ASCENDING


def _name(line: Line) -> str:
    # É stands with E.
    return fold(line.name)


def _score(line: Line) -> int:
    return line.sitting.points if line.sitting else -1


def _when(line: Line) -> tuple[int, float]:
    """Who has handed in, by when; who is at work, by how far; who has not started."""
    sitting = line.sitting
    if sitting is None:
        return 2, 0
    if sitting.ended is None:
        return 1, -sum(mark is not None for mark in sitting.marks)
    return 0, sitting.ended.timestamp()


def _mark(number: int) -> Key:
    """Without an answer, not right, right."""

    def key(line: Line) -> int:
        mark = line.sitting.marks[number - 1] if line.sitting else None
        return -1 if mark is None else mark

    return key


_KEYS: dict[str, Key] = {NAME: _name, SCORE: _score, WHEN: _when}
