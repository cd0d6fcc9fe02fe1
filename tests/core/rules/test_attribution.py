"""R4: a claim stays a claim."""

from dataclasses import replace

import pytest

from quizzes.core.questions import Form
from tests.core import cast
from tests.core.asking import ask, said, typed
from tests.core.cast import CLOSED, COST, OPENED, RIGGED, fact, key

WHO = "Who alleged on 2 June 2024 that two firms had rigged the tender for the Halden Bridge?"


def test_speaker_and_verb_in_the_stem_keep_the_attribution() -> None:
    stem = "Karl Lind alleged on 2 June 2024 that two firms had rigged the tender for the ____."
    assert said("R4", ask(RIGGED, "Halden Bridge", stem, "*Halden Bridge")) == []


def test_a_claim_is_not_asked_as_a_fact() -> None:
    stem = "For which bridge had two firms rigged the tender?"
    assert said("R4", ask(RIGGED, "Halden Bridge", stem, "*Halden Bridge")) == [
        "It doesn't say that Karl Lind claims this: name the speaker.",
        "It states a claim as a fact: say that Karl Lind alleged it.",
    ]


def test_the_key_may_name_the_speaker_but_not_supply_the_verb() -> None:
    assert said("R4", ask(RIGGED, "by", WHO, "*Karl Lind", form=Form.WHO_SAID)) == []
    noted = WHO.replace("alleged", "noted")
    assert len(said("R4", ask(RIGGED, "by", noted, "*Karl Lind", form=Form.WHO_SAID))) == 1


@pytest.mark.parametrize("wording", ["alleged", "allegation", "alleges", "allegations"])
def test_any_word_with_the_verbs_stem_keeps_it(wording: str) -> None:
    stem = f"Karl Lind's {wording} of June 2024 was about the tender for the ____."
    assert said("R4", ask(RIGGED, "Halden Bridge", stem, "*Halden Bridge")) == []


@pytest.mark.parametrize(
    ("verb", "wording"),
    [
        ("is widely believed", "According to a widespread belief,"),
        ("is widely believed", "It is believed that"),
        ("was reported", "Reports had it that"),
    ],
)
def test_an_unnamed_source_is_shown_by_its_verb(verb: str, wording: str) -> None:
    rumour = fact("[Norway] bought the steel.", id="rumour", verb=verb)
    library = cast.library(rumour)
    right = typed(rumour, "Norway", f"{wording} ____ bought the steel.", "Norway")
    assert said("R4", right, library) == []
    bare = typed(rumour, "Norway", "____ bought the steel.", "Norway")
    assert said("R4", bare, library) == [
        f"It states a claim as a fact: say that it {verb}.",
    ]


@pytest.mark.parametrize("wording", ["said", "claims", "according to", "stated"])
def test_a_speaker_without_a_verb_needs_some_word_of_saying(wording: str) -> None:
    told = fact("[Norway] bought the steel.", id="told", by=("Karl Lind",))
    library = cast.library(told)
    right = typed(told, "Norway", f"Karl Lind {wording} that ____ bought the steel.", "Norway")
    assert said("R4", right, library) == []
    bare = typed(told, "Norway", "With Karl Lind, ____ bought the steel.", "Norway")
    assert said("R4", bare, library) == ["It states a claim as a fact: say that Karl Lind said it."]


def test_a_verb_of_many_words_counts_by_its_telling_one() -> None:
    told = fact("[Norway] bought it.", id="told", by=("Karl Lind",), verb="made the claim")
    stem = "Which country, by Karl Lind's claim, bought it?"
    assert said("R4", typed(told, "Norway", stem, "Norway"), cast.library(told)) == []


def test_a_stand_in_names_the_speaker() -> None:
    told = fact("The bridge pays for [Sweden].", id="told", by=(key("Norway"),), verb="argued")
    stem = "For which country did Oslo argue that the bridge paid?"
    assert said("R4", typed(told, "Sweden", stem, "Sweden"), cast.library(told)) == []


def test_a_speaker_whom_the_library_does_not_describe_goes_by_the_key() -> None:
    told = fact("The bridge pays.", id="told", by=("Zoe Zed",), verb="argued")
    stem = "What did Zoe Zed argue that the bridge did?"
    library = cast.library(told)
    assert said("R4", ask(told, "statement", stem, "*It pays."), library) == []
    assert len(said("R4", ask(told, "statement", "Who pays?", "*It pays."), library)) == 2


def test_fact_or_claim_is_exempt_because_attribution_is_its_answer() -> None:
    question = ask(RIGGED, "statement", "Which of these rests on an allegation?",
                   "*Two firms rigged a tender.", form=Form.FACT_OR_CLAIM)  # fmt: skip
    assert said("R4", question) == []


def test_a_statement_may_carry_its_attribution_in_the_option() -> None:
    stem = "What happened on 2 June 2024?"
    whole = "*Karl Lind alleged that firms had rigged a tender."
    assert said("R4", ask(RIGGED, "statement", stem, whole)) == []
    bare = ask(RIGGED, "statement", stem, "*Firms had rigged a tender.")
    assert len(said("R4", bare)) == 2


def test_events_to_be_put_in_order_are_shown_as_the_claims_they_are() -> None:
    stem = "Which of these happened first?"
    bare = {"A bridge closed.": CLOSED, "Two firms had rigged a tender.": RIGGED}
    question = ask(CLOSED, "when", stem, *bare, states=bare)
    assert said("R4", question) == [
        "“Two firms had rigged a tender.” states a claim as a fact: say that Karl Lind alleged it."
    ]
    shown = {"A bridge closed.": CLOSED, "Karl Lind alleged that a tender was rigged.": RIGGED}
    assert said("R4", ask(CLOSED, "when", stem, *shown, states=shown)) == []


def test_a_claim_beside_the_one_asked_is_not_told_as_a_fact() -> None:
    stem = "Which country opened the Halden Bridge, for whose tender two firms had rigged bids?"
    assert said("R4", ask(OPENED, "Norway", stem, "*Norway")) == [
        "It tells “Two firms had rigged the tender for the Halden Bridge.” as a fact: say that "
        "Karl Lind alleged it, or leave it out."
    ]
    fair = "Which country opened the Halden Bridge, whose tender two firms allegedly rigged?"
    assert said("R4", ask(OPENED, "Norway", fair, "*Norway")) == []


def test_what_the_report_says_as_well_may_be_told() -> None:
    stem = "Which country opened the Halden Bridge, for whose tender two firms had rigged bids?"
    proven = replace(RIGGED, id="proven", speakers=(), verb="", said_on=None)
    library = cast.library(OPENED, RIGGED, proven, COST)
    assert said("R4", ask(OPENED, "Norway", stem, "*Norway"), library) == []
