"""`manage.py load_demo`: what `make run` finds missing is there then, and nothing twice."""

import re
from io import StringIO

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command

from quizzes.core.availability import State
from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED
from quizzes.factories.library import ArticleFactory
from quizzes.models import Article, Assignment, Classroom, Question, QuestionSet
from quizzes.services.roles import EDITORS, may_teach

pytestmark = pytest.mark.django_db

ACCOUNT = re.compile(r"^  (\w+) +(\S+)   ", re.MULTILINE)


def load_demo() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_the_demo_has_articles_sets_and_accounts_that_open() -> None:
    said = load_demo()
    assert Article.objects.readable().count() == 2
    assert QuestionSet.objects.open_to_all().exists()
    accounts = dict(ACCOUNT.findall(said))
    assert sorted(accounts) == ["admin", "editor", "learner", "teacher"]
    for username, password in accounts.items():
        assert authenticate(username=username, password=password)
    assert User.objects.get(username="admin").is_superuser
    editor = User.objects.get(username="editor")
    assert (editor.is_staff, editor.is_superuser) == (True, False)
    assert editor.groups.get().name == EDITORS
    teacher = User.objects.get(username="teacher")
    assert may_teach(teacher)
    for username in ("teacher", "learner"):
        assert not User.objects.get(username=username).is_staff

    # A second run finds all there: it says nothing and changes nothing.
    before = [list(model.objects.values()) for model in (User, Question, Classroom, Assignment)]
    assert load_demo() == ""
    after = [list(model.objects.values()) for model in (User, Question, Classroom, Assignment)]
    assert after == before


@time_machine.travel(STARTED, tick=False)
def test_the_demo_has_a_class_with_assignments_in_three_states() -> None:
    load_demo()
    classroom = Classroom.objects.get()
    assert classroom.members.learners().count() == 30
    states = [assignment.state(STARTED) for assignment in classroom.assignments.order_by("closes")]
    assert states == [State.CLOSED, State.OPEN, State.AHEAD]
    learner = User.objects.get(username="learner")
    open_for = Assignment.objects.open_for(learner, STARTED)
    assert [row.attempts.filter(user=learner).count() for row in open_for] == [0]
    over, running, _ = classroom.assignments.order_by("closes")
    assert [row.attempts.count() for row in (over, running)] == [28, 17]
    assert over.attempts.filter(finished__isnull=False).count() == 26
    scores = {attempt.points for attempt in over.attempts.with_score()}
    assert len(scores) > 4


def test_a_library_and_people_of_ones_own_are_left_alone() -> None:
    ArticleFactory.create()
    UserFactory.create()
    assert load_demo() == ""
    assert (Article.objects.count(), User.objects.count()) == (1, 1)
