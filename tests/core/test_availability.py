"""What is open until when, and what is told when: to the second."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.availability import (
    GRACE,
    Shows,
    State,
    Terms,
    are_told,
    deadline,
    ended,
    is_late,
    is_over,
    state,
)

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def stands(terms: Terms, now: datetime, **values: datetime | None) -> State:
    return state(terms, **({"given": NOON - HOUR, "archived": None} | values), now=now)


# How an assignment stands


def test_a_draft_is_a_draft_whatever_its_times_say() -> None:
    for terms in (Terms(), Terms(opens=NOON - HOUR), Terms(closes=NOON - HOUR)):
        assert stands(terms, NOON, given=None) is State.DRAFT


def test_without_times_it_is_open_once_it_is_given_and_for_ever() -> None:
    assert stands(Terms(), NOON) is State.OPEN
    assert stands(Terms(), NOON + 10_000 * HOUR) is State.OPEN


@pytest.mark.parametrize(
    ("shift", "expected"),
    [(-SECOND, State.AHEAD), (timedelta(), State.OPEN), (SECOND, State.OPEN)],
)
def test_it_opens_with_the_very_moment(shift: timedelta, expected: State) -> None:
    assert stands(Terms(opens=NOON), NOON + shift) is expected


@pytest.mark.parametrize(
    ("shift", "expected"),
    [(-SECOND, State.OPEN), (timedelta(), State.CLOSED), (SECOND, State.CLOSED)],
)
def test_with_the_moment_of_its_closing_it_is_closed(shift: timedelta, expected: State) -> None:
    assert stands(Terms(closes=NOON), NOON + shift) is expected


def test_what_is_due_goes_on_being_open() -> None:
    assert stands(Terms(due=NOON), NOON + HOUR) is State.OPEN


def test_what_closes_before_it_opens_never_was_open() -> None:
    terms = Terms(opens=NOON, closes=NOON)
    assert stands(terms, NOON - SECOND) is State.AHEAD
    assert stands(terms, NOON) is State.CLOSED


def test_the_assignments_of_a_class_that_is_put_away_are_closed() -> None:
    assert stands(Terms(), NOON, archived=NOON) is State.CLOSED
    assert stands(Terms(opens=NOON + HOUR), NOON, archived=NOON) is State.CLOSED


# Until when an attempt runs


@pytest.mark.parametrize(
    ("minutes", "closes", "expected"),
    [
        (None, None, None),
        (20, None, NOON + 20 * MINUTE),
        (None, NOON + HOUR, NOON + HOUR),
        (20, NOON + HOUR, NOON + 20 * MINUTE),
        (90, NOON + HOUR, NOON + HOUR),
    ],
)
def test_an_attempt_ends_after_its_minutes_or_at_the_closing(
    minutes: int | None, closes: datetime | None, expected: datetime | None
) -> None:
    assert deadline(NOON, minutes, closes) == expected


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (-SECOND, False),
        (timedelta(), False),
        (GRACE - SECOND, False),
        (GRACE, True),
        (GRACE + SECOND, True),
    ],
)
def test_what_is_under_way_at_the_deadline_has_five_seconds(
    shift: timedelta, expected: bool
) -> None:
    assert GRACE == 5 * SECOND
    assert is_over(NOON, finished=None, now=NOON + shift) is expected


def test_what_was_handed_in_is_over_and_without_a_deadline_nothing_else_is() -> None:
    assert is_over(None, finished=NOON, now=NOON)
    assert is_over(NOON + HOUR, finished=NOON, now=NOON)
    assert not is_over(None, finished=None, now=NOON + 10_000 * HOUR)


def test_an_attempt_ended_when_it_was_handed_in_or_else_at_its_deadline() -> None:
    assert ended(NOON, finished=NOON - MINUTE, now=NOON + HOUR) == NOON - MINUTE
    assert ended(NOON, finished=None, now=NOON + GRACE) == NOON
    assert ended(NOON, finished=None, now=NOON + GRACE - SECOND) is None
    assert ended(None, finished=None, now=NOON) is None


@pytest.mark.parametrize(("shift", "expected"), [(-1, False), (0, False), (1, True)])
def test_late_is_what_was_handed_in_after_it_was_due(shift: int, expected: bool) -> None:
    assert is_late(NOON, ended=NOON + shift * SECOND) is expected
    assert not is_late(None, ended=NOON)
    assert not is_late(NOON, ended=None)


# When answers are told


@pytest.mark.parametrize("shows", [Shows.AT_ONCE, Shows.SUBMITTED])
def test_answers_are_told_once_the_attempt_is_over(shows: Shows) -> None:
    assert are_told(shows, over=True, closes=NOON + HOUR, now=NOON)
    assert not are_told(shows, over=False, closes=NOON - HOUR, now=NOON)


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (-HOUR, False),
        (-SECOND, False),
        (timedelta(), False),
        (GRACE - SECOND, False),
        (GRACE, True),
        (HOUR, True),
    ],
)
def test_of_a_test_they_are_told_when_nobody_can_answer_any_more(
    shift: timedelta, expected: bool
) -> None:
    assert are_told(Shows.CLOSED, over=True, closes=NOON, now=NOON + shift) is expected
    assert not are_told(Shows.CLOSED, over=False, closes=NOON, now=NOON + shift)


seconds = st.integers(-7200, 7200).map(lambda shift: NOON + shift * SECOND)


@given(started=seconds, minutes=st.none() | st.integers(1, 60), closes=seconds, now=seconds)
def test_while_anybody_can_answer_a_test_nobody_is_told(
    started: datetime, minutes: int | None, closes: datetime, now: datetime
) -> None:
    ends = deadline(started, minutes, closes)
    if are_told(Shows.CLOSED, over=True, closes=closes, now=now):
        assert is_over(ends, finished=None, now=now)


@given(opens=st.none() | seconds, closes=st.none() | seconds, now=seconds)
def test_only_what_is_open_can_be_begun_and_it_can_be_answered_then(
    opens: datetime | None, closes: datetime | None, now: datetime
) -> None:
    if stands(Terms(opens=opens, closes=closes), now) is State.OPEN:
        assert not is_over(deadline(now, 1, closes), finished=None, now=now)
