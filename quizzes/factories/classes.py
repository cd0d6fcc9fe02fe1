"""Classes with their members, and assignments."""

import uuid
from datetime import UTC, datetime
from random import Random
from typing import Any

import factory
from django.contrib.auth.models import User
from factory.django import DjangoModelFactory

from quizzes.core.codes import draw_code
from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED
from quizzes.factories.questions import QuestionSetFactory, make_question
from quizzes.models import (
    Assignment,
    AssignmentLearner,
    Attempt,
    Classroom,
    Member,
    Question,
    QuestionSet,
    SetItem,
)
from quizzes.models.classes import Role
from quizzes.services.attempts import start_assignment

FOUNDED = datetime(2024, 5, 20, 8, 0, tzinfo=UTC)
GIVEN = datetime(2024, 5, 24, 12, 0, tzinfo=UTC)


class ClassroomFactory(DjangoModelFactory[Classroom]):
    """The bare row of a class; `make_class` makes one with its people."""

    class Meta:
        model = Classroom

    slug = factory.Sequence(lambda n: f"class-{n}")
    name = factory.Sequence(lambda n: f"Class {n}")
    zone = "Europe/Berlin"
    code = factory.Sequence(lambda n: draw_code(Random(n).choice))  # noqa: S311 - an example
    created = FOUNDED


class MemberFactory(DjangoModelFactory[Member]):
    """A learner, unless another role is named."""

    class Meta:
        model = Member

    classroom = factory.SubFactory(ClassroomFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.LEARNER
    name = factory.Sequence(lambda n: f"Pupil {n}")
    joined = FOUNDED


class AssignmentFactory(DjangoModelFactory[Assignment]):
    """An assignment to the whole class, open since it was given and for ever."""

    class Meta:
        model = Assignment

    id = factory.Sequence(lambda n: uuid.UUID(int=n))
    classroom = factory.SubFactory(ClassroomFactory)
    question_set = factory.SubFactory(QuestionSetFactory, own=True)
    title = factory.SelfAttribute("question_set.title")
    created = GIVEN
    given = GIVEN


class AssignmentLearnerFactory(DjangoModelFactory[AssignmentLearner]):
    """Names a learner; the assignment is for those alone whom it names, from then on."""

    class Meta:
        model = AssignmentLearner

    assignment = factory.SubFactory(AssignmentFactory)
    member = factory.SubFactory(
        MemberFactory, classroom=factory.SelfAttribute("..assignment.classroom")
    )

    @classmethod
    def _create(
        cls, model_class: type[AssignmentLearner], *args: Any, **values: Any
    ) -> AssignmentLearner:
        assignment: Assignment = values["assignment"]
        assignment.is_for_all = False
        assignment.save(update_fields=["is_for_all"])
        named: AssignmentLearner = super()._create(model_class, *args, **values)
        return named


def make_class(*, owner: User | None = None, learners: int = 2, **values: Any) -> Classroom:
    """A class with an owner and so many learners."""
    classroom = ClassroomFactory.create(**values)
    owner = owner or UserFactory.create()
    MemberFactory.create(classroom=classroom, user=owner, role=Role.OWNER, name="Ms Owner")
    for _ in range(learners):
        MemberFactory.create(classroom=classroom)
    return classroom


def make_own_set(*questions: Question, owner: User | None = None, of: int = 3) -> QuestionSet:
    """A teacher's published set of these questions, or of so many new choice questions."""
    if not questions:
        questions = tuple(make_question(key=1 + n % 4) for n in range(of))
    made = QuestionSetFactory.create(own=True, owner=owner or UserFactory.create())
    SetItem.objects.bulk_create(
        SetItem(set=made, question=question, position=position)
        for position, question in enumerate(questions, 1)
    )
    return made


def assign(classroom: Classroom, *questions: Question, of: int = 3, **terms: Any) -> Assignment:
    """A set of the class's owner, given to the class on these terms."""
    owner = classroom.members.get(role=Role.OWNER).user
    made = make_own_set(*questions, owner=owner, of=of)
    return AssignmentFactory.create(classroom=classroom, question_set=made, **terms)


def begin_assigned(
    assignment: Assignment, user: User | None = None, *, now: datetime = STARTED
) -> Attempt:
    """An attempt of that user, or of the first learner of the class, begun as the site does."""
    user = user or assignment.classroom.members.learners().earliest("pk").user
    return start_assignment(user=user, assignment_id=assignment.pk, now=now, seed=1)
