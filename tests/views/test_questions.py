"""Question sets, before they are taken."""

import pytest
from django.test import Client

from quizzes.factories.attempts import begin, respond, respond_to_all
from quizzes.factories.questions import make_question, make_set
from quizzes.models import Learner
from tests.taking import client_of

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_sets_are_listed_with_their_articles(client: Client) -> None:
    made = make_set(of=2)
    listed = page(client, "/sets/")
    assert f'href="{made.get_absolute_url()}"' in listed
    assert "2 questions" in listed
    assert made.article.title in listed


def test_a_set_says_what_awaits_and_shows_none_of_its_questions(client: Client) -> None:
    made = make_set(of=3)
    shown = page(client, made.get_absolute_url())
    assert "3 questions" in shown
    assert f'action="{made.get_absolute_url()}start/"' in shown
    assert not any(item.question.stem in shown for item in made.items.all())


def test_a_set_leads_on_to_the_open_attempt_and_lists_the_finished_ones() -> None:
    made = make_set(of=2)
    finished = respond_to_all(begin(made))
    opened = begin(made, finished.learner)
    respond(opened, 1)
    foreign = begin(made)
    shown = page(client_of(finished), made.get_absolute_url())
    assert "Go on: 1 of 2 answered" in shown
    assert f'href="/attempts/{finished.pk}/"' in shown
    assert str(foreign.pk) not in shown


def test_only_attempts_at_the_set_itself_are_listed() -> None:
    elsewhere = begin(make_set(of=1))
    made = make_set(of=1)
    assert str(elsewhere.pk) not in page(client_of(elsewhere), made.get_absolute_url())


def test_a_set_without_questions_is_not_there(client: Client) -> None:
    made = make_set(make_question())
    made.items.all().delete()
    assert client.get(made.get_absolute_url()).status_code == 404
    assert made.title not in page(client, "/sets/")


def test_a_guest_without_a_token_has_no_attempts() -> None:
    made = make_set(of=1)
    attempt = begin(made, Learner(guest="somebody"))
    assert str(attempt.pk) not in page(Client(), made.get_absolute_url())
