"""Storing facts: those of a sheet, and single ones as the desk has them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from quizzes.core import library as core
from quizzes.core.statement import write_statement
from quizzes.models import (
    ArticleRevision,
    Entity,
    Evidence,
    Fact,
    Speaker,
    Target,
    TargetWord,
)
from quizzes.models.library import Status
from quizzes.services.ordered import rewrite

TARGET_WORDS = ("accept", "wrong", "avoid")

Entities = dict[core.EntityKey, Entity]


@dataclass
class Changes:
    """What storing a sheet's facts did, by fact id."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)


def store_facts(facts: Sequence[core.Fact], revision: ArticleRevision) -> Changes:
    """Make these the facts of the revision's article, in this order; retire all others.

    A fact is known by its id. One that stays as it was is not touched.
    """
    changes = Changes()
    rows = {row.key: row for row in revision.article.facts.with_parts()}
    _retire(changes, [rows[key] for key in rows.keys() - {fact.id for fact in facts}])
    entities = {row.key: row for row in Entity.objects.all()}
    stored = {key: row.to_core() for key, row in rows.items()}
    _step_aside([rows[f.id] for f in facts if f.id in rows and stored[f.id] != f])
    for position, fact in enumerate(facts):
        row = rows.get(fact.id) or Fact(article=revision.article, key=fact.id)
        if fact.id not in stored:
            changes.added.append(fact.id)
        else:
            same = stored[fact.id] == fact
            (changes.unchanged if same else changes.changed).append(fact.id)
            if same and row.position == position and _rests_on(row, revision):
                continue
        row.position = position
        store_fact(row=row, fact=fact, revision=revision, entities=entities)
    return changes


def _retire(changes: Changes, rows: Sequence[Fact]) -> None:
    for row in sorted(rows, key=lambda row: row.position):
        if row.status != Status.RETIRED:
            row.status = Status.RETIRED
            row.save(update_fields=["status"])
            changes.retired.append(row.key)


def _step_aside(rows: Sequence[Fact]) -> None:
    """Let facts exchange their statements, of which no two may be alike on the way."""
    changing = Fact.objects.filter(pk__in=[row.pk for row in rows])
    changing.update(statement=Concat(Value("… "), F("key")))


def _rests_on(row: Fact, revision: ArticleRevision) -> bool:
    return all(evidence.revision_id == revision.pk for evidence in row.evidence.all())


@transaction.atomic
def store_fact(
    *, row: Fact, fact: core.Fact, revision: ArticleRevision, entities: Entities | None = None
) -> Fact:
    """Give the row everything that the fact says, its evidence, speakers and targets with it.

    The quotes must stand in the revision (ValidationError where one doesn't). A target that
    is gone is deleted, or retired where questions have asked it.
    """
    entities = entities or {entity.key: entity for entity in Entity.objects.all()}
    row.statement = write_statement(fact.statement)
    row.when, row.said_on, row.verb = fact.when, fact.said_on, fact.verb
    row.important, row.cause, row.derived = fact.important, fact.cause, fact.derived
    row.status, row.note = fact.status.value, fact.note
    row.save()
    speakers = [{"entity": entities[key]} for key in fact.speakers]
    rewrite(Speaker.objects.filter(fact=row), speakers, fact=row)
    quotes = [_evidence(quote, revision) for quote in fact.quotes]
    rewrite(Evidence.objects.filter(fact=row), quotes, fact=row)
    _store_targets(row, fact.targets, entities)
    return row


def _evidence(quote: core.Quote, revision: ArticleRevision) -> dict[str, Any]:
    evidence = Evidence(revision=revision, quote=quote.text, nth=quote.nth)
    evidence.locate()
    names = ("revision", "quote", "nth", "start", "end")
    return {name: getattr(evidence, name) for name in names}


def _store_targets(row: Fact, targets: Sequence[core.Target], entities: Entities) -> None:
    rows = {target.label: target for target in Target.objects.filter(fact=row)}
    for position, target in enumerate(targets):
        stored = rows.pop(target.label, None) or Target(fact=row, label=target.label)
        stored.role, stored.kind = target.role.value, target.kind.value
        stored.entity = entities[target.entity] if target.entity else None
        stored.unique, stored.publish = target.unique, target.publish
        stored.ask, stored.why = target.ask, target.why
        stored.position, stored.retired = position, False
        stored.save()
        words = [
            {"use": use, "text": text} for use in TARGET_WORDS for text in getattr(target, use)
        ]
        rewrite(TargetWord.objects.filter(target=stored), words, target=stored)
    for gone in rows.values():
        if gone.questions.exists():
            gone.retired = True
            gone.save(update_fields=["retired"])
        else:
            gone.delete()
