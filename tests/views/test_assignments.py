"""Assignments as learners meet them: the page, the start, and what is told when."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import GIVEN, AssignmentLearnerFactory, assign, make_class
from quizzes.models import Assignment, Attempt, Classroom, Member
from quizzes.models.classes import Role, Shows
from quizzes.views.assignments import assignments_of
from tests.taking import text_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOW = GIVEN + 24 * HOUR


def learner_in(classroom: Classroom) -> User:
    member = classroom.members.learners().select_related("user").first()
    assert member
    return member.user


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(user: User, row: Assignment, at: datetime = NOW) -> str:
    with time_machine.travel(at, tick=False):
        response = as_(user).get(row.get_absolute_url())
    assert response.status_code == 200
    return " ".join(text_of(response).split())


def test_a_learner_starts(client: Client) -> None:
    classroom = make_class()
    row = assign(classroom, due=NOW + HOUR, closes=NOW + 2 * HOUR, attempts_allowed=2)
    text = page(learner_in(classroom), row)
    assert "It is due on" in text
    assert "Saturday, 25 May 2024, 15:00 (Berlin)" in text
    with time_machine.travel(NOW, tick=False):
        response = as_(learner_in(classroom)).post(f"{row.get_absolute_url()}start/")
    attempt = Attempt.objects.get()
    assert response["Location"] == attempt.get_absolute_url()
    with time_machine.travel(NOW, tick=False):
        home = as_(learner_in(classroom)).get("/")
    assert "0 of 3 answered" in text_of(home)
