"""Attempts and the responses given in them."""

import uuid
from datetime import UTC, datetime

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
from quizzes.services.attempts import start_attempt

STARTED = datetime(2024, 5, 25, 12, 0, tzinfo=UTC)


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
