"""Nothing about the key leaves the server before the answer is stored, and where answers can be
changed until they are handed in, not before that; where they are told after a closing, not before.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import reduce
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED, begin, respond, respond_to_all
from quizzes.factories.classes import assign, begin_assigned, make_class
from quizzes.factories.library import ArticleFactory
from quizzes.factories.questions import make_question, make_set
from quizzes.models import Attempt, AttemptQuestion, Option, Question
from quizzes.models.classes import Shows
from quizzes.models.questions import Form
from quizzes.services.attempts import try_again
from quizzes.urls import urlpatterns
from tests.taking import client_of, page_of, token_on

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
LINK = re.compile(r'(?:href|action|hx-get|hx-post)="(/[^"#]*)"')
# What differs between any two answers to the same request, whatever the key is.
VARIES = re.compile(
    r'name="(?:token|csrfmiddlewaretoken)" value="[^"]+"|nonce="[^"]+"|\'nonce-[^\']+\''
)
VARYING_HEADERS = {"X-Request-ID", "Set-Cookie"}


def plant(questions: Iterable[AttemptQuestion]) -> list[str]:
    """Put words that stand nowhere else into everything that tells the key of each."""
    canaries = []
    for question in (asked.question for asked in questions):
        why, typed, reason = (
            f"canary-{kind}-{question.pk}-" for kind in ("why", "typed", "reason")
        )
        Question.objects.filter(pk=question.pk).update(explanation=why)
        question.answers.update(text=typed)
        question.options.filter(is_key=False).update(reason_text=reason)
        canaries += [why, typed, reason]
    return canaries


FREE = "free"


@pytest.fixture(params=[FREE, Shows.AT_ONCE, Shows.SUBMITTED, Shows.CLOSED])
def attempt(request: pytest.FixtureRequest) -> Attempt:
    """Two questions by choice and one to type, none of them answered; free, or assigned."""
    article = ArticleFactory.create()
    typed = make_question(article=article, form=Form.TYPED, accepted=("The shipwright",))
    questions = make_question(article=article), typed, make_question(article=article, key=3)
    if request.param == FREE:
        return begin(make_set(*questions))
    closes = STARTED + timedelta(days=1)
    return begin_assigned(assign(make_class(), *questions, shows=request.param, closes=closes))


def untold(attempt: Attempt) -> QuerySet[AttemptQuestion]:
    """The questions of a running attempt whose answers are not told yet."""
    if attempt.tells_at_once:
        return attempt.questions.filter(responses__isnull=True)
    return attempt.questions.all()


def paths_of(attempt: Attempt) -> Iterator[str]:
    """Every address of the site that could have to do with the attempt."""
    made, first = attempt.question_set, attempt.questions.all()[0].question
    assert made
    classroom = attempt.assignment.classroom if attempt.assignment else None
    slugs = {"sets": made.slug, "classes": classroom.slug if classroom else "none"}
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        room = str(pattern.pattern).partition("/")[0]
        for number in range(1, 5):
            yield reduce(
                lambda path, part: path.replace(*part),
                [
                    ("<uuid:attempt_id>", str(attempt.pk)),
                    ("<uuid:assignment_id>", str(attempt.assignment_id or attempt.pk)),
                    ("<int:number>", str(number)),
                    ("<int:pk>", str(first.pk)),
                    ("<str:code>", classroom.code if classroom else "none"),
                    ("<slug:slug>", slugs.get(room, first.article.slug)),
                ],
                f"/{pattern.pattern}",
            )


def crawl(client: Client, attempt: Attempt) -> dict[tuple[str, ...], Any]:
    """What every address says, asked and sent to, with htmx and without, and all it links to."""
    said: dict[tuple[str, ...], Any] = {}
    waiting = list(paths_of(attempt))
    while waiting:
        path = waiting.pop()
        if ("GET", path) in said or path.startswith(("/static/", "/admin/")):
            continue
        for headers in ({}, HTMX):
            said["GET", path, *headers] = client.get(path, headers=headers)
            if "/attempts/" in path and not path.endswith(("/again/", "/practise/", "/submit/")):
                # Sent without an answer: everything may come of it but an attempt that begins or
                # is handed in.
                data = {"token": "none", "choice": "99", "text": "", "reason": "none"}
                said["POST", path, *headers] = client.post(path, data, headers=headers)
        said["GET", path] = client.get(path)
        waiting += LINK.findall(body_of(said["GET", path]))
    return said


def body_of(response: Any) -> str:
    body: str = response.content.decode(errors="replace")
    return body


def whole(response: Any) -> str:
    """Everything that leaves the server."""
    return f"{response.status_code} {dict(response.headers)} {response.cookies} {body_of(response)}"


@time_machine.travel(STARTED, tick=False)
@pytest.mark.parametrize("answered", [0, 1])
def test_no_address_sings_before_the_answer_may_be_told(attempt: Attempt, answered: int) -> None:
    if answered:
        respond(attempt, 1)
    canaries = plant(untold(attempt))
    said = crawl(client_of(attempt), attempt)
    assert len(said) > 60
    singing = {
        (address, canary)
        for address, response in said.items()
        for canary in canaries
        if canary in whole(response)
    }
    assert singing == set()


def test_the_canaries_sing_once_all_is_answered(attempt: Attempt) -> None:
    """Or the test above would not notice anything."""
    respond_to_all(attempt, right=False)
    canaries = plant(attempt.questions.all())
    with time_machine.travel(STARTED + timedelta(days=2), tick=False):
        result = client_of(attempt).get(f"/attempts/{attempt.pk}/review/")
    typed = attempt.questions.get(number=2).question_id
    told = {canary for canary in canaries if canary in whole(result)}
    assert told == {c for c in canaries if "why" in c} | {f"canary-typed-{typed}-"}


def test_a_stranger_hears_nothing_ever(attempt: Attempt) -> None:
    canaries = plant(respond_to_all(attempt).questions.all())
    stranger = Client()
    stranger.force_login(UserFactory.create())
    for client in (Client(), stranger):
        for address, response in crawl(client, attempt).items():
            assert not any(c in whole(response) for c in canaries), address


# The same pages, whatever the key is


def swap_roles(questions: Iterable[AttemptQuestion]) -> None:
    """Make another option the key of each, and another word the one to type."""
    for asked in questions:
        asked.question.answers.update(text="The harbour master")
        if asked.question.form == Form.CHOICE:
            key = asked.question.options.get(is_key=True)
            other = asked.question.options.filter(is_key=False)[1]
            reason = {"reason": other.reason, "reason_text": other.reason_text}
            Option.objects.filter(pk=key.pk).update(is_key=False, **reason)
            Option.objects.filter(pk=other.pk).update(is_key=True, reason="", reason_text="")


def without_what_varies(response: Any) -> tuple[int, dict[str, str], str]:
    headers = {
        name: VARIES.sub("", value)
        for name, value in response.headers.items()
        if name not in VARYING_HEADERS
    }
    return response.status_code, headers, VARIES.sub("", body_of(response))


@time_machine.travel(STARTED, tick=False)
@pytest.mark.parametrize("answered", [0, 1])
def test_with_the_roles_swapped_every_page_is_the_same(attempt: Attempt, answered: int) -> None:
    if answered:
        respond(attempt, 1)
    before = crawl(client_of(attempt), attempt)
    swap_roles(untold(attempt))
    after = crawl(client_of(attempt), attempt)
    assert after.keys() == before.keys()
    for address, response in before.items():
        assert without_what_varies(after[address]) == without_what_varies(response), address


def test_once_all_is_answered_the_pages_differ(attempt: Attempt) -> None:
    """Or the test above would not notice anything."""
    respond_to_all(attempt)
    pages = []
    for _ in range(2):
        with time_machine.travel(STARTED + timedelta(days=2), tick=False):
            pages.append(without_what_varies(client_of(attempt).get(page_of(attempt))))
        swap_roles(attempt.questions.all())
    assert pages[0] != pages[1]


def test_a_new_order_does_not_depend_on_the_key(attempt: Attempt) -> None:
    orders = []
    respond_to_all(attempt)
    for _ in range(2):
        again = try_again(attempt=attempt, now=STARTED + timedelta(days=2), seed=5)
        orders.append(
            [[row.option_id for row in asked.options.all()] for asked in again.questions.all()]
        )
        again.delete()
        swap_roles(attempt.questions.all())
    assert orders[0] == orders[1]


@time_machine.travel(STARTED, tick=False)
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_tells_the_key_is_not_even_read(
    attempt: Attempt, number: int, headers: dict[str, str]
) -> None:
    if number == 2:
        respond(attempt, 1)
    client = client_of(attempt)
    url = page_of(attempt, number)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, headers=headers).status_code == 200
        data = {"token": token_on(client, url), "choice": "99"}
        refused = client.post(url, data | {"text": "x" * 301}, headers=headers)
        assert refused.status_code == 422
    sql = " ".join(query["sql"] for query in queries.captured_queries)
    for column in ("is_key", "explanation", "reason", "acceptedanswer", "proof", "evidence"):
        assert column not in sql
