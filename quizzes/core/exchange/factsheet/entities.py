"""Entity and group blocks read, and joined with what the library holds already."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quizzes.core.exchange.factsheet.blocks import Entry
from quizzes.core.exchange.factsheet.fields import Fields, Key
from quizzes.core.exchange.factsheet.merging import Clash, merge_entity, merge_group
from quizzes.core.exchange.factsheet.names import Names, kind_and_subkind
from quizzes.core.exchange.factsheet.sheet import FaultList
from quizzes.core.library import Entity, EntityKey, EntityKind, Group, Library

PRONOUNS = ("he", "she", "it", "they")

ENTITY_KEYS = {
    "entity": Key(200, required=True),
    "kind": Key(80, required=True),
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


@dataclass(slots=True)
class _Draft:
    """An entity as far as it is read, with the fields that it comes from."""

    fields: Fields
    entity: Entity


class Entities:
    """The entities and groups of a sheet, and the names that they and the library give.

    Read in two steps, because a block may name an entity that a later block describes.
    """

    def __init__(self, blocks: Iterable[list[Entry]], known: Library, faults: FaultList) -> None:
        self._known = known
        self._faults = faults
        self._drafts: dict[EntityKey, _Draft] = {}
        self._owners = {
            (entity.kind, name): entity.key
            for entity in known.entities.values()
            for name in entity.names
        }
        for block in blocks:
            self._describe(Fields("an entity", block[0].line, block, ENTITY_KEYS, faults))
        new = (draft.entity for draft in self._drafts.values())
        self.names = Names([*known.entities.values(), *new])

    def entities(self) -> tuple[Entity, ...]:
        """The sheet's entities in its order, each with what the library knows of it."""
        return tuple(self._merged(draft) for draft in self._drafts.values())

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

    def _describe(self, fields: Fields) -> None:
        """Take in an entity's names and kind, and find those that another one has."""
        name = fields.text("entity")
        kind, subkind = kind_and_subkind(fields.text("kind"))
        if kind is None and "kind" in fields:
            kinds = ", ".join(EntityKind)
            fields.fault("kind", f"“{fields.text('kind')}” is no kind that is known: {kinds}")
        also = tuple(each for each in fields.items("also") if each != name)
        entity = Entity(name, kind or EntityKind.OTHER, subkind, also=also)
        if not name:
            return
        if entity.key in self._drafts:
            line = self._drafts[entity.key].fields.start
            fields.fault("entity", f"“{entity.key}” is described already, on line {line}")
            return
        for each in entity.names if kind else ():
            owner = self._owners.setdefault((entity.kind, each), entity.key)
            if owner != entity.key:
                where = "entity" if each == name else "also"
                fields.fault(where, f"“{each}” is already a name of the {kind} “{owner.name}”")
        self._drafts[entity.key] = _Draft(fields, entity)

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
