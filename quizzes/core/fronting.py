"""Questions that begin with a wh-phrase: who or which asks for the subject, or the speaker."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizzes.core.claims import said_phrase, speaker_names
from quizzes.core.library import Entity, EntityKind, Fact, Library, SpanKind, Target
from quizzes.core.phrasing import dated, lowered, missing_date, raised
from quizzes.core.statement import Statement
from quizzes.core.verbs import BRIDGES, is_adverb, is_singular_verb, reports

# The plural stands in a question that has more than one right answer in the world.
_PLURALS = {
    "country": "countries",
    "city": "cities",
    "organisation": "organisations",
    "language": "languages",
    "event": "events",
}
_GENERIC = {
    EntityKind.COUNTRY: "country",
    EntityKind.CITY: "city",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.LANGUAGE: "language",
    EntityKind.EVENT: "event",
}


# "Which country did Armenia allege had by May failed …" is more than a reader can take in.
_LATE_PARTICIPLE = re.compile(r"(?:had|has|was|is) (?:by|in|on|until|since) ")


class Fronted(NamedTuple):
    """A question, and the only subkind that its wh-phrase fits, "" where it fits all."""

    text: str
    subkind: str


def subject_questions(fact: Fact, target: Target, library: Library) -> Iterator[Fronted]:
    """The questions that have the span as their subject, the narrowest wh-phrase first."""
    if target.kind is not SpanKind.ENTITY or target.entity is None:
        return
    subject = _subject(fact.statement, target)
    if subject is None or (fact.is_claim and not _bridge(fact)):
        return
    noun, predicate = subject
    entity = library.entities.get(target.entity)
    phrases = _wh_phrases(entity, noun) if target.unique else _of_these(entity, noun)
    for who, subkind in phrases:
        question = _fronted_text(fact, who, predicate, library)
        if question:
            yield Fronted(f"{raised(question)}?", subkind)


def speaker_questions(fact: Fact, library: Library) -> Iterator[Fronted]:
    """The questions that ask who said it, the narrowest wh-phrase first."""
    verb = fact.verb or "said"
    clause = lowered(fact.statement.text.rstrip("."), fact, library)
    if len(fact.speakers) != 1 or clause is None or not reports(verb):
        return
    entity = library.entities.get(fact.speakers[0])
    for who, subkind in _wh_phrases(entity, ""):
        parts = (who, verb, said_phrase(fact), "that", clause)
        question = raised(" ".join(part for part in parts if part))
        yield Fronted(f"{question}?", subkind)


def _of_these(entity: Entity | None, noun: str) -> Iterator[tuple[str, str]]:
    """Wh-phrases that ask about the options alone, where others in the world are right, too."""
    for who, subkind in _wh_phrases(entity, noun):
        generic = who.removeprefix("which ")
        if who == "who":
            yield who, subkind
        elif generic in _PLURALS:
            yield f"which of these {_PLURALS[generic]}", subkind


def _wh_phrases(entity: Entity | None, noun: str) -> Iterator[tuple[str, str]]:
    """Wh-phrases for an entity as a subject, each with the subkind that it is limited to."""
    if entity is None or entity.pronoun == "they":
        return
    if entity.kind is EntityKind.PERSON:
        if not noun:
            yield "who", ""
        return
    subkind = entity.subkind if re.fullmatch(r"[a-z][a-z -]*[a-z]", entity.subkind) else ""
    if noun and noun != subkind and noun != _GENERIC.get(entity.kind):
        return
    if entity.kind is EntityKind.CITY and entity.stands_for:
        return  # "Moscow" may be the government, which is no city
    if subkind and entity.kind is not EntityKind.COUNTRY:
        yield f"which {subkind}", subkind
    if entity.kind in _GENERIC:
        yield f"which {_GENERIC[entity.kind]}", ""


def _subject(statement: Statement, target: Target) -> tuple[str, str] | None:
    """The noun before a span that opens the statement, and what follows the span.

    None where the span is not surely the whole subject.
    """
    span = statement.span(target.label)
    opening = re.fullmatch(r"(?:[Tt]he )?(?:([a-z]+) )?", statement.text[: span.start])
    rest = statement.text[span.end :].rstrip(".")
    if opening is None or not rest.startswith(" "):
        return None
    for word in rest.split():
        if not is_adverb(word):
            return (opening.group(1) or "", rest[1:]) if is_singular_verb(word) else None
    return None


def _bridge(fact: Fact) -> str:
    """The base of the verb where its object's subject can be asked for: "Who did X say …"."""
    return BRIDGES.get(fact.verb or "said", "") if len(fact.speakers) == 1 else ""


def _fronted_text(fact: Fact, who: str, predicate: str, library: Library) -> str | None:
    if fact.is_claim:
        if _LATE_PARTICIPLE.match(predicate):
            return None
        (speaker,) = speaker_names(fact, library)
        said = said_phrase(fact)
        return " ".join(p for p in (who, "did", speaker, _bridge(fact), said, predicate) if p)
    question = f"{who} {predicate}"
    phrase = missing_date(fact)
    if not phrase:
        return question
    whole = dated(question, phrase)
    return whole if whole and whole.startswith((question, "As of")) else None
