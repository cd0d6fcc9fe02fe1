"""One target asked by one stem: the right answer as an option, and the order of all options."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from quizzes.core.dates import When
from quizzes.core.library import Entity, EntityKey, Fact, Library, SpanKind, Target, TargetRole
from quizzes.core.nearby import size
from quizzes.core.phrasing import lowered, raised
from quizzes.core.questions import Option
from quizzes.core.stems import Stem, Style
from quizzes.core.words import fold


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


def key_option(case: Case, library: Library) -> Option:
    """The right answer as an option, in the words that fit the stem."""
    target, stem = case.target, case.stem
    entity = library.entities.get(case.entity) if case.entity else None
    if entity and stem.style is not Style.SURFACE:
        return Option(entity_label(entity, stem, target.label), True, entity.key)
    if case.when:
        return Option(case.when.words, is_key=True)
    if target.role is TargetRole.STATEMENT:
        return Option(_fitting(case, raised(case.fact.statement.text)), True, fact=case.fact.ref)
    label = target.label if target.kind is not SpanKind.PHRASE else _fitting(case, target.label)
    return Option(cased(label, case, library), is_key=True, entity=target.entity)


def _fitting(case: Case, label: str) -> str:
    """Of all right wordings the one whose length is most like that of the editor's wrong ones."""
    wrong = case.target.wrong
    if not wrong:
        return label
    mean = sum(map(len, wrong)) / len(wrong)
    wordings = (label, *case.target.accept)
    return min(wordings, key=lambda wording: abs(len(wording) - mean))


def entity_label(entity: Entity, stem: Stem, surface: str) -> str:
    if stem.style is not Style.DEMONYM:
        return entity.name
    return surface if surface in entity.demonyms else (*entity.demonyms, "")[0]


def cased(label: str, case: Case, library: Library) -> str:
    """The label as an option: with a capital, but for one that belongs within the sentence."""
    if case.stem.wants_capital:
        return raised(label)
    opens = case.fact.statement.text.startswith(case.target.label)
    return (lowered(label, case.fact, library) if opens else None) or label


def in_order(options: Iterable[Option], case: Case, library: Library) -> tuple[Option, ...]:
    """The options as they are stored: dates and numbers ascending, the rest alphabetically."""
    return tuple(sorted(options, key=lambda option: sort_key(option, case, library)))


def sort_key(option: Option, case: Case, library: Library) -> tuple[float, str]:
    """What an option is sorted by."""
    entity = library.entities.get(option.entity) if option.entity else None
    if entity and case.stem.style is Style.NAME:
        return 0.0, fold(entity.sort_key)
    asks_size = case.when is not None or case.target.kind in (SpanKind.DATE, SpanKind.NUMBER)
    return (size(option.label) if asks_size else 0.0), fold(option.label)


def wanted_place(case: Case, n: int) -> int:
    """The place among n that the key should have: any, but always the same for one target.

    So the keys of a bank are spread over all places, and a date or number has neighbours on
    both sides as often as not.
    """
    text = f"{case.fact.ref}|{case.target.label}"
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % n


def tie_breaker(case: Case, label: str) -> str:
    text = f"{case.seed}|{case.fact.ref}|{case.target.label}|{label}"
    return hashlib.sha256(text.encode()).hexdigest()
