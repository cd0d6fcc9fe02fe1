"""Answering the questions of an attempt in turn, and reporting bad ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F

from quizzes.core.grading import grade
from quizzes.core.questions import Option as CoreOption
from quizzes.models import (
    AttemptQuestion,
    ChosenOption,
    EntityName,
    Learner,
    Report,
    Response,
)
from quizzes.models.questions import Form


class OutOfTurnError(Exception):
    """An earlier question, number `open_number`, is still open; nothing was changed."""

    def __init__(self, open_number: int) -> None:
        super().__init__(open_number)
        self.open_number = open_number


class NoAnswerError(Exception):
    """What was sent is no answer to the question, which wanted a text if `typed`."""

    def __init__(self, *, typed: bool) -> None:
        super().__init__(typed)
        self.typed = typed


class Key(NamedTuple):
    """What an answer is held against: the options as they stand in the attempt, or wordings."""

    options: tuple[CoreOption, ...] = ()
    accepted: tuple[str, ...] = ()


def answer(
    *,
    learner: Learner,
    attempt_id: UUID,
    number: int,
    token: UUID,
    now: datetime,
    position: int | None = None,
    text: str = "",
) -> Response:
    """Store the answer to a question of the learner's attempt: an option's position, or a text.

    The first answer stands: any later one, from another tab or sent again after a lost line,
    changes nothing and is given the response that stands, which bears the token that it came
    with. Answering the last question finishes the attempt.

    Raises AttemptQuestion.DoesNotExist where the learner has no such question, OutOfTurnError
    where an earlier one is open, NoAnswerError where the question has no such option or wants
    a text and there is none.
    """
    try:
        with transaction.atomic():
            rows = _lock(learner, attempt_id, number)
            if not rows[0].is_answered:
                return _store(rows, position=position, text=text, token=token, now=now)
    except IntegrityError:
        # Another answer came between our look and our writing: the constraint has decided.
        pass
    return Response.objects.get(
        attempt_question__attempt=attempt_id, attempt_question__number=number
    )


def _lock(learner: Learner, attempt_id: UUID, number: int) -> Sequence[AttemptQuestion]:
    """The question with all that an answer is held against, a row for each option or wording.

    Answers to one attempt queue up here. It is one query because each answer waits for it.
    """
    rows = (
        AttemptQuestion.objects.for_learner(learner)
        .filter(attempt=attempt_id, number=number)
        .with_progress()
        .annotate(
            option_id=F("options__pk"),
            label=F("options__option__label"),
            is_key=F("options__option__is_key"),
            wording=F("question__answers__text"),
        )
        .order_by("options__position", "question__answers__position")
        .select_related("attempt", "question")
        .select_for_update(of=("attempt",))
    )
    if not rows:
        raise AttemptQuestion.DoesNotExist
    return rows


def _store(
    rows: Sequence[AttemptQuestion],
    *,
    position: int | None,
    text: str,
    token: UUID,
    now: datetime,
) -> Response:
    asked = rows[0]
    if asked.number != asked.open_number:
        raise OutOfTurnError(asked.open_number)
    typed = asked.question.form == Form.TYPED
    points = _points_typed(rows, text) if typed else _points_chosen(rows, position)
    response = Response.objects.create(
        attempt_question=asked,
        token=token,
        text=text if typed else "",
        points=points,
        answered=now,
    )
    if position is not None and not typed:
        ChosenOption.objects.create(response=response, option_id=rows[position - 1].option_id)
    if asked.number == asked.total:
        asked.attempt.finished = now
        asked.attempt.save(update_fields=["finished"])
    return response


def _points_typed(rows: Sequence[AttemptQuestion], text: str) -> int:
    if not text:
        raise NoAnswerError(typed=True)
    key = Key(accepted=tuple(row.wording for row in rows))
    # Asked of the database only where the answer is so near to a right one that it may be a slip.
    others = EntityName.objects.values_list("text", flat=True)
    return int(grade(key, text, others).points)


def _points_chosen(rows: Sequence[AttemptQuestion], position: int | None) -> int:
    if position is None or not 1 <= position <= len(rows):
        raise NoAnswerError(typed=False)
    key = Key(options=tuple(CoreOption(row.label, row.is_key) for row in rows))
    return int(grade(key, {position}).points)


@transaction.atomic
def report_question(
    *, asked: AttemptQuestion, reporter: User | None, reason: Report.Reason, now: datetime
) -> Report:
    """Note that something is wrong with the question: once for each time it was asked."""
    report, _ = Report.objects.get_or_create(
        attempt_question=asked,
        defaults={
            "question_id": asked.question_id,
            "reporter": reporter,
            "reason": reason,
            "created": now,
        },
    )
    return report
