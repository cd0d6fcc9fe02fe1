"""When an assignment is open, until when an attempt at it runs, and when its answers are told.

The server's clock decides, and this file is the one place where it does; `now` is the moment at
which a request came in. The querysets of assignments and attempts ask the same of the database,
and a test holds them to these functions, second by second.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# An answer that was sent in time may be under way for so long. It counts as given in time; but
# nothing is begun in it.
GRACE = timedelta(seconds=5)


class Shows(StrEnum):
    """When a learner is told what was right."""

    AT_ONCE = "at_once"
    SUBMITTED = "submitted"
    CLOSED = "closed"


class Counts(StrEnum):
    """Which of several attempts counts."""

    HIGHEST = "highest"
    LATEST = "latest"


class State(StrEnum):
    """How an assignment stands."""

    DRAFT = "draft"
    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of an assignment. Times are aware; what is None does not limit.

    After `due` an attempt is late but counts; from `closes` on nothing is begun or answered.
    `attempts` is how many a learner may begin, `minutes` how long each may take.
    """

    opens: datetime | None = None
    due: datetime | None = None
    closes: datetime | None = None
    attempts: int | None = None
    minutes: int | None = None
    counts: Counts = Counts.HIGHEST
    shows: Shows = Shows.AT_ONCE


def state(
    terms: Terms, *, given: datetime | None, archived: datetime | None, now: datetime
) -> State:
    """How it stands now, if it was given out at all and its class is not put away.

    It opens with the very moment `opens`, and with the moment `closes` it is closed.
    """
    if given is None:
        return State.DRAFT
    if archived is not None or (terms.closes is not None and now >= terms.closes):
        return State.CLOSED
    if terms.opens is not None and now < terms.opens:
        return State.AHEAD
    return State.OPEN


def deadline(started: datetime, minutes: int | None, closes: datetime | None) -> datetime | None:
    """When an attempt ends by itself: after its minutes or at the closing, whichever is first."""
    ends = [closes] if closes else []
    if minutes is not None:
        ends.append(started + timedelta(minutes=minutes))
    return min(ends, default=None)


def is_over(deadline: datetime | None, *, finished: datetime | None, now: datetime) -> bool:
    """Whether an attempt takes no more answers: it was handed in, or its time is up."""
    return finished is not None or (deadline is not None and now >= deadline + GRACE)


def ended(
    deadline: datetime | None, *, finished: datetime | None, now: datetime
) -> datetime | None:
    """When an attempt was handed in, or its deadline where that did it; None while it runs."""
    if finished is not None or not is_over(deadline, finished=finished, now=now):
        return finished
    return deadline


def is_late(due: datetime | None, *, ended: datetime | None) -> bool:
    """Whether an attempt was handed in, or its time was up, after it was due."""
    return due is not None and ended is not None and ended > due


def are_told(
    shows: Shows,
    *,
    over: bool,
    closes: datetime | None,
    now: datetime,
) -> bool:
    """Whether the learner may see which answers are right, where it isn't told answer by answer.

    With the closing it waits for those whose last answer is still under way.
    """
    if shows is Shows.CLOSED:
        return over and (closes is None or now >= closes + GRACE)
    return over
