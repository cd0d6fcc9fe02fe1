"""Taking a quiz through its pages, with htmx and without."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client

from quizzes.factories.accounts import PASSWORD, UserFactory
from quizzes.factories.attempts import (
    STARTED,
    AttemptFactory,
    answer_position,
    begin,
    respond,
    respond_to_all,
)
from quizzes.factories.library import SENTENCES, ArticleFactory
from quizzes.factories.questions import make_question, make_set
from quizzes.forms.attempts import AnswerForm
from quizzes.models import Attempt, Learner, Report, Response
from quizzes.models.library import Show, Status
from quizzes.models.questions import Form
from quizzes.services.attempts import GUESTS_KEPT
from quizzes.views.learner import GUEST
from tests.taking import TOKEN, begin_as_guest, client_of, page_of, post_answer, token_on

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
BOTH = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])


def text_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def is_fragment(response: Any) -> bool:
    return "<html" not in text_of(response)


# Starting


@time_machine.travel(STARTED, tick=False)
def test_a_guest_starts_at_once(client: Client) -> None:
    made = make_set(of=2)
    response = client.post(f"/sets/{made.slug}/start/")
    attempt = Attempt.objects.get()
    assert response["Location"] == f"/attempts/{attempt.pk}/"
    assert (attempt.user, attempt.started) == (None, STARTED)
    assert len(attempt.guest) >= 40
    assert client.get(response["Location"])["Location"] == page_of(attempt)
    assert client.get(page_of(attempt)).status_code == 200


@time_machine.travel(STARTED, tick=False)
def test_a_guest_is_known_as_long_as_the_attempt_is_kept(client: Client) -> None:
    client.post(f"/sets/{make_set(of=2).slug}/start/")
    assert client.session.get_expiry_date() == STARTED + GUESTS_KEPT


def test_readers_who_begin_nothing_get_no_session(client: Client) -> None:
    made = make_set(of=1)
    for path in ("/", "/articles/", made.article.get_absolute_url(), "/sets/", "/attempts/"):
        client.get(path)
    client.get(made.get_absolute_url())
    assert "sessionid" not in client.cookies


def test_a_user_starts_an_attempt_of_their_own(client: Client) -> None:
    user = UserFactory.create()
    client.force_login(user)
    client.post(f"/sets/{make_set(of=1).slug}/start/")
    assert list(Attempt.objects.for_learner(Learner(user=user))) == [Attempt.objects.get()]


def test_starting_takes_a_post(client: Client) -> None:
    assert client.get(f"/sets/{make_set(of=1).slug}/start/").status_code == 405
    assert not Attempt.objects.exists()


def test_a_set_of_an_article_that_is_not_approved_cannot_be_started(client: Client) -> None:
    article = ArticleFactory.create(status=Status.DRAFT)
    made = make_set(make_question(article=article))
    assert client.post(f"/sets/{made.slug}/start/").status_code == 404
    assert client.post("/sets/no-such-set/start/").status_code == 404


# A question


@BOTH
def test_a_question_is_asked_alone(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=2))
    response = client_of(attempt).get(page_of(attempt), headers=headers)
    first, second = attempt.questions.all()
    assert response.status_code == 200
    assert first.question.stem in text_of(response)
    assert second.question.stem not in text_of(response)
    assert "Question 1 of 2" in text_of(response)
    assert is_fragment(response) is bool(headers)


def test_page_and_fragment_are_told_apart_by_caches_and_kept_by_none() -> None:
    attempt = begin(make_set(of=1))
    response = client_of(attempt).get(page_of(attempt))
    assert "HX-Request" in response["Vary"]
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


def test_going_back_in_history_gets_the_whole_page() -> None:
    attempt = begin(make_set(of=1))
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    assert not is_fragment(client_of(attempt).get(page_of(attempt), headers=headers))


@BOTH
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


@BOTH
def test_a_right_answer_is_told_with_its_proof(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=2))
    respond(attempt, 1)
    page = text_of(client_of(attempt).get(page_of(attempt), headers=headers))
    assert "<strong>Right.</strong>" in page
    assert "your answer, right" in page
    assert "The mayor cut the ribbon." in page
    assert f'<mark id="proof">{SENTENCES[1]}</mark>' in page
    assert SENTENCES[0] in page
    assert f'href="{page_of(attempt, 2)}"' in page
    assert 'name="token"' not in page


@BOTH
def test_a_wrong_answer_is_told_with_the_right_one(headers: dict[str, str]) -> None:
    attempt = begin(make_set(make_question(labels=("Ann", "Bo", "Cy"), key=2)))
    respond(attempt, 1, right=False)
    page = text_of(client_of(attempt).get(page_of(attempt), headers=headers))
    assert "Not quite" in page
    assert 'class="option told wrong"' in page
    order = [
        page.index(f">{words}<") for words in ("Ann", "your answer", "Bo", "right answer", "Cy")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The shipwright", "<strong>Right.</strong>"),
        ("The shipright", "as The shipwright"),
        ("A poet", "it was The shipwright"),
    ],
)
def test_a_typed_answer_is_told_as_it_was_taken(text: str, said: str) -> None:
    attempt = begin(make_set(make_question(form=Form.TYPED, accepted=("The shipwright",))))
    client = client_of(attempt)
    post_answer(client, page_of(attempt), {}, text=text)
    page = text_of(client.get(page_of(attempt)))
    assert said in page
    assert text in page


def test_where_an_article_shows_quotes_only_the_rest_of_it_stays_closed() -> None:
    article = ArticleFactory.create(show=Show.QUOTES)
    attempt = respond_to_all(begin(make_set(make_question(article=article))))
    page = text_of(client_of(attempt).get(page_of(attempt)))
    assert SENTENCES[1] in page
    assert not any(other in page for other in (SENTENCES[0], *SENTENCES[2:]))


def test_the_last_question_leads_to_the_result() -> None:
    attempt = respond_to_all(begin(make_set(of=2)))
    page = text_of(client_of(attempt).get(page_of(attempt, 2)))
    assert f'href="/attempts/{attempt.pk}/review/"' in page
    assert "See how you did" in page


# Leaving, coming back, and going about it crookedly


def test_an_attempt_goes_on_where_it_was_left() -> None:
    attempt = begin(make_set(of=3))
    respond(attempt, 1)
    response = client_of(attempt).get(f"/attempts/{attempt.pk}/")
    assert response["Location"] == page_of(attempt, 2)


def test_a_finished_attempt_leads_to_its_result() -> None:
    attempt = respond_to_all(begin(make_set(of=2)))
    response = client_of(attempt).get(f"/attempts/{attempt.pk}/")
    assert response["Location"] == f"/attempts/{attempt.pk}/review/"


@BOTH
def test_the_same_form_sent_twice_is_one_answer_without_a_word(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=2))
    client = client_of(attempt)
    data = {"token": token_on(client, page_of(attempt)), "choice": "1"}
    for _ in range(2):
        response = client.post(page_of(attempt), data, headers=headers, follow=True)
    assert Response.objects.count() == 1
    assert "already" not in text_of(response)


@BOTH
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


@BOTH
def test_a_question_out_of_turn_leads_to_the_one_whose_turn_it_is(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=3))
    client = client_of(attempt)
    response = client.get(page_of(attempt, 3), headers=headers, follow=True)
    assert response.redirect_chain[-1] == (page_of(attempt, 1), 302)
    assert text_of(response).count("answered in turn") == 1


@BOTH
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


@BOTH
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


@BOTH
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


@BOTH
def test_a_refused_answer_keeps_its_token_and_its_words(headers: dict[str, str]) -> None:
    attempt = begin(make_set(make_question(form=Form.TYPED)))
    client = client_of(attempt)
    data = {"token": token_on(client, page_of(attempt)), "text": "y" * 301}
    response = client.post(page_of(attempt), data, headers=headers)
    assert TOKEN.findall(text_of(response)) == [data["token"]]
    assert data["text"] in text_of(response)


@BOTH
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


# Whose attempt it is


@BOTH
@pytest.mark.parametrize("path", ["", "1/", "review/"])
def test_a_foreign_attempt_and_an_unknown_one_are_alike(headers: dict[str, str], path: str) -> None:
    client = Client()
    client.force_login(UserFactory.create())
    foreign = begin(make_set(of=1))
    for number in (foreign.pk, "6f1b0ac5-0000-4000-8000-000000000000"):
        assert client.get(f"/attempts/{number}/{path}", headers=headers).status_code == 404


@pytest.mark.parametrize("path", ["", "1/", "review/"])
def test_a_guest_has_no_way_into_anothers_attempt(path: str) -> None:
    mine, foreign = begin_as_guest(make_set(of=1), "mine"), begin_as_guest(make_set(of=1), "other")
    assert client_of(mine).get(f"/attempts/{foreign.pk}/{path}").status_code == 404


def test_an_answer_to_a_foreign_attempt_is_lost_without_a_trace() -> None:
    mine, foreign = begin(make_set(of=1)), begin(make_set(of=1))
    data = {"token": AnswerForm(foreign.pk, 1).new_token(), "choice": "1"}
    assert client_of(mine).post(page_of(foreign), data).status_code == 404
    assert not Response.objects.exists()


def test_a_number_beyond_all_questions_is_not_there() -> None:
    attempt = begin(make_set(of=1))
    client = client_of(attempt)
    for number in (0, 2, 10**30):
        assert client.get(f"/attempts/{attempt.pk}/{number}/").status_code == 404


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_an_answer_after_the_session_expired_is_asked_to_sign_in(known: bool) -> None:
    attempt = begin(make_set(of=1))
    if not known:
        attempt = AttemptFactory.build(user=None, question_set=None, title="never stored")
    headers = HTMX | {"HX-Current-URL": f"http://testserver{page_of(attempt)}"}
    data = {"token": AnswerForm(attempt.pk, 1).new_token(), "choice": "1"}
    response = Client().post(page_of(attempt), data, headers=headers)
    assert response.status_code == 401
    assert f"/accounts/login/?next={quote(page_of(attempt), safe='')}" in response["HX-Trigger"]


def test_the_kept_answer_counts_after_signing_in_again() -> None:
    attempt = begin(make_set(of=1))
    client = client_of(attempt)
    data = {"token": token_on(client, page_of(attempt)), "choice": "1"}
    client.logout()
    assert client.post(page_of(attempt), data, headers=HTMX).status_code == 401
    assert client_of(attempt).post(page_of(attempt), data, headers=HTMX).status_code == 302
    assert Response.objects.count() == 1


def test_signing_in_keeps_what_the_guest_did() -> None:
    attempt = begin_as_guest(make_set(of=1))
    client, user = client_of(attempt), UserFactory.create()
    fields = {"login": user.username, "password": PASSWORD}
    client.post("/accounts/login/", fields)
    assert client.get(page_of(attempt)).status_code == 200
    attempt.refresh_from_db()
    assert (attempt.user, attempt.guest) == (user, "")
    assert GUEST not in client.session
    client.logout()
    assert client.get(page_of(attempt)).status_code == 404


# The list


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


# The result


def test_the_result_counts_and_reviews_every_question() -> None:
    made = make_set(make_question(), make_question(form=Form.TYPED, accepted=("The shipwright",)))
    attempt = begin(made)
    respond(attempt, 1)
    respond(attempt, 2, right=False)
    page = text_of(client_of(attempt).get(f"/attempts/{attempt.pk}/review/"))
    assert "1 of 2 right" in page
    assert all(asked.question.stem in page for asked in attempt.questions.all())
    assert "Something else altogether" in page
    assert "The shipwright" in page
    assert page.count(f"<mark>{SENTENCES[1]}</mark>") == 2
    assert f'action="/attempts/{attempt.pk}/practise/"' in page


def test_there_is_no_result_before_the_end() -> None:
    attempt = begin(make_set(of=2))
    respond(attempt, 1)
    response = client_of(attempt).get(f"/attempts/{attempt.pk}/review/", follow=True)
    assert response.redirect_chain[-1] == (page_of(attempt, 2), 302)
    assert "The result stands here once every question is answered." in text_of(response)


def test_the_result_stands_when_the_set_is_gone() -> None:
    made = make_set(of=1)
    attempt = respond_to_all(begin(made))
    made.delete()
    page = text_of(client_of(attempt).get(f"/attempts/{attempt.pk}/review/"))
    assert "1 of 1 right" in page


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
    assert "There is nothing left to ask" in text_of(response)


# Reports


@BOTH
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


@BOTH
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
