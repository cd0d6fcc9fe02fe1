"""Assignments made, given, changed, copied and deleted, and what a change reaches."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from quizzes.core.availability import Shows, Terms
from quizzes.factories.attempts import STARTED, respond_to_all
from quizzes.factories.classes import (
    GIVEN,
    AssignmentLearnerFactory,
    MemberFactory,
    assign,
    begin_assigned,
    make_class,
    make_own_set,
)
from quizzes.models import Assignment, Attempt, Classroom, Member
from quizzes.services.assignments import (
    AnswersShownError,
    AttemptedError,
    ClosingPassedError,
    NeedsClosingError,
    change_assignment,
    copy_assignment,
    delete_assignment,
    give_assignment,
    make_assignments,
)
from quizzes.services.attempts import NotOpenError, submit

pytestmark = pytest.mark.django_db

TOKEN = UUID(int=7)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HOMEWORK = Terms(due=STARTED + DAY, closes=STARTED + 2 * DAY, attempts=2, shows=Shows.SUBMITTED)
CLOSING = STARTED + DAY


def make(*classes: Classroom, terms: Terms = HOMEWORK, give: bool = True) -> list[Assignment]:
    return make_assignments(
        question_set=make_own_set(),
        title="The lake",
        terms=dict.fromkeys(classes, terms),
        token=TOKEN,
        now=GIVEN,
        give=give,
    )


def change(row: Assignment, now: datetime = STARTED, **values: Any) -> Assignment:
    """Change some of the terms; the rest stays."""
    whom = {"members": values.pop("members", None), "give": values.pop("give", False)}
    title = values.pop("title", row.title)
    row.refresh_from_db()
    terms = replace(row.terms, **values)
    return change_assignment(assignment=row, title=title, terms=terms, now=now, **whom)


def fresh(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


# Making and giving


def test_a_set_is_given_to_several_classes_as_an_assignment_to_each() -> None:
    one, two = make_class(), make_class()
    rows = make(one, two)
    assert [row.classroom for row in rows] == [one, two]
    assert all((row.title, row.terms, row.given) == ("The lake", HOMEWORK, GIVEN) for row in rows)


def test_each_class_has_the_times_of_its_own_zone() -> None:
    berlin, new_york = make_class(), make_class(zone="America/New_York")
    later = replace(HOMEWORK, due=STARTED + DAY + 6 * HOUR)
    rows = make_assignments(
        question_set=make_own_set(),
        title="The lake",
        terms={berlin: HOMEWORK, new_york: later},
        token=TOKEN,
        now=GIVEN,
    )
    assert [row.due for row in rows] == [HOMEWORK.due, later.due]


def test_a_draft_is_not_given() -> None:
    [row] = make(make_class(), give=False)
    assert row.given is None


def test_what_is_sent_twice_leaves_nothing_behind() -> None:
    one, two = make_class(), make_class()
    assert make(one, two) == make(one, two)
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize(
    ("terms", "error"),
    [
        (Terms(shows=Shows.CLOSED), NeedsClosingError),
        (Terms(closes=GIVEN), ClosingPassedError),
        (Terms(closes=GIVEN - HOUR), ClosingPassedError),
    ],
)
def test_all_classes_get_it_or_none(terms: Terms, error: type[Exception]) -> None:
    good, bad = make_class(), make_class()
    with pytest.raises(error):
        make_assignments(
            question_set=make_own_set(),
            title="The lake",
            terms={good: HOMEWORK, bad: terms},
            token=TOKEN,
            now=GIVEN,
            give=True,
        )
    assert not Assignment.objects.exists()


def test_a_draft_may_lack_what_it_is_given_with() -> None:
    [row] = make(make_class(), terms=Terms(shows=Shows.CLOSED), give=False)
    with pytest.raises(NeedsClosingError):
        give_assignment(assignment=row, now=GIVEN)
    change(row, closes=CLOSING, give=True)
    row.refresh_from_db()
    assert row.given == STARTED


def test_a_draft_may_still_lack_it_when_it_is_changed() -> None:
    [row] = make(make_class(), give=False)
    changed = change(row, shows=Shows.CLOSED, closes=None)
    assert (changed.terms.shows, changed.closes, changed.given) == (Shows.CLOSED, None, None)


def test_giving_again_changes_nothing() -> None:
    [row] = make(make_class())
    give_assignment(assignment=row, now=GIVEN + HOUR)
    row.refresh_from_db()
    assert row.given == GIVEN


# Changing


def test_a_change_that_comes_twice_is_made_once() -> None:
    row = assign(make_class(), closes=CLOSING)
    attempt = begin_assigned(row)
    states = []
    for _ in range(2):
        change(row, title="The sea", closes=CLOSING + HOUR, attempts=3, minutes=20)
        row.refresh_from_db()
        states.append((row.title, row.terms, fresh(attempt).deadline, fresh(attempt).minutes))
    assert states[0] == states[1]
    assert states[0][2:] == (CLOSING + HOUR, None)


def test_attempts_keep_the_rules_that_they_began_under() -> None:
    row = assign(make_class(), closes=CLOSING, shows=Shows.SUBMITTED, minutes=90)
    attempt = begin_assigned(row)
    change(row, closes=CLOSING - 12 * HOUR, shows=Shows.CLOSED, minutes=5)
    kept = fresh(attempt)
    assert (kept.shows, kept.minutes, kept.closes) == ("submitted", 90, CLOSING)
    assert kept.deadline == attempt.deadline


def test_a_later_closing_reaches_the_attempts_that_run() -> None:
    row = assign(make_class(learners=3), closes=CLOSING)
    users = [member.user for member in row.classroom.members.learners()]
    plain, over = (begin_assigned(row, user) for user in users[:2])
    respond_to_all(over)
    Assignment.objects.filter(pk=row.pk).update(minutes=60)
    timed = begin_assigned(row, users[2], now=CLOSING - 30 * MINUTE)
    change(row, now=CLOSING - MINUTE, closes=CLOSING + DAY)
    assert fresh(plain).deadline == fresh(plain).closes == CLOSING + DAY
    # Its minutes end it now.
    assert fresh(timed).deadline == CLOSING + 30 * MINUTE
    assert fresh(over).deadline == CLOSING


def test_what_has_no_closing_any_more_lets_attempts_run_on() -> None:
    row = assign(make_class(), closes=CLOSING)
    attempt = begin_assigned(row)
    change(row, closes=None)
    assert (fresh(attempt).closes, fresh(attempt).deadline) == (None, None)


def test_an_earlier_closing_reaches_nobody_who_has_begun() -> None:
    row = assign(make_class(), closes=CLOSING)
    attempt = begin_assigned(row)
    change(row, closes=STARTED + MINUTE)
    assert fresh(attempt).deadline == CLOSING
    with pytest.raises(NotOpenError):
        begin_assigned(row, row.classroom.members.learners()[1].user, now=STARTED + HOUR)


def test_what_closed_opens_again_for_who_has_an_attempt_left() -> None:
    row = assign(make_class(), closes=CLOSING, attempts_allowed=2)
    first = begin_assigned(row)
    change(row, now=CLOSING + HOUR, closes=CLOSING + DAY)
    assert fresh(first).is_over(CLOSING + HOUR)
    second = begin_assigned(row, now=CLOSING + 2 * HOUR)
    assert (second.go, second.deadline) == (2, CLOSING + DAY)
    assert fresh(first).finished == CLOSING


def a_test(learners: int = 2) -> Assignment:
    return assign(make_class(learners=learners), closes=CLOSING, shows=Shows.CLOSED)


def handed_in(row: Assignment) -> Attempt:
    attempt = respond_to_all(begin_assigned(row))
    return submit(learner=attempt.learner, attempt_id=attempt.pk, now=STARTED + HOUR)


def test_when_a_test_closes_later_nobody_is_told_early() -> None:
    row = a_test()
    over = handed_in(row)
    running = begin_assigned(row, row.classroom.members.learners()[1].user)
    change(row, now=CLOSING - MINUTE, closes=CLOSING + DAY)
    for attempt in (over, running):
        assert not fresh(attempt).is_told(CLOSING + HOUR)
        assert fresh(attempt).is_told(CLOSING + 2 * DAY)


def test_when_a_test_closes_earlier_nobody_is_told_before_the_others_have_finished() -> None:
    row = a_test()
    over = handed_in(row)
    change(row, closes=CLOSING - HOUR)
    assert not fresh(over).is_told(CLOSING - MINUTE)


def test_a_test_whose_answers_were_shown_stays_closed() -> None:
    row = a_test()
    respond_to_all(begin_assigned(row))
    for closes in (CLOSING + DAY, None):
        with pytest.raises(AnswersShownError):
            change(row, now=CLOSING, closes=closes, shows=Shows.SUBMITTED)
    row.refresh_from_db()
    assert row.terms.closes == CLOSING
    # What leaves the closing as it is can still be changed.
    assert change(row, now=CLOSING + DAY, title="The sea").title == "The sea"


def test_who_has_been_told_stays_told_where_it_is_a_test_no_more() -> None:
    row = a_test()
    told = handed_in(row)
    change(row, shows=Shows.SUBMITTED)
    change(row, now=CLOSING + HOUR, closes=CLOSING + DAY)
    assert fresh(told).is_told(CLOSING + HOUR)


def test_a_test_that_nobody_took_may_open_again() -> None:
    row = a_test()
    change(row, now=CLOSING + HOUR, closes=CLOSING + DAY)
    assert begin_assigned(row, now=CLOSING + 2 * HOUR).deadline == CLOSING + DAY


def test_a_test_that_has_been_given_needs_its_closing() -> None:
    row = assign(make_class())
    with pytest.raises(NeedsClosingError):
        change(row, shows=Shows.CLOSED)


def test_who_began_it_as_a_test_is_told_after_the_old_closing_where_there_is_none_any_more() -> (
    None
):
    row = a_test()
    over = handed_in(row)
    running = begin_assigned(row, row.classroom.members.learners()[1].user)
    change(row, closes=None, shows=Shows.SUBMITTED)
    assert (fresh(running).deadline, fresh(running).closes) == (None, CLOSING)
    assert not fresh(over).is_told(CLOSING)


# To some learners


def names_of(row: Assignment) -> list[str]:
    return sorted(row.learners.values_list("member__name", flat=True))


def test_an_assignment_is_limited_to_some_and_given_to_all_again() -> None:
    row = assign(make_class(learners=3))
    members = list(row.classroom.members.learners())
    for chosen in (members[:2], members[1:], members[1:]):
        change(row, members=chosen)
        assert names_of(row) == sorted(member.name for member in chosen)
    change(row, members=None)
    assert names_of(row) == []


def test_who_has_left_stays_named() -> None:
    row = assign(make_class(learners=2))
    gone = MemberFactory.create(classroom=row.classroom, name="Gone", left=STARTED)
    AssignmentLearnerFactory.create(assignment=row, member=gone)
    first = row.classroom.members.learners().present().first()
    assert isinstance(first, Member)
    change(row, members=[first])
    assert names_of(row) == sorted(["Gone", first.name])


# Copying and deleting


def test_a_copy_is_a_draft_without_dates_by_the_same_rules() -> None:
    row = a_test()
    Assignment.objects.update(minutes=20, attempts_allowed=1)
    row.refresh_from_db()
    AssignmentLearnerFactory.create(assignment=row, member=row.classroom.members.learners()[0])
    classes = [row.classroom, make_class()]
    copies = copy_assignment(assignment=row, classrooms=classes, token=TOKEN, now=STARTED)
    assert [copy.classroom for copy in copies] == classes
    for copy in copies:
        assert copy.terms == replace(row.terms, closes=None)
        assert (copy.given, copy.question_set, copy.title) == (None, row.question_set, row.title)
        assert names_of(copy) == []


def test_copying_twice_by_one_click_makes_one_copy() -> None:
    row = assign(make_class())
    for _ in range(2):
        copy_assignment(assignment=row, classrooms=[row.classroom], token=TOKEN, now=STARTED)
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize("given", [None, GIVEN])
def test_what_nobody_has_begun_can_be_deleted(given: datetime | None) -> None:
    row = assign(make_class(), given=given)
    delete_assignment(assignment=row)
    assert not Assignment.objects.exists()


def test_what_was_begun_stays() -> None:
    row = assign(make_class())
    begin_assigned(row)
    with pytest.raises(AttemptedError):
        delete_assignment(assignment=row)
    assert Assignment.objects.exists()
