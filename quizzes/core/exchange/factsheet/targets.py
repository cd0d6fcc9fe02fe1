"""What a question can ask of a fact, read from its statement and the keys that name a span."""

from collections.abc import Iterable
from dataclasses import replace

from quizzes.core.exchange.factsheet.blocks import Entry
from quizzes.core.exchange.factsheet.fields import NO_COLON, Fields, Key
from quizzes.core.exchange.factsheet.kinds import plain_kind
from quizzes.core.exchange.factsheet.names import Names
from quizzes.core.exchange.factsheet.sheet import FaultList
from quizzes.core.library import EntityKey, Fact, SpanKind, Target, TargetRole
from quizzes.core.statement import Span, Statement

# The keys that a target's label follows: `ask Armenia`, `wrong by`.
SPAN_KEYS = {
    "kind": Key(),
    "ask": Key(500),
    "why": Key(1000),
    "accept": Key(),
    "wrong": Key(),
    "avoid": Key(),
    "publish": Key(),
}

_LONGEST_SURFACE = 300
_ROLE_KINDS = {
    TargetRole.SPEAKER: SpanKind.ENTITY,
    TargetRole.WHEN: SpanKind.DATE,
    TargetRole.SAID_ON: SpanKind.DATE,
    TargetRole.STATEMENT: SpanKind.PHRASE,
}


class TargetReader:
    """Reads the targets of one fact: its spans, its speaker, its times and its statement.

    `statement` is the fact's, each span with a reference only where its words alone don't
    name the entity.
    """

    def __init__(self, fact: Fact, fields: Fields, names: Names, faults: FaultList) -> None:
        self.statement = fact.statement
        self._fact = fact
        self._fields = fields
        self._names = names
        self._faults = faults
        self._unique = fields.items("unique")
        roles = [role for role in _ROLE_KINDS if role in fields or role is TargetRole.STATEMENT]
        self._roles = dict.fromkeys(
            (span.surface for span in fact.statement.spans), TargetRole.SPAN
        )
        for span in fact.statement.spans:
            self._check_surface(span.surface)
        self._roles |= {role.value: role for role in roles}

    def read(self, entries: Iterable[Entry]) -> tuple[Target, ...]:
        """The targets in order: spans, speaker, times, statement."""
        given: dict[str, list[Entry]] = {label: [] for label in self._roles}
        for entry in entries:
            self._give(entry, given)
        for label in self._unique:
            if label not in given:
                self._fields.fault("unique", self._no_target(label))
        found = []
        spans = []
        for span in self.statement.spans:
            settings = self._settings(span.surface, given)
            entity, kind, reference = self._meaning(span, settings)
            spans.append(replace(span, entity=reference))
            found.append(self._target(span.surface, kind, entity, settings))
        self.statement = Statement(self.statement.text, tuple(spans))
        for label, role in self._roles.items():
            if role is not TargetRole.SPAN:
                found.append(self._role_target(label, role, self._settings(label, given)))
        return tuple(found)

    def _check_surface(self, surface: str) -> None:
        if surface in set(TargetRole) - {TargetRole.SPAN}:
            message = f"“{surface}” can't be a span: in other keys it names a part of the fact"
            self._fields.fault("fact", message)
        if len(surface) > _LONGEST_SURFACE:
            self._fields.fault("fact", f"a span has {_LONGEST_SURFACE} characters at most")

    def _give(self, entry: Entry, given: dict[str, list[Entry]]) -> None:
        """Put an entry to the target that its key names."""
        word = entry.first.partition(" ")[0]
        if found := entry.labelled(given):
            label, value = found
            given[label].append(Entry(entry.line, f"{word}: {value}"))
        elif not entry.key:
            self._faults.add(entry.line, NO_COLON)
        elif entry.value:
            self._faults.add(entry.line, self._no_target(entry.key.partition(" ")[2]))

    def _no_target(self, label: str) -> str:
        labels = ", ".join(f"“{each}”" for each in self._roles)
        return f"“{label}” is no target of this fact; these are: {labels}"

    def _settings(self, label: str, given: dict[str, list[Entry]]) -> Fields:
        return Fields(f"“{label}”", self._fields.start, given[label], SPAN_KEYS, self._faults)

    def _meaning(self, span: Span, settings: Fields) -> tuple[EntityKey | None, SpanKind, str]:
        """The entity that a span names, its kind, and the reference that it needs."""
        called = self._names.called(span.surface)
        plain = SpanKind.ENTITY if span.entity or called else plain_kind(span.surface)
        kind = settings.choice("kind", plain)
        if kind is not SpanKind.ENTITY:
            if span.entity:
                settings.fault("kind", f"“{span.surface}” names an entity in its brackets")
            return None, kind, ""
        try:
            entity = self._names.resolve(span.entity or span.surface)
        except ValueError as error:
            where = "fact" if span.entity or called else "kind"
            settings.fault(where, str(error))
            return None, kind, ""
        return entity, kind, "" if called == (entity,) else self._names.refer(entity)

    def _role_target(self, label: str, role: TargetRole, settings: Fields) -> Target:
        kind = settings.choice("kind", _ROLE_KINDS[role])
        if kind is not _ROLE_KINDS[role]:
            settings.fault("kind", f"“{label}” is always of the kind {_ROLE_KINDS[role]}")
        speakers = self._fact.speakers
        only = speakers[0] if role is TargetRole.SPEAKER and len(speakers) == 1 else None
        return self._target(label, kind, only, settings)

    def _target(
        self, label: str, kind: SpanKind, entity: EntityKey | None, settings: Fields
    ) -> Target:
        return Target(
            role=self._roles[label],
            label=label,
            kind=kind,
            entity=entity,
            unique=label in self._unique,
            ask=settings.text("ask"),
            why=settings.text("why"),
            accept=settings.items("accept"),
            wrong=settings.items("wrong"),
            avoid=settings.items("avoid"),
            publish=settings.yes("publish"),
        )
