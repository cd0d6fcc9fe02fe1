"""What the answers of a class say: whose attempt counts, who scored what, which items were hard.

The terms are those of classical test theory: an *item* is a question, its *score* in an attempt
is 1 or 0, its *facility* the share that got it right.
"""

import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quizzes.core.availability import Counts


class Attempt(NamedTuple):
    """A learner's `go`th attempt (from 1), with the scores of its items in the order asked.

    A score is None where there is no answer.
    """

    learner: int
    go: int
    is_over: bool
    scores: Mapping[int, int | None]

    @property
    def points(self) -> int:
        return sum(filter(None, self.scores.values()))

    @property
    def open_item(self) -> int | None:
        """The first item without an answer."""
        return next((item for item, score in self.scores.items() if score is None), None)


def counting(attempts: Iterable[Attempt], counts: Counts) -> dict[int, Attempt]:
    """The attempt that counts, by learner.

    Of a learner's attempts that are over it is the one with the most points, the earliest of
    equals, or the latest. One that still runs counts only where none is over: nobody loses a
    score by beginning again.
    """
    found: dict[int, Attempt] = {}
    for attempt in attempts:
        best = found.setdefault(attempt.learner, attempt)
        if _rank(attempt, counts) > _rank(best, counts):
            found[attempt.learner] = attempt
    return found


def _rank(attempt: Attempt, counts: Counts) -> tuple[bool, int, int]:
    if counts is Counts.LATEST:
        return attempt.is_over, attempt.go, 0
    return attempt.is_over, attempt.points, -attempt.go


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many attempts have which score: `frequencies[n]` of them have `n` points.

    `mean` and `median` are None where there is no score; the median of an even number of scores
    is the mean of the middle two.
    """

    frequencies: tuple[int, ...]
    mean: float | None
    median: float | None


def distribution(points: Collection[int], maximum: int) -> Distribution:
    """The distribution of scores from 0 to `maximum`."""
    frequencies = [0] * (maximum + 1)
    for score in points:
        frequencies[score] += 1
    return Distribution(
        frequencies=tuple(frequencies),
        mean=statistics.fmean(points) if points else None,
        median=statistics.median(points) if points else None,
    )


@dataclass(frozen=True, slots=True)
class Facility:
    """How an item went: of the `asked`, `right` got it right and `omitted` gave no answer."""

    right: int = 0
    asked: int = 0
    omitted: int = 0

    @property
    def share(self) -> float:
        """The facility (item difficulty, p-value): the proportion of right answers, from 0 to 1.

        L. Crocker and J. Algina, Introduction to Classical and Modern Test Theory (1986),
        chapter 14.
        """
        return self.right / self.asked


def facilities(attempts: Iterable[Attempt]) -> dict[int, Facility]:
    """The facility of each item that somebody was asked.

    An item without an answer was omitted if its attempt is over, and is not right then. While
    the attempt runs it was not reached, and is left out.
    """
    found: dict[int, list[int]] = {}
    for attempt in attempts:
        for item, score in attempt.scores.items():
            if score is None and not attempt.is_over:
                continue
            tally = found.setdefault(item, [0, 0, 0])
            tally[0] += score or 0
            tally[1] += 1
            tally[2] += score is None
    return {item: Facility(*tally) for item, tally in found.items()}


def hardest_first(found: Mapping[int, Facility]) -> list[int]:
    """The items by facility, the lowest first; equals in their own order."""
    return sorted(found, key=lambda item: (found[item].share, item))


def most_frequent(answers: Iterable[str]) -> list[tuple[str, int]]:
    """The answers with how often each was given, whatever its capitals and spaces.

    The most frequent comes first, of equals the one that was given first; each as it was first
    written.
    """
    written: dict[str, str] = {}
    found: Counter[str] = Counter()
    for answer in answers:
        key = " ".join(answer.split()).casefold()
        written.setdefault(key, answer)
        found[key] += 1
    return [(written[key], many) for key, many in found.most_common()]
