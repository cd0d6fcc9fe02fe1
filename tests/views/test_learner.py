"""Who is asking, and what becomes of those who may not."""

from urllib.parse import quote

import pytest
import time_machine
from django.test import Client

from quizzes.factories.accounts import PASSWORD, UserFactory
from quizzes.factories.attempts import STARTED, AttemptFactory, begin
from quizzes.factories.questions import article_of, make_set
from quizzes.forms.attempts import AnswerForm
from quizzes.models import Attempt, Learner, Response
from quizzes.services.attempts import GUESTS_KEPT
from quizzes.views.learner import GUEST
from tests.taking import HTMX, WITH_AND_WITHOUT_HTMX, begin_as_guest, client_of, page_of, token_on

pytestmark = pytest.mark.django_db


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
    for path in ("/", "/articles/", article_of(made).get_absolute_url(), "/sets/", "/attempts/"):
        client.get(path)
    client.get(made.get_absolute_url())
    assert "sessionid" not in client.cookies


def test_a_user_starts_an_attempt_of_their_own(client: Client) -> None:
    user = UserFactory.create()
    client.force_login(user)
    client.post(f"/sets/{make_set(of=1).slug}/start/")
    assert list(Attempt.objects.for_learner(Learner(user=user))) == [Attempt.objects.get()]


@WITH_AND_WITHOUT_HTMX
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


def test_a_question_that_htmx_asks_for_after_the_session_expired_leads_to_the_login() -> None:
    attempt = begin(make_set(of=1))
    response = Client().get(page_of(attempt), headers=HTMX)
    assert response["HX-Redirect"].startswith("/accounts/login/?next=")


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
