"""A class that has answered, made at once: what tests of results start from."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User

from quizzes.factories.attempts import STARTED
from quizzes.models import (
    Assignment,
    Attempt,
    AttemptOption,
    AttemptQuestion,
    ChosenOption,
    Classroom,
    Member,
    Question,
    Response,
)
from quizzes.models.questions import Form

HALF_AN_HOUR = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
# Beyond those that ResponseFactory counts out.
OUR_TOKENS = 2**64

# Of each question of an attempt in turn: right, not right, or not answered.
Answers = Sequence[bool | None]


def enrol(classroom: Classroom, names: Iterable[str]) -> list[Member]:
    """Learners of these names, each with an account that nobody can sign in to."""
    joined = classroom.created
    names = list(names)
    first = User.objects.count()
    users = User.objects.bulk_create(
        User(username=f"pupil-{n}") for n, _ in enumerate(names, first)
    )
    return Member.objects.bulk_create(
        Member(classroom=classroom, user=user, role="learner", name=name, joined=joined)
        for user, name in zip(users, names, strict=True)
    )


def answer_in_bulk(
    assignment: Assignment,
    answers: Iterable[tuple[Member, Answers]],
    *,
    go: int = 1,
    started: datetime = STARTED,
    running: bool = False,
) -> list[Attempt]:
    """An attempt of each member with these answers, half an hour long unless it still runs."""
    sheets = list(answers)
    questions = [
        item.question
        for item in assignment.question_set.items.select_related("question").prefetch_related(
            "question__options", "question__answers"
        )
    ]
    attempts = Attempt.objects.bulk_create(
        Attempt(
            user_id=member.user_id,
            question_set=assignment.question_set,
            assignment=assignment,
            title=assignment.title,
            go=go,
            seed=1,
            started=started,
            finished=None if running else started + HALF_AN_HOUR,
        )
        for member, _ in sheets
    )
    asked = AttemptQuestion.objects.bulk_create(
        AttemptQuestion(attempt=attempt, number=number, question=question)
        for attempt in attempts
        for number, question in enumerate(questions, 1)
    )
    marks = [mark for _, given in sheets for mark in _filled(given, len(questions))]
    _answer(started, asked, marks)
    return attempts


def _filled(answers: Answers, length: int) -> list[bool | None]:
    return [*answers, *[None] * (length - len(answers))]


def _answer(started: datetime, asked: list[AttemptQuestion], marks: list[bool | None]) -> None:
    responses = Response.objects.bulk_create(
        Response(
            attempt_question=row,
            token=UUID(int=OUR_TOKENS + row.pk),
            points=int(right),
            text=_typed(row.question, right=right),
            answered=started + row.number * MINUTE,
        )
        for row, right in zip(asked, marks, strict=True)
        if right is not None
    )
    options = AttemptOption.objects.bulk_create(
        AttemptOption(attempt_question=row, position=option.position, option=option)
        for row in asked
        for option in row.question.options.all()
    )
    placed: dict[int, list[AttemptOption]] = {}
    for option in options:
        placed.setdefault(option.attempt_question_id, []).append(option)
    ChosenOption.objects.bulk_create(
        ChosenOption(response=response, option=_chosen(placed[row.pk], response))
        for response in responses
        if (row := response.attempt_question).question.form != Form.TYPED
    )


def _typed(question: Question, *, right: bool) -> str:
    if question.form != Form.TYPED:
        return ""
    return question.answers.all()[0].text if right else "Something else altogether"


def _chosen(options: list[AttemptOption], response: Response) -> AttemptOption:
    """The key, or a wrong option: another one from attempt to attempt."""
    fitting = [row for row in options if row.option.is_key == bool(response.points)]
    return fitting[response.attempt_question.pk % len(fitting)]
