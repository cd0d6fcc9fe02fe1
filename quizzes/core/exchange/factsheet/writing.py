"""A fact sheet written, so that reading it gives an equal value."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quizzes.core.exchange.factsheet.blocks import Entry, written, written_items
from quizzes.core.exchange.factsheet.kinds import plain_kind
from quizzes.core.exchange.factsheet.names import Names
from quizzes.core.exchange.factsheet.sheet import Sheet
from quizzes.core.library import (
    Article,
    Entity,
    EntityKey,
    Fact,
    Group,
    Library,
    Show,
    SpanKind,
    Status,
    Target,
    TargetRole,
)
from quizzes.core.statement import Statement, write_statement

# A key with its value as the sheet writes it, and the lines of a block as such pairs.
Line = tuple[str, str]


def write(sheet: Sheet, known: Library | None = None) -> str:
    """The sheet as text, to be read beside the known library.

    `read` gives an equal sheet for it, white space folded. A value that is left out, false or
    what it is by default gets no line.
    """
    names = Names([*(known.entities.values() if known else ()), *sheet.entities])
    status = sheet.article.status if sheet.article else Status.DRAFT
    blocks = [
        *([_article(sheet.article)] if sheet.article else []),
        *(_entity(entity, names) for entity in sheet.entities),
        *(_group(group, names) for group in sheet.groups),
        *(_fact(fact, names, status) for fact in sheet.facts),
    ]
    return "\n".join(_block(block) for block in blocks)


def _block(lines: Iterable[Line]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in lines if value)


def _article(article: Article) -> Iterator[Line]:
    yield "article", written(article.title)
    yield "slug", article.slug
    yield "source", written(article.source)
    yield "url", written(article.url)
    yield "licence", written(article.licence)
    yield "language", written(article.language)
    yield "published", str(article.published or "")
    yield "text", written(article.text_name or f"{article.slug}.txt")
    yield "show", "" if article.show is Show.FULL else article.show
    yield "status", article.status
    yield "note", written(article.note)


def _entity(entity: Entity, names: Names) -> Iterator[Line]:
    yield "entity", written(entity.name)
    yield "kind", f"{entity.kind} / {written(entity.subkind)}" if entity.subkind else entity.kind
    yield "also", written_items(entity.also)
    yield "country", _references([entity.country], names)
    yield "part of", _references([entity.part_of], names)
    yield "stands for", _references([entity.stands_for], names)
    yield "demonym", written_items(entity.demonyms)
    yield "pronoun", entity.pronoun
    yield "sort", written(entity.sort)
    yield "near", _references(entity.near, names)
    yield "note", written(entity.note)


def _group(group: Group, names: Names) -> Iterator[Line]:
    yield "group", written(group.name)
    yield "as of", str(group.as_of or "")
    yield "complete", _yes(group.complete)
    yield "members", _references(group.members, names)
    yield "source", written(group.source)
    yield "note", written(group.note)


def _fact(fact: Fact, names: Names, status: Status) -> Iterator[Line]:
    yield "fact", write_statement(referring(fact, names))
    yield "id", fact.id
    for quote in fact.quotes:
        yield "quote" if quote.nth == 1 else f"quote {quote.nth}", written(quote.text)
    yield "by", _references(fact.speakers, names)
    yield "verb", written(fact.verb)
    yield "said on", str(fact.said_on or "")
    yield "when", str(fact.when or "")
    yield "important", _yes(fact.important)
    yield "cause", _yes(fact.cause)
    yield "derived", _yes(fact.derived)
    yield "unique", written_items(target.label for target in fact.targets if target.unique)
    for target in fact.targets:
        yield from _target(target, fact, names)
    yield "status", "" if fact.status is status else fact.status
    yield "note", written(fact.note)


def _target(target: Target, fact: Fact, names: Names) -> Iterator[Line]:
    settings = {
        "kind": _kind(target, names),
        "ask": written(target.ask),
        "accept": written_items(target.accept),
        "wrong": written_items(target.wrong),
        "avoid": written_items(target.avoid),
        "why": written(target.why),
        "publish": _yes(target.publish),
    }
    labels = [other.label for other in fact.targets]
    for key, value in settings.items():
        # A value that makes another label of this one stands in a line of its own: a key ends
        # with its first line.
        read_as = Entry(0, f"{key} {target.label}: {value}").labelled(labels)
        misleads = read_as is not None and read_as[0] != target.label
        yield f"{key} {target.label}", f"\n {value}" if misleads else value


def _kind(target: Target, names: Names) -> str:
    """The kind, where reading the span's words alone would give another."""
    if target.role is not TargetRole.SPAN or target.entity is not None:
        return ""
    named = bool(names.called(target.label))
    plain = SpanKind.ENTITY if named else plain_kind(target.label)
    return "" if target.kind is plain else target.kind


def referring(fact: Fact, names: Names) -> Statement:
    """The statement with a reference at each span whose words alone don't name its entity."""
    entities = {target.label: target.entity for target in fact.targets}
    spans = []
    for span in fact.statement.spans:
        key = entities.get(span.surface)
        alone = key is None or names.called(span.surface) == (key,)
        spans.append(replace(span, entity="" if alone or key is None else names.refer(key)))
    return replace(fact.statement, spans=tuple(spans))


def _references(keys: Iterable[EntityKey | None], names: Names) -> str:
    return written_items(names.refer(key) for key in keys if key is not None)


def _yes(value: bool) -> str:
    return "yes" if value else ""
