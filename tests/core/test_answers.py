"""Answers beside each other."""

from dataclasses import replace

import pytest

from quizzes.core.answers import Relation, answer, itself, key_answers, precedes, relation, wholes
from quizzes.core.dates import When
from quizzes.core.index import Index
from quizzes.core.library import Entity, Fact, Library, SpanKind
from tests.core import cast
from tests.core.cast import OPENED, RIGGED, entity, key

INDEX = Index.of(cast.library())


def related(kind: SpanKind, one: str, other: str) -> Relation:
    first, second = (answer(INDEX, label, kind) for label in (one, other))
    found = relation(INDEX, first, second)
    assert found is relation(INDEX, second, first)
    return found


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        (SpanKind.ENTITY, "Norway", "the norway", Relation.SAME),
        (SpanKind.ENTITY, "Norway", "Oslo", Relation.SAME),
        (SpanKind.ENTITY, "Bergen", "Norway", Relation.RELATED),
        (SpanKind.ENTITY, "Ann Byrne", "Oslo", Relation.RELATED),
        (SpanKind.ENTITY, "Norway", "Sweden", Relation.DISTINCT),
        (SpanKind.ENTITY, "Norway", "Atlantis", Relation.UNKNOWN),
        (SpanKind.ENTITY, "Lost Atlantis", "Atlantis", Relation.RELATED),
        (SpanKind.DATE, "May 2024", "8 May 2024", Relation.SAME),
        (SpanKind.DATE, "May 2024", "June 2024", Relation.DISTINCT),
        (SpanKind.DATE, "about May 2024", "June 2024", Relation.RELATED),
        (SpanKind.DATE, "May 2024", "Friday", Relation.UNKNOWN),
        (SpanKind.NUMBER, "one week", "7 days", Relation.SAME),
        (SpanKind.NUMBER, "one week", "8 days", Relation.DISTINCT),
        (SpanKind.NUMBER, "one week", "8 men", Relation.UNKNOWN),
        (SpanKind.NUMBER, "one week", "long", Relation.UNKNOWN),
        (SpanKind.PHRASE, "paying firms", "paid a firm", Relation.RELATED),
        (SpanKind.PHRASE, "building roads", "a road to build", Relation.RELATED),
        (SpanKind.PHRASE, "building roads", "to build roads", Relation.SAME),
        (SpanKind.PHRASE, "building roads", "selling steel", Relation.DISTINCT),
        (SpanKind.PHRASE, "so it is", "selling steel", Relation.UNKNOWN),
    ],
)
def test_two_answers_are_one_or_belong_together_or_differ(
    kind: SpanKind, one: str, other: str, expected: Relation
) -> None:
    assert related(kind, one, other) is expected


def test_wholes_go_from_the_nearest_on_and_end() -> None:
    office = entity("Office", "organisation", part_of=key("Ministry", "organisation"))
    ministry = entity("Ministry", "organisation", part_of=office.key, country=key("Norway"))
    index = Index(Library.of(entities=(office, ministry)))
    assert list(wholes(index, office)) == [ministry.key, key("Norway")]


def test_a_stand_in_for_a_stand_in_is_followed_to_its_end() -> None:
    one = Entity("One", key("One").kind, stands_for=key("Two"))
    two = Entity("Two", key("Two").kind, stands_for=key("Three"))
    assert itself(Index(Library.of(entities=(one, two))), one) == key("Three")
    round_about = replace(two, stands_for=one.key)
    assert itself(Index(Library.of(entities=(one, round_about))), one) == key("Two")


def test_one_date_precedes_another_only_surely() -> None:
    assert precedes(When.parse("2024-05-07"), When.parse("2024-05-08"))
    assert not precedes(When.parse("2024-05"), When.parse("2024-05-08"))
    assert not precedes(When.parse("~2024-05-07"), When.parse("2024-05-08"))


def test_the_right_answers_are_the_facts_own() -> None:
    def labels(given: Fact, target: str) -> list[str]:
        return [each.label for each in key_answers(INDEX, given, given.target(target))]

    assert labels(OPENED, "Norway") == ["Norway"]
    assert labels(OPENED, "when") == ["3 June 2024"]
    assert labels(RIGGED, "said on") == ["2 June 2024"]
    assert labels(RIGGED, "by") == ["Karl Lind"]
    assert labels(RIGGED, "statement") == [RIGGED.statement.text]
    assert labels(replace(OPENED, when=None), "when") == []
