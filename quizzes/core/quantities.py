"""A number as a report writes it: its hedge, its value and its unit, comparable where it can be."""

import re
from dataclasses import dataclass

from quizzes.core.words import fold

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: float(n) for n, word in enumerate(_ONES)} | {
    word: 10.0 * n for n, word in enumerate(_TENS, 2)
}
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}

# Dimension, and how many of its base unit one unit makes. Months and years have no fixed number
# of days: their figures are means, and order and compare only.
_UNITS = {
    "second": ("time", 1.0),
    "minute": ("time", 60.0),
    "hour": ("time", 3_600.0),
    "day": ("time", 86_400.0),
    "week": ("time", 604_800.0),
    "fortnight": ("time", 1_209_600.0),
    "month": ("time", 2_629_800.0),
    "year": ("time", 31_557_600.0),
    "decade": ("time", 315_576_000.0),
    "century": ("time", 3_155_760_000.0),
    "millimetre": ("length", 0.001),
    "centimetre": ("length", 0.01),
    "metre": ("length", 1.0),
    "kilometre": ("length", 1_000.0),
    "inch": ("length", 0.0254),
    "foot": ("length", 0.3048),
    "yard": ("length", 0.9144),
    "mile": ("length", 1_609.344),
    "gram": ("mass", 0.001),
    "kilogram": ("mass", 1.0),
    "tonne": ("mass", 1_000.0),
    "ounce": ("mass", 0.028349523),
    "pound": ("mass", 0.45359237),
    "percent": ("share", 1.0),
}
_UNIT_SPELLINGS = {
    "centuries": "century",
    "feet": "foot",
    "inches": "inch",
    "km": "kilometre",
    "kg": "kilogram",
    "kilometer": "kilometre",
    "kilometers": "kilometre",
    "meter": "metre",
    "meters": "metre",
}

# What a hedge makes of its number: how far below and above the true one may lie. Someone who
# writes "over 700,000" has not counted 1,200,000: half as much again is the limit.
_HEDGES = {
    "over": (1.0, 1.5),
    "more than": (1.0, 1.5),
    "at least": (1.0, 1.5),
    "no fewer than": (1.0, 1.5),
    "no less than": (1.0, 1.5),
    "under": (2 / 3, 1.0),
    "fewer than": (2 / 3, 1.0),
    "less than": (2 / 3, 1.0),
    "at most": (2 / 3, 1.0),
    "no more than": (2 / 3, 1.0),
    "up to": (2 / 3, 1.0),
    "nearly": (0.9, 1.0),
    "almost": (0.9, 1.0),
    "close to": (0.9, 1.1),
    "about": (0.9, 1.1),
    "around": (0.9, 1.1),
    "some": (0.9, 1.1),
    "roughly": (0.9, 1.1),
    "approximately": (0.9, 1.1),
    "an estimated": (0.9, 1.1),
}
_HEDGE = re.compile(rf"({'|'.join(sorted(_HEDGES, key=len, reverse=True))})\s+")
_SIGN = re.compile(r"(?:us)?[$€£¥]")
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_RANGE = re.compile(r"\s*(?:-|to)\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """From `low` to `high` of a unit, both in the base unit of its `dimension`.

    A plain number has `low` equal to `high`. `dimension` is "" where the unit is only
    counted ("people", "member states"); then `unit` alone says what is comparable.
    """

    low: float
    high: float
    unit: str
    dimension: str = ""
    hedge: str = ""

    @classmethod
    def parse(cls, text: str) -> "Quantity | None":
        """Read "two weeks", "over 700,000 people", "$1.5 million", "10 to 12 per cent"."""
        rest = fold(text).replace("per cent", "percent").replace("%", " percent").rstrip(". ")
        hedge = ""
        if match := _HEDGE.match(rest):
            hedge, rest = match.group(1), rest[match.end() :]
        sign = ""
        if match := _SIGN.match(rest):
            sign, rest = match.group(), rest[match.end() :].lstrip()
        first = _number(rest)
        if first is None:
            return None
        low, rest = first
        high = low
        if (match := _RANGE.match(rest)) and (second := _number(rest[match.end() :])):
            plain = _plain_number(rest[match.end() :])[0]
            high, rest = second
            low *= high / plain if plain else 1.0  # "10 to 12 million": both are millions
        unit, dimension, factor = _unit(rest, sign)
        below, above = _HEDGES.get(hedge, (1.0, 1.0))
        return cls(low * factor * below, high * factor * above, unit, dimension, hedge)

    @property
    def middle(self) -> float:
        """The number that was written, whatever hedge stood before it, in the base unit."""
        below, above = _HEDGES.get(self.hedge, (1.0, 1.0))
        return (self.low / below + self.high / above) / 2

    def comparable(self, other: "Quantity") -> bool:
        """Whether both measure the same, so that one can be said to differ from the other."""
        if self.dimension or other.dimension:
            return self.dimension == other.dimension
        return self.unit == other.unit

    def overlaps(self, other: "Quantity") -> bool:
        """Whether both could be the same amount; only of comparable ones."""
        return self.low <= other.high and other.low <= self.high


def _number(text: str) -> tuple[float, str] | None:
    """The number in front and what follows it: "two hundred days" gives 200 and "days"."""
    value, rest = _plain_number(text)
    if value is None:
        return None
    while True:
        word, _, after = rest.lstrip(" -").partition(" ")
        if word.rstrip("s") in _SCALES or word in _SCALES:
            value *= _SCALES.get(word) or _SCALES[word.rstrip("s")]
        elif word == "and" and value >= 100 and (more := _number(after)):
            return value + more[0], more[1]
        elif value >= 20 and value % 10 == 0 and 0 < NUMBER_WORDS.get(word, 0) < 10:
            value += NUMBER_WORDS[word]
        else:
            return value, rest.lstrip()
        rest = after


def _plain_number(text: str) -> tuple[float | None, str]:
    if match := _FIGURES.match(text):
        return float(match.group().replace(",", "")), text[match.end() :]
    word, _, rest = text.partition(" ")
    tens, hyphen, ones = word.partition("-")
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word], rest
    if hyphen and tens in NUMBER_WORDS and ones in NUMBER_WORDS:
        return NUMBER_WORDS[tens] + NUMBER_WORDS[ones], rest
    if word in ("a", "an") and _counts(rest):
        return 1.0, rest
    if word == "half" and rest.startswith(("a ", "an ")) and _counts(rest.partition(" ")[2]):
        return 0.5, rest.partition(" ")[2]
    if word in _SCALES and len(word) > 2:
        return 1.0, text
    return None, text


def _counts(text: str) -> bool:
    word = text.partition(" ")[0]
    return word in _SCALES or _base(word) in _UNITS


def _base(word: str) -> str:
    if word in _UNIT_SPELLINGS:
        return _UNIT_SPELLINGS[word]
    return word if word in _UNITS else word.removesuffix("s")


def _unit(text: str, sign: str) -> tuple[str, str, float]:
    """The unit, its dimension and its factor; the noun as it stands where it is only counted."""
    if sign:
        return sign.removeprefix("us"), f"money {sign.removeprefix('us')}", 1.0
    word = text.partition(" ")[0]
    base = _base(word)
    if base in _UNITS:
        dimension, factor = _UNITS[base]
        return base, dimension, factor
    return " ".join(text.split()).removesuffix("s"), "", 1.0
