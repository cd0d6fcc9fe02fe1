"""Wrong options: who or what stands in for the key, ranked by likeness, proven to be false.

Candidates come from the editor's own lines first, then from the same article, then from the
rest of the library; for dates and numbers from the article first, then from what lies near.
Only those that `proof` calls false are offered, each with its reason.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from quizzes.core.dates import When
from quizzes.core.index import Index, parse_date
from quizzes.core.library import (
    Entity,
    EntityKey,
    Fact,
    Library,
    SpanKind,
    Target,
    TargetRole,
)
from quizzes.core.nearby import dates_near, numbers_near, size
from quizzes.core.phrasing import lowered, raised, takes_the
from quizzes.core.proof import Truth, judge_option
from quizzes.core.questions import Option, Reason, ReasonKind, Wording
from quizzes.core.stems import Stem, Style
from quizzes.core.words import contains_words, fold, takes_an, words

# How many candidates are put to the proof, and how many proven ones are kept to choose from.
_JUDGED = 24
_KEPT = 8

# From this likeness on a name of the library belongs beside the key (see `_likeness`).
_LIKE_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One target of one fact, asked by one stem."""

    fact: Fact
    target: Target
    stem: Stem
    seed: int = 0

    @property
    def entity(self) -> EntityKey | None:
        """The entity that is the right answer, if it is one."""
        if self.target.role is TargetRole.SPEAKER:
            return self.fact.speakers[0] if self.fact.speakers else None
        return self.target.entity

    @property
    def when(self) -> When | None:
        """The date that is the right answer, if a time of the fact is asked."""
        if self.target.role is TargetRole.WHEN:
            return self.fact.when
        return self.fact.said_on if self.target.role is TargetRole.SAID_ON else None


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
            (self._likeness(entity, other) + (6 if other.key in here else 0), other)
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


def key_option(case: Case, pool: Pool) -> Option:
    """The right answer as an option, in the words that fit the stem."""
    target, stem = case.target, case.stem
    entity = pool.library.entities.get(case.entity) if case.entity else None
    if entity and stem.style is not Style.SURFACE:
        return Option(_entity_label(entity, stem, target.label), True, entity.key)
    if case.when:
        return Option(case.when.words, is_key=True)
    if target.role is TargetRole.STATEMENT:
        return Option(_fitting(case, raised(case.fact.statement.text)), True, fact=case.fact.ref)
    label = target.label if target.kind is not SpanKind.PHRASE else _fitting(case, target.label)
    return Option(_cased(label, case, pool), is_key=True, entity=target.entity)


def _fitting(case: Case, label: str) -> str:
    """Of all right wordings the one whose length is most like that of the editor's wrong ones."""
    wrong = case.target.wrong
    if not wrong:
        return label
    mean = sum(map(len, wrong)) / len(wrong)
    wordings = (label, *case.target.accept)
    return min(wordings, key=lambda wording: abs(len(wording) - mean))


def false_options(case: Case, pool: Pool) -> tuple[Option, ...]:
    """Options that fit the stem and are proven to be false, the best first."""
    found: list[Option] = []
    for option in islice(_candidates(case, pool), _JUDGED):
        verdict = judge_option(pool.library, case.fact, case.target, option.label, option.entity)
        if verdict.truth is Truth.FALSE and verdict.reason and _holds(verdict.reason, case):
            label = _cased(option.label, case, pool) if option.entity is None else option.label
            found.append(Option(label, False, option.entity, option.fact, verdict.reason))
            if len(found) == _KEPT:
                break
    return tuple(found)


def _holds(reason: Reason, case: Case) -> bool:
    """Whether the reason is enough: another date is wrong only for what happened only once.

    That two dates differ doesn't say that nothing of the kind happened on the other.
    """
    return reason.kind is not ReasonKind.DATE or case.target.unique


def _candidates(case: Case, pool: Pool) -> Iterator[Option]:
    """Everything that could stand beside the key, the best first, none twice."""
    key = key_option(case, pool)
    seen = {fold(key.label)}
    for option in (*_editors(case, pool), *_found(case, pool, key)):
        if fold(option.label) in seen or not _fits(option, key, case, pool):
            continue
        seen.add(fold(option.label))
        yield option


def _editors(case: Case, pool: Pool) -> Iterator[Option]:
    named = case.entity is not None and case.stem.style is not Style.SURFACE
    for label in case.target.wrong:
        entity = pool.index.entity(label) if named else None
        stated = pool.index.stating(label) if case.target.role is TargetRole.STATEMENT else ()
        yield Option(label, False, entity.key if entity else None, stated[0].ref if stated else "")


def _found(case: Case, pool: Pool, key: Option) -> Iterator[Option]:
    if case.entity and case.stem.style is not Style.SURFACE:
        yield from _entities(case, pool, case.entity)
    elif case.when or case.target.kind is SpanKind.DATE:
        yield from _dates(case, pool, key)
    elif case.target.kind is SpanKind.NUMBER:
        yield from _numbers(case, pool, key)
    elif case.target.role is TargetRole.SPAN:
        yield from _phrases(case, pool)


def _entities(case: Case, pool: Pool, key: EntityKey) -> Iterator[Option]:
    home = pool.hinted_country(key, case.stem.text)

    def rank(pair: tuple[int, Entity]) -> tuple[int, str]:
        likeness, entity = pair
        at_home = 6 if home and entity.country == home else 0
        return -likeness - at_home, _tie(case, entity.name)

    for _, entity in sorted(pool.like(key, case.fact.article), key=rank):
        if case.stem.subkind and entity.subkind != case.stem.subkind:
            continue
        label = _entity_label(entity, case.stem, case.target.label)
        if label:
            yield Option(label, entity=entity.key)


def _dates(case: Case, pool: Pool, key: Option) -> Iterator[Option]:
    article = pool.library.articles.get(case.fact.article)
    latest = article.published if article else None
    told = pool.dates.get(case.fact.article, ())
    loose = case.fact.when is not None and case.fact.when.about
    for label in dates_near(key.label, told, latest, lambda n: wanted_place(case, n), loose):
        if _possible(label, key, case):
            yield Option(label)


def _possible(label: str, key: Option, case: Case) -> bool:
    """Whether a date lies on the key's side of when the fact happened.

    What left in March arrived in April: that it left in June rules itself out.
    """
    happened, asked, other = case.fact.when, parse_date(key.label), parse_date(label)
    if case.target.role is not TargetRole.SPAN or not (happened and asked and other):
        return True
    return not (asked.precedes(happened) and happened.precedes(other)) and not (
        happened.precedes(asked) and other.precedes(happened)
    )


def _numbers(case: Case, pool: Pool, key: Option) -> Iterator[Option]:
    told = pool.phrases.get(case.fact.article, ())
    for label in numbers_near(key.label, told, lambda n: wanted_place(case, n)):
        yield Option(label)


def _phrases(case: Case, pool: Pool) -> Iterator[Option]:
    """Other phrases of the article that begin alike, so that they fit the same place."""
    opening = _opening(case.target.label)
    same = [
        label
        for label in pool.phrases.get(case.fact.article, ())
        if opening and _opening(label) == opening
    ]
    for label in sorted(same, key=lambda label: _tie(case, label)):
        yield Option(label)


def _opening(phrase: str) -> str:
    """What decides where a phrase fits: its preposition, or that it begins with a gerund."""
    first = (words(phrase) or ("",))[0]
    if first.endswith("ing") and len(first) > 5:
        return "-ing"
    return first if first in ("to", "for", "by", "from", "because", "under", "without") else ""


def _entity_label(entity: Entity, stem: Stem, surface: str) -> str:
    if stem.style is not Style.DEMONYM:
        return entity.name
    return surface if surface in entity.demonyms else (*entity.demonyms, "")[0]


def _cased(label: str, case: Case, pool: Pool) -> str:
    """The label as an option: with a capital, but for one that belongs within the sentence."""
    if case.stem.wants_capital:
        return raised(label)
    opens = case.fact.statement.text.startswith(case.target.label)
    return (lowered(label, case.fact, pool.library) if opens else None) or label


def _fits(option: Option, key: Option, case: Case, pool: Pool) -> bool:
    """Whether the option neither stands in the stem nor clashes with what surrounds the blank."""
    entity = pool.library.entities.get(option.entity) if option.entity else None
    names = (option.label, *(entity.names if entity else ()))
    if any(contains_words(case.stem.text, name) for name in names):
        return case.stem.wording is Wording.EDITOR and option.label in case.target.wrong
    if not case.stem.is_cloze:
        return True
    if case.stem.before in ("a", "an"):
        return takes_an(option.label) == takes_an(key.label)
    answer = pool.library.entities.get(case.entity) if case.entity else None
    return entity is None or answer is None or takes_the(entity) == takes_the(answer)


def wanted_place(case: Case, n: int) -> int:
    """The place among n that the key should have: any, but always the same for one target.

    So the keys of a bank are spread over all places, and a date or number has neighbours on
    both sides as often as not.
    """
    text = f"{case.fact.ref}|{case.target.label}"
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % n


def _tie(case: Case, label: str) -> str:
    text = f"{case.seed}|{case.fact.ref}|{case.target.label}|{label}"
    return hashlib.sha256(text.encode()).hexdigest()


def in_order(options: Iterable[Option], case: Case, pool: Pool) -> tuple[Option, ...]:
    """The options as they are stored: dates and numbers ascending, the rest alphabetically."""
    return tuple(sorted(options, key=lambda option: sort_key(option, case, pool)))


def sort_key(option: Option, case: Case, pool: Pool) -> tuple[float, str]:
    """What an option is sorted by."""
    entity = pool.library.entities.get(option.entity) if option.entity else None
    if entity and case.stem.style is Style.NAME:
        return 0.0, fold(entity.sort_key)
    asks_size = case.when is not None or case.target.kind in (SpanKind.DATE, SpanKind.NUMBER)
    return (size(option.label) if asks_size else 0.0), fold(option.label)
