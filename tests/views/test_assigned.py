"""What is to be done of an assignment, and which score is shown of it."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from quizzes.core.availability import Counts, State, Terms
from quizzes.factories.attempts import STARTED
from quizzes.views.assigned import Assigned, Go, most_urgent_first


def go(right: int | None = None, *, runs: bool = False, late: bool = False) -> Go:
    ended: datetime | None = None if runs else STARTED
    return Go(1, "/attempts/1/", STARTED, ended, 3, 3, right, late)


def assigned(*goes: Go, state: State = State.OPEN, **terms: object) -> Assigned:
    return Assigned(
        id=UUID(int=1),
        title="The lake",
        url="",
        start_url="",
        class_name="7b",
        class_url="",
        zone="Europe/Berlin",
        state=state,
        terms=Terms(**terms),  # type: ignore[arg-type]
        is_overdue=False,
        goes=goes,
    )


@pytest.mark.parametrize(
    ("row", "can_start", "is_waiting", "left"),
    [
        (assigned(), True, True, None),
        (assigned(attempts=2), True, True, 2),
        (assigned(go(runs=True)), False, True, None),
        (assigned(go(runs=True), attempts=1), False, True, 0),
        (assigned(go(3), attempts=2), True, True, 1),
        (assigned(go(3), attempts=1), False, False, 0),
        (assigned(go(3), go(2), go(1), attempts=2), False, False, 0),
        # Without a limit it may be repeated for ever, and is done.
        (assigned(go(3)), True, False, None),
        (assigned(state=State.AHEAD), False, False, None),
        (assigned(state=State.CLOSED), False, False, None),
        # It began before the closing was moved.
        (assigned(go(runs=True), state=State.CLOSED), False, True, None),
    ],
)
def test_what_there_is_to_do(
    row: Assigned, can_start: bool, is_waiting: bool, left: int | None
) -> None:
    assert (row.can_start, row.is_waiting, row.left) == (can_start, is_waiting, left)


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (assigned(), None),
        (assigned(go(runs=True)), None),
        (assigned(go(1), go(3), go(2)), 3),
        (assigned(go(1), go(3), go(2), counts=Counts.LATEST), 2),
        (assigned(go(0)), 0),
        (assigned(go(2), go(runs=True), counts=Counts.LATEST), 2),
        # Which of them counts would tell what isn't told yet.
        (assigned(go(2), go(None)), None),
    ],
)
def test_the_score_is_shown_of_the_attempt_that_counts_once_all_are_told(
    row: Assigned, right: int | None
) -> None:
    assert (row.counted and row.counted.right) == right


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (assigned(), None),
        (assigned(go(1), go(3), go(runs=True)), 3),
        (assigned(go(2), go(None)), 2),
        (assigned(go(None)), None),
    ],
)
def test_the_latest_result_that_is_told_is_there_to_see(row: Assigned, right: int | None) -> None:
    assert (row.told and row.told.right) == right


def test_what_there_is_to_do_comes_first_and_the_soonest_before_all() -> None:
    done = assigned(go(3), attempts=1, due=STARTED)
    ahead = assigned(state=State.AHEAD, due=STARTED)
    whenever = assigned()
    soon = assigned(due=STARTED + timedelta(days=1))
    later = assigned(closes=STARTED + timedelta(days=2))
    sorted_rows = most_urgent_first([done, whenever, ahead, later, soon], STARTED)
    assert sorted_rows == [soon, later, whenever, done, ahead]


def test_late_is_who_handed_in_nothing_while_it_was_due() -> None:
    assert assigned(go(1, late=True)).is_late
    assert not assigned(go(1), go(1, late=True)).is_late
    assert not assigned(go(runs=True)).is_late
