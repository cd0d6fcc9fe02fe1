"""Question sets, before they are taken; and questions that learners report."""

import pytest
import time_machine
from django.test import Client

from quizzes.factories.attempts import STARTED, begin, respond, respond_to_all
from quizzes.factories.questions import article_of, make_question, make_set
from quizzes.models import Learner, Report
from tests.taking import (
    WITH_AND_WITHOUT_HTMX,
    begin_as_guest,
    client_of,
    is_fragment,
    page_of,
    text_of,
)

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_sets_are_listed_with_their_articles(client: Client) -> None:
    made = make_set(of=2)
    listed = page(client, "/sets/")
    assert f'href="{made.get_absolute_url()}"' in listed
    assert "2 questions" in listed
    assert article_of(made).title in listed


def test_the_sets_of_an_article_stand_together_below_its_one_heading(client: Client) -> None:
    first = make_set(make_question())
    article = article_of(first)
    second = make_set(make_question(article=article))
    other = make_set(make_question())
    listed = page(client, "/sets/")
    assert listed.count(f'<a href="{article.get_absolute_url()}">') == 1
    places = [listed.index(f'"{made.get_absolute_url()}"') for made in (first, second)]
    assert not min(places) < listed.index(f'"{other.get_absolute_url()}"') < max(places)
    assert f"Quiz {second.number}" in listed


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


@WITH_AND_WITHOUT_HTMX
def test_a_question_is_reported_in_one_tap(headers: dict[str, str]) -> None:
    attempt = respond_to_all(begin(make_set(of=1)))
    client = client_of(attempt)
    url = f"{page_of(attempt)}report/"
    with time_machine.travel(STARTED, tick=False):
        response = client.post(url, {"reason": "two_keys"}, headers=headers, follow=True)
    assert "Reported." in text_of(response)
    assert is_fragment(response) is bool(headers)
    report = Report.objects.get()
    assert report.attempt_question == attempt.questions.get()
    assert (report.reason, report.reporter, report.created) == ("two_keys", attempt.user, STARTED)
    assert "Reported." in text_of(client.get(page_of(attempt)))


@WITH_AND_WITHOUT_HTMX
def test_a_report_without_a_reason_is_refused(headers: dict[str, str]) -> None:
    attempt = respond_to_all(begin(make_set(of=1)))
    url = f"{page_of(attempt)}report/"
    response = client_of(attempt).post(url, {"reason": "dull"}, headers=headers, follow=True)
    assert response.status_code == (422 if headers else 200)
    assert ("Choose what is wrong" in text_of(response)) is not bool(headers)
    assert "The question is unclear" in text_of(response)
    assert not Report.objects.exists()


def test_a_question_cannot_be_reported_before_it_is_answered() -> None:
    attempt = begin(make_set(of=1))
    url = f"{page_of(attempt)}report/"
    assert client_of(attempt).post(url, {"reason": "unclear"}).status_code == 404
    assert not Report.objects.exists()


def test_a_guest_reports_without_a_name() -> None:
    attempt = respond_to_all(begin_as_guest(make_set(of=1)))
    client_of(attempt).post(f"{page_of(attempt)}report/", {"reason": "unclear"})
    assert Report.objects.get().reporter is None
