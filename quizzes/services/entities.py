"""Storing entities and groups: those of a sheet, and single ones as the desk has them."""

from collections.abc import Iterable

from django.db import transaction

from quizzes.core import library as core
from quizzes.models import Demonym, Entity, EntityName, Group, GroupMember, Neighbour
from quizzes.services.ordered import rewrite, texts

Rows = dict[core.EntityKey, Entity]


def store_entities(entities: Iterable[core.Entity]) -> None:
    """Store those that are new or changed. What they name is among them or stored already."""
    rows = {row.key: row for row in Entity.objects.with_parts()}
    changed = [e for e in entities if e.key not in rows or rows[e.key].to_core() != e]
    for entity in changed:
        if entity.key not in rows:
            rows[entity.key] = Entity.objects.create(name=entity.name, kind=entity.kind.value)
    for entity in changed:
        store_entity(row=rows[entity.key], entity=entity, rows=rows)


@transaction.atomic
def store_entity(*, row: Entity, entity: core.Entity, rows: Rows | None = None) -> None:
    """Give the row everything that is known of the entity; what it names is stored already."""
    rows = rows or {other.key: other for other in Entity.objects.all()}
    names = [{"text": text, "kind": entity.kind.value} for text in entity.names]
    if row.pk and [name.text for name in row.names.all()] != list(entity.names):
        # Its names may change places, of which no two may be alike on the way.
        row.names.all().delete()
    row.name, row.kind = entity.name, entity.kind.value
    row.subkind, row.sort, row.pronoun = entity.subkind, entity.sort, entity.pronoun
    row.note = entity.note
    row.stands_for = rows[entity.stands_for] if entity.stands_for else None
    row.part_of = rows[entity.part_of] if entity.part_of else None
    row.country = rows[entity.country] if entity.country else None
    row.save()
    rewrite(EntityName.objects.filter(entity=row), names, entity=row)
    rewrite(Demonym.objects.filter(entity=row), texts(entity.demonyms), entity=row)
    neighbours = [{"neighbour": rows[key]} for key in entity.near]
    rewrite(Neighbour.objects.filter(entity=row), neighbours, entity=row)


def store_groups(groups: Iterable[core.Group]) -> None:
    """Store those that are new or changed; their members are stored already."""
    rows = {row.name: row for row in Group.objects.with_parts()}
    entities = {row.key: row for row in Entity.objects.all()}
    for group in groups:
        row = rows.get(group.name) or Group()
        if not row.pk or row.to_core() != group:
            store_group(row=row, group=group, entities=entities)


@transaction.atomic
def store_group(*, row: Group, group: core.Group, entities: Rows | None = None) -> None:
    """Give the row everything that is known of the group; its members are stored already."""
    entities = entities or {entity.key: entity for entity in Entity.objects.all()}
    row.name, row.complete, row.as_of = group.name, group.complete, group.as_of
    row.source, row.note = group.source, group.note
    row.save()
    members = [{"entity": entities[key]} for key in group.members]
    rewrite(GroupMember.objects.filter(group=row), members, group=row)
