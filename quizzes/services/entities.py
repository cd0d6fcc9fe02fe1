"""Storing the entities and groups of a sheet."""

from collections.abc import Iterable

from quizzes.core import library as core
from quizzes.models import Demonym, Entity, EntityName, Group, GroupMember, Neighbour
from quizzes.services.ordered import rewrite, texts


def store_entities(entities: Iterable[core.Entity]) -> None:
    """Store those that are new or changed. What they name is among them or stored already."""
    rows = {row.key: row for row in Entity.objects.with_parts()}
    changed = [e for e in entities if e.key not in rows or rows[e.key].to_core() != e]
    for entity in changed:
        if entity.key not in rows:
            rows[entity.key] = Entity.objects.create(name=entity.name, kind=entity.kind.value)
    for entity in changed:
        _store_entity(rows[entity.key], entity, rows)


def _store_entity(row: Entity, entity: core.Entity, rows: dict[core.EntityKey, Entity]) -> None:
    row.subkind, row.sort, row.pronoun = entity.subkind, entity.sort, entity.pronoun
    row.note = entity.note
    row.stands_for = rows[entity.stands_for] if entity.stands_for else None
    row.part_of = rows[entity.part_of] if entity.part_of else None
    row.country = rows[entity.country] if entity.country else None
    row.save()
    names = [{"text": text, "kind": row.kind} for text in entity.names]
    rewrite(EntityName.objects.filter(entity=row), names, entity=row)
    rewrite(Demonym.objects.filter(entity=row), texts(entity.demonyms), entity=row)
    neighbours = [{"neighbour": rows[key]} for key in entity.near]
    rewrite(Neighbour.objects.filter(entity=row), neighbours, entity=row)


def store_groups(groups: Iterable[core.Group]) -> None:
    """Store those that are new or changed; their members are stored already."""
    rows = {row.name: row for row in Group.objects.prefetch_related("members__entity")}
    entities = {row.key: row for row in Entity.objects.all()}
    for group in groups:
        row = rows.get(group.name) or Group(name=group.name)
        if row.pk and row.to_core() == group:
            continue
        row.complete, row.as_of = group.complete, group.as_of
        row.source, row.note = group.source, group.note
        row.save()
        members = [{"entity": entities[key]} for key in group.members]
        rewrite(GroupMember.objects.filter(group=row), members, group=row)
