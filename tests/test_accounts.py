"""Accounts: signing up with little, logging in by either name, and guessing in vain."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-and-quiet-evening"


@pytest.fixture
def alice() -> User:
    return User.objects.create_user("alice", "alice@example.org", PASSWORD)


def sign_up(client: Client, **changes: str) -> int:
    form = {"username": "bob", "password1": PASSWORD, "password2": PASSWORD}
    return client.post("/accounts/signup/", form | changes).status_code


def log_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> bool:
    client.post("/accounts/login/", {"login": login, "password": password} | more)
    return "_auth_user_id" in client.session


def test_a_name_and_a_password_are_enough_to_sign_up(client: Client) -> None:
    assert sign_up(client) == 302
    assert "_auth_user_id" in client.session
    assert User.objects.get(username="bob").email == ""


def test_signing_up_with_an_address_sends_nothing_anywhere(client: Client) -> None:
    assert sign_up(client, email="bob@example.org") == 302
    assert User.objects.get(username="bob").email == "bob@example.org"
    assert mail.outbox == []


@pytest.mark.parametrize("password", ["short", "password", "1234567890", "bob-bob-bob"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    sign_up(client, username="bob-bob-bob", password1=password, password2=password)
    assert not User.objects.exists()


def test_extra_fields_make_nobody_an_editor(client: Client) -> None:
    sign_up(client, is_staff="on", is_superuser="on", groups="1")
    assert User.objects.filter(
        username="bob", is_staff=False, is_superuser=False, groups=None
    ).exists()


@pytest.mark.parametrize("login", ["alice", "ALICE", "alice@example.org"])
def test_a_learner_logs_in_by_name_or_address(client: Client, alice: User, login: str) -> None:
    assert log_in(client, login)


@pytest.mark.usefixtures("alice")
def test_a_wrong_password_opens_nothing(client: Client) -> None:
    assert not log_in(client, "alice", "a-wrong-guess")


@pytest.mark.usefixtures("alice")
def test_after_five_wrong_guesses_the_right_one_has_to_wait(client: Client) -> None:
    for guess in range(5):
        log_in(client, "alice", f"guess {guess}")
    assert not log_in(client, "alice")


@pytest.mark.usefixtures("alice")
def test_guesses_at_one_account_do_not_lock_another_out(client: Client) -> None:
    User.objects.create_user("carol", password=PASSWORD)
    for guess in range(6):
        log_in(client, "alice", f"guess {guess}")
    assert log_in(client, "carol")


@pytest.mark.parametrize("login", ["alice", "nobody"])
@pytest.mark.usefixtures("alice")
def test_a_failed_login_does_not_tell_who_has_an_account(client: Client, login: str) -> None:
    answer = client.post("/accounts/login/", {"login": login, "password": "a-wrong-guess"})
    [error] = answer.context["form"].non_field_errors()
    assert error == "The username and/or password you specified are not correct."


@pytest.mark.usefixtures("alice")
def test_after_the_login_one_stays_on_this_site(client: Client) -> None:
    answer = client.post(
        "/accounts/login/?next=https://evil.example/",
        {"login": "alice", "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.usefixtures("alice")
def test_the_desk_has_no_second_login_to_guess_at(client: Client, method: str) -> None:
    answer = getattr(client, method)(
        "/admin/login/?next=/admin/", {"username": "alice", "password": PASSWORD}
    )
    assert answer.headers["Location"].startswith("/accounts/login/?next=")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_desk_has_no_second_place_to_guess_an_old_password_at(
    client: Client, alice: User, method: str
) -> None:
    client.force_login(alice)
    answer = getattr(client, method)("/admin/password_change/")
    assert answer.headers["Location"] == "/accounts/password/change/"


def test_a_learner_at_the_desk_is_told_that_it_is_not_theirs(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get("/admin/", follow=True).status_code == 403
