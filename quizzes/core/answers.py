"""Answers beside each other: whether two could be the same thing, or are surely distinct."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from quizzes.core.dates import Precision, When
from quizzes.core.index import Index, parse_date
from quizzes.core.library import (
    Entity,
    EntityKey,
    EntityKind,
    Fact,
    SpanKind,
    Target,
    TargetRole,
)
from quizzes.core.quantities import Quantity
from quizzes.core.words import bare_name, contains_words, content_sequence

PLACES = frozenset({EntityKind.COUNTRY, EntityKind.CITY, EntityKind.PLACE})

# How far an approximate date may be off, by its precision.
_SLACK = {
    Precision.DAY: timedelta(days=7),
    Precision.MONTH: timedelta(days=62),
    Precision.YEAR: timedelta(days=731),
}
_UNCONFIRMED_YEAR = timedelta(days=366)


class Relation(StrEnum):
    """How two answers stand to each other, as far as the library tells."""

    SAME = "same"
    RELATED = "related"  # one belongs to the other, or their words overlap
    DISTINCT = "distinct"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a kind, with what could be read from its words."""

    label: str
    kind: SpanKind
    entity: Entity | None = None
    when: When | None = None
    quantity: Quantity | None = None


def answer(index: Index, label: str, kind: SpanKind, key: EntityKey | None = None) -> Answer:
    """A label read as an answer of that kind."""
    return Answer(
        label,
        kind,
        index.entity(label, key) if kind is SpanKind.ENTITY or key else None,
        parse_date(label) if kind is SpanKind.DATE else None,
        Quantity.parse(label) if kind is SpanKind.NUMBER else None,
    )


def key_answers(index: Index, fact: Fact, target: Target) -> tuple[Answer, ...]:
    """The right answers to a target as the fact has them; several speakers are several."""
    if target.role is TargetRole.SPEAKER:
        return tuple(answer(index, key.name, SpanKind.ENTITY, key) for key in fact.speakers)
    if target.role in (TargetRole.WHEN, TargetRole.SAID_ON):
        when = fact.when if target.role is TargetRole.WHEN else fact.said_on
        return (Answer(when.words, SpanKind.DATE, when=when),) if when else ()
    if target.role is TargetRole.STATEMENT:
        return (Answer(fact.statement.text, SpanKind.PHRASE),)
    return (answer(index, target.label, target.kind, target.entity),)


def relation(index: Index, one: Answer, other: Answer) -> Relation:
    """How two answers of one target stand to each other."""
    if bare_name(one.label) == bare_name(other.label):
        return Relation.SAME
    if SpanKind.DATE in (one.kind, other.kind):
        return _of_dates(one.when, other.when)
    if SpanKind.NUMBER in (one.kind, other.kind):
        return _of_quantities(one.quantity, other.quantity)
    if one.entity and other.entity:
        return _of_entities(index, one.entity, other.entity)
    if contains_words(one.label, other.label) or contains_words(other.label, one.label):
        return Relation.RELATED
    if SpanKind.ENTITY in (one.kind, other.kind):
        return Relation.UNKNOWN  # a name that the library doesn't know may be one that it does
    return _of_phrases(content_sequence(one.label), content_sequence(other.label))


def disjoint(one: When, other: When) -> bool:
    """Whether two dates can't be the same, however far either may be off."""
    return not _widened(one).overlaps(_widened(other))


def precedes(one: When, other: When) -> bool:
    """Whether the one surely comes before the other."""
    return _widened(one).precedes(_widened(other))


def itself(index: Index, entity: Entity) -> EntityKey:
    """The entity, or what its name is used for: Russia for Moscow."""
    seen = {entity.key}
    while entity.stands_for and entity.stands_for not in seen:
        seen.add(entity.stands_for)
        found = index.library.entities.get(entity.stands_for)
        if found is None:
            return entity.stands_for
        entity = found
    return entity.key


def wholes(index: Index, entity: Entity) -> Iterator[EntityKey]:
    """What it belongs to, from the nearest on: its body, that body's body, and their countries."""
    seen = {entity.key}
    queue = [entity]
    while queue:
        part = queue.pop(0)
        for key in (part.part_of, part.country):
            if key is not None and key not in seen:
                seen.add(key)
                yield key
                if whole := index.library.entities.get(key):
                    queue.append(whole)


def _of_entities(index: Index, one: Entity, other: Entity) -> Relation:
    if itself(index, one) == itself(index, other):
        return Relation.SAME
    first = {itself(index, one), *wholes(index, one)}
    second = {itself(index, other), *wholes(index, other)}
    if itself(index, one) in second or itself(index, other) in first:
        return Relation.RELATED
    return Relation.DISTINCT


def _of_phrases(one: tuple[str, ...], other: tuple[str, ...]) -> Relation:
    """By their words, in order: "Armenia recalled Russia's envoy" is not the other way about."""
    if not one or not other:
        return Relation.UNKNOWN
    if one == other:
        return Relation.SAME
    return Relation.RELATED if set(one) & set(other) else Relation.DISTINCT


def _of_dates(one: When | None, other: When | None) -> Relation:
    if one is None or other is None:
        return Relation.UNKNOWN
    if one.overlaps(other):
        return Relation.SAME
    return Relation.DISTINCT if disjoint(one, other) else Relation.RELATED


def _of_quantities(one: Quantity | None, other: Quantity | None) -> Relation:
    if one is None or other is None or not one.comparable(other):
        return Relation.UNKNOWN
    return Relation.SAME if one.overlaps(other) else Relation.DISTINCT


def _widened(when: When) -> When:
    slack = timedelta()
    if when.about:
        slack += _SLACK[when.precision]
    if when.inferred:
        slack += _UNCONFIRMED_YEAR
    return replace(when, start=_shift(when.start, -slack), end=_shift(when.end, slack))


def _shift(day: date, by: timedelta) -> date:
    """The day so much later, within what the calendar holds."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max
