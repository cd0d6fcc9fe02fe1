"""Verdicts on options that state other facts, and what a verdict rests on."""

from dataclasses import replace
from itertools import product

import pytest

from quizzes.core.library import Fact, Status
from quizzes.core.proof import (
    UNPROVEN,
    Truth,
    Verdict,
    judge_attribution,
    judge_claim,
    judge_event,
    judge_option,
)
from quizzes.core.questions import Reason, ReasonKind
from tests.core import cast
from tests.core.cast import CLOSED, COST, DENIED, MET, OPENED, RIGGED, fact, key

LIBRARY = cast.library()


def test_a_false_verdict_has_its_reason_and_no_other_has_one() -> None:
    labels = ("Norway", "Denmark", "Oslo", "3 June 2024", "May 2024", "Karl Lind", "two", "x y")
    found = set()
    for given, label in product(cast.FACTS, labels):
        for target in given.targets:
            verdict = judge_option(LIBRARY, given, target, label)
            assert (verdict.reason is not None) == (verdict.truth is Truth.FALSE)
            found.add(verdict.truth)
    assert found == set(Truth)


def test_the_key_is_never_false() -> None:
    for given in cast.FACTS:
        for target in given.targets:
            label = {"by": str(given.speakers and given.speakers[0].name),
                     "when": given.when and given.when.words,
                     "said on": given.said_on and given.said_on.words,
                     "statement": given.statement.text}.get(target.label, target.label)  # fmt: skip
            assert judge_option(LIBRARY, given, target, str(label)).truth is Truth.TRUE


def test_the_order_of_the_library_changes_no_verdict() -> None:
    turned = cast.library(*reversed(cast.FACTS), entities=tuple(reversed(cast.ENTITIES)))
    for given in cast.FACTS:
        for target in given.targets:
            for label in ("Denmark", "Karl Lind", "May 2024", "three"):
                one = judge_option(LIBRARY, given, target, label)
                assert one == judge_option(turned, given, target, label)


# An event beside another


def test_an_event_of_another_time_did_not_happen_then() -> None:
    assert judge_event(LIBRARY, CLOSED, CLOSED.target("when"), OPENED.ref) == Verdict(
        Truth.FALSE, Reason(ReasonKind.DATE, "This was in another time: 3 June 2024.", OPENED.ref)
    )


def test_the_event_itself_and_one_of_the_same_time_are_right() -> None:
    assert judge_event(LIBRARY, OPENED, OPENED.target("when"), OPENED.ref).truth is Truth.TRUE
    assert judge_event(LIBRARY, OPENED, OPENED.target("when"), MET.ref).truth is Truth.TRUE


def test_a_claim_happens_when_it_is_made() -> None:
    old = fact("A firm rigged it.", id="old", by=("Karl Lind",), when="2020", said_on="2024-06-03")
    library = cast.library(OPENED, old)
    assert judge_event(library, OPENED, OPENED.target("when"), old.ref).truth is Truth.TRUE


@pytest.mark.parametrize(
    "other",
    [
        fact("Something happened.", id="timeless"),
        fact("Something happened.", id="rough", when="~2024-05-30"),
        fact("Something happened.", id="draft", when="1999", status=Status.DRAFT),
    ],
)
def test_what_may_have_been_at_that_time_is_unproven(other: Fact) -> None:
    library = cast.library(OPENED, other)
    assert judge_event(library, OPENED, OPENED.target("when"), other.ref) == UNPROVEN


def test_nothing_is_judged_beside_an_unknown_time_or_fact() -> None:
    assert judge_event(LIBRARY, OPENED, OPENED.target("when"), "bridge/none") == UNPROVEN
    timeless = replace(OPENED, when=None)
    assert judge_event(LIBRARY, timeless, OPENED.target("when"), CLOSED.ref) == UNPROVEN


# Who vouches for it


def test_what_the_report_asserts_is_wrong_where_a_claim_is_asked() -> None:
    assert judge_attribution(LIBRARY, RIGGED, OPENED.ref).reason == Reason(
        ReasonKind.ATTRIBUTION, "The report itself states this.", OPENED.ref
    )


def test_a_claim_is_wrong_where_what_the_report_asserts_is_asked() -> None:
    verdict = judge_attribution(LIBRARY, OPENED, RIGGED.ref)
    assert verdict.reason is not None
    assert verdict.reason.text.startswith("Karl Lind alleged this: ")


def test_another_claim_is_right_where_a_claim_is_asked() -> None:
    assert judge_attribution(LIBRARY, RIGGED, COST.ref).truth is Truth.TRUE


def test_what_is_both_claimed_and_asserted_is_neither() -> None:
    asserted = replace(RIGGED, id="asserted", speakers=(), verb="")
    library = cast.library(DENIED, RIGGED, asserted)
    assert judge_attribution(library, DENIED, asserted.ref).truth is Truth.UNPROVEN
    assert judge_attribution(library, OPENED, RIGGED.ref).truth is Truth.UNPROVEN


def test_an_unnamed_source_is_named_by_its_verb() -> None:
    rumour = fact("Norway bought it.", id="rumour", verb="is widely believed")
    library = cast.library(OPENED, rumour)
    verdict = judge_attribution(library, OPENED, rumour.ref)
    assert verdict.reason is not None
    assert verdict.reason.text == "This is widely believed: Norway bought it."


def test_an_unknown_fact_is_vouched_for_by_nobody() -> None:
    assert judge_attribution(LIBRARY, RIGGED, "") == UNPROVEN


# Whose claim it is


def test_what_another_side_claims_is_not_this_speakers_claim() -> None:
    verdict = judge_claim(LIBRARY, RIGGED, DENIED.ref)
    assert verdict.reason is not None
    assert verdict.reason.kind is ReasonKind.ROLE
    assert verdict.reason.fact == DENIED.ref


def test_the_same_speakers_other_claim_is_unproven_and_the_same_claim_is_right() -> None:
    other = replace(COST, speakers=(key("Karl Lind", "person"),))
    assert judge_claim(cast.library(RIGGED, other), RIGGED, other.ref) == UNPROVEN
    assert judge_claim(LIBRARY, RIGGED, RIGGED.ref).truth is Truth.TRUE
    shared = replace(RIGGED, id="shared", speakers=(key("Eva Dahl", "person"),))
    assert judge_claim(cast.library(RIGGED, shared), RIGGED, shared.ref).truth is Truth.TRUE


def test_what_the_speaker_claims_elsewhere_in_other_facts_is_right_too() -> None:
    again = replace(DENIED, id="again", speakers=RIGGED.speakers)
    library = cast.library(RIGGED, DENIED, again)
    assert judge_claim(library, RIGGED, DENIED.ref).truth is Truth.TRUE


def test_what_nobody_claims_is_nobodys_claim() -> None:
    assert judge_claim(LIBRARY, RIGGED, OPENED.ref) == UNPROVEN
    assert judge_claim(LIBRARY, RIGGED, "bridge/none") == UNPROVEN
