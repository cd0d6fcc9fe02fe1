"""R1, R2, R3 and R5, on the cast's bridge."""

from dataclasses import replace

import pytest

from quizzes.core.library import Group, Quote, Status
from quizzes.core.questions import Form, TargetRef
from tests.core import cast
from tests.core.asking import ask, blocking, said, typed
from tests.core.cast import CLOSED, COST, DENIED, MET, OPENED, RIBBON, RIGGED, fact, key

WHO_OPENED = "Which country opened the Halden Bridge to Sweden on 3 June 2024?"
WHEN_OPENED = "When did Norway open the Halden Bridge to Sweden?"

# R1


def test_one_right_answer_among_wrong_ones_is_what_a_choice_says() -> None:
    question = ask(OPENED, "Norway", WHO_OPENED, "Denmark", "Finland", "*Norway")
    assert said("R1", question) == []
    assert blocking(question) == set()


def test_a_stand_in_for_the_key_is_a_second_key() -> None:
    question = ask(OPENED, "Norway", WHO_OPENED, "Denmark", "*Norway", "Oslo")
    assert said("R1", question) == [
        "“Oslo” is right, too (it is the right answer in other words): take another option."
    ]


def test_a_key_that_no_fact_bears_out_is_no_key() -> None:
    question = ask(OPENED, "Norway", WHO_OPENED, "*Denmark", "Finland", "Norway")
    assert len(said("R1", question)) == 2  # the marked one is wrong, another is right


def test_an_accepted_wording_is_a_key() -> None:
    statement = "Norway gave Sweden a bridge."
    given = replace(OPENED, targets=tuple(
        replace(target, accept=(statement,)) if target.label == "statement" else target
        for target in OPENED.targets
    ))  # fmt: skip
    stem = "What happened at Halden on 3 June 2024?"
    assert said("R1", ask(given, "statement", stem, f"*{statement}"), cast.library(given)) == []


def test_no_key_and_two_keys_are_no_choice() -> None:
    assert "0 right answers" in said("R1", ask(OPENED, "Norway", WHO_OPENED, "Denmark"))[0]
    both = ask(OPENED, "Norway", WHO_OPENED, "*Norway", "*Kingdom of Norway")
    assert "2 right answers where 1" in said("R1", both)[0]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_only_approved_facts_can_be_asked(status: Status) -> None:
    library = cast.library(replace(OPENED, status=status))
    question = ask(OPENED, "Norway", WHO_OPENED, "Denmark", "Finland", "*Norway")
    assert "no approved fact" in said("R1", question, library)[0]


def test_a_target_that_the_fact_has_not_cannot_be_asked() -> None:
    question = ask(OPENED, "Norway", WHO_OPENED, "Denmark", "Finland", "*Norway")
    gone = replace(question, asks=(*question.asks, TargetRef(OPENED.ref, "gone")))
    assert "no approved fact" in said("R1", gone)[0]


def test_a_question_for_several_says_how_many() -> None:
    built = fact("[Norway] and [Denmark] built the bridge.", unique=("Norway", "Denmark"))
    options = ("*Denmark", "Finland", "*Norway", "Sweden")
    stem = "Select two. Which countries built the bridge at Halden?"
    more = {"form": Form.MULTIPLE, "also": ("Denmark",)}
    library = cast.library(built)
    assert said("R1", ask(built, "Norway", stem, *options, **more), library) == []
    silent = stem.removeprefix("Select two. ")
    assert "Select two." in said("R1", ask(built, "Norway", silent, *options, **more), library)[0]
    three = stem.replace("two", "three")
    assert "3 is asked" in said("R1", ask(built, "Norway", three, *options, **more), library)[0]


def test_asked_for_a_member_every_member_is_right() -> None:
    member = fact("[Norway] was a member of [NATO] in 2024.", when="2024")
    nato = Group("NATO members", (key("Norway"), key("Denmark")), complete=True)
    library = replace(cast.library(member), groups=(nato,))
    stem = "Which country was a member of NATO?"
    found = said("R1", ask(member, "Norway", stem, "Denmark", "*Norway", "Sweden"), library)
    assert found == [
        "“Denmark” is right, too (it is one of the NATO members): take another option."
    ]
    elsewhere = ask(OPENED, "Norway", stem, "Denmark", "*Norway", "Sweden")
    assert (
        "one of the NATO members"
        in said("R1", elsewhere, replace(cast.library(OPENED), groups=(nato,)))[0]
    )


def test_the_first_of_several_events_must_surely_be_the_first() -> None:
    states = {"Denmark closed a bridge.": CLOSED, "Norway opened one.": OPENED}
    stem = "Which of these happened first?"
    question = ask(CLOSED, "when", stem, "*Denmark closed a bridge.", "Norway opened one.",
                   states=states)  # fmt: skip
    assert said("R1", question) == []
    wrong = ask(OPENED, "when", stem, "Denmark closed a bridge.", "*Norway opened one.",
                states=states)  # fmt: skip
    assert "may come before" in said("R1", wrong)[0]
    last = replace(wrong, stem="Which of these happened last?")
    assert said("R1", last) == []


def test_an_event_of_the_same_month_may_have_come_first() -> None:
    states = {"The Council met.": MET, "Norway opened it.": OPENED}
    stem = "Which of these happened first?"
    question = ask(MET, "when", stem, "Norway opened it.", "*The Council met.", states=states)
    assert len(said("R1", question)) == 2  # it is no wrong answer, and its order is not known


def test_only_what_is_surely_alone_is_asked_to_be_typed() -> None:
    alone = typed(OPENED, "Norway", WHO_OPENED, "Norway")
    assert said("R1", alone) == []
    open_to_others = fact("[Norway] bought steel.", id="steel")
    question = typed(open_to_others, "Norway", "Which country bought steel?", "Norway")
    assert "mark the target as unique" in said("R1", question, cast.library(open_to_others))[0]


def test_a_typed_question_accepts_something_and_something_right() -> None:
    assert "accepts no answer" in said("R1", typed(OPENED, "Norway", WHO_OPENED))[0]
    assert "no answer by any fact" in said("R1", typed(OPENED, "Norway", WHO_OPENED, "Peru"))[0]
    assert said("R1", typed(OPENED, "when", WHEN_OPENED, "3 June 2024")) == []


# R2


def test_each_wrong_option_is_proven_wrong() -> None:
    question = ask(OPENED, "Norway", WHO_OPENED, "Denmark", "Finland", "*Norway")
    assert said("R2", question) == []


def test_that_the_article_does_not_mention_it_proves_nothing() -> None:
    steel = fact("[Norway] bought steel in 2023.", id="steel")
    question = ask(steel, "Norway", "Which country bought steel in 2023?", "Finland", "*Norway")
    assert said("R2", question, cast.library(steel)) == [
        "Nothing proves that “Finland” is wrong: list it among the wrong options, mark the "
        "target as unique, or take another."
    ]


def test_a_reason_that_the_question_bears_is_not_believed() -> None:
    steel = fact("[Norway] bought steel in 2023.", id="steel")
    question = ask(steel, "Norway", "Which country bought steel in 2023?", "Finland", "*Norway")
    judged = ask(OPENED, "Norway", WHO_OPENED, "Finland", "*Norway")
    reason = replace(question.options[0], reason=judged.options[0].reason)
    claimed = replace(question, options=(reason, question.options[1]))
    assert len(said("R2", claimed, cast.library(steel))) == 1


def test_what_the_report_asserts_rests_on_no_claim() -> None:
    states = {"Firms rigged a tender.": RIGGED, "Norway opened a bridge.": OPENED}
    question = ask(RIGGED, "statement", "Which of these rests on an allegation?",
                   "*Firms rigged a tender.", "Norway opened a bridge.", states=states,
                   form=Form.FACT_OR_CLAIM)  # fmt: skip
    assert said("R1", question) == []
    assert said("R2", question) == []
    two = {"Firms rigged a tender.": RIGGED, "The bridge was dear.": COST}
    claims = ask(RIGGED, "statement", question.stem, "*Firms rigged a tender.",
                 "The bridge was dear.", states=two, form=Form.FACT_OR_CLAIM)  # fmt: skip
    assert "right, too" in said("R1", claims)[0]


def test_another_side_is_known_for_another_claim() -> None:
    rigged = "That a tender was rigged"
    states = {rigged: RIGGED, "That a bridge was dear": COST}
    stem = "What did Karl Lind allege on 2 June 2024?"
    question = ask(RIGGED, "statement", stem, "That a bridge was dear", f"*{rigged}",
                   states=states)  # fmt: skip
    assert said("R2", question) == []


# R3


def test_quotes_stand_in_the_article_and_the_key_in_a_quote() -> None:
    question = ask(RIBBON, "Ann Byrne", "Who cut the ribbon of the Halden Bridge?", "*Ann Byrne")
    assert said("R3", question) == []
    elsewhere = replace(RIBBON, quotes=(Quote("Ann Byrne cut a cake."),))
    assert "doesn't stand in the article" in said("R3", question, cast.library(elsewhere))[0]
    unquoted = replace(RIBBON, quotes=())
    assert "has no quote" in said("R3", question, cast.library(unquoted))[0]
    twice = replace(RIBBON, quotes=(replace(RIBBON.quotes[0], nth=2),))
    assert "doesn't stand in the article" in said("R3", question, cast.library(twice))[0]


def test_an_answer_that_no_quote_has_needs_an_editor_who_vouches() -> None:
    question = ask(RIBBON, "Ann Byrne", "Who cut the ribbon of the Halden Bridge?", "*Ann Byrne")
    other = replace(RIBBON, quotes=(Quote("The Nordic Council met in Oslo."),))
    assert said("R3", question, cast.library(other)) == [
        "The answer “Ann Byrne” stands in no quote of its fact: add the sentence that has it, or "
        "mark the fact as derived."
    ]
    assert said("R3", question, cast.library(replace(other, derived=True))) == []


@pytest.mark.parametrize(
    ("notation", "label", "quote"),
    [
        ("The road led to [Sweden].", "Sweden", "Norway opened the Halden Bridge to Sweden"),
        ("[Norway] hosted the Council.", "Norway", "The Nordic Council met in Oslo."),
        ("It met in [Oslo].", "Oslo", "The Nordic Council met in Oslo."),
        ("[2 firms] were accused.", "2 firms", "two firms had rigged the tender"),
        ("[Two firms] were accused.", "Two firms", "two firms had rigged the tender"),
        ("It was opened on [3 June 2024].", "3 June 2024", "to Sweden on Monday."),
        ("It shut in [March 2024].", "March 2024", "Denmark had closed a bridge to Germany in Mar"),
        ("They [rigged tenders].", "rigged tenders", "two firms had rigged the tender"),
    ],
)
def test_the_key_stands_in_a_quote_in_many_forms(notation: str, label: str, quote: str) -> None:
    given = fact(notation, quotes=(quote,))
    assert said("R3", typed(given, label, "?", label), cast.library(given)) == []


@pytest.mark.parametrize(
    ("notation", "label", "quote"),
    [
        ("It was opened on [4 June 2024].", "4 June 2024", "to Sweden on Monday."),
        ("It shut in [March 2024].", "March 2024", "The Nordic Council met in Oslo."),
        ("[Three firms] were accused.", "Three firms", "two firms had rigged the tender"),
        ("They [rigged elections].", "rigged elections", "two firms had rigged the tender"),
        ("[Sweden] hosted the Council.", "Sweden", "The Nordic Council met in Oslo."),
    ],
)
def test_what_a_quote_does_not_have_it_does_not_prove(
    notation: str, label: str, quote: str
) -> None:
    given = fact(notation, quotes=(quote,))
    assert len(said("R3", typed(given, label, "?", label), cast.library(given))) == 1


def test_speakers_and_times_are_proven_by_quotes_too() -> None:
    stem = "Who alleged on 2 June 2024 that two firms had rigged the tender?"
    assert said("R3", typed(RIGGED, "by", stem, "Karl Lind")) == []
    nameless = replace(RIGGED, quotes=(Quote("two firms had rigged the tender"),))
    library = cast.library(nameless)
    assert (
        "The speaker stands in no quote" in said("R3", typed(RIGGED, "by", stem, "x"), library)[0]
    )
    assert "The date that is asked for" in said("R3", typed(RIGGED, "said on", stem, "x"))[0]


def test_a_fact_with_no_time_can_not_be_asked_for_one() -> None:
    timeless = replace(RIGGED, said_on=None)
    question = typed(RIGGED, "said on", "When did Karl Lind allege it?", "2 June 2024")
    assert {"R1", "R3"} <= blocking(question, cast.library(timeless))


# R5


@pytest.mark.parametrize(
    ("stem", "option"),
    [
        ("Why did Norway open the Halden Bridge?", "For trade"),
        ("Norway opened the Halden Bridge because of ____.", "trade"),
        ("What did Norway do about the Halden Bridge?", "Opened it because of trade"),
        ("What led to the opening of the Halden Bridge?", "Trade"),
    ],
)
def test_a_cause_that_no_fact_states_is_invented(stem: str, option: str) -> None:
    assert "the fact states none" in said("R5", ask(OPENED, "statement", stem, f"*{option}"))[0]


def test_a_stated_cause_may_be_asked() -> None:
    caused = replace(OPENED, cause=True)
    question = ask(OPENED, "statement", "Why did Norway open the Halden Bridge?", "*For trade")
    assert said("R5", question, cast.library(caused)) == []


@pytest.mark.parametrize(
    "stem",
    [
        WHO_OPENED,
        "Which alliance, led by Norway, opened a bridge in June 2024?",
        "Which country was due to open a bridge in June 2024?",
        "Who said “why not” of the Halden Bridge?",
    ],
)
def test_not_every_because_is_a_cause(stem: str) -> None:
    assert said("R5", ask(OPENED, "Norway", stem, "*Norway")) == []


def test_denials_are_judged_as_any_claim() -> None:
    stem = "Who denied in June 2024 that the tender for the Halden Bridge had been rigged?"
    question = ask(DENIED, "by", stem, "*Ann Byrne", "Karl Lind", "Eva Dahl",
                   form=Form.WHO_SAID)  # fmt: skip
    assert "R2" not in blocking(question)
