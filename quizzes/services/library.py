"""Loading fact sheets into the library, writing them out again, and storing single facts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from quizzes.core import library as core
from quizzes.core.evidence import locate
from quizzes.core.exchange import factsheet
from quizzes.core.statement import write_statement
from quizzes.models import (
    Article,
    ArticleRevision,
    Demonym,
    Entity,
    EntityName,
    Evidence,
    Fact,
    Group,
    GroupMember,
    Neighbour,
    Speaker,
    Target,
    TargetWord,
)
from quizzes.models.library import Status

TARGET_WORDS = ("accept", "wrong", "avoid")


@dataclass
class Loaded:
    """What loading a sheet did, by fact id."""

    article: Article | None = None
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)


def current_library() -> core.Library:
    """The whole library as core sees it, in a fixed number of queries."""
    return core.Library.of(
        articles=[row.to_core() for row in Article.objects.prefetch_related("revisions")],
        entities=[row.to_core() for row in Entity.objects.with_parts()],
        groups=[row.to_core() for row in Group.objects.prefetch_related("members__entity")],
        facts=[row.to_core() for row in Fact.objects.with_parts()],
    )


@transaction.atomic
def load_sheet(*, sheet: bytes, fetch_text: Callable[[str], bytes | None], now: datetime) -> Loaded:
    """Load a fact sheet; `fetch_text` gives the bytes of the text that it names, or None.

    Raises SheetFaults, and changes nothing, where the sheet has a fault. Loading the same
    sheet again changes nothing either; facts that are gone from it are retired.
    """
    known = current_library()
    read = factsheet.read(sheet, fetch_text, known)
    _store_entities(read.entities)
    _store_groups(read.groups)
    loaded = Loaded()
    if read.article is not None:
        loaded.article, revision = _store_article(read.article, now)
        _store_facts(loaded, read.facts, revision)
    return loaded


def dump_sheet(*, article: Article) -> str:
    """The article as a fact sheet that loads into an empty library.

    With its facts stand the entities that they name and all that these refer to, and the
    groups to which any of them belongs.
    """
    library = current_library()
    rows = Fact.objects.filter(article=article).with_parts()
    facts = tuple(row.to_core() for row in rows)
    wanted = {speaker for fact in facts for speaker in fact.speakers}
    wanted |= {t.entity for fact in facts for t in fact.targets if t.entity is not None}
    entities, groups = _closure(library, wanted)
    return factsheet.write(
        factsheet.Sheet(
            article=library.articles[article.slug], entities=entities, groups=groups, facts=facts
        )
    )


def _closure(
    library: core.Library, wanted: set[core.EntityKey]
) -> tuple[tuple[core.Entity, ...], tuple[core.Group, ...]]:
    """The wanted entities with all they refer to, and the groups of the wanted ones."""
    groups = tuple(group for group in library.groups if wanted.intersection(group.members))
    waiting = [*wanted, *(member for group in groups for member in group.members)]
    found: dict[core.EntityKey, core.Entity] = {}
    while waiting:
        key = waiting.pop()
        if key in found:
            continue
        entity = found[key] = library.entities[key]
        others = (entity.stands_for, entity.part_of, entity.country, *entity.near)
        waiting.extend(other for other in others if other is not None)
    return tuple(found[key] for key in sorted(found)), groups


# Entities and groups


def _store_entities(entities: Iterable[core.Entity]) -> None:
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
    _rewrite(EntityName.objects.filter(entity=row), names, entity=row)
    _rewrite(Demonym.objects.filter(entity=row), _texts(entity.demonyms), entity=row)
    neighbours = [{"neighbour": rows[key]} for key in entity.near]
    _rewrite(Neighbour.objects.filter(entity=row), neighbours, entity=row)


def _store_groups(groups: Iterable[core.Group]) -> None:
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
        _rewrite(GroupMember.objects.filter(group=row), members, group=row)


# Articles and facts


def _store_article(article: core.Article, now: datetime) -> tuple[Article, ArticleRevision]:
    row, _ = Article.objects.update_or_create(
        slug=article.slug,
        defaults={
            "title": article.title,
            "source": article.source,
            "url": article.url,
            "licence": article.licence,
            "language": article.language,
            "published": article.published,
            "text_name": article.text_name,
            "show": article.show.value,
            "status": article.status.value,
            "note": article.note,
        },
    )
    return row, add_revision(article=row, text=article.text, now=now)


@transaction.atomic
def add_revision(*, article: Article, text: str, now: datetime) -> ArticleRevision:
    """The article's revision with that text: its current one, or a new one after it."""
    current = article.revisions.order_by("number").last()
    if current is not None and current.text == text:
        return current
    number = current.number + 1 if current else 1
    return ArticleRevision.objects.create(article=article, number=number, text=text, created=now)


@transaction.atomic
def revise(*, article: Article, text: str, now: datetime) -> ArticleRevision:
    """Make that text the article's current one, and move the evidence that stands in it."""
    revision = add_revision(article=article, text=text, now=now)
    for row in Evidence.objects.filter(fact__article=article).exclude(revision=revision):
        place = locate(text, row.quote, row.nth)
        if place is not None:
            row.revision, (row.start, row.end) = revision, place
            row.save(update_fields=["revision", "start", "end"])
    return revision


def _store_facts(loaded: Loaded, facts: Sequence[core.Fact], revision: ArticleRevision) -> None:
    rows = {row.key: row for row in revision.article.facts.with_parts()}
    entities = {row.key: row for row in Entity.objects.all()}
    for position, fact in enumerate(facts):
        row = rows.get(fact.id)
        current = row is not None and all(e.revision_id == revision.pk for e in row.evidence.all())
        if row is None:
            loaded.added.append(fact.id)
        elif current and row.position == position and row.to_core() == fact:
            loaded.unchanged.append(fact.id)
            continue
        else:
            same = row.to_core() == fact
            (loaded.unchanged if same else loaded.changed).append(fact.id)
        row = row or Fact(article=revision.article, key=fact.id)
        row.position = position
        store_fact(row=row, fact=fact, revision=revision, entities=entities)
    for key in rows.keys() - {fact.id for fact in facts}:
        if rows[key].status != Status.RETIRED:
            rows[key].status = Status.RETIRED
            rows[key].save(update_fields=["status"])
            loaded.retired.append(key)


@transaction.atomic
def store_fact(
    *,
    row: Fact,
    fact: core.Fact,
    revision: ArticleRevision,
    entities: dict[core.EntityKey, Entity] | None = None,
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
    _rewrite(Speaker.objects.filter(fact=row), speakers, fact=row)
    _rewrite(
        Evidence.objects.filter(fact=row),
        [_evidence(quote, revision) for quote in fact.quotes],
        fact=row,
    )
    _store_targets(row, fact.targets, entities)
    return row


def _evidence(quote: core.Quote, revision: ArticleRevision) -> dict[str, Any]:
    evidence = Evidence(revision=revision, quote=quote.text, nth=quote.nth)
    evidence.locate()
    fields = ("revision", "quote", "nth", "start", "end")
    return {name: getattr(evidence, name) for name in fields}


def _store_targets(
    row: Fact, targets: Sequence[core.Target], entities: dict[core.EntityKey, Entity]
) -> None:
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
        _rewrite(TargetWord.objects.filter(target=stored), words, target=stored)
    for gone in rows.values():
        if gone.questions.exists():
            gone.retired = True
            gone.save(update_fields=["retired"])
        else:
            gone.delete()


# Rows that stand in an order beneath another row


def _texts(texts: Iterable[str]) -> list[dict[str, Any]]:
    return [{"text": text} for text in texts]


def _rewrite(
    rows: "models.QuerySet[Any]", wanted: list[dict[str, Any]], **owner: models.Model
) -> None:
    """Make the owner's rows the wanted ones in that order; where they are already, leave them."""
    wanted = [{**values, "position": position} for position, values in enumerate(wanted)]
    names = list(wanted[0]) if wanted else []
    # The columns themselves are compared: that needs no query for the rows they point at.
    stored = [{name: row.serializable_value(name) for name in names} for row in rows]
    if stored == [_plain(values) for values in wanted]:
        return
    rows.delete()
    rows.model.objects.bulk_create(rows.model(**owner, **values) for values in wanted)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {n: v.pk if isinstance(v, models.Model) else v for n, v in values.items()}
