"""A question and a response to its score and the sentence that says so."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from math import isclose
from typing import Protocol

from quizzes.core.dates import MONTHS, Precision, When, parse_words
from quizzes.core.quantities import Quantity
from quizzes.core.questions import Option
from quizzes.core.words import words

# A typed word may differ in one letter from this length on, and in two from that one.
_ONE_TYPO, _TWO_TYPOS = 5, 9

_WRONG, _LEFT_OUT = "Not quite", "Not answered"

_NUMBER_WORDS = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion dozen half first second third
    """.split()
)
_COUNTING = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
""".split()
_FIGURES = {word: str(number) for number, word in enumerate(_COUNTING)}
_SPANS_OF_TIME = frozenset("second minute hour day week month year decade century".split())
_MONTHS = frozenset(month.casefold() for month in MONTHS)
_TITLES = frozenset(
    """
    mr mrs ms dr sir dame lord lady president vice prime foreign minister chancellor king queen
    pope professor general ambassador secretary
    """.split()
)
_BEFORE_DATE = re.compile(r"(?:on |in |the )+", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,.]*(?: (?:thousand|million|billion|trillion))?", re.ASCII)
_FIGURE_THEN_LETTER = re.compile(r"(?<=\d)(?=[a-z])")
_SHORT_UNITS = {"hrs": "hours", "hr": "hours", "mins": "minutes", "yrs": "years", "x": "times"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INNER_POINT = re.compile(r"(?<=[^\W\d])[.,'](?=[^\W\d])|(?<=\d),(?=\d{3})")


class Answerable(Protocol):
    """What grading needs to know of a question."""

    @property
    def options(self) -> tuple[Option, ...]: ...

    @property
    def accepted(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Grade:
    """What a response is worth: `points` of 1, and a sentence that says so.

    `matched` is the accepted wording that a typed response was taken for, and `note` says so
    where the two differ in more than case, accents and punctuation.
    """

    points: int
    right: bool
    feedback: str
    matched: str = ""
    note: str = ""


def grade(
    question: Answerable, response: Collection[int] | str, others: Iterable[str] = ()
) -> Grade:
    """The grade of the positions chosen, counted from 1, or of the words typed.

    `others` are names of other things: a typed name that is one of them, or as near to one as
    to the right one, is no slip of the finger. Raises ValueError for positions that are not
    there, and for words where there are options or positions where there are none.
    """
    if isinstance(response, str):
        if not question.accepted:
            raise ValueError("this question is answered by choosing, not by typing")
        return _typed(question.accepted, response, others)
    if not question.options:
        raise ValueError("this question is answered by typing, not by choosing")
    return _chosen(question.options, response)


def unanswered(question: Answerable) -> Grade:
    """The grade of a question that was left out: no points, and the sentence tells the answer."""
    missed = grade(question, set() if question.options else "")
    return replace(missed, feedback=missed.feedback.replace(_WRONG, _LEFT_OUT, 1))


def _chosen(options: tuple[Option, ...], response: Collection[int]) -> Grade:
    if any(not 1 <= position <= len(options) for position in response):
        raise ValueError(f"there are options 1 to {len(options)}")
    keys = {n for n, option in enumerate(options, 1) if option.is_key}
    if set(response) == keys:
        return Grade(1, True, "Right.")
    return Grade(0, False, _missed([options[n - 1] for n in sorted(keys)]))


def _missed(keys: list[Option]) -> str:
    labels = " and ".join(key.label.removesuffix(".") for key in keys)
    if len(keys) > 1:
        return f"{_WRONG}: they were {labels}."
    if keys[0].entity or labels[0].isdigit():
        return f"{_WRONG}: it was {labels}."
    return f"{_WRONG}. The right answer: {labels}."


def _typed(accepted: tuple[str, ...], response: str, others: Iterable[str]) -> Grade:
    given = comparable(response)
    right = {comparable(wording): wording for wording in reversed(accepted)}
    if given not in right:
        given = _untitled(given)
    if given in right:
        return Grade(1, True, "Right.", right[given])
    for wording in accepted:
        if _same_amount(response, wording):
            return Grade(1, True, "Right.", wording)
    matched = _slip(given, right, others) if given else ""
    if matched:
        note = f"We took “{' '.join(response.split())}” as {accepted[0]}."
        return Grade(1, True, f"Right. {note}", matched, note)
    return Grade(0, False, f"{_WRONG}: it was {accepted[0]}.")


def _same_amount(response: str, wording: str) -> bool:
    """Whether both are the same amount, however it is written: "19 bn km", "19 billion kilometres".

    A hedge may be left out or differ in its word. A unit may be left out of a response, too:
    the question has it or leaves but one.
    """
    given, right = Quantity.parse(_spelt_out(response)), Quantity.parse(wording)
    if given is None or right is None or _date(wording):
        return False
    if given.comparable(right):
        return isclose(given.middle, right.middle)
    plain = _bare_number(wording)
    return not given.dimension and not given.unit and plain == given.middle


def _spelt_out(response: str) -> str:
    """The amount with its unit behind it, in a word: "$988m" as "988 m dollars"."""
    parts = _FIGURE_THEN_LETTER.sub(" ", response.casefold()).split()
    found = " ".join(_SHORT_UNITS.get(part, part) for part in parts)
    return f"{found.replace('$', '')} dollars" if "$" in found else found


def _bare_number(wording: str) -> float | None:
    """The number of an amount without its unit: 19e9 for "about 19 billion kilometres"."""
    match = _NUMBER.search(wording)
    bare = Quantity.parse(match.group()) if match else None
    return bare.middle if bare else None


def comparable(text: str) -> str:
    """The text as typed answers are compared: case, accents, punctuation and articles aside.

    >>> comparable(" The 24th of May, 2024. ")
    '24 may 2024'
    >>> comparable("Fourteen days")
    '14 days'
    """
    if date := _date(text):
        return date
    found = [_INNER_POINT.sub("", word) for word in words(text)]
    if len(found) == 2 and found[0] in ("a", "an") and found[1] in _SPANS_OF_TIME:
        found[0] = "1"
    while len(found) > 1 and found[0] in ("the", "a", "an"):
        found = found[1:]
    return " ".join(_FIGURES.get(word, word) for word in found)


def _date(text: str) -> str:
    """A date as "24 may 2024" or "24 may", however it was written; "" for anything else."""
    bare = _BEFORE_DATE.sub("", " ".join(text.split()).strip(" .,;:"))
    if _ISO.fullmatch(bare):
        try:
            return When.parse(bare).words.casefold()
        except ValueError:
            return ""
    if when := parse_words(bare):
        return replace(when, about=False).words.casefold()
    # A leap year, so that 29 February is a day of it.
    when = parse_words(f"{bare} 2000")
    if when is None or when.precision is Precision.YEAR:
        return ""
    return replace(when, about=False).words.casefold().removesuffix(" 2000")


def _untitled(text: str) -> str:
    """The text without a title in front, "vladimir putin" for "president vladimir putin"."""
    found = text.split()
    while len(found) > 1 and found[0] in _TITLES:
        found = found[1:]
    return " ".join(found)


def _slip(given: str, right: dict[str, str], others: Iterable[str]) -> str:
    """The accepted wording that the response misspells; "" where it may mean something else."""
    distances = {
        wording: distance for wording in right if (distance := _typos(given, wording)) is not None
    }
    if not distances:
        return ""
    best = min(distances, key=lambda wording: (distances[wording], wording))
    for other in others:
        rival = comparable(other)
        if rival not in right and _distance(given, rival) <= distances[best]:
            return ""
    return right[best]


def _typos(given: str, wording: str) -> int | None:
    """How many letters differ, where they are few enough to be typing errors; else None."""
    if given.replace(" ", "") == wording.replace(" ", "") and _may_be_misspelt(wording):
        return 0
    pairs = list(zip(given.split(), wording.split(), strict=False))
    if len(given.split()) != len(wording.split()):
        return None
    total = 0
    for one, other in pairs:
        if one == other:
            continue
        distance = _distance(one, other)
        if one[0] != other[0] or not _may_be_misspelt(other) or distance > _allowed(one, other):
            return None
        total += distance
    return total if total <= _allowed(given, wording) else None


def _may_be_misspelt(text: str) -> bool:
    """Whether no part of it is a number or a date, where each letter tells."""
    parts = set(text.split())
    return not (parts & _NUMBER_WORDS or parts & _MONTHS or any(map(str.isdigit, text)))


def _allowed(one: str, other: str) -> int:
    length = min(len(one), len(other))
    return 2 if length >= _TWO_TYPOS else 1 if length >= _ONE_TYPO else 0


def _distance(one: str, other: str) -> int:
    """Letters to insert, drop, change or swap with the next (optimal string alignment)."""
    if abs(len(one) - len(other)) > 2:
        return 3  # further than any typing error that is forgiven
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        above, row = rows[-1], [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
