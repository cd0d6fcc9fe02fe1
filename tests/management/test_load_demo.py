"""`manage.py load_demo`: what `make run` finds missing is there then, and nothing twice."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command

from quizzes.factories.accounts import UserFactory
from quizzes.factories.library import ArticleFactory
from quizzes.models import Article, Question, QuestionSet
from quizzes.services.roles import EDITORS

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
    assert sorted(accounts) == ["admin", "editor", "learner"]
    for username, password in accounts.items():
        assert authenticate(username=username, password=password)
    assert User.objects.get(username="admin").is_superuser
    editor = User.objects.get(username="editor")
    assert (editor.is_staff, editor.is_superuser) == (True, False)
    assert editor.groups.get().name == EDITORS
    assert not User.objects.get(username="learner").is_staff

    # A second run finds all there: it says nothing and changes nothing.
    before = list(User.objects.values()), list(Question.objects.values())
    assert load_demo() == ""
    assert (list(User.objects.values()), list(Question.objects.values())) == before


def test_a_library_and_people_of_ones_own_are_left_alone() -> None:
    ArticleFactory.create()
    UserFactory.create()
    assert load_demo() == ""
    assert (Article.objects.count(), User.objects.count()) == (1, 1)
