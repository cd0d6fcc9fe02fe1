"""What tests of several files need to take a quiz through its pages."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quizzes.factories.attempts import begin
from quizzes.models import Attempt, Learner, QuestionSet
from quizzes.views.learner import GUEST

HTMX = {"HX-Request": "true"}
WITH_AND_WITHOUT_HTMX = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
TOKEN = re.compile(r'name="token" value="([^"]+)"')


def client_of_user(user: User) -> Client:
    """A browser in which that user is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def client_of(attempt: Attempt) -> Client:
    """A browser in which the attempt's learner is at home."""
    if attempt.user:
        return client_of_user(attempt.user)
    client = Client()
    session = client.session
    session[GUEST] = attempt.guest
    session.save()
    return client


def begin_as_guest(question_set: QuestionSet, guest: str = "a guest") -> Attempt:
    return begin(question_set, Learner(guest=guest))


def page_of(attempt: Attempt, number: int = 1) -> str:
    return f"/attempts/{attempt.pk}/{number}/"


def token_on(client: Client, url: str) -> str:
    """The token of the form on that page."""
    found = TOKEN.search(client.get(url).content.decode())
    assert found, f"no form on {url}"
    return found[1]


def post_answer(client: Client, url: str, headers: dict[str, str], **fields: Any) -> Any:
    """Open the page, and send its form with these fields."""
    data = {"token": token_on(client, url)} | fields
    return client.post(url, data, headers=headers)


def text_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def is_fragment(response: Any) -> bool:
    return "<html" not in text_of(response)
