"""The wordings of a right answer that a typed response may use."""

import re
from collections.abc import Iterator

from quizzes.core.dates import MONTHS, Precision, When
from quizzes.core.index import parse_date
from quizzes.core.library import Entity, Library, SpanKind
from quizzes.core.options import Case
from quizzes.core.quantities import Quantity
from quizzes.core.questions import Option
from quizzes.core.stems import Style

_HEDGE = re.compile(
    r"\A(?:about|around|some|over|more than|at least|nearly|almost|roughly|approximately|"
    r"under|less than|fewer than|up to|an estimated) ",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\d.,]+(?: (?:hundred|thousand|million|billion|trillion))?", re.ASCII)
_PRECISIONS = {
    Precision.DAY: " (day, month and year)",
    Precision.MONTH: " (month and year)",
    Precision.YEAR: " (year)",
}
_COUNTING = "zero one two three four five six seven eight nine ten eleven twelve".split(" ")


def accepted_wordings(case: Case, key: Option, library: Library) -> tuple[str, ...]:
    """Every wording that counts, the one to show first; none twice."""
    target = case.target
    found = [key.label]
    entity = library.entities.get(case.entity) if case.entity else None
    if entity and case.stem.style is Style.NAME:
        found += [*entity.names, *_meant_by(entity, library)]
    elif entity and case.stem.style is Style.DEMONYM:
        found += entity.demonyms
    when = case.when or (parse_date(key.label) if target.kind is SpanKind.DATE else None)
    if when:
        found += _dates(when)
    if target.kind is SpanKind.NUMBER:
        found += _numbers(key.label)
    return tuple(dict.fromkeys([*found, *target.accept]))


def _meant_by(entity: Entity, library: Library) -> tuple[str, ...]:
    """What the name is used for: who writes Russia where the report has Moscow is not wrong.

    Not the other way: asked for a country, its capital is no answer.
    """
    return library.entities[entity.stands_for].names if entity.stands_for else ()


def asked_precision(case: Case, key: Option) -> str:
    """How finely a typed date is wanted, in words to put behind the blank; "" for the rest."""
    target = case.target
    when = case.when or (parse_date(key.label) if target.kind is SpanKind.DATE else None)
    if when is None or not when.is_single or not case.stem.is_cloze:
        return ""
    return _PRECISIONS[when.precision]


def _dates(when: When) -> Iterator[str]:
    """A day without its year, which says enough; other ways to write a date go without saying."""
    if when.is_single and when.precision is Precision.DAY:
        yield f"{when.start.day} {MONTHS[when.start.month - 1]}"


def _numbers(label: str) -> Iterator[str]:
    """The number without its hedge, or its unit if it only counts; small ones in figures, too."""
    bare = _HEDGE.sub("", label)
    yield bare
    quantity = Quantity.parse(bare)
    figures = _FIGURES.match(bare)
    if figures and quantity and not quantity.dimension:
        yield figures.group()
    first, _, rest = bare.partition(" ")
    if first.lower() in _COUNTING:
        yield f"{_COUNTING.index(first.lower())} {rest}".strip()
    elif first.isdigit() and int(first) < len(_COUNTING):
        yield f"{_COUNTING[int(first)]} {rest}".strip()
