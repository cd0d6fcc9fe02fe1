"""The results of an assignment: each learner's attempt that counts, question by question.

A fixed number of queries reads plain tuples of every attempt; what they say is computed in core.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from quizzes.core import availability, statistics
from quizzes.core.availability import Counts
from quizzes.core.statistics import Distribution, Facility
from quizzes.models import Assignment, AttemptQuestion, Member

# Whose attempt, and which of theirs: within an assignment this is one attempt.
Go = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """Question `number` of the set, which stays as it is: nothing else is asked at its place."""

    number: int
    question: int
    stem: str
    form: str
    facility: Facility | None = None

    @property
    def percent(self) -> int | None:
        return round(100 * self.facility.share) if self.facility else None


@dataclass(frozen=True, slots=True)
class Sitting:
    """The attempt of a learner that counts; `marks` are 1, 0 or None, a column each.

    While it runs `ended` is None, and `at` is the number of the question that it waits at; that
    is None too where nothing is left but to hand in.
    """

    id: UUID
    go: int
    marks: Sequence[int | None]
    points: int
    out_of: int
    started: datetime
    ended: datetime | None
    at: int | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A learner, with their attempt if they have begun.

    One who is not `is_expected` has begun, and has left the class since, or is no longer among
    those whom it was given to.
    """

    user: int
    name: str
    username: str
    is_expected: bool
    has_left: bool
    sitting: Sitting | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """All learners by all questions, and the figures of those who are expected.

    Of these so many have `begun` and are `done`; the distribution is that of the latter.
    """

    columns: Sequence[Column]
    lines: Sequence[Line]
    expected: int
    counted: Collection[Go]
    distribution: Distribution

    @property
    def begun(self) -> int:
        return len(self.counted)

    @property
    def done(self) -> int:
        return sum(self.distribution.frequencies)

    @property
    def hardest_first(self) -> list[Column]:
        """The questions by facility, the lowest first; those that nobody has reached come last."""
        found = {column.number: column.facility for column in self.columns if column.facility}
        order = statistics.hardest_first(found)
        reached = [self.columns[number - 1] for number in order]
        return reached + [column for column in self.columns if not column.facility]


def matrix_of(assignment: Assignment, now: datetime) -> Matrix:
    """The matrix of an assignment that was fetched with its set."""
    columns = _columns(assignment)
    times = _times(assignment, now)
    counting = statistics.counting(_attempts(assignment, times, columns), Counts(assignment.counts))
    sittings = {
        user: _sitting(attempt, times[user, attempt.go], len(columns))
        for user, attempt in counting.items()
    }
    lines = [
        Line(user, name, username, is_expected, left is not None, sittings.get(user))
        for user, name, username, is_expected, left in _learners(assignment)
    ]
    expected = [line.user for line in lines if line.is_expected]
    measured = [counting[user] for user in expected if user in counting]
    facilities = statistics.facilities(measured)
    over = [attempt.points for attempt in measured if attempt.is_over]
    return Matrix(
        columns=[replace(column, facility=facilities.get(column.number)) for column in columns],
        lines=lines,
        expected=len(expected),
        counted={(attempt.learner, attempt.go) for attempt in measured},
        distribution=statistics.distribution(over, len(columns)),
    )


def _learners(assignment: Assignment) -> Iterable[tuple[int, str, str, bool, datetime | None]]:
    members = Member.objects.in_results_of(assignment).order_by("name", "pk")
    return members.values_list(
        "user",
        "name",
        "user__username",
        "is_expected",
        "left",  # type: ignore[misc]  # annotated
    )


def _columns(assignment: Assignment) -> list[Column]:
    items = assignment.question_set.items.order_by("position")
    rows = items.values_list("question", "question__stem", "question__form")
    return [Column(number, *row) for number, row in enumerate(rows, 1)]


class _Times(NamedTuple):
    id: UUID
    started: datetime
    ended: datetime | None
    is_late: bool


def _times(assignment: Assignment, now: datetime) -> dict[Go, _Times]:
    rows = assignment.attempts.order_by().values_list(
        "user", "go", "pk", "started", "finished", "deadline"
    )
    found = {}
    for user, go, pk, started, finished, deadline in rows:
        ended = availability.ended(deadline, finished=finished, now=now)
        late = availability.is_late(assignment.due, ended=ended)
        found[user, go] = _Times(pk, started, ended, late)
    return found


def _attempts(
    assignment: Assignment, times: Mapping[Go, _Times], columns: Iterable[Column]
) -> list[statistics.Attempt]:
    """All attempts, their scores by the number of the column, in the order asked."""
    number_of = {column.question: column.number for column in columns}
    scores: dict[Go, dict[int, int | None]] = {}
    for user, go, question, points in (
        AttemptQuestion.objects.filter(attempt__assignment=assignment)
        .with_standing()
        .order_by("number")
        .values_list("attempt__user", "attempt__go", "question", "responses__points")
    ):
        scores.setdefault((user, go), {})[number_of[question]] = points
    return [
        statistics.Attempt(user, go, one.ended is not None, scores.get((user, go), {}))
        for (user, go), one in times.items()
    ]


def _sitting(attempt: statistics.Attempt, times: _Times, width: int) -> Sitting:
    return Sitting(
        id=times.id,
        go=attempt.go,
        marks=[attempt.scores.get(number) for number in range(1, width + 1)],
        points=attempt.points,
        out_of=len(attempt.scores),
        started=times.started,
        ended=times.ended,
        at=None if attempt.is_over else attempt.open_item,
        is_late=times.is_late,
    )
