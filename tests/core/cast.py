"""A small library written by hand: one dispute about a bridge, in few facts."""

from dataclasses import replace
from datetime import date
from typing import Any

from quizzes.core.dates import When
from quizzes.core.index import parse_date
from quizzes.core.library import (
    Article,
    Entity,
    EntityKey,
    EntityKind,
    Fact,
    Group,
    Library,
    Quote,
    SpanKind,
    Status,
    Target,
    TargetRole,
)
from quizzes.core.quantities import Quantity
from quizzes.core.statement import parse_statement

SLUG = "bridge"

TEXT = (
    "Norway opened the Halden Bridge to Sweden on Monday. "
    "Ann Byrne, Norway's transport minister, cut the ribbon.\n"
    "Karl Lind alleged that two firms had rigged the tender for the bridge. "
    "Ann Byrne denied it. The bridge cost about 400 million euros, the Nordic Road Agency said. "
    "The Nordic Council met in Oslo.\n"
    "Denmark had closed a bridge to Germany in March."
)


def entity(name: str, kind: str = "person", subkind: str = "", **more: Any) -> Entity:
    return Entity(name, EntityKind(kind), subkind, **more)


def key(name: str, kind: str = "country") -> EntityKey:
    return EntityKey(name, EntityKind(kind))


NORWAY = key("Norway")
SWEDEN = key("Sweden")

COUNTRIES = (
    entity("Norway", "country", demonyms=("Norwegian",), pronoun="it", near=(SWEDEN,)),
    entity("Sweden", "country", demonyms=("Swedish",), pronoun="it", near=(NORWAY,)),
    entity("Denmark", "country", demonyms=("Danish",), pronoun="it"),
    entity("Finland", "country", demonyms=("Finnish",), pronoun="it"),
    entity("Germany", "country", also=("Federal Republic of Germany",), pronoun="it"),
    entity("United States", "country", pronoun="it"),
)
PEOPLE = (
    entity("Ann Byrne", "person", "official", also=("Byrne",), sort="Byrne", country=NORWAY,
           pronoun="she"),
    entity("Karl Lind", "person", "official", also=("Lind",), sort="Lind", country=SWEDEN,
           pronoun="he"),
    entity("Mia Holm", "person", "official", also=("Holm",), sort="Holm", country=SWEDEN,
           pronoun="she"),
    entity("Nils Aas", "person", "official", also=("Aas",), sort="Aas", country=NORWAY,
           pronoun="he"),
    entity("Eva Dahl", "person", "official", also=("Dahl",), sort="Dahl", country=NORWAY,
           pronoun="she"),
    entity("Jan Ek", "person", "official", also=("Ek",), sort="Ek", country=SWEDEN, pronoun="he"),
)  # fmt: skip
PLACES = (
    entity("Oslo", "city", "capital", country=NORWAY, stands_for=NORWAY),
    entity("Stockholm", "city", "capital", country=SWEDEN, stands_for=SWEDEN),
    entity("Bergen", "city", country=NORWAY),
    entity("Halden Bridge", "place", "bridge", country=NORWAY),
    entity("Sund Bridge", "place", "bridge", country=SWEDEN),
    entity("Belt Bridge", "place", "bridge", country=key("Denmark")),
)
BODIES = (
    entity("Nordic Council", "organisation", "council"),
    entity("Nordic Road Agency", "organisation", "agency"),
    entity("Baltic Road Agency", "organisation", "agency"),
    entity("Arctic Road Agency", "organisation", "agency"),
    entity("NATO", "organisation", "alliance"),
)
ENTITIES = (*COUNTRIES, *PEOPLE, *PLACES, *BODIES)
NORDIC = Group(
    "Nordic countries", (key("Denmark"), key("Finland"), NORWAY, SWEDEN), source="an atlas"
)
ARTICLE = Article("A bridge", SLUG, TEXT, published=date(2024, 6, 3), status=Status.APPROVED)


def fact(notation: str, **more: Any) -> Fact:
    """An approved fact; `unique`, `ask`, `wrong` and the like go by the target's label."""
    statement = parse_statement(notation)
    said = {name: more.pop(name, {}) for name in ("ask", "why", "wrong", "accept", "avoid")}
    unique = more.pop("unique", ())
    kinds = more.pop("kind", {})
    when, said_on = (
        When.parse(more.pop(name)) if name in more else None for name in ("when", "said_on")
    )
    speakers = tuple(key(name, "person") if isinstance(name, str) else name
                     for name in more.pop("by", ()))  # fmt: skip
    quotes = more.pop("quotes", ("Norway opened the Halden Bridge to Sweden on Monday.",))
    targets = [
        _target(TargetRole.SPAN, span.surface, span.entity or span.surface, kinds)
        for span in statement.spans
    ]
    if speakers:
        by = Target(TargetRole.SPEAKER, "by", SpanKind.ENTITY, speakers[0])
        targets.append(by)
    if when:
        targets.append(Target(TargetRole.WHEN, "when", SpanKind.DATE))
    if said_on:
        targets.append(Target(TargetRole.SAID_ON, "said on", SpanKind.DATE))
    targets.append(Target(TargetRole.STATEMENT, "statement", SpanKind.PHRASE))
    return Fact(
        id=more.pop("id", "opened"),
        article=SLUG,
        statement=statement,
        quotes=tuple(Quote(quote) for quote in quotes),
        targets=tuple(
            replace(
                target,
                unique=target.label in unique,
                **{name: by[target.label] for name, by in said.items() if target.label in by},
            )
            for target in targets
        ),
        speakers=speakers,
        when=when,
        said_on=said_on,
        status=more.pop("status", Status.APPROVED),
        **more,
    )


def _target(role: TargetRole, label: str, name: str, kinds: dict[str, str]) -> Target:
    found = [each.key for each in ENTITIES if name.removeprefix("the ") in each.names]
    if label in kinds:
        kind = SpanKind(kinds[label])
    elif found:
        kind = SpanKind.ENTITY
    elif parse_date(label):
        kind = SpanKind.DATE
    else:
        kind = SpanKind.NUMBER if Quantity.parse(label) else SpanKind.PHRASE
    return Target(role, label, kind, found[0] if found else None)


OPENED = fact(
    "[Norway] opened the [Halden Bridge] to [Sweden] on [3 June 2024].",
    id="opened",
    when="2024-06-03",
    important=True,
    unique=("Norway", "Halden Bridge", "Sweden", "3 June 2024"),
)
RIBBON = fact(
    "[Ann Byrne] cut the ribbon of the Halden Bridge.",
    id="ribbon",
    when="2024-06-03",
    unique=("Ann Byrne",),
    quotes=("Ann Byrne, Norway's transport minister, cut the ribbon.",),
)
RIGGED = fact(
    "[Two] firms had rigged the tender for the [Halden Bridge].",
    id="rigged",
    by=("Karl Lind",),
    verb="alleged",
    said_on="2024-06-02",
    important=True,
    unique=("Halden Bridge", "by"),
    quotes=("Karl Lind alleged that two firms had rigged the tender for the bridge.",),
)
DENIED = fact(
    "The tender for the [Halden Bridge] had been rigged.",
    id="denied",
    by=("Ann Byrne",),
    verb="denied",
    said_on="2024-06",
    unique=("by",),
    quotes=("Ann Byrne denied it.",),
)
COST = fact(
    "The Halden Bridge cost [about 400 million euros].",
    id="cost",
    by=(key("Nordic Road Agency", "organisation"),),
    verb="said",
    said_on="2024-06-03",
    unique=("about 400 million euros", "by"),
    quotes=("The bridge cost about 400 million euros, the Nordic Road Agency said.",),
)
MET = fact(
    "The [Nordic Council] met in [Oslo].",
    id="met",
    when="2024-06",
    unique=("Nordic Council", "Oslo"),
    quotes=("The Nordic Council met in Oslo.",),
)
CLOSED = fact(
    "[Denmark] closed a bridge to [Germany] in [March 2024].",
    id="closed",
    when="2024-03",
    unique=("Denmark", "March 2024"),
    quotes=("Denmark had closed a bridge to Germany in March.",),
)
FACTS = (OPENED, RIBBON, RIGGED, DENIED, COST, MET, CLOSED)


def library(*facts: Fact, **more: Any) -> Library:
    """The cast's library with these facts, or with its own where none are given."""
    return Library.of((ARTICLE,), more.get("entities", ENTITIES), (NORDIC,), facts or FACTS)
