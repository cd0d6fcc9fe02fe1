"""From a target to the wording of a question about it.

A wording is tried in this order: the editor's own; a fronted wh-question where the span is the
subject; a cloze. (A template joins between the first two when there are any.) Where no
wording is sure to read well there is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizzes.core.library import (
    Entity,
    EntityKind,
    Fact,
    Library,
    SpanKind,
    Target,
    TargetRole,
)
from quizzes.core.phrasing import (
    dated,
    in_sentence,
    lowered,
    preposition,
    raised,
    says_when,
    when_phrase,
)
from quizzes.core.questions import Wording
from quizzes.core.statement import BLANK, Statement
from quizzes.core.verbs import BRIDGES, is_adverb, is_impersonal, is_singular_verb, reports

_GENERIC = {
    EntityKind.COUNTRY: "country",
    EntityKind.CITY: "city",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.LANGUAGE: "language",
    EntityKind.EVENT: "event",
}


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
    style = _style(fact, target, library)
    if target.ask:
        return (Stem(target.ask, Wording.EDITOR, style),)
    if target.role is TargetRole.SPEAKER:
        return tuple(_who_said(fact, library))
    if target.role is TargetRole.SAID_ON:
        return tuple(_said_when(fact, library))
    if target.role is TargetRole.WHEN:
        return tuple(_happened_when(fact))
    if target.role is TargetRole.STATEMENT:
        return ()
    return (*_fronted(fact, target, library), *_cloze(fact, target, style, library))


def statement_of(fact: Fact, library: Library) -> str:
    """The fact as a full sentence that says who claims it, for an explanation."""
    sentence = fact.statement.text
    if not fact.is_claim:
        return raised(sentence)
    whole = attributed(fact, sentence, library)
    if whole:
        return whole
    source = " and ".join(_speaker_names(fact, library)) or "an unnamed source"
    return f"According to {source}: {raised(sentence)}"


def attributed(fact: Fact, clause: str, library: Library, when: str | None = None) -> str | None:
    """A claimed clause behind its speaker, verb and date; None where "that" can't join them."""
    inner = lowered(clause, fact, library)
    said = _said_on(fact) if when is None else when
    if inner is None:
        return None
    if not fact.speakers:
        if fact.verb.endswith("ly"):
            return f"{raised(fact.verb)}, {inner}"
        return f"It {fact.verb} that {inner}" if is_impersonal(fact.verb) else None
    verb = fact.verb or "said"
    if not reports(verb):
        return None
    names = " and ".join(_speaker_names(fact, library))
    return raised(" ".join(part for part in (names, verb, said, "that", inner) if part))


def _said_on(fact: Fact) -> str:
    """When it was said, as a phrase; "" where the statement names that very date itself."""
    if fact.said_on is None or fact.said_on.words in fact.statement.text:
        return ""
    return when_phrase(fact.said_on)


def _speaker_names(fact: Fact, library: Library) -> list[str]:
    known = [library.entities.get(key) for key in fact.speakers]
    return [
        in_sentence(entity) if entity else key.name
        for entity, key in zip(known, fact.speakers, strict=True)
    ]


def _style(fact: Fact, target: Target, library: Library) -> Style:
    entity = library.entities.get(target.entity) if target.entity else None
    if entity is None or target.role is TargetRole.SPEAKER:
        return Style.NAME if entity else Style.SURFACE
    surface = _bare(target.label)
    if surface in entity.names or _bare(entity.name) == surface:
        return Style.NAME
    return Style.DEMONYM if surface in entity.demonyms else Style.SURFACE


def _bare(surface: str) -> str:
    return re.sub(r"\A[Tt]he ", "", surface)


# ---- who said it, and when


def _who_said(fact: Fact, library: Library) -> Iterator[Stem]:
    verb = fact.verb or "said"
    clause = lowered(fact.statement.text.rstrip("."), fact, library)
    if len(fact.speakers) != 1 or clause is None or not reports(verb):
        return
    entity = library.entities.get(fact.speakers[0])
    for who, subkind in _wh_phrases(entity, ""):
        parts = (who, verb, _said_on(fact), "that", clause)
        yield Stem(
            raised(" ".join(part for part in parts if part)) + "?",
            Wording.FRONTED,
            subkind=subkind,
        )


def _said_when(fact: Fact, library: Library) -> Iterator[Stem]:
    when = fact.said_on
    if when is None or not when.is_single or when.about or when.inferred or not fact.speakers:
        return
    if when.words in fact.statement.text:
        return
    whole = attributed(fact, fact.statement.text, library, f"{preposition(when)} {BLANK}")
    if whole:
        yield Stem(whole, Wording.CLOZE, Style.SURFACE)


def _happened_when(fact: Fact) -> Iterator[Stem]:
    when = fact.when
    if when is None or fact.is_claim or not when.is_single or when.about or when.inferred:
        return
    if says_when(fact.statement.text, when):
        return
    sentence = dated(raised(fact.statement.text.rstrip(".")), f"{preposition(when)} {BLANK}")
    if sentence and sentence.endswith(BLANK):
        yield Stem(f"{sentence}.", Wording.CLOZE, Style.SURFACE)


# ---- the span as the subject of a question


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


def _fronted(fact: Fact, target: Target, library: Library) -> Iterator[Stem]:
    if target.kind is not SpanKind.ENTITY or target.entity is None:
        return
    subject = _subject(fact.statement, target)
    if subject is None or (fact.is_claim and not _bridge(fact)):
        return
    noun, predicate = subject
    for who, subkind in _wh_phrases(library.entities.get(target.entity), noun):
        question = _fronted_text(fact, who, predicate, library)
        if question:
            yield Stem(f"{raised(question)}?", Wording.FRONTED, subkind=subkind)


def _bridge(fact: Fact) -> str:
    """The base of the verb where its object's subject can be asked for: "Who did X say …"."""
    return BRIDGES.get(fact.verb or "said", "") if len(fact.speakers) == 1 else ""


def _fronted_text(fact: Fact, who: str, predicate: str, library: Library) -> str | None:
    if fact.is_claim:
        (speaker,) = _speaker_names(fact, library)
        said = _said_on(fact)
        return " ".join(p for p in (who, "did", speaker, _bridge(fact), said, predicate) if p)
    question = f"{who} {predicate}"
    phrase = _missing_date(fact)
    if not phrase:
        return question
    whole = dated(question, phrase)
    return whole if whole and whole.startswith((question, "As of")) else None


def _missing_date(fact: Fact) -> str:
    """What the statement leaves out of when it happened, as a phrase; "" where it says so."""
    if fact.when is None or says_when(fact.statement.text, fact.when):
        return ""
    return when_phrase(fact.when)


# ---- cloze


def _cloze(fact: Fact, target: Target, style: Style, library: Library) -> Iterator[Stem]:
    blank = f"the {BLANK}" if style is Style.NAME and _drops_the(target, library) else BLANK
    sentence = fact.statement.with_span(target.label, blank).rstrip(".")
    phrase = "" if target.kind is SpanKind.DATE else _missing_date(fact)
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
