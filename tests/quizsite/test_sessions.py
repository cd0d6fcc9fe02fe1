"""Keys of sessions, which anybody may send in a cookie."""

import pytest
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

GOOD = "k3yo9f8session7of6thirtytwo5char"


def key_looked_for(cookie: str) -> str | None:
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = cookie
    SessionMiddleware(lambda request: HttpResponse()).process_request(request)
    return request.session.session_key


def test_a_session_is_looked_for_by_its_key() -> None:
    assert key_looked_for(GOOD) == GOOD


@pytest.mark.parametrize("cookie", ["", "short", f"{GOOD}\0", f"{GOOD} ", f"{GOOD};"])
def test_no_session_is_looked_for_by_what_cannot_be_a_key(cookie: str) -> None:
    assert key_looked_for(cookie) is None
