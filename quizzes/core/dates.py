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

# How prose names a month, a day of the month and a year; mentions.py reads them, too.
MONTH_WORD = (
    rf"(?P<month>{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY_NUMBER = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR_NUMBER = r"(?P<year>[12]\d{3})"
_IN_WORDS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?:the )?{DAY_NUMBER} (?:of )?{MONTH_WORD},? {YEAR_NUMBER}",
        rf"{MONTH_WORD} (?:the )?{DAY_NUMBER},? {YEAR_NUMBER}",
        rf"{MONTH_WORD},? (?:of )?{YEAR_NUMBER}",
        YEAR_NUMBER,
    )
)
_ABOUT = re.compile(r"(?:about|around|circa|c\.|approximately) ", re.IGNORECASE)


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

    @classmethod
    def day(cls, day: date) -> "When":
        return cls(day, day, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> "When":
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), Precision.MONTH)

    @classmethod
    def year(cls, year: int) -> "When":
        return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)

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


def parse_words(text: str) -> When | None:
    """The date that a text is in words, whichever way round: "24 May 2024", "May 24, 2024".

    "May 2024", "2024", "about 2020" and "2020 to 2024" are dates as well: what `When.words`
    gives is read back. None for anything that needs a date beside it ("Friday", "May 8").
    """
    rest = " ".join(text.split())
    found = _ABOUT.match(rest)
    rest = rest[found.end() :] if found else rest
    first, joined, last = rest.partition(" to ")
    start = _one_in_words(first)
    end = _one_in_words(last) if joined else start
    if start is None or end is None or start.precision is not end.precision:
        return None
    if end.start < start.start:
        return None
    return When(start.start, end.end, start.precision, about=found is not None)


def month_number(word: str) -> int:
    """The number of a month by its name, or by the first three letters of that."""
    starts = [month[:3].lower() for month in MONTHS]
    return starts.index(word[:3].lower()) + 1


def from_parts(year: int, month: int | None, day: int | None) -> When | None:
    """The day, or the month or year where less is given; None where no calendar has it."""
    try:
        if month is None:
            return When.year(year)
        return When.month(year, month) if day is None else When.day(date(year, month, day))
    except ValueError:  # calendar.IllegalMonthError is one of them
        return None


def _one_in_words(text: str) -> When | None:
    for form in _IN_WORDS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month, day = parts.get("month"), parts.get("day")
            return from_parts(
                int(parts["year"]),
                month_number(month) if month else None,
                int(day) if day else None,
            )
    return None


def _stretch(text: str, whole: str) -> tuple[date, date, Precision]:
    match = _ONE_DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"“{whole}” is not a date: write 2024-05-24, 2024-05 or 2024")
    year, month, day = (int(part) if part else None for part in match.groups())
    found = None if year is None else from_parts(year, month, day)
    if found is None:
        raise ValueError(f"“{whole}” is no day of the calendar")
    return found.start, found.end, found.precision


def _iso(day: date, precision: Precision) -> str:
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]
    return day.isoformat()[:length]


def _words(day: date, precision: Precision) -> str:
    if precision is Precision.YEAR:
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if precision is Precision.MONTH else f"{day.day} {month}"
