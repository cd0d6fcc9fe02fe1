"""The results of an assignment as the rows of a table for spreadsheet programs."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from quizzes.views.matrix import Line, Matrix, Sitting

Cell = str | int | None


def table_of(matrix: Matrix, zone: str) -> Iterator[list[Cell]]:
    """The headings, then a row for each learner; times are those of the zone."""
    yield [
        _("Name"),
        _("Username"),
        _("State"),
        _("Attempt"),
        _("Started"),
        _("Handed in"),
        _("Late"),
        _("Score"),
        _("Out of"),
        *(f"{column.number}: {column.stem}" for column in matrix.columns),
    ]
    clock = ZoneInfo(zone)
    for line in matrix.lines:
        who = [line.name, line.username, state_of(line)]
        if line.sitting:
            yield [*who, *_sitting(line.sitting, clock)]
        else:
            yield [*who, *[None] * (6 + len(matrix.columns))]


def state_of(line: Line) -> str:
    """In words how far a learner has come, and whether they are no longer counted."""
    state = _progress_of(line.sitting)
    if line.has_left:
        return _("%(state)s, has left the class") % {"state": state}
    return state if line.is_expected else _("%(state)s, no longer chosen") % {"state": state}


def _progress_of(sitting: Sitting | None) -> str:
    if sitting is None:
        return _("not started")
    if sitting.ended:
        return _("handed in")
    if sitting.at:
        return _("at question %(number)d") % {"number": sitting.at}
    return _("not handed in yet")


def _sitting(sitting: Sitting, clock: ZoneInfo) -> list[Cell]:
    return [
        sitting.go,
        _iso(sitting.started, clock),
        _iso(sitting.ended, clock),
        _("yes") if sitting.is_late else _("no"),
        sitting.points,
        sitting.out_of,
        *sitting.marks,
    ]


def _iso(moment: datetime | None, clock: ZoneInfo) -> str | None:
    return moment.astimezone(clock).isoformat(timespec="seconds") if moment else None
