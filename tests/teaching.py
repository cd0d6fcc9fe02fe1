"""Who teaches and who learns, in the tests of classes."""

from random import Random
from typing import Any

from django.contrib.auth.models import User

from quizzes.core.codes import Choose
from quizzes.factories.accounts import UserFactory
from quizzes.models import Classroom
from quizzes.models.classes import Role
from quizzes.services.roles import make_teacher


def chance(seed: int = 1) -> Choose:
    return Random(seed).choice  # noqa: S311 - an example


def a_teacher(**values: Any) -> User:
    """Somebody who may teach."""
    user = UserFactory.create(**values)
    make_teacher(user=user)
    return user


def owner_of(classroom: Classroom) -> User:
    return classroom.members.select_related("user").get(role=Role.OWNER).user
