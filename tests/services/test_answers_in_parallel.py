"""Real threads, each with a connection of its own, against the database that the suite runs on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED, begin, respond
from quizzes.factories.classes import assign, begin_assigned, make_class
from quizzes.factories.questions import make_set
from quizzes.models import Attempt, ChosenOption, Learner, Response
from quizzes.models.classes import Shows
from quizzes.services.answers import TimeUpError, answer
from quizzes.services.attempts import start_attempt, submit, try_again

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
Result = TypeVar("Result")


def at_once(act: Callable[[int], Result], threads: int = THREADS) -> list[Result]:
    """What `act` gives to each of the threads, all of which begin together."""
    barrier = Barrier(threads)

    def run(number: int) -> Result:
        try:
            barrier.wait(timeout=30)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


def answer_differently(attempt: Attempt, number: int) -> Callable[[int], Response]:
    """Every thread chooses another option, and none knows the token of another."""
    return lambda thread: answer(
        learner=attempt.learner,
        attempt_id=attempt.pk,
        number=number,
        token=UUID(int=thread),
        position=1 + thread % 4,
        now=STARTED,
    )


def test_parallel_starts_leave_one_attempt() -> None:
    question_set, user = make_set(of=2), UserFactory.create()
    begun = at_once(
        lambda thread: start_attempt(
            learner=Learner(user=user), question_set=question_set, now=STARTED, seed=thread
        )
    )
    assert {attempt.pk for attempt in begun} == {Attempt.objects.get().pk}


def test_twenty_starts_at_once_under_a_limit_of_one_leave_one_attempt() -> None:
    assignment = assign(make_class(), attempts_allowed=1)
    begun = at_once(lambda thread: begin_assigned(assignment).pk, threads=20)
    assert set(begun) == {Attempt.objects.get().pk}


def test_a_whole_class_that_starts_at_once_has_an_attempt_each() -> None:
    classroom = make_class(learners=THREADS)
    assignment = assign(classroom, attempts_allowed=1)
    users = [member.user for member in classroom.members.learners()]
    at_once(lambda thread: begin_assigned(assignment, users[thread]))
    assert sorted(Attempt.objects.values_list("user", flat=True)) == sorted(u.pk for u in users)


def test_parallel_tries_again_leave_one_attempt_more() -> None:
    attempt = begin(make_set(of=2))
    for number in (1, 2):
        respond(attempt, number)
    at_once(lambda thread: try_again(attempt=attempt, now=STARTED, seed=thread))
    assert Attempt.objects.filter(retry_of=attempt).count() == 1


def test_parallel_answers_leave_one_response_that_all_are_given() -> None:
    attempt = begin(make_set(of=2))
    given = at_once(answer_differently(attempt, 1))
    stored = Response.objects.get()
    assert {response.pk for response in given} == {stored.pk}
    assert {response.token for response in given} == {stored.token}
    assert ChosenOption.objects.get().option.position == 1 + stored.token.int % 4


def test_parallel_changes_of_an_answer_are_all_kept_and_one_stands() -> None:
    attempt = begin_assigned(assign(make_class(), of=2, shows=Shows.SUBMITTED))
    given = at_once(answer_differently(attempt, 1))
    stored = Response.objects.order_by("revision")
    assert [row.revision for row in stored] == list(range(1, stored.count() + 1))
    assert {row.token for row in stored} == {row.token for row in given}
    assert Response.objects.standing().get() == stored.last()


def test_handing_in_and_answering_at_once_leaves_what_was_in_time() -> None:
    attempt = begin_assigned(assign(make_class(), of=1, shows=Shows.SUBMITTED))
    learner = attempt.learner

    def act(thread: int) -> bool:
        if thread:
            with suppress(TimeUpError):
                answer_differently(attempt, 1)(thread)
                return True
        else:
            submit(learner=learner, attempt_id=attempt.pk, now=STARTED)
        return False

    acknowledged = at_once(act)
    assert Response.objects.exists() is any(acknowledged)
    assert not Attempt.objects.running(STARTED).exists()


def test_parallel_answers_to_the_last_question_finish_the_attempt_once() -> None:
    attempt = begin(make_set(of=2))
    respond(attempt, 1)
    at_once(answer_differently(attempt, 2))
    attempt.refresh_from_db()
    assert attempt.finished == STARTED
    assert Response.objects.count() == 2
