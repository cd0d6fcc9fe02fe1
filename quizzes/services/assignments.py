"""Sets given to classes: made, changed, given, copied and deleted."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from quizzes.core.availability import Shows as CoreShows
from quizzes.core.availability import Terms, deadline
from quizzes.models import (
    Assignment,
    AssignmentLearner,
    Attempt,
    Classroom,
    Member,
    QuestionSet,
)
from quizzes.models.classes import Shows


class NeedsClosingError(Exception):
    """Answers are to be shown after a closing that there is none of; nothing was changed."""


class ClosingPassedError(Exception):
    """It would be closed as soon as it is given; nothing was changed."""


class AnswersShownError(Exception):
    """Some have seen the answers since it closed, so it stays closed; nothing was changed."""


class AttemptedError(Exception):
    """It has been attempted, so it can't be deleted; nothing was changed."""


@transaction.atomic
def make_assignments(
    *,
    question_set: QuestionSet,
    title: str,
    terms: Mapping[Classroom, Terms],
    token: UUID,
    now: datetime,
    give: bool = False,
) -> list[Assignment]:
    """An assignment for each of the classes, on its terms: all of them, or none.

    They are drafts unless they are given too, for which `give_assignment` says what it raises.
    The same token makes the same ones: what is sent twice leaves nothing behind.
    """
    rows = []
    for classroom, its_terms in terms.items():
        row, _ = Assignment.objects.get_or_create(
            pk=uuid5(token, str(classroom.pk)),
            defaults={
                "classroom": classroom,
                "question_set": question_set,
                "title": title,
                "created": now,
                **_columns(its_terms),
            },
        )
        rows.append(give_assignment(assignment=row, now=now) if give else row)
    return rows


@transaction.atomic
def copy_assignment(
    *, assignment: Assignment, classrooms: Iterable[Classroom], token: UUID, now: datetime
) -> list[Assignment]:
    """The same set by the same rules for each of the classes, as drafts without dates."""
    undated = replace(assignment.terms, opens=None, due=None, closes=None)
    return make_assignments(
        question_set=assignment.question_set,
        title=assignment.title,
        terms=dict.fromkeys(classrooms, undated),
        token=token,
        now=now,
    )


@transaction.atomic
def give_assignment(*, assignment: Assignment, now: datetime) -> Assignment:
    """Let the learners find it; what was given before stays as it is.

    Raises NeedsClosingError, or ClosingPassedError where nobody could begin it any more.
    """
    row = _lock(assignment)
    if row.given is None:
        _check_closing(row.terms)
        if row.closes is not None and row.closes <= now:
            raise ClosingPassedError
        row.given = now
        row.save(update_fields=["given"])
    return row


@transaction.atomic
def change_assignment(
    *,
    assignment: Assignment,
    title: str,
    terms: Terms,
    members: Collection[Member] | None,
    now: datetime,
    give: bool = False,
) -> Assignment:
    """Let an assignment have this title and these terms, for those members or the whole class.

    Attempts keep the rules that they began under, but a later closing reaches those that run,
    and nobody is told the answers before it.

    Raises AnswersShownError where it would close later although some have been shown the
    answers, NeedsClosingError where it lacks a closing, and what `give_assignment` raises.
    """
    row = _lock(assignment)
    if row.given is not None:
        _check_closing(terms)
        if _is_later(terms.closes, row.closes):
            _refuse_if_shown(row, now)
        _carry_closing(row, terms.closes, now)
    for name, value in _columns(terms).items():
        setattr(row, name, value)
    row.title, row.is_for_all = title, members is None
    row.save()
    _name_learners(row, members or ())
    return give_assignment(assignment=row, now=now) if give else row


@transaction.atomic
def delete_assignment(*, assignment: Assignment) -> None:
    """Delete one that nobody has attempted; raises AttemptedError of another."""
    row = _lock(assignment)
    if row.attempts.exists():
        raise AttemptedError
    row.delete()


def _lock(assignment: Assignment) -> Assignment:
    """The assignment as it stands; whoever starts an attempt at it waits."""
    return Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)


def _columns(terms: Terms) -> dict[str, object]:
    """The columns of an assignment on these terms."""
    return {
        "opens": terms.opens,
        "due": terms.due,
        "closes": terms.closes,
        "attempts_allowed": terms.attempts,
        "minutes": terms.minutes,
        "counts": terms.counts.value,
        "shows": terms.shows.value,
    }


def _check_closing(terms: Terms) -> None:
    if terms.shows is CoreShows.CLOSED and terms.closes is None:
        raise NeedsClosingError


def _is_later(closes: datetime | None, before: datetime | None) -> bool:
    """Whether it would close later than before; what has no closing is open for ever."""
    return before is not None and (closes is None or closes > before)


def _refuse_if_shown(assignment: Assignment, now: datetime) -> None:
    """Refuse to open again what closed a test, once that has told anybody the answers."""
    told = assignment.attempts.filter(shows=Shows.CLOSED, closes__lte=now)
    if assignment.shows == Shows.CLOSED and told.exists():
        raise AnswersShownError


def _carry_closing(assignment: Assignment, closes: datetime | None, now: datetime) -> None:
    """Let a later closing reach the attempts that run, and those that wait to be told."""
    running = assignment.attempts.running(now)
    later = [row for row in running if _is_later(closes, row.closes)]
    for attempt in later:
        attempt.deadline = deadline(attempt.started, attempt.minutes, closes)
        # Where the closing tells the answers and there is none any more, they wait for the old.
        if closes is not None or attempt.shows != Shows.CLOSED:
            attempt.closes = closes
    Attempt.objects.bulk_update(later, ["closes", "deadline"])
    if closes is not None:
        untold = assignment.attempts.filter(shows=Shows.CLOSED, closes__gt=now)
        untold.filter(closes__lt=closes).update(closes=closes)


def _name_learners(assignment: Assignment, members: Collection[Member]) -> None:
    """Let it name those members; nobody, where it is for the whole class.

    Otherwise who has left stays named, so that they find it again should they come back.
    """
    named = assignment.learners.all()
    if not assignment.is_for_all:
        named = named.filter(member__left__isnull=True).exclude(member__in=members)
    named.delete()
    AssignmentLearner.objects.bulk_create(
        [AssignmentLearner(assignment=assignment, member=member) for member in members],
        ignore_conflicts=True,
    )
