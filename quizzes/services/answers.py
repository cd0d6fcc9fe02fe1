"""Answering the questions of an attempt, in turn and once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from quizzes.core.grading import grade
from quizzes.core.questions import Option as CoreOption
from quizzes.models import AttemptQuestion, ChosenOption, EntityName, Learner, Response
from quizzes.models.questions import Form


class OutOfTurnError(Exception):
    """An earlier question is still open; nothing was changed."""


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
            asked = _lock(learner, attempt_id, number)
            if not asked.row.is_answered:
                return _store(asked, position=position, text=text, token=token, now=now)
    except IntegrityError:
        # Another answer came between our look and our writing: the constraint has decided.
        pass
    return Response.objects.get(
        attempt_question__attempt=attempt_id, attempt_question__number=number
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question to be answered; `options` are the keys of its options' rows, in order."""

    row: AttemptQuestion
    options: tuple[int, ...]
    key: Key


def _lock(learner: Learner, attempt_id: UUID, number: int) -> _Asked:
    """The question with all that an answer is held against; answers to one attempt queue up.

    It is one query, a row for each option or wording, because every answer waits for it.
    """
    rows: list[Any] = list(
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
    if rows[0].question.form == Form.TYPED:
        return _Asked(rows[0], (), Key(accepted=tuple(row.wording for row in rows)))
    key = Key(options=tuple(CoreOption(row.label, row.is_key) for row in rows))
    return _Asked(rows[0], tuple(row.option_id for row in rows), key)


def _store(
    asked: _Asked, *, position: int | None, text: str, token: UUID, now: datetime
) -> Response:
    if asked.row.is_ahead:
        raise OutOfTurnError
    response = Response(attempt_question=asked.row, token=token, answered=now)
    if asked.key.accepted:
        response.text, response.points = text, _points_typed(asked.key, text)
        response.save()
    else:
        if position is None or not 1 <= position <= len(asked.options):
            raise NoAnswerError(typed=False)
        response.points = int(grade(asked.key, {position}).points)
        response.save()
        ChosenOption.objects.create(response=response, option_id=asked.options[position - 1])
    if asked.row.number == asked.row.total:
        asked.row.attempt.finished = now
        asked.row.attempt.save(update_fields=["finished"])
    return response


def _points_typed(key: Key, text: str) -> int:
    if not text:
        raise NoAnswerError(typed=True)
    # Asked of the database only where the answer is so near to a right one that it may be a slip.
    others = EntityName.objects.values_list("text", flat=True)
    return int(grade(key, text, others).points)
