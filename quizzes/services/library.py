"""Loading fact sheets into the library, writing them out again, and revising articles."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from quizzes.core import library as core
from quizzes.core.evidence import locate
from quizzes.core.exchange import factsheet
from quizzes.models import Article, ArticleRevision, Entity, Evidence, Fact, Group, Question
from quizzes.services.entities import store_entities, store_groups
from quizzes.services.facts import Changes, store_facts


@dataclass(frozen=True)
class Loaded:
    """What loading a sheet did; a reference sheet has no article."""

    article: Article | None = None
    facts: Changes = field(default_factory=Changes)


def current_library() -> core.Library:
    """The whole library as core sees it, in a fixed number of queries."""
    return core.Library.of(
        articles=[row.to_core() for row in Article.objects.prefetch_related("revisions")],
        entities=[row.to_core() for row in Entity.objects.with_parts()],
        groups=[row.to_core() for row in Group.objects.with_parts()],
        facts=[row.to_core() for row in Fact.objects.with_parts()],
    )


def library_around(questions: Iterable[Question]) -> core.Library:
    """As much of the library as decides which of these questions are enemies.

    That is every name, and the facts that they rest on with their articles. Whether a question
    is true, and its options false, only the whole library tells.
    """
    facts = Fact.objects.filter(questions__question__in=questions).distinct()
    articles = Article.objects.filter(pk__in=facts.values("article"))
    return core.Library.of(
        articles=[row.to_core() for row in articles.prefetch_related("revisions")],
        entities=[row.to_core() for row in Entity.objects.with_parts()],
        facts=[row.to_core() for row in facts.with_parts()],
    )


@transaction.atomic
def load_sheet(*, sheet: bytes, fetch_text: Callable[[str], bytes | None], now: datetime) -> Loaded:
    """Load a fact sheet; `fetch_text` gives the bytes of the text that it names, or None.

    Raises SheetFaults, and changes nothing, where the sheet has a fault. Loading the same
    sheet again changes nothing either; facts that are gone from it are retired.
    """
    read = factsheet.read(sheet, fetch_text, current_library())
    store_entities(read.entities)
    store_groups(read.groups)
    if read.article is None:
        return Loaded()
    article, revision = _store_article(read.article, now)
    return Loaded(article, store_facts(read.facts, revision))


def dump_sheet(*, article: Article) -> str:
    """The article as a fact sheet that loads into this library and into an empty one.

    With its facts stand the entities that they name and all that these refer to, and the
    groups to which any of them belongs.
    """
    library = current_library()
    rows = Fact.objects.filter(article=article).with_parts()
    text = library.articles[article.slug].text
    facts = tuple(_loadable([row.to_core() for row in rows], text))
    wanted = {speaker for fact in facts for speaker in fact.speakers}
    wanted |= {t.entity for fact in facts for t in fact.targets if t.entity is not None}
    entities, groups = _closure(library, wanted)
    sheet = factsheet.Sheet(library.articles[article.slug], entities, groups, facts)
    return factsheet.write(sheet, known=library)


def _loadable(facts: list[core.Fact], text: str) -> Iterator[core.Fact]:
    """The facts without those out of use that no sheet could hold beside the others.

    Their quotes went with an old revision, or another fact took over their statement.
    """
    retired = core.Status.RETIRED
    stated = {fact.statement.text for fact in facts if fact.status is not retired}
    for fact in facts:
        if fact.status is retired:
            if fact.statement.text in stated:
                continue
            if not all(locate(text, quote.text, quote.nth) for quote in fact.quotes):
                continue
            stated.add(fact.statement.text)
        yield fact


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
    # Of two who add one at once, the second waits and counts on.
    Article.objects.select_for_update().get(pk=article.pk)
    current: ArticleRevision | None = article.revisions.order_by("number").last()
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
