"""A claim in a sentence: behind whoever makes it, with the verb and the date."""

from quizzes.core.library import Fact, Library
from quizzes.core.phrasing import in_sentence, lowered, raised, when_phrase
from quizzes.core.verbs import is_impersonal, reports


def statement_of(fact: Fact, library: Library) -> str:
    """The fact as a full sentence that says who claims it, for an explanation."""
    sentence = fact.statement.text
    if not fact.is_claim:
        return raised(sentence)
    whole = attributed(fact, sentence, library)
    if whole:
        return whole
    source = " and ".join(speaker_names(fact, library)) or "an unnamed source"
    return f"According to {source}: {raised(sentence)}"


def attributed(fact: Fact, clause: str, library: Library, when: str | None = None) -> str | None:
    """A claimed clause behind its speaker, verb and date; None where "that" can't join them.

    `when` is the phrase that dates it, where that is not the fact's own.
    """
    inner = lowered(clause, fact, library)
    said = said_phrase(fact) if when is None else when
    if inner is None:
        return None
    if not fact.speakers:
        if fact.verb.endswith("ly"):
            return f"{raised(fact.verb)}, {inner}"
        return f"It {fact.verb} that {inner}" if is_impersonal(fact.verb) else None
    verb = fact.verb or "said"
    if not reports(verb):
        return None
    names = " and ".join(speaker_names(fact, library))
    return raised(" ".join(part for part in (names, verb, said, "that", inner) if part))


def said_phrase(fact: Fact) -> str:
    """When it was said, as a phrase; "" where the statement names that very date itself."""
    if fact.said_on is None or fact.said_on.words in fact.statement.text:
        return ""
    return when_phrase(fact.said_on)


def speaker_names(fact: Fact, library: Library) -> list[str]:
    """The speakers as running text has them."""
    known = [library.entities.get(key) for key in fact.speakers]
    return [
        in_sentence(entity) if entity else key.name
        for entity, key in zip(known, fact.speakers, strict=True)
    ]
