"""The wordings of a right answer that a typed response may use."""

import re
from collections.abc import Iterator

from quizzes.core.dates import MONTHS, Precision, When
from quizzes.core.index import parse_date
from quizzes.core.library import Entity, EntityKind, Library, SpanKind
from quizzes.core.options import Case
from quizzes.core.quantities import Quantity
from quizzes.core.questions import Option
from quizzes.core.statement import BLANK
from quizzes.core.stems import Stem, Style
from quizzes.core.words import words

_HEDGE = re.compile(
    r"\A(?:about|around|some|over|more than|at least|nearly|almost|roughly|approximately|"
    r"under|less than|fewer than|up to|an estimated) ",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\d.,]+(?: (?:hundred|thousand|million|billion|trillion))?", re.ASCII)
_PRECISIONS = {
    Precision.DAY: "day, month and year",
    Precision.MONTH: "month and year",
    Precision.YEAR: "year",
}
_NOUNS = {
    EntityKind.PERSON: "name",
    EntityKind.COUNTRY: "country",
    EntityKind.CITY: "city",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.EVENT: "event",
    EntityKind.LANGUAGE: "language",
}
# Kinds whose own noun says more to a learner than a subkind would: "country", not "island state".
_PLAIN_KINDS = (EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.CITY)
_COUNTING = "zero one two three four five six seven eight nine ten eleven twelve".split(" ")


def accepted_wordings(case: Case, key: Option, library: Library) -> tuple[str, ...]:
    """Every wording that counts, the one to show first; none twice."""
    target = case.target
    found = [key.label]
    entity = library.entities.get(case.entity) if case.entity else None
    if entity and case.stem.style is Style.NAME:
        found += [*entity.names, *_meant_by(entity, case.stem, library)]
    elif entity and case.stem.style is Style.DEMONYM:
        found += entity.demonyms
    if when := _date_asked(case, key):
        found += _dates(when, case.stem.text)
    if target.kind is SpanKind.NUMBER:
        found += _numbers(key.label)
    for wording in target.accept:
        named = library.named(wording)
        found += named[0].names if len(named) == 1 else (wording,)
    return tuple(dict.fromkeys(found))


def _meant_by(entity: Entity, stem: Stem, library: Library) -> tuple[str, ...]:
    """What the name is used for: who writes Russia where the report has Moscow is not wrong.

    Not where a city is asked for; and not the other way: a capital is no country.
    """
    if not entity.stands_for or stem.is_cloze or {"city", "capital"} & set(words(stem.text)):
        return ()
    return library.entities[entity.stands_for].names


def asked_for(case: Case, key: Option, library: Library) -> str:
    """What a typed gap wants, in brackets to put behind it: "(country)", "(month and year)".

    Without options before one, nothing else says whether a name, an office or a place is meant.
    "" where the stem is a question, or says so right before the gap.
    """
    if not case.stem.is_cloze:
        return ""
    if when := _date_asked(case, key):
        return f" ({_PRECISIONS[when.precision]})" if when.is_single else ""
    entity = library.entities.get(case.entity) if case.entity else None
    quantity = Quantity.parse(key.label) if case.target.kind is SpanKind.NUMBER else None
    if entity and case.stem.style is Style.NAME:
        wanted = _noun(entity)
    else:
        wanted = "how long" if quantity and quantity.dimension == "time" else ""
    before = " ".join(words(case.stem.text.partition(BLANK)[0]))
    return f" ({wanted})" if wanted and not before.endswith(wanted) else ""


def _noun(entity: Entity) -> str:
    """The noun for what an entity is, as a learner would say it; "" where none is sure."""
    if entity.kind is EntityKind.CITY and entity.stands_for:
        return "capital"  # the name may stand for a government
    if entity.kind in _PLAIN_KINDS:
        return _NOUNS[entity.kind]
    return entity.subkind or _NOUNS.get(entity.kind, "")


def _date_asked(case: Case, key: Option) -> When | None:
    return case.when or (parse_date(key.label) if case.target.kind is SpanKind.DATE else None)


def _dates(when: When, stem: str) -> Iterator[str]:
    """A date as far as the stem leaves it open; other ways to write it go without saying.

    A day without its year says enough. A bare month or day does where it alone is asked for.
    """
    if not when.is_single or when.precision is Precision.YEAR:
        return
    day, month = when.start.day, MONTHS[when.start.month - 1]
    if when.precision is Precision.MONTH:
        if "month" in words(stem) and "year" not in words(stem):
            yield month
        return
    yield f"{day} {month}"
    if f"{month} {when.start.year}" in stem:
        yield from (str(day), _ordinal(day))


def _ordinal(day: int) -> str:
    """
    >>> [_ordinal(day) for day in (1, 12, 22, 23, 30)]
    ['1st', '12th', '22nd', '23rd', '30th']
    """
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


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
