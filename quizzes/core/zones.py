"""Wall-clock times and the moments that they name, in the zone of whoever looks at the clock.

On the night when clocks go forward an hour of the wall clock names no moment, and on the night
when they go back one names two.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def moments(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """The moments, in UTC, at which clocks in the zone show that naive time.

    Almost always one. None in the hour that is left out; two in the hour that comes twice, the
    earlier first.
    """
    read = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    return tuple(sorted({moment for moment in read if wall_clock(moment, zone) == wall}))


def wall_clock(moment: datetime, zone: str) -> datetime:
    """What clocks in the zone show at that moment, as a naive time."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def offset(moment: datetime, zone: str) -> str:
    """How far clocks in the zone are ahead of UTC then: +02:00."""
    hours_and_minutes = f"{moment.astimezone(ZoneInfo(zone)):%z}"
    return f"{hours_and_minutes[:3]}:{hours_and_minutes[3:5]}"


def place_of(zone: str) -> str:
    """The place that a zone is named after: Buenos Aires of America/Argentina/Buenos_Aires."""
    return zone.rpartition("/")[2].replace("_", " ")
