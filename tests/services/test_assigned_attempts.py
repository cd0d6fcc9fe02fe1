"""Attempts at assignments: begun under its rules, as often as these allow, and kept to them."""

from datetime import timedelta
from typing import Any

import pytest

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED, begin, respond, respond_to_all
from quizzes.factories.classes import (
    AssignmentLearnerFactory,
    assign,
    begin_assigned,
    make_class,
    make_own_set,
)
from quizzes.factories.questions import make_question
from quizzes.models import Assignment, Attempt, AttemptQuestion, Response
from quizzes.models.classes import Role, Shows
from quizzes.models.questions import QuestionStatus
from quizzes.services.attempts import (
    NoAttemptLeftError,
    NothingToAskError,
    NotOpenError,
    NotToldError,
    practise_missed,
    submit,
    try_again,
)
from quizzes.services.classes import delete_class

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def questions_of(attempt: Attempt) -> list[int]:
    return list(attempt.questions.values_list("question_id", flat=True))


def option_orders(attempt: Attempt) -> list[list[int]]:
    """Of each question the places that its options have in the bank, in the order shown."""
    return [
        list(asked.options.values_list("option__position", flat=True))
        for asked in attempt.questions.all()
    ]


# Beginning


def test_an_attempt_freezes_the_rules_that_it_begins_under() -> None:
    terms: dict[str, Any] = {"shows": Shows.CLOSED, "minutes": 20, "closes": STARTED + HOUR}
    assignment = assign(make_class(), **terms)
    attempt = begin_assigned(assignment)
    Assignment.objects.update(shows=Shows.AT_ONCE, minutes=5, closes=STARTED + 2 * HOUR)
    attempt.refresh_from_db()
    assert (attempt.shows, attempt.minutes, attempt.closes) == tuple(terms.values())
    assert attempt.deadline == STARTED + 20 * MINUTE
    assert (attempt.go, attempt.assignment, attempt.title) == (1, assignment, assignment.title)


def test_the_deadline_is_the_closing_where_that_comes_before_the_minutes_are_over() -> None:
    attempt = begin_assigned(assign(make_class(), minutes=90, closes=STARTED + HOUR))
    assert attempt.deadline == STARTED + HOUR


def test_an_attempt_that_runs_is_gone_on_with_and_its_time_does_not_begin_anew() -> None:
    assignment = assign(make_class(), minutes=20, attempts_allowed=1)
    attempt = begin_assigned(assignment)
    assert begin_assigned(assignment, now=STARTED + 5 * MINUTE) == attempt
    attempt.refresh_from_db()
    assert (attempt.started, attempt.deadline) == (STARTED, STARTED + 20 * MINUTE)
    assert Attempt.objects.count() == 1


def test_no_more_attempts_begin_than_are_allowed() -> None:
    assignment = assign(make_class(), attempts_allowed=2)
    goes = [respond_to_all(begin_assigned(assignment)).go for _ in range(2)]
    assert goes == [1, 2]
    with pytest.raises(NoAttemptLeftError):
        begin_assigned(assignment)
    assert Attempt.objects.count() == 2


def test_without_a_limit_another_can_always_begin() -> None:
    assignment = assign(make_class())
    goes = [respond_to_all(begin_assigned(assignment)).go for _ in range(5)]
    assert goes == [1, 2, 3, 4, 5]


def test_each_learner_has_attempts_of_their_own() -> None:
    classroom = make_class(learners=2)
    assignment = assign(classroom, attempts_allowed=1)
    users = [member.user for member in classroom.members.learners()]
    assert {begin_assigned(assignment, user).user for user in users} == set(users)


def test_a_further_attempt_asks_the_same_in_a_new_order() -> None:
    assignment = assign(make_class(), of=8)
    first, second = (respond_to_all(begin_assigned(assignment)) for _ in range(2))
    assert sorted(questions_of(first)) == sorted(questions_of(second))
    assert questions_of(first) != questions_of(second)


def test_a_further_attempt_has_the_options_in_a_new_order() -> None:
    assignment = assign(make_class(), of=8)
    first, second = (respond_to_all(begin_assigned(assignment)) for _ in range(2))
    assert all(order == sorted(order) for order in option_orders(first))
    assert any(order != sorted(order) for order in option_orders(second))


def test_an_attempt_at_an_assignment_is_nobodys_practice_at_its_set() -> None:
    attempt = begin_assigned(assign(make_class()))
    assert attempt.question_set
    assert begin(attempt.question_set, attempt.learner) != attempt


def test_one_whose_time_is_up_counts_as_handed_in_then_and_makes_room_for_the_next() -> None:
    assignment = assign(make_class(), minutes=20, attempts_allowed=2)
    first = begin_assigned(assignment)
    second = begin_assigned(assignment, now=STARTED + HOUR)
    first.refresh_from_db()
    assert (first.finished, second.go) == (STARTED + 20 * MINUTE, 2)
    with pytest.raises(NoAttemptLeftError):
        begin_assigned(assignment, now=STARTED + 2 * HOUR)


@pytest.mark.parametrize(
    ("terms", "after", "opens"),
    [
        ({"opens": STARTED}, -SECOND, False),
        ({"opens": STARTED}, 0 * SECOND, True),
        ({"closes": STARTED}, -SECOND, True),
        # Nothing is begun in the seconds that an answer may be late.
        ({"closes": STARTED}, 0 * SECOND, False),
        ({"closes": STARTED}, SECOND, False),
        ({"due": STARTED}, DAY, True),
        ({"given": None}, 0 * SECOND, False),
    ],
)
def test_it_begins_while_the_assignment_is_open_and_at_no_other_time(
    terms: dict[str, Any], after: timedelta, opens: bool
) -> None:
    assignment = assign(make_class(), **terms)
    if opens:
        assert begin_assigned(assignment, now=STARTED + after)
        return
    with pytest.raises((NotOpenError, Assignment.DoesNotExist)):
        begin_assigned(assignment, now=STARTED + after)
    assert not Attempt.objects.exists()


def test_nothing_begins_in_a_class_that_is_archived() -> None:
    assignment = assign(make_class(archived=STARTED - DAY))
    with pytest.raises(NotOpenError):
        begin_assigned(assignment)


def test_whoever_it_was_not_given_to_finds_no_assignment() -> None:
    classroom, other = make_class(learners=2), make_class()
    chosen, left_out = classroom.members.learners()
    to_one = assign(classroom)
    AssignmentLearnerFactory.create(assignment=to_one, member=chosen)
    assert begin_assigned(to_one, chosen.user)
    strangers = [
        left_out.user,
        classroom.members.get(role=Role.OWNER).user,
        other.members.learners().earliest("pk").user,
        UserFactory.create(is_superuser=True),
    ]
    for stranger in strangers:
        with pytest.raises(Assignment.DoesNotExist):
            begin_assigned(to_one, stranger)


def test_who_has_left_begins_nothing_and_keeps_what_they_did() -> None:
    classroom = make_class()
    assignment = assign(classroom)
    attempt = respond_to_all(begin_assigned(assignment))
    classroom.members.filter(user=attempt.user).update(left=STARTED)
    with pytest.raises(Assignment.DoesNotExist):
        begin_assigned(assignment, attempt.user)
    assert list(Attempt.objects.for_learner(attempt.learner)) == [attempt]


def test_where_nothing_is_asked_any_more_nothing_begins() -> None:
    question = make_question()
    assignment = assign(make_class(), question)
    question.status = QuestionStatus.WITHDRAWN
    question.save()
    with pytest.raises(NothingToAskError):
        begin_assigned(assignment)
    assert not Attempt.objects.exists()


def test_nobody_is_told_before_the_latest_closing_that_somebody_began_under() -> None:
    classroom = make_class(learners=2)
    assignment = assign(classroom, shows=Shows.CLOSED, closes=STARTED + 2 * HOUR)
    early, late = (member.user for member in classroom.members.learners())
    begin_assigned(assignment, early)
    Assignment.objects.update(closes=STARTED + HOUR)
    attempt = begin_assigned(assignment, late)
    assert attempt.deadline == STARTED + HOUR
    assert not attempt.is_told(STARTED + HOUR + MINUTE)
    assert attempt.is_told(STARTED + 2 * HOUR + MINUTE)


def test_an_assignment_to_somebody_whose_account_is_gone_is_for_nobody() -> None:
    classroom = make_class(learners=2)
    assignment = assign(classroom)
    gone, other = classroom.members.learners()
    AssignmentLearnerFactory.create(assignment=assignment, member=gone)
    gone.user.delete()
    with pytest.raises(Assignment.DoesNotExist):
        begin_assigned(assignment, other.user)


def test_the_work_outlives_the_class() -> None:
    attempt = respond_to_all(begin_assigned(assign(make_class())))
    assert attempt.assignment
    attempt.assignment.classroom.delete()
    attempt.refresh_from_db()
    assert attempt.assignment is None
    assert Response.objects.count() == 3


# Handing in


@pytest.mark.parametrize("shows", [Shows.SUBMITTED, Shows.CLOSED])
def test_what_is_answered_is_handed_in_and_the_rest_stays_open(shows: Shows) -> None:
    attempt = begin_assigned(assign(make_class(), shows=shows, closes=STARTED + DAY))
    respond(attempt, 2)
    handed_in = submit(learner=attempt.learner, attempt_id=attempt.pk, now=STARTED + HOUR)
    assert handed_in.finished == STARTED + HOUR
    score = Attempt.objects.with_score().get()
    assert (score.points, score.answered, score.total) == (1, 1, 3)


def test_handing_in_again_changes_nothing() -> None:
    attempt = begin_assigned(assign(make_class(), shows=Shows.SUBMITTED))
    for hours in (1, 2):
        submit(learner=attempt.learner, attempt_id=attempt.pk, now=STARTED + hours * HOUR)
    attempt.refresh_from_db()
    assert attempt.finished == STARTED + HOUR


def test_one_that_its_deadline_has_handed_in_is_not_handed_in_later() -> None:
    attempt = begin_assigned(assign(make_class(), shows=Shows.SUBMITTED, minutes=20))
    submit(learner=attempt.learner, attempt_id=attempt.pk, now=STARTED + HOUR)
    attempt.refresh_from_db()
    assert attempt.ended(STARTED + HOUR) == STARTED + 20 * MINUTE


def test_nobody_hands_in_for_another_nor_where_each_answer_is_final() -> None:
    freely = begin_assigned(assign(make_class(), shows=Shows.SUBMITTED))
    at_once = begin_assigned(assign(make_class()))
    for learner, attempt in ((at_once.learner, freely), (at_once.learner, at_once)):
        with pytest.raises(Attempt.DoesNotExist):
            submit(learner=learner, attempt_id=attempt.pk, now=STARTED)
    assert not Attempt.objects.filter(finished__isnull=False).exists()


# Trying again


def test_answers_that_are_not_told_yet_cannot_be_had_by_trying_again() -> None:
    closing = STARTED + DAY
    attempt = begin_assigned(assign(make_class(), shows=Shows.CLOSED, closes=closing))
    submit(learner=attempt.learner, attempt_id=attempt.pk, now=STARTED + HOUR)
    attempt.refresh_from_db()
    for again in (try_again, practise_missed):
        with pytest.raises(NotToldError):
            again(attempt=attempt, now=closing, seed=1)
        practice = again(attempt=attempt, now=closing + MINUTE, seed=1)
        assert (practice.assignment, practice.tells_at_once) == (None, True)
        practice.delete()


def test_answers_that_wait_for_a_closing_do_so_after_the_class_is_deleted() -> None:
    classroom = make_class()
    attempt = begin_assigned(assign(classroom, shows=Shows.CLOSED, closes=STARTED + DAY))
    submit(learner=attempt.learner, attempt_id=attempt.pk, now=STARTED + HOUR)
    delete_class(classroom=classroom)
    attempt.refresh_from_db()
    for again in (try_again, practise_missed):
        with pytest.raises(NotToldError):
            again(attempt=attempt, now=STARTED + 2 * HOUR, seed=1)
        assert again(attempt=attempt, now=STARTED + DAY + MINUTE, seed=1).tells_at_once


def test_where_each_answer_is_told_the_open_ones_cannot_be_had_by_trying_again() -> None:
    attempt = begin_assigned(assign(make_class(), of=2))
    respond(attempt, 1)
    with pytest.raises(NotToldError):
        try_again(attempt=attempt, now=STARTED, seed=1)


def test_what_was_left_out_is_practised_too() -> None:
    attempt = begin_assigned(assign(make_class(), of=3, shows=Shows.SUBMITTED))
    respond(attempt, 1, right=False)
    respond(attempt, 1, right=True)
    respond(attempt, 2, right=True)
    respond(attempt, 2, right=False)
    submit(learner=attempt.learner, attempt_id=attempt.pk, now=STARTED + HOUR)
    attempt.refresh_from_db()
    practice = practise_missed(attempt=attempt, now=STARTED + HOUR, seed=1)
    missed = AttemptQuestion.objects.filter(attempt=attempt, number__gt=1)
    assert set(questions_of(practice)) == {asked.question_id for asked in missed}


def test_a_set_that_asks_nothing_twice_is_given_twice_and_each_has_its_own_attempts() -> None:
    classroom = make_class()
    made = make_own_set(owner=classroom.members.get(role=Role.OWNER).user)
    questions = [item.question for item in made.items.all()]
    one, other = (assign(classroom, *questions, attempts_allowed=1) for _ in range(2))
    assert begin_assigned(one) != begin_assigned(other)
