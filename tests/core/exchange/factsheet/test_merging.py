from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from quizzes.core.dates import When
from quizzes.core.exchange.factsheet.merging import merge_entity, merge_group
from quizzes.core.library import Entity, EntityKey, EntityKind, Group
from tests.core.exchange.factsheet.strategies import entities

RUSSIA, ARMENIA, IRAN = (
    EntityKey(name, EntityKind.COUNTRY) for name in ("Russia", "Armenia", "Iran")
)
MOSCOW = Entity("Moscow", EntityKind.CITY, also=("Moskva",), country=RUSSIA, note="Large.")
MEMBERS = Group("Members", (RUSSIA, ARMENIA))


def test_a_sheet_fills_what_is_empty_and_adds_to_lists() -> None:
    new = Entity(
        "Moscow", EntityKind.CITY, "capital", also=("MSK",), stands_for=RUSSIA, note="Cold."
    )
    merged, clashes = merge_entity(MOSCOW, new)

    assert clashes == []
    assert merged == replace(
        MOSCOW,
        subkind="capital",
        also=("Moskva", "MSK"),
        stands_for=RUSSIA,
        note="Large. Cold.",
    )


@given(entities())
def test_what_is_known_already_adds_nothing(found: tuple[Entity, ...]) -> None:
    for entity in found:
        assert merge_entity(entity, entity) == (entity, [])


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("kind", "subkind", "harbour"),
        ("sort", "sort", "Mos"),
        ("stands for", "stands_for", IRAN),
        ("part of", "part_of", IRAN),
        ("country", "country", IRAN),
        ("pronoun", "pronoun", "she"),
    ],
)
def test_another_value_contradicts_what_is_known(key: str, name: str, value: Any) -> None:
    known = Entity("Moscow", EntityKind.CITY, "capital", (), "M", RUSSIA, RUSSIA, RUSSIA, "it")
    merged, clashes = merge_entity(known, replace(known, **{name: value}))

    assert merged == known
    assert [clash.key for clash in clashes] == [key]


def test_members_are_added_to_an_open_group() -> None:
    merged, clashes = merge_group(MEMBERS, replace(MEMBERS, members=(IRAN, RUSSIA)))

    assert merged.members == (RUSSIA, ARMENIA, IRAN)
    assert clashes == []


def test_an_open_group_becomes_complete_with_all_its_members() -> None:
    merged, clashes = merge_group(
        MEMBERS, replace(MEMBERS, complete=True, as_of=When.parse("2024"))
    )

    assert merged == replace(MEMBERS, complete=True, as_of=When.parse("2024"))
    assert clashes == []


def test_a_complete_group_takes_no_member_more() -> None:
    complete = replace(MEMBERS, complete=True)

    assert [c.key for c in merge_group(complete, replace(MEMBERS, members=(IRAN,)))[1]] == [
        "members"
    ]
    assert [c.key for c in merge_group(MEMBERS, replace(complete, members=(IRAN,)))[1]] == [
        "members"
    ]
    assert merge_group(complete, replace(MEMBERS, members=(RUSSIA,))) == (complete, [])


def test_a_group_of_another_time_contradicts_the_known_one() -> None:
    known = replace(MEMBERS, as_of=When.parse("2023"), source="a charter")
    new = replace(MEMBERS, as_of=When.parse("2024"), source="a treaty")

    assert [clash.key for clash in merge_group(known, new)[1]] == ["as of", "source"]
