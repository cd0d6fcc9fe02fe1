"""Starting attempts, at a set or an assignment, handing in, trying again, and whose they are."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from quizzes.core import availability
from quizzes.models import (
    Assignment,
    Attempt,
    AttemptOption,
    AttemptQuestion,
    Learner,
    Option,
    Question,
    QuestionSet,
    QuestionTarget,
    Response,
)
from quizzes.models.classes import Shows
from quizzes.models.library import SpanKind
from quizzes.models.questions import QuestionStatus

GUESTS_KEPT = timedelta(days=30)
ASCENDING = (SpanKind.DATE, SpanKind.NUMBER)


class NothingToAskError(Exception):
    """No question is left that could be asked; nothing was changed."""


class NotOpenError(Exception):
    """The assignment can't be begun now; nothing was changed."""


class NoAttemptLeftError(Exception):
    """The learner has used all attempts that the assignment allows; nothing was changed."""


class NotToldError(Exception):
    """The answers of the attempt are not told yet, so it can't be tried again."""


# Starting


@transaction.atomic
def start_attempt(
    *, learner: Learner, question_set: QuestionSet, now: datetime, seed: int
) -> Attempt:
    """An attempt at the set's published questions, in the order of the set.

    Raises NothingToAskError where there are none.
    """
    attempt = Attempt(
        user=learner.user,
        guest=learner.guest,
        question_set=question_set,
        title=question_set.title,
        seed=seed,
        started=now,
    )
    return _freeze_or_reuse(attempt, _questions_of(question_set))


def _questions_of(question_set: QuestionSet) -> list[Question]:
    """The questions of a set that are still asked, in its order."""
    items = question_set.items.filter(question__status=QuestionStatus.PUBLISHED)
    return [item.question for item in items.select_related("question")]


@transaction.atomic
def start_assignment(*, user: User, assignment_id: UUID, now: datetime, seed: int) -> Attempt:
    """The learner's attempt at an assignment: the one that runs, or else a new one.

    It keeps the rules that it begins under. From the second on, it comes in a new order.

    Raises Assignment.DoesNotExist where it wasn't given to the learner, NotOpenError,
    NoAttemptLeftError, and NothingToAskError.
    """
    mine = Assignment.objects.for_learner(user).filter(pk=assignment_id)
    # Of two starts at once the second waits here, and then finds what the first has begun.
    assignment = (
        Assignment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("question_set")
        .get(pk__in=mine.values("pk"))
    )
    earlier = list(assignment.attempts.filter(user=user).order_by("go"))
    last = earlier[-1] if earlier else None
    if last and not last.is_over(now):
        return last
    if not Assignment.objects.open_for(user, now).filter(pk=assignment_id).exists():
        raise NotOpenError
    if assignment.attempts_allowed and len(earlier) >= assignment.attempts_allowed:
        raise NoAttemptLeftError
    if last and last.finished is None:
        last.finished = last.deadline
        last.save(update_fields=["finished"])
    go = last.go + 1 if last else 1
    return _begin(assignment, user=user, go=go, now=now, seed=seed)


def _begin(assignment: Assignment, *, user: User, go: int, now: datetime, seed: int) -> Attempt:
    attempt = Attempt(
        user=user,
        question_set=assignment.question_set,
        assignment=assignment,
        go=go,
        shows=assignment.shows,
        minutes=assignment.minutes,
        closes=_told_from(assignment),
        deadline=availability.deadline(now, assignment.minutes, assignment.closes),
        title=assignment.title,
        seed=seed,
        started=now,
    )
    questions = _questions_of(assignment.question_set)
    if go > 1:
        _shuffle(questions, seed)
    return _freeze(attempt, questions)


def _told_from(assignment: Assignment) -> datetime | None:
    """The closing, or a later one that others began under, who must not be told their answers."""
    if assignment.shows != Shows.CLOSED:
        return assignment.closes
    latest = assignment.attempts.aggregate(latest=Max("closes"))["latest"]
    return max(filter(None, (assignment.closes, latest)), default=None)


@transaction.atomic
def submit(*, learner: Learner, attempt_id: UUID, now: datetime) -> Attempt:
    """Hand in an attempt whose answers are told afterwards, with what is answered so far.

    One that is over stays as it was. Raises Attempt.DoesNotExist where the learner has no such
    attempt.
    """
    mine = Attempt.objects.for_learner(learner).exclude(shows=Shows.AT_ONCE)
    attempt = mine.select_for_update(no_key=True).get(pk=attempt_id)
    if not attempt.is_over(now):
        attempt.finished = now
        attempt.save(update_fields=["finished"])
    return attempt


@transaction.atomic
def try_again(*, attempt: Attempt, now: datetime, seed: int) -> Attempt:
    """The same questions once more, as far as they are still asked, in a new order."""
    return _retry(attempt, attempt.questions.all(), now, seed)


@transaction.atomic
def practise_missed(*, attempt: Attempt, now: datetime, seed: int) -> Attempt:
    """The questions of which the answer was not right, in a new order."""
    right = Response.objects.standing().filter(points__gt=0)
    missed = attempt.questions.exclude(responses__in=right)
    return _retry(attempt, missed, now, seed)


def _retry(attempt: Attempt, again: Iterable[AttemptQuestion], now: datetime, seed: int) -> Attempt:
    """Practice on questions of an attempt; it tells each answer at once.

    Raises NotToldError where that would tell the answers of an assignment too early.
    """
    # Of a class that was deleted the attempts stay, and wait for the closing all the same.
    is_free = attempt.assignment_id is None and attempt.tells_at_once
    if not is_free and not attempt.is_told(now):
        raise NotToldError
    retry = Attempt(
        user=attempt.user,
        guest=attempt.guest,
        question_set=attempt.question_set,
        retry_of=attempt,
        title=attempt.title,
        seed=seed,
        started=now,
    )
    # A question that was replaced since then is asked in its living version.
    identities = Question.objects.filter(asked_in__in=again).values("identity")
    questions = list(Question.objects.published().filter(identity__in=identities).order_by("pk"))
    _shuffle(questions, seed)
    return _freeze_or_reuse(retry, questions)


def _shuffle(questions: list[Question], seed: int) -> None:
    Random(seed).shuffle(questions)  # noqa: S311 - an order, not a secret


def _freeze_or_reuse(attempt: Attempt, questions: Sequence[Question]) -> Attempt:
    """Store the attempt, or begin one anew that asks the same and has no answer yet.

    So a second click on "Start" leaves nothing behind.
    """
    # Of two starts at once the second waits here, and then finds what the first has begun.
    if attempt.question_set_id is not None:
        QuestionSet.objects.select_for_update(no_key=True).get(pk=attempt.question_set_id)
    if attempt.retry_of_id is not None:
        Attempt.objects.select_for_update(no_key=True).get(pk=attempt.retry_of_id)
    if untouched := _untouched(attempt, questions):
        untouched.started = attempt.started
        untouched.save(update_fields=["started"])
        return untouched
    return _freeze(attempt, questions)


def _freeze(attempt: Attempt, questions: Sequence[Question]) -> Attempt:
    """Store the attempt with its questions and options as rows.

    Raises NothingToAskError where there are no questions.
    """
    if not questions:
        raise NothingToAskError
    attempt.save(force_insert=True)
    asked = AttemptQuestion.objects.bulk_create(
        AttemptQuestion(attempt=attempt, number=number, question=question)
        for number, question in enumerate(questions, 1)
    )
    orders = _option_orders(attempt, questions)
    AttemptOption.objects.bulk_create(
        AttemptOption(attempt_question=row, position=position, option_id=option)
        for row in asked
        for position, option in enumerate(orders[row.question_id], 1)
    )
    return attempt


def _untouched(attempt: Attempt, questions: Sequence[Question]) -> Attempt | None:
    wanted = {question.pk for question in questions}
    others = Attempt.objects.for_learner(attempt.learner).filter(
        question_set=attempt.question_set, retry_of=attempt.retry_of, assignment=None
    )
    for other in others.without_answers().prefetch_related("questions"):
        if {row.question_id for row in other.questions.all()} == wanted:
            return other
    return None


def _option_orders(attempt: Attempt, questions: Sequence[Question]) -> dict[int, list[int]]:
    """The options of each question, by primary keys, as they stand in the attempt.

    The first time that is their stored order. Any further attempt shuffles names and phrases,
    but never numbers and dates (R16).
    """
    orders: dict[int, list[int]] = {question.pk: [] for question in questions}
    options = Option.objects.filter(question__in=questions).order_by("question", "position")
    for question, option in options.values_list("question_id", "pk"):
        orders[question].append(option)
    if attempt.retry_of is None and attempt.go == 1:
        return orders
    targets = QuestionTarget.objects.filter(question__in=questions, target__kind__in=ASCENDING)
    ascending = set(targets.values_list("question_id", flat=True))
    random = Random(attempt.seed)  # noqa: S311 - an order, not a secret
    for question, order in sorted(orders.items()):
        if question not in ascending:
            random.shuffle(order)
    return orders


# Guests


def take_over_guest(*, guest: str, user: User) -> int:
    """Give a guest's attempts to the user whom they signed in as; how many there were."""
    if not guest:
        return 0
    return Attempt.objects.filter(guest=guest).update(user=user, guest="")


@transaction.atomic
def purge_guests(*, now: datetime) -> int:
    """Delete the attempts of guests who never signed in, 30 days on; how many there were."""
    old = Attempt.objects.exclude(guest="").filter(started__lt=now - GUESTS_KEPT)
    count = old.count()
    old.delete()
    return count
