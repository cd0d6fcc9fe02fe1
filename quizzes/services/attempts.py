"""Starting attempts, trying again, and whose they are."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from django.contrib.auth.models import User
from django.db import transaction

from quizzes.models import (
    Attempt,
    AttemptOption,
    AttemptQuestion,
    Learner,
    Option,
    Question,
    QuestionSet,
    QuestionTarget,
)
from quizzes.models.library import SpanKind
from quizzes.models.questions import QuestionStatus

GUESTS_KEPT = timedelta(days=30)
ASCENDING = (SpanKind.DATE, SpanKind.NUMBER)


class NothingToAskError(Exception):
    """No question is left that could be asked; nothing was changed."""


# Starting


@transaction.atomic
def start_attempt(
    *, learner: Learner, question_set: QuestionSet, now: datetime, seed: int
) -> Attempt:
    """An attempt at the set's published questions, in the order of the set.

    Raises NothingToAskError where there are none.
    """
    items = question_set.items.filter(question__status=QuestionStatus.PUBLISHED)
    attempt = Attempt(
        user=learner.user,
        guest=learner.guest,
        question_set=question_set,
        title=question_set.title,
        seed=seed,
        started=now,
    )
    return _freeze(attempt, [item.question for item in items.select_related("question")])


@transaction.atomic
def try_again(*, attempt: Attempt, now: datetime, seed: int) -> Attempt:
    """The same questions once more, as far as they are still asked, in a new order."""
    return _retry(attempt, attempt.questions.all(), now, seed)


@transaction.atomic
def practise_missed(*, attempt: Attempt, now: datetime, seed: int) -> Attempt:
    """The questions of which the answer was not right, in a new order."""
    return _retry(attempt, attempt.questions.filter(responses__points=0), now, seed)


def _retry(attempt: Attempt, again: Iterable[AttemptQuestion], now: datetime, seed: int) -> Attempt:
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
    Random(seed).shuffle(questions)  # noqa: S311 - an order, not a secret
    return _freeze(retry, questions)


def _freeze(attempt: Attempt, questions: Sequence[Question]) -> Attempt:
    """Store the attempt with its questions and options as rows.

    An attempt that asks the same and has no answer yet serves instead, begun now: a second
    click on "Start" leaves nothing behind.
    """
    if not questions:
        raise NothingToAskError
    # Of two starts at once the second waits here, and then finds what the first has begun.
    if attempt.question_set_id is not None:
        QuestionSet.objects.select_for_update(no_key=True).get(pk=attempt.question_set_id)
    if attempt.retry_of_id is not None:
        Attempt.objects.select_for_update(no_key=True).get(pk=attempt.retry_of_id)
    if untouched := _untouched(attempt, questions):
        untouched.started = attempt.started
        untouched.save(update_fields=["started"])
        return untouched
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
        question_set=attempt.question_set, retry_of=attempt.retry_of
    )
    for other in others.without_answers().prefetch_related("questions"):
        if {row.question_id for row in other.questions.all()} == wanted:
            return other
    return None


def _option_orders(attempt: Attempt, questions: Sequence[Question]) -> dict[int, list[int]]:
    """The options of each question, by primary keys, as they stand in the attempt.

    The first time that is their stored order. A retry shuffles names and phrases, but never
    numbers and dates (R16).
    """
    orders: dict[int, list[int]] = {question.pk: [] for question in questions}
    options = Option.objects.filter(question__in=questions).order_by("question", "position")
    for question, option in options.values_list("question_id", "pk"):
        orders[question].append(option)
    if attempt.retry_of is None:
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
