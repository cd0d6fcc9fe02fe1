"""Storing entities and groups."""

from dataclasses import replace

import pytest

from quizzes.core.library import Entity as CoreEntity
from quizzes.core.library import EntityKind, Group
from quizzes.models import Entity as EntityRow
from quizzes.models import EntityName
from quizzes.models import Group as GroupRow
from quizzes.services.entities import store_entities, store_entity, store_group, store_groups
from tests.desk import entity, load

pytestmark = pytest.mark.django_db

OSLO = CoreEntity("Oslo", EntityKind.CITY, also=("Kristiania", "Christiania"))


def names() -> list[str]:
    rows = EntityName.objects.filter(entity__in=EntityRow.objects.filter(kind="city"))
    return list(rows.order_by("entity", "position").values_list("text", flat=True))


def test_entities_may_name_each_other_whatever_their_order() -> None:
    norway = CoreEntity("Norway", EntityKind.COUNTRY)
    oslo = replace(OSLO, country=norway.key, near=(norway.key,))
    store_entities([oslo, norway])
    assert entity("Oslo").to_core() == oslo


def test_the_names_of_an_entity_may_change_places() -> None:
    store_entities([OSLO])
    turned = replace(OSLO, name="Kristiania", also=("Christiania", "Oslo"))
    store_entity(row=entity("Oslo"), entity=turned)
    assert names() == ["Kristiania", "Christiania", "Oslo"]
    assert EntityRow.objects.get().to_core() == turned


def test_another_kind_goes_for_all_names() -> None:
    store_entities([OSLO])
    store_entity(row=entity("Oslo"), entity=replace(OSLO, kind=EntityKind.PLACE))
    assert set(EntityName.objects.values_list("kind", flat=True)) == {"place"}


def test_what_has_not_changed_is_not_touched() -> None:
    store_entities([OSLO])
    before = list(EntityName.objects.values())
    store_entities([OSLO])
    assert list(EntityName.objects.values()) == before


def test_the_members_of_a_group_stand_in_their_order() -> None:
    load()
    ports = Group("Ports", (entity("Lervik").key, entity("Havnes").key), complete=True)
    store_groups([ports])
    assert GroupRow.objects.get().to_core() == ports
    turned = replace(ports, members=ports.members[::-1], complete=False)
    store_group(row=GroupRow.objects.get(), group=turned)
    assert GroupRow.objects.get().to_core() == turned
