"""The first minutes of a lesson: thirty pupils sign in, and thirty join, all at once.

The site is served as `make run` serves it, with the password hasher that people's passwords get.
How long it took, `pytest --durations=0` tells; here it is only held to its limits.
"""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from http.cookiejar import CookieJar
from threading import Barrier
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.test import override_settings
from django.urls import reverse

from quizsite import settings as site_settings
from quizzes.factories.accounts import PASSWORD, UserFactory
from quizzes.factories.classes import make_class
from tests.serving import served

# One after the other: they measure, and two sites at once would measure each other.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("a site of its own")]

PUPILS = 30
SIGN_IN_S = 5
JOIN_S = 120
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """A browser without a script: it keeps cookies, and sends a form with what the page holds."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def send(self, path: str, page: str, **fields: str) -> str:
        found = TOKEN.search(page)
        assert found, f"no form on {path}"
        data = urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode()
        return self.open(path, data)

    def open(self, path: str, data: bytes | None = None) -> str:
        """The page at the end of all redirects, or the status where there is none."""
        try:
            with self.opener.open(self.address + path, data, timeout=JOIN_S) as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            return f"{error.code}"


@pytest.fixture(scope="module")
def site(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("site")) as address:
        yield address


def all_at_once(act: Callable[[int], str], seconds: int) -> list[str]:
    """What each pupil gets to see at last; it fails where one of them has to wait longer."""
    with ThreadPoolExecutor(PUPILS) as pool:
        futures = [pool.submit(act, number) for number in range(PUPILS)]
        _, late = wait(futures, timeout=seconds)
        assert not late, f"{len(late)} of {PUPILS} still waited after {seconds} s"
    return [future.result() for future in futures]


def test_thirty_pupils_sign_in_at_once_within_five_seconds(site: str) -> None:
    with override_settings(PASSWORD_HASHERS=site_settings.PASSWORD_HASHERS):
        kept = make_password(PASSWORD)
    users = UserFactory.create_batch(PUPILS)
    User.objects.update(password=kept)
    path = reverse("account_login")
    visitors = [Visitor(site) for _ in users]
    pages = [visitor.open(path) for visitor in visitors]
    barrier = Barrier(PUPILS)

    def sign_in(number: int) -> str:
        barrier.wait()
        fields = {"login": users[number].username, "password": PASSWORD}
        return visitors[number].send(path, pages[number], **fields)

    seen = all_at_once(sign_in, SIGN_IN_S)
    for user, page in zip(users, seen, strict=True):
        assert f"{user.username}</a>" in page


def test_thirty_pupils_join_by_code_within_two_minutes(site: str) -> None:
    classroom = make_class(learners=0)
    path = reverse("join_code", args=[classroom.code])
    barrier = Barrier(PUPILS)

    def join(number: int) -> str:
        visitor = Visitor(site)
        barrier.wait()
        page = visitor.open(path)
        fields = {"name": f"Pupil {number}", "username": f"pupil.{number}", "password": PASSWORD}
        return visitor.send(path, page, **fields)

    seen = all_at_once(join, JOIN_S)
    assert all(classroom.name in page for page in seen)
    names = sorted(classroom.members.learners().values_list("name", flat=True))
    assert names == sorted(f"Pupil {number}" for number in range(PUPILS))
