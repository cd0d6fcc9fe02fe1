"""A library looked up from the side of words: what a label names, and which facts say it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from quizzes.core.dates import MONTHS, When, parse_words
from quizzes.core.library import (
    Article,
    Entity,
    EntityKey,
    Fact,
    Group,
    Library,
    Target,
    TargetRole,
)
from quizzes.core.quantities import NUMBER_WORDS
from quizzes.core.words import (
    STOP_WORDS,
    bare_name,
    contains_name,
    is_content,
    root,
    words,
)

_MONTH = "|".join(MONTHS)


_MONTH_NAMES = frozenset(month.casefold() for month in MONTHS)
_WRITTEN_DATE = re.compile(
    rf"\b(?:(?:\d{{1,2}} )?(?:{_MONTH}) (?:\d{{1,2}},? )?\d{{4}}|(?:1[0-9]|20)\d{{2}})\b"
    r"(?![,.]?\d)",
    re.ASCII | re.IGNORECASE,
)


class Index:
    """The lookups that judging needs, each computed once for a library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._plain_texts: dict[str, str] = {}
        self._word_places: dict[str, dict[tuple[str, ...], tuple[int, ...]]] = {}
        self._canonical: dict[str, str] = {}
        self._mentions: dict[str, tuple[tuple[int, int, Entity], ...]] = {}
        self._things: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, library: Library) -> "Index":
        """The index of that library, kept beside the library's own cached views."""
        kept: Index | None = vars(library).get("_index")
        if kept is None:
            kept = vars(library)["_index"] = cls(library)
        return kept

    @cached_property
    def _by_name(self) -> dict[str, tuple[Entity, ...]]:
        found: dict[str, dict[EntityKey, Entity]] = defaultdict(dict)
        for entity in self.library.entities.values():
            for name in entity.names:
                found[bare_name(name)][entity.key] = entity
        return {name: tuple(entities.values()) for name, entities in found.items()}

    def named(self, label: str) -> tuple[Entity, ...]:
        """The entities that go by that name, case and a leading "the" aside."""
        return self._by_name.get(bare_name(label), ())

    def entity(self, label: str, key: EntityKey | None = None) -> Entity | None:
        """The entity with that key, or else the only one that the label names."""
        if key is not None:
            return self.library.entities.get(key)
        found = self.named(label)
        return found[0] if len(found) == 1 else None

    @cached_property
    def _stand_ins(self) -> dict[EntityKey, tuple[Entity, ...]]:
        found: dict[EntityKey, tuple[Entity, ...]] = {}
        for entity in self.library.entities.values():
            if entity.stands_for:
                found[entity.stands_for] = (*found.get(entity.stands_for, ()), entity)
        return found

    def stand_ins(self, key: EntityKey) -> tuple[Entity, ...]:
        """The entities whose names are used for that one, as a capital's for its government."""
        return self._stand_ins.get(key, ())

    @cached_property
    def claim_verbs(self) -> frozenset[str]:
        """The roots of the verbs with which the library's claims are made."""
        verbs = (fact.verb for fact in self.library.approved)
        return frozenset(root(word) for verb in verbs for word in words(verb) if is_content(word))

    @cached_property
    def _longest(self) -> dict[str, int]:
        """By its first word, how many words the longest name has."""
        found: dict[str, int] = {}
        for name in self._by_name:
            first, *rest = name.split() or [""]
            found[first] = max(found.get(first, 0), 1 + len(rest))
        return found

    def mentions(self, text: str) -> tuple[tuple[int, int, Entity], ...]:
        """The names in a text as word positions `start` and `end` (exclusive), longest first.

        A name that two entities share is left out: nothing says which is meant.
        """
        if text not in self._mentions:
            self._mentions[text] = tuple(self._find_mentions(text))
        return self._mentions[text]

    def _find_mentions(self, text: str) -> Iterator[tuple[int, int, Entity]]:
        found = words(text)
        at = 0
        while at < len(found):
            longest = min(self._longest.get(found[at], 0), len(found) - at)
            for length in range(longest, 0, -1):
                name = " ".join(found[at : at + length])
                entities = self._by_name.get(name, ())
                if len(entities) == 1 and _is_meant(text, name, entities[0]):
                    yield at, at + length, entities[0]
                    at += length
                    break
            else:
                at += 1

    def canonical(self, text: str) -> str:
        """The folded words with every name replaced by its entity: equal for equal statements."""
        if text not in self._canonical:
            found = list(words(text))
            for start, end, entity in reversed(self.mentions(text)):
                found[start:end] = [f"<{entity.key}>"]
            plain = " ".join(word for word in found if word not in ("a", "an", "the"))
            self._canonical[text] = plain
        return self._canonical[text]

    def plain_text(self, article: Article) -> str:
        """The article's text with its white space folded, as quotes are found in it."""
        if article.slug not in self._plain_texts:
            self._plain_texts[article.slug] = " ".join(article.text.split())
        return self._plain_texts[article.slug]

    def word_places(self, article: Article) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        """Where each two neighbouring words of the article stand, counted in words."""
        if article.slug not in self._word_places:
            found: dict[tuple[str, ...], tuple[int, ...]] = {}
            for at, pair in enumerate(pairwise(words(self.plain_text(article)))):
                found[pair] = (*found.get(pair, ()), at)
            self._word_places[article.slug] = found
        return self._word_places[article.slug]

    @cached_property
    def _by_statement(self) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, tuple[Fact, ...]] = {}
        for fact in self.library.approved:
            wordings = {self.canonical(fact.statement.text)}
            for target in fact.targets:
                if target.role is TargetRole.STATEMENT:
                    wordings |= {self.canonical(words) for words in target.accept}
            for wording in wordings:
                found[wording] = (*found.get(wording, ()), fact)
        return found

    def stating(self, text: str) -> tuple[Fact, ...]:
        """The approved facts whose statement that text is, whoever says so."""
        return self._by_statement.get(self.canonical(text), ())

    @cached_property
    def _by_frame(self) -> dict[tuple[str, str], tuple[tuple[Fact, Target], ...]]:
        found: dict[tuple[str, str], tuple[tuple[Fact, Target], ...]] = {}
        for fact in self.library.approved:
            for target in fact.targets:
                if target.role is TargetRole.SPAN:
                    frame = self.frame(fact, target.label)
                    found[frame] = (*found.get(frame, ()), (fact, target))
        return found

    def frame(
        self, fact: Fact, surface: str, put_in: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[str, str]:
        """What stands before and behind a span, canonical, other spans worded as `put_in` says."""
        before = behind = ""
        passed = False
        at = 0
        text = fact.statement.text
        for span in fact.statement.spans:
            piece = text[at : span.start]
            at = span.end
            worded = put_in.get(span.surface, self._worded(fact, span.surface))
            if passed:
                behind += piece + worded
            elif span.surface == surface:
                before += piece
                passed = True
            else:
                before += piece + worded
        return self.canonical(before), self.canonical(behind + text[at:])

    def _worded(self, fact: Fact, surface: str) -> str:
        """The name of the entity that a span stands for, or else its own words."""
        for target in fact.targets:
            if target.label == surface and target.entity:
                return target.entity.name
        return surface

    def alike(
        self, fact: Fact, surface: str, put_in: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[tuple[Fact, Target], ...]:
        """Every approved fact with the same words around one of its spans, this one included."""
        return self._by_frame.get(self.frame(fact, surface, put_in), ())

    @cached_property
    def _by_demonym(self) -> dict[str, EntityKey]:
        return {
            bare_name(demonym): entity.key
            for entity in self.library.entities.values()
            for demonym in entity.demonyms
        }

    def things(self, text: str) -> frozenset[str]:
        """What a text speaks of: its entities, its dates, and the roots of its telling words.

        An entity counts by any name and demonym, a stand-in as what it stands for.
        """
        if text not in self._things:
            found = {str(when) for _, _, when in dates_in(text)}
            undated = _WRITTEN_DATE.sub(" ", text)
            left = list(words(undated))
            for start, end, entity in self.mentions(undated):
                found.add(f"<{entity.stands_for or entity.key}>")
                left[start:end] = [""] * (end - start)
            for word in left:
                if word in self._by_demonym:
                    found.add(f"<{self._by_demonym[word]}>")
                elif is_content(word) or word in NUMBER_WORDS:
                    found.add(root(word))
            self._things[text] = frozenset(found)
        return self._things[text]

    @cached_property
    def _groups_of_members(self) -> dict[str, tuple[Group, ...]]:
        found: dict[str, tuple[Group, ...]] = {}
        for group in self.library.groups:
            for name in _body_names(group.name):
                found[name] = (*found.get(name, ()), group)
        return found

    def groups_of(self, body: str) -> tuple[Group, ...]:
        """The groups that are named for the members of that body, by any name of it."""
        names = {bare_name(body)}
        for entity in self.named(body):
            names |= {bare_name(name) for name in entity.names}
        found = {
            group.name: group
            for name in sorted(names)
            for group in self._groups_of_members.get(name, ())
        }
        return tuple(found.values())


def _is_meant(text: str, name: str, entity: Entity) -> bool:
    """Whether a word that may be a name is one: "May" is a month, and "who" no organisation."""
    if name in _MONTH_NAMES:
        return False
    return name not in STOP_WORDS or any(
        contains_name(text, each) for each in entity.names if bare_name(each) == name
    )


def _body_names(group: str) -> set[str]:
    """The names that stand in "CSTO members", "Members of the CSTO", "CSTO member states"."""
    name = bare_name(group)
    forms = (
        r"(.+?) members?(?: states| countries)?",
        r"members?(?: states| countries)? of (?:the )?(.+)",
    )
    return {match.group(1) for form in forms if (match := re.fullmatch(form, name))}


def parse_date(label: str) -> When | None:
    """The date that a whole label writes out, a full stop behind it aside."""
    return parse_words(label.strip().removesuffix("."))


def dates_in(text: str) -> Iterator[tuple[int, int, When]]:
    """The dates with a year that a text writes out, with where each starts and ends."""
    for match in _WRITTEN_DATE.finditer(text):
        if when := parse_date(match.group()):
            yield match.start(), match.end(), when
