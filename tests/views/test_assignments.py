"""Assignments as learners meet them: the page, the start, and what is told when."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.core.availability import GRACE
from quizzes.core.zones import moments
from quizzes.factories.attempts import MINUTE, STARTED, respond, respond_to_all
from quizzes.factories.classes import (
    GIVEN,
    AssignmentLearnerFactory,
    assign,
    begin_assigned,
    make_class,
)
from quizzes.models import Assignment, Attempt, Classroom, Member, Response
from quizzes.models.classes import Role, Shows
from tests.taking import client_of_user, text_of

pytestmark = pytest.mark.django_db

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
NOW = STARTED + DAY
# What differs between any two answers to the same request.
NONCE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')
BERLIN = "Europe/Berlin"


def learner_in(classroom: Classroom, number: int = 0) -> User:
    return classroom.members.learners().select_related("user")[number].user


def owner_of(classroom: Classroom) -> User:
    return classroom.members.get(role=Role.OWNER).user


def get(user: User, path: str, at: datetime = NOW) -> str:
    """The page with single spaces, as it is read."""
    with time_machine.travel(at, tick=False):
        response = client_of_user(user).get(path)
    assert response.status_code == 200
    return " ".join(text_of(response).split())


def page(row: Assignment, at: datetime = NOW) -> str:
    """The page of the assignment, as the first learner of its class sees it."""
    return get(learner_in(row.classroom), row.get_absolute_url(), at)


def start(row: Assignment, at: datetime = NOW, user: User | None = None) -> Any:
    with time_machine.travel(at, tick=False):
        client = client_of_user(user or learner_in(row.classroom))
        return client.post(f"{row.get_absolute_url()}start/", follow=True)


# The rules


def test_the_page_says_the_rules_in_plain_words() -> None:
    row = assign(
        make_class(name="7b"),
        title="The lake",
        due=datetime.fromisoformat("2026-11-27T17:00+00:00"),
        closes=datetime.fromisoformat("2026-11-30T17:00+00:00"),
        attempts_allowed=2,
        minutes=20,
        shows=Shows.SUBMITTED,
    )
    text = page(row)
    for words in (
        "<h1>The lake</h1>",
        "7b</a>",
        "Ms Owner",
        "3 questions",
        "Friday, 27 November 2026, 18:00 (Berlin)",
        "Monday, 30 November 2026, 18:00 (Berlin)",
        "20 minutes for an attempt, from its start",
        "2 attempts; the best counts",
        "You can change answers until you hand in; then they are explained",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"shows": Shows.AT_ONCE}, "Each answer is final, and explained at once"),
        ({"shows": Shows.CLOSED, "closes": NOW + DAY}, "they are explained after the closing"),
        ({"attempts_allowed": None}, "As many attempts as you like; the best counts"),
        ({"attempts_allowed": 1}, "1 attempt </li>"),
        ({"attempts_allowed": 3, "counts": "latest"}, "3 attempts; the latest counts"),
        ({"minutes": 1}, "1 minute for an attempt"),
        ({"due": NOW - HOUR}, "You can still hand it in, late."),
    ],
)
def test_each_rule_has_its_sentence(terms: dict[str, Any], words: str) -> None:
    assert words in page(assign(make_class(), **terms))


def test_before_it_opens_it_says_when_and_offers_no_start() -> None:
    row = assign(make_class(), opens=NOW)
    before, after = page(row, NOW - SECOND), page(row, NOW)
    assert "It opens on <time" in before
    assert ">Start</button>" not in before
    assert ">Start</button>" in after


def test_after_the_closing_it_offers_no_start() -> None:
    row = assign(make_class(), closes=NOW)
    before, after = page(row, NOW - SECOND), page(row, NOW)
    assert ">Start</button>" in before
    assert "It is closed. You have handed in nothing." in after
    assert ">Start</button>" not in after


def test_the_assignments_of_an_archived_class_are_closed_and_can_be_read() -> None:
    row = assign(make_class(archived=NOW))
    assert "It is closed." in page(row)
    assert "This can’t be begun now." in text_of(start(row))


def test_a_teacher_is_led_to_the_results_and_of_a_draft_to_its_settings() -> None:
    classroom = make_class()
    given, draft = assign(classroom), assign(classroom, given=None)
    client = client_of_user(owner_of(classroom))
    led = [client.get(row.get_absolute_url())["Location"] for row in (given, draft)]
    assert led == [f"{given.get_absolute_url()}results/", f"{draft.get_absolute_url()}edit/"]


def test_who_it_is_not_for_finds_no_such_page() -> None:
    row = assign(make_class(learners=2))
    AssignmentLearnerFactory.create(assignment=row, member=row.classroom.members.learners()[0])
    left_out, stranger = learner_in(row.classroom, 1), learner_in(make_class())
    gone = learner_in(row.classroom)
    Member.objects.filter(user=gone).update(left=NOW)
    for user in (left_out, stranger, gone):
        client = client_of_user(user)
        assert client.get(row.get_absolute_url()).status_code == 404
        assert client.post(f"{row.get_absolute_url()}start/").status_code == 404
    assert not Attempt.objects.exists()


# Starting


def test_starting_leads_to_the_first_question() -> None:
    row = assign(make_class(), minutes=20)
    response = start(row)
    attempt = Attempt.objects.get()
    assert response.redirect_chain[-1][0] == f"/attempts/{attempt.pk}/1/"
    assert (attempt.assignment, attempt.deadline) == (row, NOW + 20 * MINUTE)


def test_starting_twice_goes_on_with_what_runs() -> None:
    row = assign(make_class(), attempts_allowed=1)
    assert start(row).redirect_chain == start(row, NOW + HOUR).redirect_chain
    assert Attempt.objects.count() == 1
    assert "You have begun: 0 of 3 answered." in page(row)
    assert ">Go on</a>" in page(row)


def test_who_has_used_all_attempts_is_told_so() -> None:
    row = assign(make_class(), attempts_allowed=1)
    respond_to_all(begin_assigned(row))
    assert "You have used all your attempts." in text_of(start(row))
    text = page(row)
    assert "1 of 1 used" in text
    assert "Start" not in text.replace("Started", "")


def test_where_no_question_is_left_nothing_begins() -> None:
    row = assign(make_class())
    row.question_set.items.all().delete()
    assert "There is nothing left to ask here." in text_of(start(row))


@pytest.mark.parametrize("place", [0, 1])
def test_what_closes_in_the_hour_that_comes_twice_closes_at_the_one_that_is_meant(
    place: int,
) -> None:
    night = moments(datetime.fromisoformat("2026-10-25T02:30"), BERLIN)
    row = assign(make_class(zone=BERLIN), closes=night[place], attempts_allowed=1)
    assert f"02:30 (Berlin, UTC+0{2 - place}:00)" in page(row, night[0] - HOUR)
    start(row, night[place])
    assert not Attempt.objects.exists()
    start(row, night[place] - SECOND)
    attempt = Attempt.objects.get()
    assert attempt.deadline == night[place]
    assert not attempt.is_over(night[place] + GRACE - SECOND)
    assert attempt.is_over(night[place] + GRACE)


def test_in_the_night_without_that_hour_an_attempt_has_all_its_minutes() -> None:
    [before] = moments(datetime.fromisoformat("2026-03-29T01:50"), BERLIN)
    row = assign(make_class(zone=BERLIN), minutes=20)
    start(row, before)
    [after] = moments(datetime.fromisoformat("2026-03-29T03:10"), BERLIN)
    assert Attempt.objects.get().deadline == after


# What is told, and when


def test_the_attempts_stand_with_their_scores_once_these_are_told() -> None:
    row = assign(make_class(), shows=Shows.AT_ONCE, due=NOW - DAY, attempts_allowed=3)
    respond_to_all(begin_assigned(row))
    respond_to_all(begin_assigned(row), right=False)
    running = begin_assigned(row)
    respond(running, 1)
    text = page(row)
    assert "3 of 3</td>" in text
    assert "0 of 3</td>" in text
    assert "1 of 3 answered" in text
    assert "3 of 3 used" in text
    assert 'class="hint">late' in text


@pytest.mark.parametrize("path", ["/", "/attempts/", "{class}", "{assignment}"])
def test_of_a_test_no_page_tells_the_score_before_the_closing(path: str) -> None:
    row = assign(make_class(), shows=Shows.CLOSED, closes=NOW, attempts_allowed=2)
    user = learner_in(row.classroom)
    where = path.format_map(
        {"class": row.classroom.get_absolute_url(), "assignment": row.get_absolute_url()}
    )
    attempt = begin_assigned(row)
    for number in (1, 2):
        respond(attempt, number)
    Attempt.objects.update(finished=STARTED + HOUR)
    for now in (NOW - SECOND, NOW + GRACE - SECOND):
        pages = []
        for points in (0, 1):
            Response.objects.update(points=points)
            pages.append(NONCE.sub("", get(user, where, now)))
        assert pages[0] == pages[1]


def test_after_the_closing_the_score_of_a_test_is_told() -> None:
    row = assign(make_class(), shows=Shows.CLOSED, closes=NOW)
    attempt = begin_assigned(row)
    respond(attempt, 1)
    Attempt.objects.update(finished=STARTED + HOUR)
    assert "The answers are shown after <time" in page(row, NOW - SECOND)
    assert "Handed in: 1 of 3 right." in page(row, NOW + GRACE)


@pytest.mark.parametrize(("counts", "right"), [("highest", 3), ("latest", 0)])
def test_the_score_is_that_of_the_attempt_which_counts(counts: str, right: int) -> None:
    row = assign(make_class(), counts=counts)
    respond_to_all(begin_assigned(row))
    respond_to_all(begin_assigned(row), right=False)
    assert f"Handed in: {right} of 3 right." in page(row)


# The page of the class


def test_the_page_leads_to_the_result_once_it_is_told() -> None:
    told = assign(make_class(), shows=Shows.AT_ONCE, attempts_allowed=1)
    attempt = begin_assigned(told)
    assert "See your result" not in page(told)
    respond_to_all(attempt)
    assert f'href="{attempt.get_absolute_url()}">See your result' in page(told)
    untold = assign(make_class(), shows=Shows.CLOSED, closes=NOW + DAY, attempts_allowed=1)
    respond_to_all(begin_assigned(untold))
    assert "See your result" not in page(untold)


def test_before_the_start_it_says_that_the_time_runs() -> None:
    assert "you have 20 minutes" in page(assign(make_class(), minutes=20))
    assert "The clock goes on" not in page(assign(make_class()))


def test_learners_see_on_the_page_of_their_class_how_they_stand() -> None:
    classroom = make_class()
    assign(classroom, title="To be done", due=NOW + DAY)
    assign(classroom, title="Not open yet", opens=NOW + DAY)
    assign(classroom, title="A draft", given=None)
    assign(classroom, title="Missed", closes=NOW - HOUR)
    assign(classroom, title="Timed", minutes=20)
    late = assign(classroom, title="Late", due=GIVEN, attempts_allowed=2)
    respond_to_all(begin_assigned(late))
    text = get(learner_in(classroom), classroom.get_absolute_url())
    for words in (
        "due <time",
        "opens <time",
        "closed, nothing handed in",
        "20 minutes: first see the rules",
        "handed in, late",
        "3 of 3 right",
        "1 attempt left",
    ):
        assert words in text
    assert "A draft" not in text


def test_teachers_see_how_many_have_handed_in() -> None:
    classroom = make_class(learners=3)
    row = assign(classroom, due=NOW + DAY)
    assign(classroom, title="A draft", given=None)
    respond_to_all(begin_assigned(row))
    text = get(owner_of(classroom), classroom.get_absolute_url())
    assert "1 of 3 handed in" in text
    assert "draft" in text
    assert f'action="{Assignment.objects.get(given=None).get_absolute_url()}give/"' in text


def costs(classroom: Classroom, user: User) -> dict[str, int]:
    row = Assignment.objects.filter(classroom=classroom, given__isnull=False)[0]
    paths = ["/", classroom.get_absolute_url()]
    if classroom.members.learning(user).exists():
        paths.append(row.get_absolute_url())
    found = {}
    for path in paths:
        client = client_of_user(user)
        client.get(path)
        with time_machine.travel(NOW, tick=False), CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        found[path.replace(str(row.pk), "")] = len(queries)
    return found


def test_no_page_costs_more_where_more_is_given() -> None:
    classroom = make_class(learners=2)
    learner, teacher = learner_in(classroom), owner_of(classroom)
    for size in (1, 6):
        for _ in range(size):
            row = assign(classroom, due=NOW + DAY, attempts_allowed=2)
            respond_to_all(begin_assigned(row))
            begin_assigned(row)
        costs_now = costs(classroom, learner), costs(classroom, teacher)
        if size == 1:
            costs_then = costs_now
    assert costs_now == costs_then
    assert max(costs_now[0].values()) <= 16
    assert max(costs_now[1].values()) <= 16
