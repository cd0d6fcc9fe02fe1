"""Whom and what a library can set beside a right answer, and how alike they are."""

from collections.abc import Iterable
from functools import cached_property

from quizzes.core.dates import When
from quizzes.core.index import Index
from quizzes.core.library import Entity, EntityKey, Library, SpanKind, TargetRole
from quizzes.core.questions import Option
from quizzes.core.words import contains_words

# From this likeness on a name of the library belongs beside the key (see `_likeness`).
_LIKE_ENOUGH = 3

# What a name gains by being one of the article's own.
_IN_ARTICLE = 6


class Pool:
    """What a library offers as wrong options, looked up once for many questions."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.index = Index.of(library)
        self._candidates: dict[tuple[str, EntityKey], tuple[tuple[int, Entity], ...]] = {}

    @cached_property
    def mentioned(self) -> dict[str, frozenset[EntityKey]]:
        """The entities that the approved facts of each article name."""
        found: dict[str, set[EntityKey]] = {}
        for fact in self.library.approved:
            names = found.setdefault(fact.article, set())
            names.update(fact.speakers)
            names.update(target.entity for target in fact.targets if target.entity)
            names.update(e.key for _, _, e in self.index.mentions(fact.statement.text))
        return {slug: frozenset(names) for slug, names in found.items()}

    @cached_property
    def groups(self) -> dict[EntityKey, frozenset[str]]:
        """The groups that each entity belongs to."""
        found: dict[EntityKey, set[str]] = {}
        for group in self.library.groups:
            for member in group.members:
                found.setdefault(member, set()).add(group.name)
        return {member: frozenset(names) for member, names in found.items()}

    @cached_property
    def phrases(self) -> dict[str, tuple[str, ...]]:
        """The phrases and numbers that can be asked of each article."""
        found: dict[str, set[str]] = {}
        for fact in self.library.approved:
            for target in fact.targets:
                if target.role is TargetRole.SPAN and target.kind is not SpanKind.ENTITY:
                    found.setdefault(fact.article, set()).add(target.label)
        return {slug: tuple(sorted(labels)) for slug, labels in found.items()}

    @cached_property
    def dates(self) -> dict[str, tuple[When, ...]]:
        """The dates of each article's facts."""
        found: dict[str, set[str]] = {}
        for fact in self.library.approved:
            whens = (fact.when, fact.said_on)
            found.setdefault(fact.article, set()).update(str(when) for when in whens if when)
        return {slug: tuple(map(When.parse, sorted(dates))) for slug, dates in found.items()}

    def like(self, key: EntityKey, article: str) -> tuple[tuple[int, Entity], ...]:
        """The entities of its kind that resemble it, with how much, the most alike first."""
        if (article, key) not in self._candidates:
            self._candidates[article, key] = tuple(self._like(key, article))
        return self._candidates[article, key]

    def _like(self, key: EntityKey, article: str) -> list[tuple[int, Entity]]:
        entity = self.library.entities[key]
        here = self.mentioned.get(article, frozenset())
        scored = [
            (self._likeness(entity, other) + _IN_ARTICLE * (other.key in here), other)
            for other in self.library.entities.values()
            if other.kind is entity.kind and other.key != key
        ]
        alike = [(score, other) for score, other in scored if score >= _LIKE_ENOUGH]
        return sorted(alike, key=lambda pair: (-pair[0], pair[1].key))

    def _likeness(self, one: Entity, other: Entity) -> int:
        """Points for what two entities of a kind have in common."""
        shared = self.groups.get(one.key, frozenset()) & self.groups.get(other.key, frozenset())
        points = 2 * min(len(shared), 2)
        points += 3 if one.key in other.near or other.key in one.near else 0
        points += 3 if one.subkind and one.subkind == other.subkind else 0
        points += 2 if one.country and one.country == other.country else 0
        points += 2 if one.part_of and one.part_of == other.part_of else 0
        points += 2 if one.country and self._neighbours(one.country, other.country) else 0
        points += 1 if one.pronoun and one.pronoun == other.pronoun else 0
        return points

    def _neighbours(self, one: EntityKey, other: EntityKey | None) -> bool:
        """Whether two countries border on each other or share a group."""
        first, second = self.library.entities.get(one), other and self.library.entities.get(other)
        if not first or not second:
            return False
        shared = self.groups.get(first.key, frozenset()) & self.groups.get(second.key, frozenset())
        return bool(shared) or second.key in first.near or first.key in second.near

    def hinted_country(self, key: EntityKey, stem: str) -> EntityKey | None:
        """The country of the right answer where the stem names it ("Russia's foreign minister").

        Then only somebody from there is a rival worth offering.
        """
        home = self.library.entities[key].country
        country = self.library.entities.get(home) if home else None
        if country is None:
            return None
        named = any(contains_words(stem, name) for name in (*country.names, *country.demonyms))
        return country.key if named else None

    def stands_out(self, key: Option, others: Iterable[Option]) -> bool:
        """Whether the key alone has its country or its pronoun, and the others share theirs."""
        entity = self.library.entities.get(key.entity) if key.entity else None
        rivals = [self.library.entities[o.entity] for o in others if o.entity]
        if entity is None or len(rivals) < 2:
            return False
        pairs = (
            (entity.country, [rival.country for rival in rivals]),
            (entity.pronoun, [rival.pronoun for rival in rivals]),
        )
        return any(own and own not in seen and len(set(seen)) < len(seen) for own, seen in pairs)
