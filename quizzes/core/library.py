"""What a library holds, as plain values: articles, entities, groups, facts and their targets."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from quizzes.core.dates import When
from quizzes.core.statement import Statement


class EntityKind(StrEnum):
    """What sort of thing a name names."""

    PERSON = "person"
    COUNTRY = "country"
    CITY = "city"
    PLACE = "place"
    ORGANISATION = "organisation"
    EVENT = "event"
    WORK = "work"
    PRODUCT = "product"
    LANGUAGE = "language"
    MONEY = "money"
    OTHER = "other"


class Status(StrEnum):
    """Whether an article or a fact is being worked on, in use, or out of use."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Show(StrEnum):
    """What readers may see of an article: all of it, or the proving sentences only."""

    FULL = "full"
    QUOTES = "quotes"


class SpanKind(StrEnum):
    """What an answer is: the name of an entity, a date, a number, or a phrase."""

    ENTITY = "entity"
    DATE = "date"
    NUMBER = "number"
    PHRASE = "phrase"


class TargetRole(StrEnum):
    """Which part of a fact a target asks for."""

    SPAN = "span"
    SPEAKER = "by"
    WHEN = "when"
    SAID_ON = "said on"
    STATEMENT = "statement"


class EntityKey(NamedTuple):
    """What an entity is known by in the whole library."""

    name: str
    kind: EntityKind

    def __str__(self) -> str:
        return f"{self.name} / {self.kind}"


@dataclass(frozen=True, slots=True)
class Article:
    """One article and the text of its current revision."""

    title: str
    slug: str
    text: str
    text_name: str = ""
    source: str = ""
    url: str = ""
    licence: str = ""
    language: str = "en"
    published: date | None = None
    show: Show = Show.FULL
    status: Status = Status.DRAFT
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something with a name, and what the library knows of it."""

    name: str
    kind: EntityKind
    subkind: str = ""
    also: tuple[str, ...] = ()
    sort: str = ""
    stands_for: EntityKey | None = None
    part_of: EntityKey | None = None
    country: EntityKey | None = None
    pronoun: str = ""
    demonyms: tuple[str, ...] = ()
    near: tuple[EntityKey, ...] = ()
    note: str = ""
    # Stored, because proving an option false asks for it thousands of times.
    key: EntityKey = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", EntityKey(self.name, self.kind))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the main one first."""
        return (self.name, *self.also)

    @property
    def sort_key(self) -> str:
        return (self.sort or self.name).casefold()


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of entities; where it is `complete`, nothing else belongs to it."""

    name: str
    members: tuple[EntityKey, ...]
    complete: bool = False
    as_of: When | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand verbatim in an article, at their `nth` place there (from 1)."""

    text: str
    nth: int = 1


@dataclass(frozen=True, slots=True)
class Target:
    """What a question can ask of a fact, and what the editor says about asking it.

    `label` names it within its fact: a span by its surface, any other by its role.
    `unique` says that exactly one thing makes the statement true there.
    """

    role: TargetRole
    label: str
    kind: SpanKind
    entity: EntityKey | None = None
    unique: bool = False
    ask: str = ""
    why: str = ""
    accept: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One self-contained statement taken from an article, with its proof.

    With speakers or a verb the statement is somebody's claim ("X alleged that …"); with
    neither, the report itself asserts it. A verb alone is an unnamed source.
    """

    id: str
    article: str
    statement: Statement
    quotes: tuple[Quote, ...]
    targets: tuple[Target, ...] = ()
    when: When | None = None
    said_on: When | None = None
    speakers: tuple[EntityKey, ...] = ()
    verb: str = ""
    important: bool = False
    cause: bool = False
    derived: bool = False
    status: Status = Status.DRAFT
    note: str = ""

    @property
    def ref(self) -> str:
        """What the fact is known by in the whole library: `article-slug/fact-id`."""
        return f"{self.article}/{self.id}"

    @property
    def is_claim(self) -> bool:
        """Whether somebody, named or not, says it rather than the report itself."""
        return bool(self.speakers or self.verb)

    def target(self, label: str) -> Target:
        """The target with that label; KeyError where there is none."""
        for target in self.targets:
            if target.label == label:
                return target
        raise KeyError(label)


@dataclass(frozen=True)
class Library:
    """Everything that questions are made from and judged against.

    Order never matters to a result: the views below are sorted by name, so that equal
    libraries give equal questions whatever order they were read in.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    entities: Mapping[EntityKey, Entity] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        articles: Iterable[Article] = (),
        entities: Iterable[Entity] = (),
        groups: Iterable[Group] = (),
        facts: Iterable[Fact] = (),
    ) -> "Library":
        """A library of these values; of two with one key the later stands."""
        return cls(
            {article.slug: article for article in sorted(articles, key=lambda a: a.slug)},
            {entity.key: entity for entity in sorted(entities, key=lambda e: e.key)},
            tuple(sorted(groups, key=lambda g: g.name)),
            {fact.ref: fact for fact in sorted(facts, key=lambda f: f.ref)},
        )

    @cached_property
    def approved(self) -> tuple[Fact, ...]:
        """The facts that questions may rest on, by their reference."""
        return tuple(fact for fact in self.facts.values() if fact.status is Status.APPROVED)

    @cached_property
    def _by_name(self) -> dict[str, tuple[Entity, ...]]:
        found: dict[str, tuple[Entity, ...]] = {}
        for entity in self.entities.values():
            for name in entity.names:
                found[name] = (*found.get(name, ()), entity)
        return found

    @cached_property
    def name_starts(self) -> dict[str, tuple[str, ...]]:
        """Every name and demonym, by the word that it begins with."""
        found: dict[str, tuple[str, ...]] = {}
        for entity in self.entities.values():
            for name in (*entity.names, *entity.demonyms):
                first = re.split(r"[^\w]", name, maxsplit=1)[0]
                found[first] = (*found.get(first, ()), name)
        return found

    def named(self, name: str) -> tuple[Entity, ...]:
        """The entities that go by exactly that name, of whatever kind."""
        return self._by_name.get(name, ())

    def facts_of(self, slug: str) -> Iterator[Fact]:
        """The approved facts of one article."""
        return (fact for fact in self.approved if fact.article == slug)
