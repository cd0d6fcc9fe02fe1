"""Attempts whose answers are told after handing in, through their pages, with htmx and without."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from quizzes.factories.attempts import STARTED, answer_position, respond, respond_to_all
from quizzes.factories.classes import assign, begin_assigned, make_class
from quizzes.factories.questions import make_question
from quizzes.models import Attempt, Response
from quizzes.models.classes import Shows
from quizzes.models.questions import Form
from tests.taking import (
    HTMX,
    WITH_AND_WITHOUT_HTMX,
    client_of,
    is_fragment,
    page_of,
    post_answer,
    text_of,
    token_on,
)

pytestmark = pytest.mark.django_db

CLOSES = STARTED + timedelta(days=1)


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(STARTED, tick=False) as moving:
        yield moving


def attempt_of(shows: Shows = Shows.SUBMITTED, of: int = 3, **terms: Any) -> Attempt:
    return begin_assigned(assign(make_class(), of=of, shows=shows, closes=CLOSES, **terms))


@WITH_AND_WITHOUT_HTMX
def test_an_answer_leads_to_the_next_question_and_tells_nothing(headers: dict[str, str]) -> None:
    attempt = attempt_of()
    client = client_of(attempt)
    position = answer_position(attempt.questions.get(number=1))
    sent = post_answer(client, page_of(attempt), headers, choice=position)
    assert sent.headers["Location"] == page_of(attempt, 2)
    page = client.get(page_of(attempt), headers=headers)
    assert f'value="{position}" checked' in text_of(page)
    assert "Right" not in text_of(page)
    assert is_fragment(page) is bool(headers)


def test_the_address_follows_the_question_that_htmx_puts_in_its_place() -> None:
    attempt = attempt_of()
    page = client_of(attempt).get(page_of(attempt, 2), headers=HTMX)
    assert page.headers["HX-Push-Url"] == page_of(attempt, 2)


def test_an_answer_can_be_changed_and_the_last_one_stands() -> None:
    attempt = attempt_of()
    client = client_of(attempt)
    for right in (True, False):
        position = answer_position(attempt.questions.get(number=1), right=right)
        post_answer(client, page_of(attempt), {}, choice=position)
    assert Response.objects.count() == 2
    assert Response.objects.standing().get().points == 0


def test_a_typed_answer_stands_in_its_field_to_be_changed() -> None:
    questions = make_question(form=Form.TYPED), make_question()
    attempt = begin_assigned(assign(make_class(), *questions, shows=Shows.SUBMITTED))
    client = client_of(attempt)
    post_answer(client, page_of(attempt), {}, text="A captain <3")
    assert 'value="A captain &lt;3"' in text_of(client.get(page_of(attempt)))


@pytest.mark.parametrize(
    ("number", "go", "to"),
    [
        (2, "back", "1/"),
        (2, "", "3/"),
        (2, "overview", "submit/"),
        (3, "", "submit/"),
        (1, "back", "submit/"),
        (2, "nowhere", "3/"),
    ],
)
@pytest.mark.parametrize("answered", [True, False])
def test_a_learner_goes_wherever_they_wish_with_an_answer_or_without(
    number: int, go: str, to: str, answered: bool
) -> None:
    attempt = attempt_of()
    choice = {"choice": "1"} if answered else {}
    sent = post_answer(client_of(attempt), page_of(attempt, number), {}, go=go, **choice)
    assert sent.headers["Location"] == f"/attempts/{attempt.pk}/{to}"
    assert Response.objects.exists() is answered


def test_an_option_that_is_not_there_is_refused_with_a_word() -> None:
    attempt = attempt_of()
    refused = post_answer(client_of(attempt), page_of(attempt), {}, choice="17")
    assert refused.status_code == 422
    assert "Choose one of the options." in text_of(refused)
    assert not Response.objects.exists()


@WITH_AND_WITHOUT_HTMX
def test_before_handing_in_one_sees_what_is_missing(headers: dict[str, str]) -> None:
    attempt = attempt_of()
    respond(attempt, 2)
    page = client_of(attempt).get(f"/attempts/{attempt.pk}/submit/", headers=headers)
    assert "2 questions are not answered yet" in text_of(page)
    assert "Go on with question 1" in text_of(page)
    assert is_fragment(page) is bool(headers)
    assert page_of(attempt, 3) in text_of(page)


@pytest.mark.parametrize(
    ("shows", "heading"),
    [
        (Shows.SUBMITTED, "1 of 3 right"),
        (Shows.CLOSED, "Your answers are in"),
    ],
)
def test_handing_in_leads_to_what_may_be_told(shows: Shows, heading: str) -> None:
    attempt = attempt_of(shows)
    respond(attempt, 2)
    client = client_of(attempt)
    result = client.post(f"/attempts/{attempt.pk}/submit/", follow=True)
    assert heading in text_of(result)


def test_the_result_says_that_practising_leaves_it_as_it_is() -> None:
    attempt = attempt_of()
    result = client_of(attempt).post(f"/attempts/{attempt.pk}/submit/", follow=True)
    assert "this result stays as it is" in text_of(result)


def test_after_handing_in_nothing_is_taken_any_more() -> None:
    attempt = attempt_of()
    client = client_of(attempt)
    token = token_on(client, page_of(attempt))
    client.post(f"/attempts/{attempt.pk}/submit/")
    late = client.post(page_of(attempt), {"token": token, "choice": "1"}, follow=True)
    assert "came too late" in text_of(late)
    assert not Response.objects.exists()


def test_htmx_is_sent_to_the_result_as_a_page_of_its_own_when_time_is_up(clock: Any) -> None:
    attempt = attempt_of(minutes=10)
    client = client_of(attempt)
    data = {"token": token_on(client, page_of(attempt)), "choice": "1"}
    clock.move_to(STARTED + timedelta(minutes=11))
    late = client.post(page_of(attempt), data, headers=HTMX)
    assert late.headers["HX-Redirect"] == f"/attempts/{attempt.pk}/review/"


@pytest.mark.parametrize("shows", [Shows.SUBMITTED, Shows.CLOSED])
def test_what_was_left_out_is_told_as_such(shows: Shows, clock: Any) -> None:
    attempt = attempt_of(shows)
    respond(attempt, 2)
    client = client_of(attempt)
    client.post(f"/attempts/{attempt.pk}/submit/")
    clock.move_to(CLOSES + timedelta(minutes=1))
    assert "Not answered" in text_of(client.get(page_of(attempt, 1)))
    assert "Not answered" in text_of(client.get(f"/attempts/{attempt.pk}/review/"))


@pytest.mark.parametrize("shows", [Shows.SUBMITTED, Shows.CLOSED])
def test_no_list_tells_a_score_that_is_not_told_yet(shows: Shows, clock: Any) -> None:
    attempt = respond_to_all(attempt_of(shows))
    client = client_of(attempt)
    assert "not told yet" in text_of(client.get("/attempts/"))
    assert "3 of 3</td>" not in text_of(client.get("/attempts/"))
    clock.move_to(CLOSES + timedelta(minutes=1))
    assert "3 of 3" in text_of(client.get("/attempts/"))


def test_a_question_is_reported_only_once_its_answer_is_told() -> None:
    attempt = attempt_of()
    respond(attempt, 1)
    client = client_of(attempt)
    report = f"{page_of(attempt)}report/"
    assert client.post(report, {"reason": "unclear"}).status_code == 404
    client.post(f"/attempts/{attempt.pk}/submit/")
    assert client.post(report, {"reason": "unclear"}).status_code == 302


def test_trying_again_before_the_closing_leads_back_and_begins_nothing() -> None:
    attempt = attempt_of(Shows.CLOSED)
    client = client_of(attempt)
    client.post(f"/attempts/{attempt.pk}/submit/")
    for act in ("again", "practise"):
        sent = client.post(f"/attempts/{attempt.pk}/{act}/")
        assert sent.headers["Location"] == f"/attempts/{attempt.pk}/"
    assert Attempt.objects.count() == 1


def test_a_page_says_until_when_answers_are_taken() -> None:
    attempt = attempt_of(minutes=10)
    text = text_of(client_of(attempt).get(page_of(attempt)))
    assert 'data-seconds="600"' in text
    # Ten minutes after noon in UTC, as clocks in Berlin show it in summer.
    assert "14:10" in text
