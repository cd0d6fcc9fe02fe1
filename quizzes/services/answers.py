"""Answering the questions of an attempt: in turn and once, or freely until all are handed in."""

from collections.abc import Iterable
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


class TimeUpError(Exception):
    """The attempt takes no more answers: it was handed in, or its time is up."""


class NoAnswerError(Exception):
    """What was sent is no answer to the question.

    It wanted a text if `typed`; if `final`, it must be answered before the next one comes.
    """

    def __init__(self, row: AttemptQuestion) -> None:
        super().__init__(row)
        self.row = row
        self.typed = row.question.form == Form.TYPED
        self.final = row.attempt.tells_at_once


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

    Where the attempt tells each answer at once, the first one stands: any later one, from
    another tab or sent again after a lost line, changes nothing and is given the response that
    stands, which bears the token that it came with. Answering the last question finishes the
    attempt. Where answers are told after handing in, another answer is another revision, and
    one that is sent again is still the response that it was.

    Raises AttemptQuestion.DoesNotExist where the learner has no such question, OutOfTurnError
    where an earlier one has to come first, TimeUpError where the attempt is over and the answer
    is not among those stored, NoAnswerError where the question has no such option or wants a
    text and there is none.
    """
    given = _Given(token, now, position, text)
    try:
        with transaction.atomic():
            asked = _lock(learner, attempt_id, number)
            if not asked.row.attempt.tells_at_once:
                return _revise(asked, given)
            if not asked.row.is_answered:
                return _answer_once(asked, given)
    except IntegrityError:
        # Another answer came between our look and our writing: the constraint has decided.
        pass
    return (
        Response.objects.standing()
        .select_related("attempt_question__attempt")
        .get(attempt_question__attempt=attempt_id, attempt_question__number=number)
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """What was sent, and when it came in."""

    token: UUID
    now: datetime
    position: int | None
    text: str


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


def _answer_once(asked: _Asked, given: _Given) -> Response:
    attempt = asked.row.attempt
    if attempt.is_over(given.now):
        # What the locking query saw beside its row may be old: this may be what finished it.
        if stored := asked.row.responses.first():
            return stored
        raise TimeUpError
    if asked.row.is_ahead:
        raise OutOfTurnError
    response = _store(asked, given, revision=1)
    if asked.row.number == asked.row.total:
        attempt.finished = given.now
        attempt.save(update_fields=["finished"])
    return response


def _revise(asked: _Asked, given: _Given) -> Response:
    """Another revision, unless this very answer is stored already or says what the last says."""
    # Asked behind the lock, because what the locking query saw beside its row may be old.
    responses = asked.row.responses.annotate(option=F("chosen__option"))
    stored: dict[UUID, Response] = {row.token: row for row in responses.order_by("revision")}
    if given.token in stored:
        return stored[given.token]
    if asked.row.attempt.is_over(given.now):
        raise TimeUpError
    last = next(reversed(stored.values()), None)
    if last and _says_the_same(last, asked, given):
        return last
    return _store(asked, given, revision=last.revision + 1 if last else 1)


def _says_the_same(last: Any, asked: _Asked, given: _Given) -> bool:
    if asked.key.accepted:
        return bool(last.text == given.text)
    return bool(last.option == _option_at(asked, given.position)[0])


def _store(asked: _Asked, given: _Given, *, revision: int) -> Response:
    response = Response(
        attempt_question=asked.row, revision=revision, token=given.token, answered=given.now
    )
    if asked.key.accepted:
        response.text, response.points = given.text, _points_typed(asked, given.text)
        response.save()
        return response
    option, response.points = _option_at(asked, given.position)
    response.save()
    ChosenOption.objects.create(response=response, option_id=option)
    return response


def _option_at(asked: _Asked, position: int | None) -> tuple[int, int]:
    """The row of the option that was chosen, and the points it is worth."""
    if position is None or not 1 <= position <= len(asked.options):
        raise NoAnswerError(asked.row)
    return asked.options[position - 1], int(grade(asked.key, {position}).points)


def _points_typed(asked: _Asked, text: str) -> int:
    if not text:
        raise NoAnswerError(asked.row)
    others: Iterable[str] = EntityName.objects.values_list("text", flat=True)
    # Grading asks for them only where the answer is so near to a right one that it may be a slip.
    # Where the answer can still be changed, how long that takes must not tell.
    if not asked.row.attempt.tells_at_once:
        others = list(others)
    return int(grade(asked.key, text, others).points)
