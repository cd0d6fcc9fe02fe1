"""From a target to the wording of a question about it.

A wording is tried in this order: the editor's own; a fronted wh-question where the span is the
subject; a cloze. (A template joins between the first two when there are any.) Where no
wording is sure to read well there is none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeGuard

from quizzes.core.claims import attributed
from quizzes.core.dates import When
from quizzes.core.fronting import Fronted, speaker_questions, subject_questions
from quizzes.core.library import Fact, Library, SpanKind, Target, TargetRole
from quizzes.core.phrasing import dated, lowered, missing_date, preposition, raised, says_when
from quizzes.core.questions import Wording
from quizzes.core.statement import BLANK


class Style(StrEnum):
    """What the options must be to fit the stem."""

    NAME = "name"  # the entity's main name
    DEMONYM = "demonym"  # the adjective of a country
    SURFACE = "surface"  # the words of the statement


@dataclass(frozen=True, slots=True)
class Stem:
    """A stem, and what it demands of its answers.

    `before` is the article right before the blank ("a", "an", "the"), and `subkind` the only
    subkind that its wh-phrase fits, or "" where it fits all.
    """

    text: str
    wording: Wording
    style: Style = Style.NAME
    before: str = ""
    subkind: str = ""

    @property
    def is_cloze(self) -> bool:
        return BLANK in self.text

    @property
    def wants_capital(self) -> bool:
        """Whether its answer begins a sentence, as any answer to a question does."""
        return not self.is_cloze or self.text.startswith(BLANK)


def stems_for(fact: Fact, target: Target, library: Library) -> tuple[Stem, ...]:
    """The wordings that ask for the target, the best first; none where none reads well.

    For the speaker they ask who said it, for any other target what belongs in the statement.
    """
    style = _style(target, library)
    if target.ask:
        return (Stem(target.ask, Wording.EDITOR, style),)
    match target.role:
        case TargetRole.SPEAKER:
            return tuple(_stems(speaker_questions(fact, library)))
        case TargetRole.SAID_ON:
            return tuple(_said_when(fact, library))
        case TargetRole.WHEN:
            return tuple(_happened_when(fact))
        case TargetRole.STATEMENT:
            return ()
        case TargetRole.SPAN:
            fronted = _stems(subject_questions(fact, target, library))
            return (*fronted, *_cloze(fact, target, style, library))


def _stems(questions: Iterable[Fronted]) -> Iterator[Stem]:
    return (Stem(each.text, Wording.FRONTED, subkind=each.subkind) for each in questions)


def _style(target: Target, library: Library) -> Style:
    entity = library.entities.get(target.entity) if target.entity else None
    if entity is None:
        return Style.SURFACE
    surface = _bare(target.label)
    if target.role is TargetRole.SPEAKER or surface in (*entity.names, _bare(entity.name)):
        return Style.NAME
    return Style.DEMONYM if surface in entity.demonyms else Style.SURFACE


def _bare(surface: str) -> str:
    return re.sub(r"\A[Tt]he ", "", surface)


# ---- when


def _said_when(fact: Fact, library: Library) -> Iterator[Stem]:
    when = fact.said_on
    if not fact.speakers or not _can_be_asked(when) or when.words in fact.statement.text:
        return
    clause = fact.statement.text.rstrip(".")
    whole = attributed(fact, clause, library, f"{preposition(when)} {BLANK}")
    if whole:
        yield Stem(f"{whole}.", Wording.CLOZE, Style.SURFACE)


def _happened_when(fact: Fact) -> Iterator[Stem]:
    when = fact.when
    if fact.is_claim or not _can_be_asked(when) or says_when(fact.statement.text, when):
        return
    sentence = dated(raised(fact.statement.text.rstrip(".")), f"{preposition(when)} {BLANK}")
    if sentence and sentence.endswith(BLANK):
        yield Stem(f"{sentence}.", Wording.CLOZE, Style.SURFACE)


def _can_be_asked(when: When | None) -> TypeGuard[When]:
    """Whether it is one date, and one that is surely so."""
    return when is not None and when.is_single and not when.about and not when.inferred


# ---- cloze


def _cloze(fact: Fact, target: Target, style: Style, library: Library) -> Iterator[Stem]:
    blank = f"the {BLANK}" if style is Style.NAME and _drops_the(target, library) else BLANK
    sentence = fact.statement.with_span(target.label, blank).rstrip(".")
    phrase = "" if target.kind is SpanKind.DATE else missing_date(fact)
    if fact.is_claim:
        whole = attributed(fact, sentence, library)
    elif phrase:
        whole = _dated_cloze(sentence, phrase, fact, library)
    else:
        whole = raised(sentence)
    if whole is None:
        return
    before = re.search(rf"\b(a|an|the) {BLANK}", whole, re.IGNORECASE)
    yield Stem(f"{whole}.", Wording.CLOZE, style, before.group(1).lower() if before else "")


def _drops_the(target: Target, library: Library) -> bool:
    """Whether the surface has "the" in it and the entity's name, which the options show, not."""
    entity = library.entities.get(target.entity) if target.entity else None
    return bool(
        entity
        and target.label.lower().startswith("the ")
        and not entity.name.lower().startswith("the ")
    )


def _dated_cloze(sentence: str, phrase: str, fact: Fact, library: Library) -> str | None:
    whole = dated(sentence, phrase)
    if whole is None or whole.startswith(sentence):
        return raised(whole) if whole else None
    inner = lowered(sentence, fact, library)
    return None if inner is None else dated(inner, phrase)
