"""The dates that a text mentions, resolved against the day on which it was published."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quizzes.core.dates import (
    DAY_NUMBER,
    MONTH_WORD,
    YEAR_NUMBER,
    Precision,
    When,
    from_parts,
    month_number,
    parse_words,
)

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "a one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s?"

# Words that turn a date without a year to the time after publication.
_AHEAD = re.compile(r"\b(?:will|until|due|scheduled|coming)\b[^.!?]*\Z", re.IGNORECASE)
_REACH = 80  # characters in which one of them is looked for


@dataclass(frozen=True, slots=True)
class _Text:
    """What resolving one mention needs beside its own words.

    `lead` are the words up to its end, `last` is the mention before it.
    """

    published: date | None
    lead: str
    last: When | None

    @property
    def looks_ahead(self) -> bool:
        return _AHEAD.search(self.lead) is not None


Resolver = Callable[["re.Match[str]", _Text], When | None]


def mentions(text: str, published: date | None = None) -> tuple[When, ...]:
    """The dates that a text mentions, in its order.

    A weekday, or a day or month without its year, is the latest one on or before publication,
    and the first one after it where the words before look ahead ("will", "until"). "Two days
    after" stands for the day that lies so long before publication, "two days later" for one
    counted from the date mentioned before. Without `published`, what needs it is left out.
    """
    words = " ".join(text.split())
    found: list[When] = []
    for match, resolve in _matches(words):
        lead = words[max(0, match.start() - _REACH) : match.start()]
        lead += match.group().replace(".", "")
        when = resolve(match, _Text(published, lead, found[-1] if found else None))
        if when is not None:
            found.append(when)
    return tuple(found)


def _matches(text: str) -> list[tuple["re.Match[str]", Resolver]]:
    """What looks like a date, in the text's order; of two that overlap, the earlier form's."""
    taken = bytearray(len(text))
    found: list[tuple[re.Match[str], Resolver]] = []
    for form, resolve in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((match, resolve))
    return sorted(found, key=lambda each: each[0].start())


# ---- Resolvers, one a form


def _in_full(match: "re.Match[str]", _: _Text) -> When | None:
    return parse_words(match.group())


def _iso(match: "re.Match[str]", _: _Text) -> When | None:
    try:
        return When.parse(match.group())
    except ValueError:
        return None


def _day_of_year(match: "re.Match[str]", text: _Text) -> When | None:
    month, day = month_number(match["month"]), int(match["day"])
    return _nearest(text, lambda year: from_parts(year, month, day))


def _month_of_year(match: "re.Match[str]", text: _Text) -> When | None:
    month = month_number(match["month"])
    return _nearest(text, lambda year: from_parts(year, month, None))


def _nearest(text: _Text, in_year: Callable[[int], When | None]) -> When | None:
    """The last one on or before publication, or the first after it where the text looks ahead."""
    day = text.published
    if day is None:
        return None
    step = 1 if text.looks_ahead else -1
    for when in filter(None, map(in_year, (day.year, day.year + step))):
        if when.end >= day if text.looks_ahead else when.start <= day:
            return when
    return None


def _weekday(match: "re.Match[str]", text: _Text) -> When | None:
    if text.published is None:
        return None
    back = (text.published.weekday() - WEEKDAYS.index(match["weekday"])) % 7
    if match["which"] == "last":
        back = back or 7
    elif match["which"] == "next" or (text.looks_ahead and back):
        back -= 7
    return _moved(text.published, -back)


def _beside_today(match: "re.Match[str]", text: _Text) -> When | None:
    if text.published is None:
        return None
    days = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    return _moved(text.published, days[match.group().lower()])


def _period(match: "re.Match[str]", text: _Text) -> When | None:
    """A week, month or year beside that of publication: "last year", "earlier this month".

    A part of a year is told by its months, a part of anything shorter by its days.
    """
    day = text.published
    if day is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    whole = _unit_around(day, match["unit"], step)
    part = (match["part"] or "").lower()
    if whole is None or not part or step:
        return whole
    now = When.month(day.year, day.month) if match["unit"] == "year" else When.day(day)
    if part == "earlier":
        return replace(now, start=whole.start)
    return replace(now, end=whole.end)


def _unit_around(day: date, unit: str, step: int) -> When | None:
    """The week, month or year of a day, or the one so many steps on."""
    if unit == "year":
        return from_parts(day.year + step, None, None)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        return from_parts(months // 12, months % 12 + 1, None)
    monday = _moved(day, 7 * step - day.weekday())
    sunday = _moved(day, 7 * step - day.weekday() + 6)
    return When(monday.start, sunday.end, Precision.DAY) if monday and sunday else None


def _ago(match: "re.Match[str]", text: _Text) -> When | None:
    if text.published is None:
        return None
    return _counted(When.day(text.published), match, -1)


def _later(match: "re.Match[str]", text: _Text) -> When | None:
    if text.last is None:
        return None
    return _counted(text.last, match, 1 if match["way"].lower() == "later" else -1)


def _counted(base: When, match: "re.Match[str]", sign: int) -> When | None:
    """So many units from there, as fine as the unit and the start are."""
    word = match["count"].lower()
    count = sign * (_NUMBERS.get(word) or int(word))
    if match["unit"] in ("month", "year"):
        return _unit_around(base.start, match["unit"], count)
    days = count * (7 if match["unit"] == "week" else 1)
    first, last = _moved(base.start, days), _moved(base.end, days)
    if first is None or last is None or base.precision is Precision.YEAR:
        return None
    if base.precision is Precision.DAY:
        return replace(base, start=first.start, end=last.end)
    whole = When.month(last.end.year, last.end.month)
    return replace(whole, start=first.start.replace(day=1))


def _moved(day: date, days: int) -> When | None:
    try:
        return When.day(day + timedelta(days=days))
    except OverflowError:
        return None


_BARE_MONTH = MONTH_WORD.replace("|May|", "|")
_FORMS: tuple[tuple["re.Pattern[str]", Resolver], ...] = tuple(
    (re.compile(rf"\b(?:{form})", re.ASCII), resolve)
    for form, resolve in (
        (r"\d{4}-\d\d-\d\d\b", _iso),
        (rf"{DAY_NUMBER} (?:of )?{MONTH_WORD},? {YEAR_NUMBER}\b", _in_full),
        (rf"{MONTH_WORD} (?:the )?{DAY_NUMBER},? {YEAR_NUMBER}\b", _in_full),
        (rf"{MONTH_WORD},? (?:of )?{YEAR_NUMBER}\b", _in_full),
        (rf"{MONTH_WORD} (?:the )?{DAY_NUMBER}\b", _day_of_year),
        (rf"{DAY_NUMBER} (?:of )?{MONTH_WORD}(?!\w)", _day_of_year),
        (
            rf"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|last|next|this|early|late) {MONTH_WORD}(?!\w)",
            _month_of_year,
        ),
        (rf"{_BARE_MONTH}(?!\w)", _month_of_year),
        (rf"(?:(?P<which>last|next|this) )?(?P<weekday>{'|'.join(WEEKDAYS)})\b", _weekday),
        (r"(?i:yesterday|today|tonight|tomorrow)\b", _beside_today),
        (
            r"(?:(?P<part>(?i:earlier|later)) )?(?P<which>(?i:this|last|next)) "
            r"(?P<unit>week|month|year)\b",
            _period,
        ),
        (rf"(?i:{_COUNT}) (?:ago|after)\b", _ago),
        (rf"(?i:{_COUNT}) (?P<way>later|earlier|before)\b", _later),
        (rf"{YEAR_NUMBER}(?![\w%]|[.,]\d)", _in_full),
    )
)
