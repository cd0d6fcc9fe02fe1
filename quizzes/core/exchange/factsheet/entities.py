"""Entity and group blocks read, and joined with what the library holds already."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quizzes.core.exchange.factsheet.blocks import Entry
from quizzes.core.exchange.factsheet.fields import Fields, Key
from quizzes.core.exchange.factsheet.merging import Clash, merge_entity, merge_group
from quizzes.core.exchange.factsheet.names import Names, kind_and_subkind
from quizzes.core.exchange.factsheet.sheet import FaultList
from quizzes.core.library import Entity, EntityKey, EntityKind, Group, Library

_LONGEST_SUBKIND = 60
PRONOUNS = ("he", "she", "it", "they")

ENTITY_KEYS = {
    "entity": Key(200, required=True),
    "kind": Key(required=True),
    "also": Key(200),
    "sort": Key(200),
    "stands for": Key(),
    "part of": Key(),
    "country": Key(),
    "pronoun": Key(),
    "demonym": Key(100),
    "near": Key(),
    "note": Key(2000),
}
GROUP_KEYS = {
    "group": Key(200, required=True),
    "members": Key(required=True),
    "complete": Key(),
    "as of": Key(),
    "source": Key(),
    "note": Key(2000),
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entity with its names and kind alone, and the fields that hold the rest."""

    fields: Fields
    entity: Entity


class Entities:
    """The entities and groups of a sheet, and the names that they and the library give.

    `entities` are the sheet's in its order, each with what the library knows of it. They are
    read in two steps, because a block may name an entity that a later block describes.
    """

    def __init__(self, blocks: Iterable[list[Entry]], known: Library, faults: FaultList) -> None:
        self._known = known
        self._faults = faults
        self._lines: dict[EntityKey, int] = {}
        self._owners = {
            (entity.kind, name): entity.key
            for entity in known.entities.values()
            for name in entity.names
        }
        drafts = [
            self._draft(Fields("an entity", block[0].line, block, ENTITY_KEYS, faults))
            for block in blocks
        ]
        named = filter(None, [self._with_own_names(draft) for draft in drafts])
        self.names = Names([*known.entities.values(), *named])
        self.entities = tuple(self._merged(draft) for draft in drafts)

    def groups(self, blocks: Iterable[list[Entry]]) -> tuple[Group, ...]:
        """The sheet's groups in its order, each with what the library knows of it."""
        known = {group.name: group for group in self._known.groups}
        found: dict[str, Group] = {}
        for block in blocks:
            fields = Fields("a group", block[0].line, block, GROUP_KEYS, self._faults)
            group = self._group(fields)
            if group.name and group.name in found:
                fields.fault("group", f"the sheet has a group “{group.name}” already")
                continue
            if group.name in known:
                group, clashes = merge_group(known[group.name], group)
                self._tell(fields, clashes)
            found[group.name] = group
        return tuple(found.values())

    def keys(self, fields: Fields, name: str) -> tuple[EntityKey, ...]:
        """The entities that a key's list names."""
        found = (self._key(fields, name, reference) for reference in fields.items(name))
        return tuple(dict.fromkeys(key for key in found if key is not None))

    # ---- Helpers

    def _draft(self, fields: Fields) -> _Draft:
        name = fields.text("entity")
        kind, subkind = kind_and_subkind(fields.text("kind"))
        if kind is None and "kind" in fields:
            kinds = ", ".join(EntityKind)
            fields.fault("kind", f"“{fields.text('kind')}” is no kind that is known: {kinds}")
        if len(subkind) > _LONGEST_SUBKIND:
            fields.fault("kind", f"a finer kind has {_LONGEST_SUBKIND} characters at most")
        also = tuple(each for each in fields.items("also") if each != name)
        return _Draft(fields, Entity(name, kind or EntityKind.OTHER, subkind, also=also))

    def _with_own_names(self, draft: _Draft) -> Entity | None:
        """The entity with those names that are its alone: the others are faults.

        None where it lacks its very name. What names it is judged by these, so that one
        fault doesn't look like many.
        """
        entity, fields = draft.entity, draft.fields
        if entity.key in self._lines:
            line = self._lines[entity.key]
            fields.fault("entity", f"“{entity.key}” is described already, on line {line}")
            return None
        taken = []
        for name in filter(None, entity.names):
            owner = self._owners.setdefault((entity.kind, name), entity.key)
            if owner != entity.key:
                where = "entity" if name == entity.name else "also"
                message = f"“{name}” is already a name of the {entity.kind} “{owner.name}”"
                fields.fault(where, message)
                taken.append(name)
        if not entity.name or entity.name in taken:
            return None
        self._lines[entity.key] = fields.start
        return replace(entity, also=tuple(name for name in entity.also if name not in taken))

    def _merged(self, draft: _Draft) -> Entity:
        entity, fields = draft.entity, draft.fields
        pronoun = fields.text("pronoun")
        if pronoun and pronoun not in PRONOUNS:
            fields.fault("pronoun", f"“{pronoun}” is none of {', '.join(PRONOUNS)}")
        entity = replace(
            entity,
            sort=fields.text("sort"),
            stands_for=self._other(draft, "stands for"),
            part_of=self._other(draft, "part of"),
            country=self._other(draft, "country"),
            pronoun=pronoun,
            demonyms=fields.items("demonym"),
            near=self.keys(fields, "near"),
            note=fields.text("note"),
        )
        if entity.key in entity.near:
            fields.fault("near", f"“{entity.name}” is named as near to itself")
        known = self._known.entities.get(entity.key)
        if known is None:
            return entity
        entity, clashes = merge_entity(known, entity)
        self._tell(fields, clashes)
        return entity

    def _other(self, draft: _Draft, name: str) -> EntityKey | None:
        """The other entity that a key names."""
        reference = draft.fields.text(name)
        key = self._key(draft.fields, name, reference) if reference else None
        if key == draft.entity.key:
            draft.fields.fault(name, f"“{name}” names “{reference}” itself")
        return key

    def _group(self, fields: Fields) -> Group:
        if "members" in fields and not fields.items("members"):
            fields.fault("members", "a group has a member at least")
        return Group(
            name=fields.text("group"),
            members=self.keys(fields, "members"),
            complete=fields.yes("complete"),
            as_of=fields.when("as of"),
            source=fields.text("source"),
            note=fields.text("note"),
        )

    def _key(self, fields: Fields, name: str, reference: str) -> EntityKey | None:
        try:
            return self.names.resolve(reference)
        except ValueError as error:
            fields.fault(name, str(error))
            return None

    def _tell(self, fields: Fields, clashes: Iterable[Clash]) -> None:
        for clash in clashes:
            fields.fault(clash.key, clash.message)
