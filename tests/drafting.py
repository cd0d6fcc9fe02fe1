"""A teacher's drafts, in the tests of own sets."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from quizzes.factories.classes import make_own_set
from quizzes.models import Question, QuestionSet, SetItem
from tests.taking import text_of


def make_draft(*questions: Question, owner: User | None = None, of: int = 3) -> QuestionSet:
    """A draft of these questions, or of so many new ones."""
    made = make_own_set(*questions, owner=owner, of=of)
    made.published = None
    made.save()
    return made


def asked_in(question_set: QuestionSet) -> list[int]:
    """The questions of a set, in its order."""
    return [item.question_id for item in SetItem.objects.filter(set=question_set)]


def item_of(question_set: QuestionSet, number: int = 1) -> SetItem:
    return question_set.items.select_related("set")[number - 1]


# Its pages


def url_of(question_set: QuestionSet, rest: str = "") -> str:
    return f"/sets/mine/{question_set.slug}/{rest}"


def item_url(question_set: QuestionSet, action: str, number: int = 1) -> str:
    return url_of(question_set, f"items/{item_of(question_set, number).pk}/{action}/")


def shown(browser: Client, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200, url
    return text_of(response)


def after(response: Any) -> str:
    """What stands on the page that an action led to."""
    assert response.redirect_chain, "it led nowhere"
    return text_of(response)
