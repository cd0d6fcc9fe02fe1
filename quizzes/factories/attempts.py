"""Attempts and the responses given in them."""

import uuid
from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from quizzes.factories.accounts import UserFactory
from quizzes.factories.questions import OptionFactory, QuestionFactory, QuestionSetFactory
from quizzes.models import (
    Attempt,
    AttemptOption,
    AttemptQuestion,
    ChosenOption,
    Learner,
    QuestionSet,
    Response,
)
from quizzes.models.questions import Form
from quizzes.services.answers import answer
from quizzes.services.attempts import start_attempt

STARTED = datetime(2024, 5, 25, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class AttemptFactory(DjangoModelFactory[Attempt]):
    """The bare row of a user's attempt; with `of_guest` it is a guest's.

    `begin` makes one with its questions.
    """

    class Meta:
        model = Attempt

    class Params:
        of_guest = factory.Trait(user=None, guest=factory.Sequence(lambda n: f"guest-{n}"))

    id = factory.Sequence(lambda n: uuid.UUID(int=n))
    user = factory.SubFactory(UserFactory)
    question_set = factory.SubFactory(QuestionSetFactory)
    title = factory.SelfAttribute("question_set.title")
    seed = 1
    started = STARTED


class AttemptQuestionFactory(DjangoModelFactory[AttemptQuestion]):
    class Meta:
        model = AttemptQuestion

    attempt = factory.SubFactory(AttemptFactory)
    number = factory.Sequence(lambda n: n + 1)
    question = factory.SubFactory(QuestionFactory)


class AttemptOptionFactory(DjangoModelFactory[AttemptOption]):
    class Meta:
        model = AttemptOption

    attempt_question = factory.SubFactory(AttemptQuestionFactory)
    position = factory.Sequence(lambda n: n + 1)
    option = factory.SubFactory(
        OptionFactory, question=factory.SelfAttribute("..attempt_question.question")
    )


class ResponseFactory(DjangoModelFactory[Response]):
    class Meta:
        model = Response

    attempt_question = factory.SubFactory(AttemptQuestionFactory)
    token = factory.Sequence(lambda n: uuid.UUID(int=n))
    points = 0
    answered = STARTED


class ChosenOptionFactory(DjangoModelFactory[ChosenOption]):
    class Meta:
        model = ChosenOption

    response = factory.SubFactory(ResponseFactory)
    option = factory.SubFactory(
        AttemptOptionFactory,
        attempt_question=factory.SelfAttribute("..response.attempt_question"),
    )


def begin(question_set: QuestionSet, learner: Learner | None = None) -> Attempt:
    """An attempt at the set, of that learner or of a new user, begun as the site begins one."""
    learner = learner or Learner(user=UserFactory.create())
    return start_attempt(learner=learner, question_set=question_set, now=STARTED, seed=1)


def respond(attempt: Attempt, number: int, *, right: bool = True) -> Response:
    """Answer question `number` rightly or wrongly, as the site does; again, it is a new answer."""
    asked = attempt.questions.get(number=number)
    times = asked.responses.count()
    typed = asked.question.form == Form.TYPED
    return answer(
        learner=attempt.learner,
        attempt_id=attempt.pk,
        number=number,
        token=uuid.UUID(int=number + 1000 * times),
        now=STARTED + number * MINUTE,
        position=None if typed else answer_position(asked, right=right),
        text=answer_text(asked, right=right) if typed else "",
    )


def respond_to_all(attempt: Attempt, *, right: bool = True) -> Attempt:
    """Answer every open question; the attempt is finished then."""
    for asked in attempt.questions.filter(responses__isnull=True):
        respond(attempt, asked.number, right=right)
    attempt.refresh_from_db()
    return attempt


def answer_position(asked: AttemptQuestion, *, right: bool = True) -> int:
    """The position of the key, or of the first option that is none."""
    found = asked.options.filter(option__is_key=right).order_by("position")
    return found.values_list("position", flat=True)[0]


def answer_text(asked: AttemptQuestion, *, right: bool = True) -> str:
    """The right words for a typed question, or quite other ones."""
    accepted = asked.question.answers.first()
    return accepted.text if accepted and right else "Something else altogether"
