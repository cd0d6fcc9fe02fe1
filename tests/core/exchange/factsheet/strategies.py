"""Any fact sheet: odd names, words that look like syntax, and whatever else a sheet may hold."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from quizzes.core.evidence import locate
from quizzes.core.exchange.factsheet import Sheet
from quizzes.core.exchange.factsheet.names import Names
from quizzes.core.library import (
    Article,
    Entity,
    EntityKey,
    EntityKind,
    Fact,
    Group,
    Quote,
    Show,
    SpanKind,
    Status,
    Target,
    TargetRole,
)
from quizzes.core.statement import Span, Statement
from tests.core.strategies import dates

ROLES = [role.value for role in TargetRole if role is not TargetRole.SPAN]

# Pieces that mean something to the syntax, and names that are alike.
odd = (
    st.lists(
        st.sampled_from(
            [*"ab[]=|\\:#~é“/", " ", " ", " | ", ": ", " / ", "person", "Webb", "\u3000"]
        ),
        min_size=1,
        max_size=8,
    )
    .map(lambda pieces: " ".join("".join(pieces).split()))
    .filter(bool)
)
names = st.sampled_from(["Webb", "Webb / person", "May 2024", "two days", "a: b", "by"]) | odd
maybe = st.just("") | odd
texts = st.lists(
    st.lists(st.sampled_from(["ash", "fell", "[on]", "C:\\D", "a|b", "="]), min_size=1, max_size=6),
    min_size=1,
    max_size=4,
).map(lambda lines: "\n".join("  ".join(line) for line in lines))


def several(items: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(items, max_size=3, unique=True).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return Article(
        title=draw(odd),
        slug=draw(st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True)),
        text=draw(texts),
        text_name=draw(st.sampled_from(["seed.txt", "Ein Text.md", "ü"])),
        source=draw(maybe),
        url=draw(st.sampled_from(["", "https://example.org/a: b?c=[d]|e"])),
        licence=draw(maybe),
        language=draw(st.sampled_from(["en", "de"])),
        published=draw(st.none() | st.dates(date(1000, 1, 1))),
        show=draw(st.sampled_from(Show)),
        status=draw(st.sampled_from(Status)),
        note=draw(maybe),
    )


@st.composite
def entities(draw: st.DrawFn) -> tuple[Entity, ...]:
    found: list[Entity] = []
    taken: set[tuple[EntityKind, str]] = set()
    kinds = st.sampled_from([EntityKind.PERSON, EntityKind.PRODUCT, EntityKind.COUNTRY])
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(kinds)
        drawn = draw(st.lists(names, min_size=1, max_size=3, unique=True))
        free = [name for name in drawn if (kind, name) not in taken]
        if not free:
            continue
        taken |= {(kind, name) for name in free}
        found.append(Entity(free[0], kind, draw(maybe), also=tuple(free[1:])))
    keys = [entity.key for entity in found]
    return tuple(draw(described(entity, keys)) for entity in found)


@st.composite
def described(draw: st.DrawFn, entity: Entity, keys: list[EntityKey]) -> Entity:
    others = [key for key in keys if key != entity.key]
    other = st.sampled_from([None, *others])
    return replace(
        entity,
        sort=draw(maybe),
        stands_for=draw(other),
        part_of=draw(other),
        country=draw(other),
        pronoun=draw(st.sampled_from(["", "he", "she", "it", "they"])),
        demonyms=draw(several(odd)),
        near=tuple(draw(st.lists(st.sampled_from(others), unique=True))) if others else (),
        note=draw(maybe),
    )


@st.composite
def groups(draw: st.DrawFn, keys: list[EntityKey]) -> tuple[Group, ...]:
    if not keys:
        return ()
    return tuple(
        Group(
            name,
            tuple(draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))),
            draw(st.booleans()),
            draw(st.none() | dates()),
            draw(maybe),
            draw(maybe),
        )
        for name in draw(several(names))
    )


@st.composite
def quotes(draw: st.DrawFn, text: str) -> tuple[Quote, ...]:
    found: dict[Quote, None] = {}
    for _ in range(draw(st.integers(1, 3))):
        words = draw(st.sampled_from(text.split("\n"))).split()
        first = draw(st.integers(0, len(words) - 1))
        quote = " ".join(words[first : draw(st.integers(first + 1, len(words)))])
        nth = draw(st.sampled_from([1, 2]))
        found[Quote(quote, nth if locate(text, quote, nth) else 1)] = None
    return tuple(found)


@st.composite
def facts(draw: st.DrawFn, number: int, article: Article, known: tuple[Entity, ...]) -> Fact:
    keys = [entity.key for entity in known]
    called = [name for entity in known for name in entity.names]
    surfaces = draw(several((names | st.sampled_from(["x", *called])).filter(is_no_role)))
    text, spans, targets = f"{number}:", [], []
    for surface in surfaces:
        text += draw(st.sampled_from([" ", ", [", " = "]))
        entity = draw(st.sampled_from([None, *keys]))
        end = len(text) + len(surface)
        spans.append(Span(surface, len(text), end, reference(surface, entity, known)))
        kinds = [SpanKind.DATE, SpanKind.NUMBER, SpanKind.PHRASE]
        kind = SpanKind.ENTITY if entity else draw(st.sampled_from(kinds))
        targets.append(Target(TargetRole.SPAN, surface, kind, entity))
        text += surface
    speakers = tuple(draw(st.lists(st.sampled_from(keys), max_size=2, unique=True))) if keys else ()
    when, said_on = draw(st.none() | dates()), draw(st.none() | dates())
    if speakers:
        only = speakers[0] if len(speakers) == 1 else None
        targets.append(Target(TargetRole.SPEAKER, "by", SpanKind.ENTITY, only))
    if when:
        targets.append(Target(TargetRole.WHEN, "when", SpanKind.DATE))
    if said_on:
        targets.append(Target(TargetRole.SAID_ON, "said on", SpanKind.DATE))
    targets.append(Target(TargetRole.STATEMENT, "statement", SpanKind.PHRASE))
    return Fact(
        id=f"fact-{number}",
        article=article.slug,
        statement=Statement(text, tuple(spans)),
        quotes=draw(quotes(article.text)),
        targets=tuple(draw(told(target)) for target in targets),
        when=when,
        said_on=said_on,
        speakers=speakers,
        verb=draw(maybe),
        important=draw(st.booleans()),
        cause=draw(st.booleans()),
        derived=draw(st.booleans()),
        status=draw(st.sampled_from(Status)),
        note=draw(maybe),
    )


def is_no_role(surface: str) -> bool:
    return surface not in ROLES


def reference(surface: str, entity: EntityKey | None, known: tuple[Entity, ...]) -> str:
    """What the bracket of a span has behind its "=" where its words alone don't do."""
    owners = [other.key for other in known if surface in other.names]
    return "" if entity is None or owners == [entity] else Names(known).refer(entity)


@st.composite
def told(draw: st.DrawFn, target: Target) -> Target:
    """The target with what an editor may say of it."""
    return replace(
        target,
        unique=draw(st.booleans()),
        ask=draw(maybe),
        why=draw(maybe),
        accept=draw(several(odd)),
        wrong=draw(several(odd)),
        avoid=draw(several(odd)),
        publish=draw(st.booleans()),
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    article = draw(st.none() | articles())
    known = draw(entities())
    found = draw(groups([entity.key for entity in known]))
    if article is None:
        return Sheet(None, known, found)
    count = draw(st.integers(0, 3))
    return Sheet(article, known, found, tuple(draw(facts(n, article, known)) for n in range(count)))
