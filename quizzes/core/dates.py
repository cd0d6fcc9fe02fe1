"""A date with its precision: what is known of when something happened, and no more."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = (
    "January February March April May June July August September October November December"
).split()

_ONE_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


class Precision(StrEnum):
    """How finely a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days, `start` to `end` inclusive, known to `precision`.

    "May 2024" is the stretch 1 to 31 May 2024 known to the month. `about` marks an
    approximate date, `inferred` one whose year neither the text nor an editor confirms.
    """

    start: date
    end: date
    precision: Precision
    about: bool = False
    inferred: bool = False

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read the fact sheet's form: `2024-05-24`, `~2024-05`, `2020/2024`, `2024 inferred`.

        Raises ValueError, with a message fit to show, for anything else.
        """
        rest = text.strip()
        inferred = rest.endswith(" inferred")
        rest = rest.removesuffix(" inferred").strip()
        about = rest.startswith("~")
        rest = rest.removeprefix("~").strip()
        first, slash, last = rest.partition("/")
        start, end, precision = _stretch(first.strip(), text)
        if slash:
            last_start, end, last_precision = _stretch(last.strip(), text)
            if last_precision is not precision:
                raise ValueError(f"“{text}” mixes two precisions: write both ends alike")
            if last_start < start:
                raise ValueError(f"“{text}” ends before it starts")
        return cls(start, end, precision, about, inferred)

    def __str__(self) -> str:
        """The fact sheet's form, which `parse` reads back to an equal value."""
        first, last = _iso(self.start, self.precision), _iso(self.end, self.precision)
        span = first if first == last else f"{first}/{last}"
        return f"{'~' if self.about else ''}{span}{' inferred' if self.inferred else ''}"

    @property
    def is_single(self) -> bool:
        """Whether it is one day, one month or one year, and not a range of them."""
        return _iso(self.start, self.precision) == _iso(self.end, self.precision)

    @property
    def words(self) -> str:
        """As a sentence says it: "24 May 2024", "May 2024", "about 2020"."""
        first, last = _words(self.start, self.precision), _words(self.end, self.precision)
        span = first if first == last else f"{first} to {last}"
        return f"about {span}" if self.about else span

    def overlaps(self, other: "When") -> bool:
        """Whether both could be the same day."""
        return self.start <= other.end and other.start <= self.end

    def precedes(self, other: "When") -> bool:
        """Whether every day of this one comes before every day of the other."""
        return self.end < other.start


def _stretch(text: str, whole: str) -> tuple[date, date, Precision]:
    match = _ONE_DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"“{whole}” is not a date: write 2024-05-24, 2024-05 or 2024")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if day is not None and month is not None:
            return date(year, month, day), date(year, month, day), Precision.DAY
        if month is not None:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last), Precision.MONTH
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    except ValueError as error:  # calendar.IllegalMonthError is one of them
        raise ValueError(f"“{whole}” is no day of the calendar") from error


def _iso(day: date, precision: Precision) -> str:
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]
    return day.isoformat()[:length]


def _words(day: date, precision: Precision) -> str:
    if precision is Precision.YEAR:
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if precision is Precision.MONTH else f"{day.day} {month}"
