"""A library looked up from the side of words: what a label names, and which facts say it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from quizzes.core.dates import MONTHS, When
from quizzes.core.library import Entity, EntityKey, Fact, Group, Library, Target, TargetRole
from quizzes.core.words import bare_name, fold, words

_MONTH = "|".join(MONTHS)
_DAY_FIRST = re.compile(rf"(?:(\d{{1,2}}) )?({_MONTH}) (\d{{4}})", re.ASCII | re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"({_MONTH}) (\d{{1,2}}),? (\d{{4}})", re.ASCII | re.IGNORECASE)


class Index:
    """The lookups that judging needs, each computed once for a library."""

    def __init__(self, library: Library) -> None:
        self.library = library

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
    def _longest_name(self) -> int:
        return max((len(name.split()) for name in self._by_name), default=0)

    def mentions(self, text: str) -> Iterator[tuple[int, int, Entity]]:
        """The names in a text as word positions `start` and `end` (exclusive), longest first.

        A name that two entities share is left out: nothing says which is meant.
        """
        found = words(text)
        at = 0
        while at < len(found):
            for length in range(min(self._longest_name, len(found) - at), 0, -1):
                entities = self._by_name.get(" ".join(found[at : at + length]), ())
                if len(entities) == 1:
                    yield at, at + length, entities[0]
                    at += length
                    break
            else:
                at += 1

    def canonical(self, text: str) -> str:
        """The folded words with every name replaced by its entity: equal for equal statements."""
        found = list(words(text))
        for start, end, entity in reversed(list(self.mentions(text))):
            found[start:end] = [f"<{entity.key}>"]
        return " ".join(word for word in found if word not in ("a", "an", "the"))

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


def _body_names(group: str) -> set[str]:
    """The names that stand in "CSTO members", "Members of the CSTO", "CSTO member states"."""
    name = bare_name(group)
    forms = (
        r"(.+?) members?(?: states| countries)?",
        r"members?(?: states| countries)? of (?:the )?(.+)",
    )
    return {match.group(1) for form in forms if (match := re.fullmatch(form, name))}


def parse_date(text: str) -> When | None:
    """The date that a whole label writes out: "8 May 2024", "May 8, 2024", "about 2020"."""
    rest = fold(text).rstrip(".")
    about = rest.startswith(("about ", "around "))
    if about:
        rest = rest.partition(" ")[2]
    first, joined, last = rest.partition(" to ")
    ends = [_one_date(first), *([_one_date(last)] if joined else [])]
    if None in ends:
        return None
    try:
        return When.parse(f"{'~' if about else ''}{'/'.join(str(end) for end in ends)}")
    except ValueError:
        return None


def _one_date(text: str) -> str | None:
    """A date as the fact sheet writes it."""
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match.groups()
    else:
        return text if re.fullmatch(r"\d{4}", text, re.ASCII) else None
    number = [name.casefold() for name in MONTHS].index(month.casefold()) + 1
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
