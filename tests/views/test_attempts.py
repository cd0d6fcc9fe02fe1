"""Taking a quiz through its pages, with htmx and without."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from quizzes.factories.attempts import (
    STARTED,
    AttemptFactory,
    answer_position,
    begin,
    respond,
    respond_to_all,
)
from quizzes.factories.library import ArticleFactory
from quizzes.factories.questions import make_question, make_set
from quizzes.forms.attempts import AnswerForm
from quizzes.models import Attempt, Response
from quizzes.models.library import Status
from quizzes.models.questions import Form, QuestionStatus
from tests.taking import (
    TOKEN,
    WITH_AND_WITHOUT_HTMX,
    begin_as_guest,
    client_of,
    is_fragment,
    page_of,
    post_answer,
    text_of,
    token_on,
)

pytestmark = pytest.mark.django_db


def test_starting_takes_a_post(client: Client) -> None:
    assert client.get(f"/sets/{make_set(of=1).slug}/start/").status_code == 405
    assert not Attempt.objects.exists()


def test_a_set_of_an_article_that_is_not_approved_cannot_be_started(client: Client) -> None:
    article = ArticleFactory.create(status=Status.DRAFT)
    made = make_set(make_question(article=article))
    assert client.post(f"/sets/{made.slug}/start/").status_code == 404
    assert client.post("/sets/no-such-set/start/").status_code == 404


def test_guests_at_one_address_begin_only_so_much_in_a_minute(
    client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"start_as_guest": "2/m/ip"}
    made = make_set(of=1)
    start = f"/sets/{made.slug}/start/"
    client.post(start)
    again = f"/attempts/{respond_to_all(Attempt.objects.get()).pk}/again/"
    assert client.post(again).status_code == 302
    refused = [client.post(start), client.post(again), Client().post(start)]
    assert [answer.status_code for answer in refused] == [429] * 3
    assert "That was a lot at once" in text_of(refused[0])
    assert Attempt.objects.count() == 2


def test_a_learner_with_an_account_is_not_counted_among_the_guests(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"start_as_guest": "0/m/ip"}
    made = make_set(of=1)
    client = client_of(begin(made))
    assert client.post(f"/sets/{made.slug}/start/").status_code == 302


@WITH_AND_WITHOUT_HTMX
def test_an_answer_leads_back_to_its_question(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=2))
    client = client_of(attempt)
    response = post_answer(client, page_of(attempt), headers, choice="1")
    assert (response.status_code, response["Location"]) == (302, page_of(attempt))
    assert Response.objects.count() == 1


def test_the_servers_clock_says_when_an_answer_was_given() -> None:
    attempt = begin(make_set(of=2))
    with time_machine.travel(STARTED + timedelta(hours=1), tick=False):
        post_answer(client_of(attempt), page_of(attempt), {}, choice="1", answered="1999-01-01")
    assert Response.objects.get().answered == STARTED + timedelta(hours=1)


def test_a_set_whose_questions_were_all_withdrawn_says_so() -> None:
    question = make_question()
    made = make_set(question)
    question.status = QuestionStatus.WITHDRAWN
    question.save()
    response = Client().post(f"/sets/{made.slug}/start/", follow=True)
    assert response.redirect_chain == [(made.get_absolute_url(), 302)]
    assert "There is nothing left to ask here." in text_of(response)
    assert not Attempt.objects.exists()


def test_an_attempt_goes_on_where_it_was_left() -> None:
    attempt = begin(make_set(of=3))
    respond(attempt, 1)
    response = client_of(attempt).get(f"/attempts/{attempt.pk}/")
    assert response["Location"] == page_of(attempt, 2)


def test_a_finished_attempt_leads_to_its_result() -> None:
    attempt = respond_to_all(begin(make_set(of=2)))
    response = client_of(attempt).get(f"/attempts/{attempt.pk}/")
    assert response["Location"] == f"/attempts/{attempt.pk}/review/"


@WITH_AND_WITHOUT_HTMX
def test_the_same_form_sent_twice_is_one_answer_without_a_word(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=2))
    client = client_of(attempt)
    data = {"token": token_on(client, page_of(attempt)), "choice": "1"}
    for _ in range(2):
        response = client.post(page_of(attempt), data, headers=headers, follow=True)
    assert Response.objects.count() == 1
    assert "already" not in text_of(response)


@WITH_AND_WITHOUT_HTMX
def test_a_second_tab_cannot_answer_again_and_is_told_so_once(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=2))
    client = client_of(attempt)
    first, second = (token_on(client, page_of(attempt)) for _ in range(2))
    wrong = answer_position(attempt.questions.get(number=1), right=False)
    client.post(page_of(attempt), {"token": first, "choice": wrong}, headers=headers)
    right = answer_position(attempt.questions.get(number=1))
    response = client.post(
        page_of(attempt), {"token": second, "choice": right}, headers=headers, follow=True
    )
    assert text_of(response).count("answered this question already") == 1
    assert Response.objects.get().points == 0


@WITH_AND_WITHOUT_HTMX
def test_a_question_out_of_turn_leads_to_the_one_whose_turn_it_is(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=3))
    client = client_of(attempt)
    response = client.get(page_of(attempt, 3), headers=headers, follow=True)
    assert response.redirect_chain[-1] == (page_of(attempt, 1), 302)
    assert text_of(response).count("answered in turn") == 1


@WITH_AND_WITHOUT_HTMX
def test_an_answer_out_of_turn_changes_nothing(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=3))
    client = client_of(attempt)
    respond(attempt, 1)
    token = token_on(client, page_of(attempt, 2))
    data = {"token": token, "choice": "1"}
    response = client.post(page_of(attempt, 3), data, headers=headers, follow=True)
    # The token holds for its own question only, and question 3 shows the way back to question 2.
    assert response.redirect_chain[-1] == (page_of(attempt, 2), 302)
    assert Response.objects.count() == 1


def test_an_answer_out_of_turn_with_a_token_of_its_own_changes_nothing() -> None:
    attempt = begin(make_set(of=3))
    data = {"token": AnswerForm(attempt.pk, 3).new_token(), "choice": "1"}
    response = client_of(attempt).post(page_of(attempt, 3), data, follow=True)
    assert response.redirect_chain[-1] == (page_of(attempt, 1), 302)
    assert not Response.objects.exists()


@WITH_AND_WITHOUT_HTMX
@pytest.mark.parametrize(
    ("form", "fields", "said"),
    [
        (Form.CHOICE, {}, "Choose one of the options."),
        (Form.CHOICE, {"choice": "5"}, "Choose one of the options."),
        (Form.CHOICE, {"choice": "0"}, "Choose one of the options."),
        (Form.CHOICE, {"choice": "9" * 30}, "Choose one of the options."),
        (Form.CHOICE, {"choice": "the mayor"}, "Choose one of the options."),
        (Form.CHOICE, {"text": "The mayor"}, "Choose one of the options."),
        (Form.TYPED, {}, "Type an answer first."),
        (Form.TYPED, {"text": "   "}, "Type an answer first."),
        (Form.TYPED, {"choice": "1"}, "Type an answer first."),
        (Form.TYPED, {"text": "x" * 301}, "That is too long"),
        (Form.TYPED, {"text": "The\x00mayor"}, "Null characters are not allowed."),
    ],
)
def test_what_answers_nothing_is_refused_with_a_word(
    headers: dict[str, str], form: Form, fields: dict[str, str], said: str
) -> None:
    attempt = begin(make_set(make_question(form=form)))
    response = post_answer(client_of(attempt), page_of(attempt), headers, **fields)
    assert response.status_code == 422
    assert said in text_of(response)
    assert is_fragment(response) is bool(headers)
    assert not Response.objects.exists()


@WITH_AND_WITHOUT_HTMX
@pytest.mark.parametrize("token", ["", "forged", "6f1b0ac5-0000-4000-8000-000000000000"])
def test_a_form_without_a_token_of_its_question_comes_back_with_one(
    headers: dict[str, str], token: str
) -> None:
    attempt = begin(make_set(of=1))
    client = client_of(attempt)
    data = {"token": token, "choice": "3"}
    response = client.post(page_of(attempt), data, headers=headers)
    assert response.status_code == 422
    assert "This page was out of date." in text_of(response)
    kept = next(part for part in text_of(response).split("<label") if 'value="3"' in part)
    assert "checked" in kept
    data["token"] = TOKEN.findall(text_of(response))[0]
    assert client.post(page_of(attempt), data, headers=headers).status_code == 302


@WITH_AND_WITHOUT_HTMX
def test_a_refused_answer_keeps_its_token_and_its_words(headers: dict[str, str]) -> None:
    attempt = begin(make_set(make_question(form=Form.TYPED)))
    client = client_of(attempt)
    data = {"token": token_on(client, page_of(attempt)), "text": "y" * 301}
    response = client.post(page_of(attempt), data, headers=headers)
    assert TOKEN.findall(text_of(response)) == [data["token"]]
    assert data["text"] in text_of(response)


@WITH_AND_WITHOUT_HTMX
def test_even_a_faulty_form_is_shown_the_answer_that_stands(headers: dict[str, str]) -> None:
    attempt = respond_to_all(begin(make_set(of=1)))
    response = client_of(attempt).post(page_of(attempt), {"choice": "x"}, headers=headers)
    assert response.status_code == 200
    assert "<strong>Right.</strong>" in text_of(response)


def test_fields_that_nobody_asked_for_are_ignored() -> None:
    attempt = begin(make_set(of=1))
    wrong = answer_position(attempt.questions.get(), right=False)
    extra = {"points": "1", "is_key": "on", "revision": "2", "answered": "1999-01-01", "user": "1"}
    post_answer(client_of(attempt), page_of(attempt), {}, choice=wrong, **extra)
    response = Response.objects.get()
    assert (response.points, response.revision) == (0, 1)


def test_a_number_beyond_all_questions_is_not_there() -> None:
    attempt = begin(make_set(of=1))
    client = client_of(attempt)
    for number in (0, 2, 10**30):
        assert client.get(f"/attempts/{attempt.pk}/{number}/").status_code == 404


def test_the_list_holds_ones_own_attempts_the_latest_first() -> None:
    made = make_set(of=2)
    old = respond_to_all(begin_as_guest(made))
    new = AttemptFactory.create(
        user=None, guest=old.guest, question_set=made, started=STARTED + timedelta(days=1)
    )
    foreign = begin_as_guest(make_set(of=1), "another guest")
    page = text_of(client_of(old).get("/attempts/"))
    assert page.index(str(new.pk)) < page.index(str(old.pk))
    assert str(foreign.pk) not in page
    assert "2 of 2" in page


def test_the_list_tells_a_second_try_from_the_first() -> None:
    attempt = respond_to_all(begin(make_set(of=1)))
    client = client_of(attempt)
    assert "tried again" not in text_of(client.get("/attempts/"))
    client.post(f"/attempts/{attempt.pk}/again/")
    assert text_of(client.get("/attempts/")).count("tried again") == 1


def test_what_was_missed_is_practised_and_all_of_it_tried_again() -> None:
    attempt = begin(make_set(of=3))
    for number, right in enumerate([True, False, True], 1):
        respond(attempt, number, right=right)
    client = client_of(attempt)
    sizes = {}
    for what in ("practise", "again"):
        response = client.post(f"/attempts/{attempt.pk}/{what}/")
        begun = Attempt.objects.get(pk=response["Location"].split("/")[2])
        assert begun.retry_of == attempt
        sizes[what] = begun.questions.count()
    assert sizes == {"practise": 1, "again": 3}


def test_there_is_nothing_to_practise_after_a_perfect_score() -> None:
    attempt = respond_to_all(begin(make_set(of=1)))
    client = client_of(attempt)
    assert "practise/" not in text_of(client.get(f"/attempts/{attempt.pk}/review/"))
    response = client.post(f"/attempts/{attempt.pk}/practise/", follow=True)
    assert "There is nothing left to ask here." in text_of(response)
