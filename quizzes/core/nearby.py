"""Dates and numbers near a right one, written the way it is written."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from quizzes.core.dates import Precision, When, from_parts
from quizzes.core.index import parse_date
from quizzes.core.quantities import Quantity

# How far away a date of the article still makes a rival, in steps of the precision.
_REACH = {Precision.DAY: 62, Precision.MONTH: 30, Precision.YEAR: 30}

# How far apart options must lie, in the same steps, where the right one is approximate.
_LOOSE = {Precision.DAY: 21, Precision.MONTH: 6, Precision.YEAR: 6}

_COUNTING = "zero one two three four five six seven eight nine ten eleven twelve".split(" ")
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(\d+(?:,\d{{3}})*(?:\.\d+)?)|({'|'.join(_COUNTING[1:])}))(?![\w.,]*\d)", re.I
)
_UNIT = re.compile(r" ([a-z]+)(.*)")

# Units whose plural takes an -s and nothing else.
_REGULAR = frozenset(
    "second minute hour day week month year decade metre kilometre mile tonne kilogram".split()
)


def size(label: str) -> float:
    """What dates and numbers are sorted by; 0 for what is neither."""
    if when := parse_date(label):
        return float(when.start.toordinal())
    quantity = Quantity.parse(label)
    return quantity.low if quantity else 0.0


def dates_near(
    label: str,
    told: Iterable[When],
    latest: date | None,
    choose: Callable[[int], int],
    loose: bool = False,
) -> Iterator[str]:
    """Dates of the label's precision: those `told` that lie near, then its neighbours.

    None begins after `latest`, unless the right one does. `choose` decides how many of the
    neighbours come before it; `loose` keeps them further away.
    """
    key = parse_date(label)
    if key is None or not key.is_single:
        return
    last = max(latest, key.start) if latest else date.max
    step = _LOOSE[key.precision] if loose else 1

    def away(when: When) -> int:
        return abs(_steps(when.start, key.precision) - _steps(key.start, key.precision))

    rivals = (replace(w, about=key.about, inferred=False) for w in told)
    near = [
        when
        for when in rivals
        if when.precision is key.precision and when.is_single and when.start <= last
        if step <= away(when) <= _REACH[key.precision]
    ]
    for when in sorted(near, key=lambda when: (away(when), when.start)):
        yield when.words
    for offset in _around(choose(4)):
        neighbour = _moved(key, offset * step)
        if neighbour and neighbour.start <= last:
            yield neighbour.words


def _around(before: int) -> list[int]:
    """Steps away from a key: `before` of the nearest three below it, the others above; then more.

    >>> _around(1)
    [-1, 1, 2, -2, -3, -4, 3, 4]
    """
    first = [-n for n in range(1, before + 1)] + list(range(1, 4 - before))
    return first + [-n for n in range(before + 1, 5)] + list(range(4 - before, 5))


def _steps(day: date, precision: Precision) -> int:
    if precision is Precision.DAY:
        return day.toordinal()
    return day.year if precision is Precision.YEAR else day.year * 12 + day.month


def _moved(when: When, steps: int) -> When | None:
    """That many days, months or years later; None where the date would not be written alike."""
    if when.precision is Precision.DAY:
        day = when.start + timedelta(days=steps)
        moved = from_parts(day.year, day.month, day.day)
    elif when.precision is Precision.MONTH:
        months = when.start.year * 12 + when.start.month - 1 + steps
        moved = from_parts(months // 12, months % 12 + 1, None)
    else:
        moved = from_parts(when.start.year + steps, None, None)
    if moved is None or parse_date(moved.words) is None:
        return None
    return replace(moved, about=when.about)


def numbers_near(label: str, told: Iterable[str], choose: Callable[[int], int]) -> Iterator[str]:
    """Numbers with the label's hedge, rounding and unit: those `told` first, then near ones.

    Durations may differ in unit. None is zero or less, and no share exceeds the whole.
    """
    key = Quantity.parse(label)
    match = _NUMBER.search(label)
    if key is None or match is None or _NUMBER.search(label, match.end()):
        return
    for rival in told:
        other = Quantity.parse(rival)
        if other is None or rival == label or other.hedge != key.hedge:
            continue
        if other.comparable(key) and key.low / 50 <= other.low <= key.low * 50:
            yield rival[:1].upper() + rival[1:] if label[0].isupper() else rival
    figures = match.group()
    value, step = _value_and_step(figures)
    for offset in _around(choose(4)):
        near = value + offset * step
        written = _written(near, figures)
        if near <= 0 or written is None or (near > 100 >= value and key.dimension == "share"):
            continue
        rest = _agreeing(label[match.end() :], value, near)
        if rest is not None:
            yield label[: match.start()] + written + rest


def _agreeing(unit: str, value: float, near: float) -> str | None:
    """The unit behind another number, "days" for "day"; None where its form is not sure."""
    if (value == 1) == (near == 1):
        return unit
    match = _UNIT.fullmatch(unit)
    if match is None:
        return None if unit.strip() else unit
    word, rest = match.groups()
    if value == 1:
        return f" {word}s{rest}" if word in _REGULAR else None
    return f" {word[:-1]}{rest}" if word[:-1] in _REGULAR else None


def _value_and_step(figures: str) -> tuple[float, float]:
    """The number, and how far to go so that its rounding stays and the difference matters."""
    if figures.lower() in _COUNTING:
        return float(_COUNTING.index(figures.lower())), 1.0
    plain = figures.replace(",", "")
    whole, _, decimals = plain.partition(".")
    value = float(plain)
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    unit = 10.0 ** (-len(decimals) if decimals else zeros)
    return value, max(unit, round(value * 0.15 / unit) * unit)


def _written(value: float, like: str) -> str | None:
    """The number written as the other is; None where words for it are not known."""
    if like.lower() in _COUNTING:
        number = int(value)
        if not 0 < number < len(_COUNTING):
            return None
        return _COUNTING[number].capitalize() if like[0].isupper() else _COUNTING[number]
    decimals = len(like.partition(".")[2])
    grouped = "," in like or ("." not in like and len(like) <= 3)
    return f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
