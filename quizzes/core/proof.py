"""Whether an option is right or provably wrong, by all that the library holds.

Judged as a hostile examiner would: an option is FALSE only where something says so. That a
report does not mention it proves nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from quizzes.core.answers import disjoint
from quizzes.core.index import Index
from quizzes.core.library import EntityKey, Fact, Library, Status, Target
from quizzes.core.questions import Reason, ReasonKind
from quizzes.core.refutation import shares_speaker, speaks_otherwise, who_says, why_false
from quizzes.core.support import why_true
from quizzes.core.times import time_asked, time_told
from quizzes.core.trial import Trial


class Truth(StrEnum):
    """What is known of an option."""

    TRUE = "true"
    FALSE = "false"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of an option; a FALSE one bears its reason, `note` says why otherwise."""

    truth: Truth
    reason: Reason | None = None
    note: str = ""


UNPROVEN = Verdict(Truth.UNPROVEN, note="nothing that the library holds rules it out")


def judge_option(
    library: Library, fact: Fact, target: Target, label: str, entity: EntityKey | None = None
) -> Verdict:
    """What is known of an option's words as an answer to one target of one fact.

    FALSE comes with its reason. UNPROVEN options must not be offered: either something might
    make them right, or nothing says that they are wrong.
    """
    trial = Trial.of(Index.of(library), fact, target, label, entity)
    if note := why_true(trial):
        return Verdict(Truth.TRUE, note=note)
    if trial.is_listed(target.avoid):
        return Verdict(Truth.UNPROVEN, note="an editor wants it left out")
    reason = why_false(trial)
    return Verdict(Truth.FALSE, reason) if reason else UNPROVEN


def judge_event(library: Library, fact: Fact, target: Target, stated: str) -> Verdict:
    """What is known of an option that states another fact, where a fact's time is asked."""
    other = _approved(library, stated)
    asked = time_asked(fact, target)
    if other is None or asked is None:
        return UNPROVEN
    if other.ref == fact.ref:
        return Verdict(Truth.TRUE, note="it states the fact that is asked")
    when = time_told(other)
    if when is None or not (when.overlaps(asked) or disjoint(when, asked)):
        return UNPROVEN
    if when.overlaps(asked):
        return Verdict(Truth.TRUE, note=f"this was in {when.words}, too")
    return _false(ReasonKind.DATE, f"This was in another time: {when.words}.", other.ref)


def judge_attribution(library: Library, fact: Fact, stated: str) -> Verdict:
    """What is known of an option that states another fact, where it is asked who vouches for it.

    Asked for what rests on a claim, what the report itself asserts is wrong, and the other way.
    """
    other = _approved(library, stated)
    if other is None:
        return UNPROVEN
    if other.is_claim == fact.is_claim:
        return Verdict(Truth.TRUE, note="it rests on the same kind of source")
    same = Index.of(library).stating(other.statement.text)
    if any(each.is_claim != other.is_claim for each in same):
        return Verdict(Truth.UNPROVEN, note="the report asserts it and somebody claims it, too")
    if other.is_claim:
        return _false(ReasonKind.ATTRIBUTION, who_says(other), other.ref)
    return _false(ReasonKind.ATTRIBUTION, "The report itself states this.", other.ref)


def judge_claim(library: Library, fact: Fact, stated: str) -> Verdict:
    """What is known of an option that states another claim, where one speaker's claim is asked."""
    index = Index.of(library)
    other = _approved(library, stated)
    if other is None:
        return UNPROVEN
    again = (each for each in index.stating(other.statement.text) if each.ref != other.ref)
    if other.ref == fact.ref or any(shares_speaker(index, fact, each) for each in again):
        return Verdict(Truth.TRUE, note="the same speaker claims it")
    if not speaks_otherwise(index, fact, other):
        return UNPROVEN
    return _false(ReasonKind.ROLE, who_says(other), other.ref)


def _approved(library: Library, ref: str) -> Fact | None:
    fact = library.facts.get(ref)
    return fact if fact is not None and fact.status is Status.APPROVED else None


def _false(kind: ReasonKind, text: str, fact: str = "", group: str = "") -> Verdict:
    return Verdict(Truth.FALSE, Reason(kind, text, fact, group))
