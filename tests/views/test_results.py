"""The results of an assignment, as its teachers see them."""

import gzip
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.factories.attempts import STARTED
from quizzes.factories.classes import assign, make_class
from quizzes.models import Assignment
from quizzes.models.classes import Role
from tests.answering import answer_in_bulk, enrol
from tests.taking import text_of

pytestmark = pytest.mark.django_db

QUERIES = 10
CPU_SECONDS = 0.1
COMPRESSED = 60 * 1024


@pytest.fixture(autouse=True)
def the_day_after() -> Iterator[None]:
    with time_machine.travel(STARTED + timedelta(days=1), tick=False):
        yield


def teacher_of(assignment: Assignment) -> Client:
    client = Client()
    client.force_login(assignment.classroom.members.get(role=Role.OWNER).user)
    return client


def results_of(assignment: Assignment, query: str = "") -> str:
    return text_of(teacher_of(assignment).get(f"/assignments/{assignment.pk}/results/{query}"))


def answered_by(learners: int, *, of: int = 10) -> Assignment:
    """An assignment that so many learners have answered, each a little differently."""
    assignment = assign(make_class(learners=0), of=of)
    members = enrol(assignment.classroom, [f"Pupil {n}" for n in range(learners)])
    answer_in_bulk(
        assignment,
        [(member, [(n + k) % 3 > 0 for k in range(of)]) for n, member in enumerate(members)],
    )
    return assignment


@pytest.mark.parametrize("learners", [30, 1000])
def test_the_first_page_is_cheap_however_many_have_answered(learners: int) -> None:
    assignment = answered_by(learners)
    client, path = teacher_of(assignment), f"/assignments/{assignment.pk}/results/"
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    assert len(queries) <= QUERIES
    assert len(gzip.compress(response.content)) < COMPRESSED
    spent = []
    for _ in range(3):
        before = time.process_time()
        client.get(path)
        spent.append(time.process_time() - before)
    print(learners, len(queries), min(spent), len(gzip.compress(response.content)))
    assert min(spent) < CPU_SECONDS
