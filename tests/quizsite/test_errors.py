"""The pages of what went wrong, with DEBUG off as visitors meet it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    """A browser, which sees an error page where a test client would see the exception."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@contextmanager
def no_database(about: str = "") -> Iterator[None]:
    """Whatever is asked of the database fails, or only what is said about one table."""

    def refuse(execute: Any, sql: str, *args: Any) -> Any:
        if about in sql:
            raise OperationalError("the database is gone")
        return execute(sql, *args)

    with connection.execute_wrapper(refuse):
        yield


def raise_runtime_error() -> NoReturn:
    raise RuntimeError("a bug")


def test_an_unknown_page_is_told_so(visitor: Client) -> None:
    answer = visitor.get("/no/such/page/")
    assert answer.status_code == 404
    assert "404.html" in [template.name for template in answer.templates]


def test_a_forged_host_is_refused(visitor: Client) -> None:
    answer = visitor.get("/accounts/login/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text


@pytest.mark.parametrize("path", ["/accounts/login/", "/no/such/page/"])
def test_a_form_in_another_encoding_is_refused_and_explained(visitor: Client, path: str) -> None:
    visitor.get("/accounts/login/")  # for the cookie, without which nobody reads the form
    form = "application/x-www-form-urlencoded; charset=utf-16"
    answer = visitor.post(path, "login=alice", content_type=form)
    assert answer.status_code == 400
    assert "400.html" in [template.name for template in answer.templates]


@pytest.mark.parametrize("path", ["/accounts/login/", "/no/such/page/"])
@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("multipart/form-data", "login=alice"),
        ("application/x-www-form-urlencoded", "&".join(f"f{n}=1" for n in range(1001))),
    ],
)
def test_a_form_that_nobody_can_read_is_refused_and_explained(
    visitor: Client, path: str, form: str, body: str
) -> None:
    visitor.get("/accounts/login/")  # for the cookie, without which nobody reads the form
    answer = visitor.post(path, body, content_type=form)
    assert answer.status_code == 400
    assert "400.html" in [template.name for template in answer.templates]


def test_a_form_without_its_token_is_refused_and_explained(visitor: Client) -> None:
    answer = visitor.post("/accounts/login/", {"login": "alice", "password": "guess"})
    assert answer.status_code == 403
    assert answer.context["csrf_failed"] is True


def test_a_bug_gets_a_page_without_its_details(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizzes.views.health.expected_migrations", raise_runtime_error)
    answer = visitor.get("/healthz")
    assert answer.status_code == 500
    assert "500.html" in [template.name for template in answer.templates]
    assert "a bug" not in answer.text


def test_a_database_that_is_down_in_a_view_is_503_and_try_again() -> None:
    with no_database():
        answer = Client(raise_request_exception=False).post(
            "/accounts/login/", {"login": "alice", "password": "guess"}
        )
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_a_database_that_is_down_in_a_middleware_is_503_too(visitor: Client) -> None:
    visitor.force_login(User.objects.create_user("alice"))
    with no_database(about="django_session"):
        answer = visitor.get("/no/such/page/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "X-Request-ID" in answer.headers
