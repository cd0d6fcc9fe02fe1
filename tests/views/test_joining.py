"""Into a class by its code: what is shown, who gets in, and how guessing is stopped."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as site
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from quizzes.core.codes import show_code
from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED
from quizzes.factories.classes import FOUNDED, MemberFactory, make_class
from quizzes.factories.questions import make_set
from quizzes.models import Attempt, Classroom, Member
from quizzes.models.classes import Role
from tests.taking import begin_as_guest, client_of, client_of_user, text_of
from tests.teaching import a_teacher, owner_of

pytestmark = pytest.mark.django_db

SIGN_UP = {"name": "Ada Brandt", "username": "ada", "password": "a quiet evening"}
NO_CLASS = "This code opens no class."
WRONG = "/classes/join/WWWWWWWWW/"
SECOND = timedelta(seconds=1)
TOKEN = re.compile('name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def classroom() -> Classroom:
    return make_class(owner=a_teacher(), name="7b", learners=0)


def link(classroom: Classroom) -> str:
    return f"/classes/join/{classroom.code}/"


def type_code(client: Client, code: str, **extra: Any) -> Any:
    return client.post("/classes/join/", {"code": code}, **extra)


# Inviting


def test_the_poster_says_where_to_go_and_what_to_type(classroom: Classroom) -> None:
    shown = text_of(client_of_user(owner_of(classroom)).get(f"/classes/{classroom.slug}/invite/"))
    for text in (
        "7b",
        show_code(classroom.code),
        "<b>testserver/classes/join/</b>",
        f"http://testserver{link(classroom)}",
        "<svg width",
    ):
        assert text in shown


def test_a_code_is_turned_off_on_and_renewed(classroom: Classroom) -> None:
    client, path = client_of_user(owner_of(classroom)), f"/classes/{classroom.slug}/code/"
    before = classroom.code
    client.post(path, {"action": "off"})
    assert Client().get(link(classroom)).status_code == 404
    assert before not in text_of(client.get(f"/classes/{classroom.slug}/invite/"))
    client.post(path, {"action": "on"})
    assert Client().get(link(classroom)).status_code == 200
    client.post(path, {"action": "renew"})
    assert Client().get(link(classroom)).status_code == 404
    classroom.refresh_from_db()
    assert classroom.code != before
    assert Client().get(link(classroom)).status_code == 200


def test_any_other_wish_about_the_code_changes_nothing(classroom: Classroom) -> None:
    client = client_of_user(owner_of(classroom))
    client.post(f"/classes/{classroom.slug}/code/", {"action": "delete"})
    client.post(f"/classes/{classroom.slug}/code/")
    after = Classroom.objects.get()
    assert (after.code, after.is_joinable) == (classroom.code, True)


# Joining


def test_a_code_leads_to_its_class_however_it_is_typed(classroom: Classroom) -> None:
    for typed in (classroom.code, classroom.code.lower(), show_code(classroom.code)):
        assert type_code(Client(), typed).headers["Location"] == link(classroom)
    assert Client().get(f"/classes/join/{show_code(classroom.code)}/").status_code == 200


def test_whoever_is_signed_in_joins_by_one_button(classroom: Classroom) -> None:
    user = UserFactory.create()
    shown = text_of(client_of_user(user).get(link(classroom)))
    assert "7b" in shown
    assert "Ms Owner" in shown
    assert 'name="password"' not in shown
    assert not classroom.members.learners().exists()
    answer = client_of_user(user).post(link(classroom))
    assert answer.headers["Location"] == f"/classes/{classroom.slug}/"
    assert classroom.members.learners().get().user == user


def test_whoever_is_in_is_led_there(classroom: Classroom) -> None:
    row = MemberFactory.create(classroom=classroom)
    for user in (row.user, owner_of(classroom)):
        for answer in (
            client_of_user(user).get(link(classroom)),
            client_of_user(user).post(link(classroom)),
        ):
            assert answer.headers["Location"] == f"/classes/{classroom.slug}/"
    assert classroom.members.get(role=Role.OWNER).user == owner_of(classroom)


def test_whoever_has_left_is_asked_and_comes_back(classroom: Classroom) -> None:
    row = MemberFactory.create(classroom=classroom, left=FOUNDED)
    assert client_of_user(row.user).get(link(classroom)).status_code == 200
    client_of_user(row.user).post(link(classroom))
    assert classroom.members.learners().present().get() == row


@time_machine.travel(STARTED, tick=False)
def test_a_guest_is_in_with_three_fields(client: Client, classroom: Classroom) -> None:
    shown = text_of(client.get(link(classroom)))
    assert shown.count("<input") == 4  # with the token of the form
    assert f"/accounts/login/?next=%2Fclasses%2Fjoin%2F{classroom.code}%2F" in shown
    answer = client.post(link(classroom), SIGN_UP)
    assert answer.headers["Location"] == f"/classes/{classroom.slug}/"
    row = classroom.members.learners().get()
    assert (row.name, row.user.username) == ("Ada Brandt", "ada")
    assert (row.is_managed, row.joined) == (True, STARTED)
    assert client.session["_auth_user_id"] == str(row.user_id)
    assert "You are in “7b” now." in text_of(client.get(answer.headers["Location"]))


def test_what_a_guest_answered_before_comes_along(classroom: Classroom) -> None:
    attempt = begin_as_guest(make_set(of=1))
    client_of(attempt).post(link(classroom), SIGN_UP)
    assert Attempt.objects.get().user == User.objects.get(username="ada")


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"username": "a b"}, {"username": "TAKEN"}, {"password": "short"}]
)
def test_a_guest_who_must_think_again_is_nobody_yet(
    client: Client, classroom: Classroom, change: dict[str, str]
) -> None:
    UserFactory.create(username="taken")
    answer = client.post(link(classroom), SIGN_UP | change)
    assert answer.status_code == 422
    assert text_of(answer).count("errorlist") == 1
    assert "a quiet evening" not in text_of(answer)
    assert not classroom.members.learners().exists()
    assert "_auth_user_id" not in client.session


def test_a_guest_who_is_a_moment_too_late_is_told_so(
    client: Client, classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody takes the username after the form has looked, and before the account is made."""
    monkeypatch.setattr(
        "quizzes.forms.classes.SignUpForm.clean_username", lambda form: form.data["username"]
    )
    UserFactory.create(username="ada")
    answer = client.post(link(classroom), SIGN_UP)
    assert answer.status_code == 422
    assert "A user with that username already exists." in text_of(answer)


def test_extra_fields_make_nobody_more_than_a_learner(client: Client, classroom: Classroom) -> None:
    extra = {"role": "owner", "is_staff": "on", "is_superuser": "on", "groups": "1"}
    client.post(link(classroom), SIGN_UP | extra)
    user = User.objects.get(username="ada")
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert Member.objects.get(user=user).role == Role.LEARNER


def test_a_class_without_an_owner_can_still_be_joined(classroom: Classroom) -> None:
    owner_of(classroom).delete()
    assert client_of_user(UserFactory.create()).get(link(classroom)).status_code == 200


# Codes that open nothing


def closed(**values: Any) -> str:
    return make_class(**values).code


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_code_that_opens_nothing_does_not_tell_why(signed_in: bool) -> None:
    client = client_of_user(UserFactory.create()) if signed_in else Client()
    codes = ["WWWWWWWWW", closed(is_joinable=False), closed(archived=FOUNDED)]
    links = [client.get(f"/classes/join/{code}/") for code in codes]
    typed = [type_code(client, code) for code in codes]
    for answers, status in ((links, 404), (typed, 422)):
        assert {answer.status_code for answer in answers} == {status}
        [said] = {
            TOKEN.sub("", text_of(answer)).replace(code, "")
            for answer, code in zip(answers, codes, strict=True)
        }
        assert NO_CLASS in said


def test_a_code_that_opens_nothing_lets_nobody_in(client: Client) -> None:
    for code in (closed(is_joinable=False), closed(archived=FOUNDED)):
        assert client.post(f"/classes/join/{code}/", SIGN_UP).status_code == 404
    assert not User.objects.filter(username="ada").exists()


@pytest.mark.parametrize("code", ["0", "a" * 500, "%00", "..%2F..%2Fadmin", "<script>"])
def test_what_is_no_code_is_a_wrong_one(client: Client, code: str) -> None:
    answer = client.get(f"/classes/join/{code}/")
    assert answer.status_code == 404
    assert "<script>" not in text_of(answer)


# Guessing


def guess(client: Client, number: int, **extra: Any) -> int:
    """A wrong code, by link and by form in turn."""
    if number % 2:
        status: int = client.get(WRONG, **extra).status_code
        return status
    return int(type_code(client, "WWW-WWW-WWW", **extra).status_code)


TEN_WRONG = [422, 404] * 5


@pytest.mark.parametrize("signed_in", [True, False])
def test_the_eleventh_wrong_code_within_a_minute_has_to_wait(
    classroom: Classroom, signed_in: bool
) -> None:
    client = client_of_user(UserFactory.create()) if signed_in else Client()
    with time_machine.travel(STARTED, tick=False) as clock:
        assert [guess(client, n) for n in range(10)] == TEN_WRONG
        assert guess(client, 10) == guess(client, 11) == 429
        # Right ones too, so that nothing is learnt.
        assert client.get(link(classroom)).status_code == 429
        assert client.post(link(classroom), SIGN_UP).status_code == 429
        assert type_code(client, classroom.code).status_code == 429
        clock.shift(timedelta(seconds=58))
        assert guess(client, 12) == 429
        clock.shift(3 * SECOND)
        assert client.get(link(classroom)).status_code == 200
        assert guess(client, 13) == 404


def test_guesses_are_counted_by_address_across_accounts(classroom: Classroom) -> None:
    clients = [client_of_user(UserFactory.create()) for _ in range(5)]
    with time_machine.travel(STARTED, tick=False):
        assert [guess(clients[n % 5], n) for n in range(10)] == TEN_WRONG
        for client in (clients[0], client_of_user(UserFactory.create()), Client()):
            assert guess(client, 10) == 429
        elsewhere = client_of_user(UserFactory.create()).get(
            link(classroom), REMOTE_ADDR="192.0.2.9"
        )
        assert elsewhere.status_code == 200


def test_guesses_are_counted_by_account_across_addresses(classroom: Classroom) -> None:
    client = client_of_user(UserFactory.create())
    with time_machine.travel(STARTED, tick=False):
        answers = [guess(client, n, REMOTE_ADDR=f"192.0.2.{n}") for n in range(10)]
        assert answers == TEN_WRONG
        assert guess(client, 10, REMOTE_ADDR="192.0.2.99") == 429
        another = client_of_user(UserFactory.create()).get(
            link(classroom), REMOTE_ADDR="192.0.2.99"
        )
        assert another.status_code == 200


def test_right_codes_are_never_counted(classroom: Classroom) -> None:
    with time_machine.travel(STARTED, tick=False):
        for number in range(30):
            client = client_of_user(UserFactory.create(username=f"pupil-{number}"))
            assert type_code(client, classroom.code).status_code == 302
            assert client.get(link(classroom)).status_code == 200
            assert client.post(link(classroom)).status_code == 302
    assert classroom.members.learners().count() == 30


def test_without_its_limit_guessing_would_not_be_stopped(settings: Settings) -> None:
    """The tests above see the limit, and nothing else, stop it."""
    limits = dict(site.ACCOUNT_RATE_LIMITS)
    del limits["wrong_code"]
    settings.ACCOUNT_RATE_LIMITS = limits
    with time_machine.travel(STARTED, tick=False):
        assert [guess(Client(), n) for n in range(12)] == [*TEN_WRONG, 422, 404]


def test_accounts_made_here_count_as_sign_ups(classroom: Classroom, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}
    with time_machine.travel(STARTED, tick=False):
        answers = [
            Client().post(link(classroom), SIGN_UP | {"username": username}).status_code
            for username in ("ada", "ada", "ben")
        ]
        assert answers == [302, 422, 429]
        # Somebody with an account makes none.
        assert client_of_user(UserFactory.create()).post(link(classroom)).status_code == 302
    assert not User.objects.filter(username="ben").exists()
