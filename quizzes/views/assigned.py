"""What pages show of assignments: to a learner what is to be done, to a teacher how far it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.urls import reverse

from quizzes.core.availability import Counts, State, Terms, is_late
from quizzes.models import Assignment, Attempt

# Sorts behind every date there is.
NEVER = timedelta.max


@dataclass(frozen=True, slots=True)
class Go:
    """One of the learner's attempts; `right` is None until it may be told."""

    number: int
    url: str
    started: datetime
    ended: datetime | None
    answered: int
    total: int
    right: int | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """An assignment as one learner sees it, with their attempts at it, the first first."""

    id: UUID
    title: str
    url: str
    start_url: str
    class_name: str
    class_url: str
    zone: str
    state: State
    terms: Terms
    is_overdue: bool
    goes: Sequence[Go]

    @property
    def running(self) -> Go | None:
        return next((go for go in self.goes if go.ended is None), None)

    @property
    def over(self) -> list[Go]:
        """What was handed in, by the learner or by its deadline."""
        return [go for go in self.goes if go.ended is not None]

    @property
    def counted(self) -> Go | None:
        """The attempt that counts, once all that might are told: a guess would tell too much."""
        if not self.over or any(go.right is None for go in self.over):
            return None
        if self.terms.counts is Counts.LATEST:
            return self.over[-1]
        return max(self.over, key=lambda go: go.right or 0)

    @property
    def is_late(self) -> bool:
        """Whether nothing was handed in while it was due."""
        return bool(self.over) and all(go.is_late for go in self.over)

    @property
    def left(self) -> int | None:
        """How many attempts are left; None is no limit."""
        return None if self.terms.attempts is None else max(0, self.terms.attempts - len(self.goes))

    @property
    def can_start(self) -> bool:
        return self.state is State.OPEN and self.running is None and self.left != 0

    @property
    def told(self) -> Go | None:
        """The latest attempt whose result there is to see."""
        return next((go for go in reversed(self.over) if go.right is not None), None)

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to do.

        What may be repeated without end is done once it has been handed in.
        """
        return bool(self.running) or (self.can_start and not (self.over and self.left is None))


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment as its teachers see it."""

    title: str
    url: str
    edit_url: str
    give_url: str
    class_name: str
    class_url: str
    zone: str
    state: State
    terms: Terms
    learner_count: int
    handed_in: int


def assigned_to(user: User, assignments: Iterable[Assignment], now: datetime) -> list[Assigned]:
    """Those of a learner, fetched with their class, with the learner's attempts: one query more."""
    rows = list(assignments)
    goes: dict[UUID | None, list[Go]] = {}
    mine = Attempt.objects.filter(user=user, assignment__in=rows)
    due: dict[UUID | None, datetime | None] = {row.pk: row.due for row in rows}
    for attempt in mine.with_score().order_by("go"):
        go = _show_go(attempt, due[attempt.assignment_id], now)
        goes.setdefault(attempt.assignment_id, []).append(go)
    return [_show_assigned(row, goes.get(row.pk, []), now) for row in rows]


def waiting_for(user: User, now: datetime) -> list[Assigned]:
    """What a learner has to do: what is due soonest first, and what has no date last."""
    rows = Assignment.objects.open_for(user, now).select_related("classroom")
    waiting = [row for row in assigned_to(user, rows, now) if row.is_waiting]
    return most_urgent_first(waiting, now)


def most_urgent_first(assigned: Iterable[Assigned], now: datetime) -> list[Assigned]:
    """What there is to do, soonest first; and then the rest, in the order that it came in."""

    def urgency(row: Assigned) -> tuple[bool, timedelta]:
        return not row.is_waiting, _urgency(row.terms, now) if row.is_waiting else NEVER

    return sorted(assigned, key=urgency)


def given_lately(user: User, now: datetime) -> list[Given]:
    """What a teacher is likely to ask after: what is due soonest first, without a date last."""
    rows = Assignment.objects.for_teacher(user).of_interest(now).with_progress(now)
    shown = [show_given(row, now) for row in rows.select_related("classroom")]
    return sorted(shown, key=lambda row: _urgency(row.terms, now))


def _urgency(terms: Terms, now: datetime) -> timedelta:
    """How long there is until it is due, or closes."""
    first = terms.due or terms.closes
    return first - now if first else NEVER


def _show_go(attempt: Attempt, due: datetime | None, now: datetime) -> Go:
    ended = attempt.ended(now)
    return Go(
        number=attempt.go,
        url=attempt.get_absolute_url(),
        started=attempt.started,
        ended=ended,
        answered=attempt.answered,
        total=attempt.total,
        right=attempt.points if attempt.is_told(now) else None,
        is_late=is_late(due, ended=ended),
    )


def _show_assigned(row: Assignment, goes: Sequence[Go], now: datetime) -> Assigned:
    return Assigned(
        id=row.pk,
        title=row.title,
        url=row.get_absolute_url(),
        start_url=reverse("assignment_start", args=[row.pk]),
        class_name=row.classroom.name,
        class_url=row.classroom.get_absolute_url(),
        zone=row.classroom.zone,
        state=row.state(now),
        terms=row.terms,
        is_overdue=row.due is not None and row.due < now,
        goes=goes,
    )


def show_given(row: Assignment, now: datetime) -> Given:
    """One that was fetched with its class and `with_progress`."""
    return Given(
        title=row.title,
        url=row.get_absolute_url(),
        edit_url=reverse("assignment_edit", args=[row.pk]),
        give_url=reverse("assignment_give", args=[row.pk]),
        class_name=row.classroom.name,
        class_url=row.classroom.get_absolute_url(),
        zone=row.classroom.zone,
        state=row.state(now),
        terms=row.terms,
        learner_count=row.learner_count,
        handed_in=row.handed_in,
    )
