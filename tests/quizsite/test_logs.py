"""The log: a JSON object a line, with the id of the request."""

import json
import logging

import pytest
from django.test import Client

from quizsite.logs import JsonFormatter, request_id

pytestmark = pytest.mark.django_db


def formatted(**values: object) -> dict[str, object]:
    record = logging.makeLogRecord({"name": "a.logger", "levelname": "INFO", **values})
    line = JsonFormatter().format(record)
    assert "\n" not in line
    parsed: dict[str, object] = json.loads(line)
    return parsed


def request_line(caplog: pytest.LogCaptureFixture) -> logging.LogRecord:
    [record] = [record for record in caplog.records if record.name == "quizsite.request"]
    return record


def test_a_line_says_when_who_and_what() -> None:
    line = formatted(msg="%s of %s", args=(3, 10), created=0.25)
    assert line == {
        "time": "1970-01-01T00:00:00.250+00:00",
        "level": "info",
        "logger": "a.logger",
        "message": "3 of 10",
    }


def test_a_message_with_a_line_break_stays_one_line() -> None:
    assert formatted(msg='first\n{"level": "forged"}')["message"] == 'first\n{"level": "forged"}'


def test_an_exception_comes_with_its_trace() -> None:
    error = ValueError("no such thing")
    assert "ValueError: no such thing" in str(
        formatted(msg="failed", exc_info=(ValueError, error, None))["trace"]
    )


def test_lines_of_a_request_bear_its_id() -> None:
    token = request_id.set("abcdefgh")
    try:
        assert formatted(msg="inside")["request"] == "abcdefgh"
    finally:
        request_id.reset(token)
    assert "request" not in formatted(msg="outside")


def test_the_id_of_a_proxy_is_kept(client: Client) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": "from-the-proxy-1"})
    assert answer.headers["X-Request-ID"] == "from-the-proxy-1"


@pytest.mark.parametrize("forged", ["short", "x" * 65, "with space in it", "quote\"'in-it"])
def test_an_id_that_could_forge_a_line_is_replaced(client: Client, forged: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": forged})
    assert answer.headers["X-Request-ID"] != forged
    assert len(answer.headers["X-Request-ID"]) == 16


def test_two_requests_have_two_ids(client: Client) -> None:
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert first != second


def test_a_request_is_logged_once_without_its_query(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client.get("/healthz?name=Alice")
    record = request_line(caplog)
    assert (record.__dict__["method"], record.__dict__["path"]) == ("GET", "/healthz")
    assert record.__dict__["status"] == 200


def test_the_key_of_a_password_reset_is_not_logged(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client.get("/accounts/password/reset/key/1-c0ffee-1234567890abcdef/")
    assert request_line(caplog).__dict__["path"] == "/accounts/password/reset/key/1-***/"
    assert "1234567890abcdef" not in caplog.text
