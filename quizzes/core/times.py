"""When a fact happened, as far as a question can ask for it or an option rest on it."""

import re

from quizzes.core.dates import When
from quizzes.core.index import parse_date
from quizzes.core.library import Fact, SpanKind, Target, TargetRole
from quizzes.core.words import content_stems, fold

TIMES = (TargetRole.WHEN, TargetRole.SAID_ON)

# Two statements that share so much of their content may tell of one event, or of it again.
_ALIKE = 0.6

# Behind "was" these tell what was done to somebody, all other words but those in -ed how it was.
_PARTICIPLES = (
    "begun|born|bought|broken|brought|built|caught|chosen|cut|drawn|driven|found|given|held|hit|"
    "hurt|laid|left|lost|made|met|paid|put|seen|sent|set|shot|shown|sold|stolen|struck|sworn|taken|"
    "thrown|told|won|written"
)
_BEING = re.compile(
    rf"\b(?:is|are|was|were) (?:\w+ly )?+(?!(?:\w\w+ed|{_PARTICIPLES})\b)"
    r"|\b(?:is|are|was|were) (?:led|based|located|known|called|made up|composed)\b"
    r"|\b(?:has|have|had) been (?:\w+ly )?+(?!\w\w+ed\b)"
    r"|\b(?:remained|belonged|consisted|contained|lived|owned|lay|stood|led)\b"
)


def time_told(fact: Fact) -> When | None:
    """When that happened which a sentence about the fact tells: a claim happens as it is made."""
    return fact.said_on if fact.is_claim and fact.said_on else fact.when


def time_asked(fact: Fact, target: Target) -> When | None:
    """The time that a target asks for; a date in the statement where it is the fact's own time.

    "on [24 May 2024]" is, "the [2020] war" is not: the war has its date, and what is told of
    it may be true of another war.
    """
    if target.role is TargetRole.WHEN:
        return fact.when
    if target.role is TargetRole.SAID_ON:
        return fact.said_on
    if target.role is not TargetRole.SPAN or target.kind is not SpanKind.DATE:
        return None
    before = fold(fact.statement.text[: fact.statement.span(target.label).start])
    written = parse_date(target.label)
    own = fact.when == written and before.endswith((" on", " in")) and not fact.is_claim
    return written if own else None


def tells_a_state(text: str) -> bool:
    """Whether a statement tells how things were rather than what happened.

    Who was president in May was president in April, too.
    """
    return bool(_BEING.search(fold(text)))


def may_be_the_same(fact: Fact, other: Fact) -> bool:
    """Whether two statements share so much that the one event may be the other, or its like."""
    first, second = content_stems(fact.statement.text), content_stems(other.statement.text)
    shared = len(first & second)
    return bool(shared) and shared >= _ALIKE * min(len(first), len(second))
