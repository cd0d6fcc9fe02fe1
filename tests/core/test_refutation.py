"""What proves an option false, and what does not."""

from dataclasses import replace

import pytest

from quizzes.core.dates import When
from quizzes.core.library import EntityKey, Fact, Group
from quizzes.core.proof import Truth, Verdict, judge_option
from quizzes.core.questions import Reason, ReasonKind
from tests.core import cast
from tests.core.cast import CLOSED, COST, DENIED, MET, OPENED, RIBBON, RIGGED, fact, key


def judged(given: Fact, target: str, label: str, *others: Fact) -> Verdict:
    return judge_option(cast.library(given, *others), given, given.target(target), label)


def reason(given: Fact, target: str, label: str, *others: Fact) -> ReasonKind | None:
    """The kind of proof that the option is false; None where it is unproven."""
    verdict = judged(given, target, label, *others)
    assert verdict.truth is not Truth.TRUE
    return verdict.reason.kind if verdict.reason else None


# An editor


def test_an_editors_wrong_option_is_wrong_by_any_name() -> None:
    given = fact("[Norway] paid.", wrong={"Norway": ("Federal Republic of Germany", "a bank")})
    assert judged(given, "Norway", "Germany") == Verdict(
        Truth.FALSE, Reason(ReasonKind.EDITOR, "An editor vouches that this is wrong.")
    )
    assert reason(given, "Norway", "A bank") is ReasonKind.EDITOR
    assert reason(given, "Norway", "Denmark") is None


def test_an_editor_cannot_make_the_key_wrong() -> None:
    given = fact("[Norway] paid.", wrong={"Norway": ("Oslo",)})
    assert judged(given, "Norway", "Oslo").truth is Truth.TRUE


def test_what_an_editor_avoids_is_never_offered() -> None:
    given = fact("[Norway] paid.", unique=("Norway",), avoid={"Norway": ("Denmark",)},
                 wrong={"Norway": ("Denmark",)})  # fmt: skip
    assert judged(given, "Norway", "Denmark") == Verdict(
        Truth.UNPROVEN, note="an editor wants it left out"
    )


def test_wrong_statements_are_vouched_for_like_other_options() -> None:
    given = fact("Norway paid Sweden.", wrong={"statement": ("Sweden paid Norway.",)})
    assert reason(given, "statement", "sweden paid norway") is ReasonKind.EDITOR
    assert reason(given, "statement", "Norway sued Sweden.") is None


# Uniqueness


def test_a_distinct_thing_is_wrong_where_one_thing_is_right() -> None:
    assert judged(MET, "Nordic Council", "NATO") == Verdict(
        Truth.FALSE, Reason(ReasonKind.UNIQUE, "Only one answer is right: Nordic Council.")
    )


def test_without_uniqueness_nothing_is_proven() -> None:
    open_to_others = replace(MET, targets=tuple(replace(t, unique=False) for t in MET.targets))
    assert reason(open_to_others, "Nordic Council", "NATO") is None


@pytest.mark.parametrize("label", ["Atlantis", "Nordic Road Council"])
def test_a_name_that_the_library_does_not_know_may_be_the_key(label: str) -> None:
    assert reason(MET, "Nordic Council", label) is None


def test_a_name_that_belongs_to_two_is_nobodys() -> None:
    entities = (*cast.ENTITIES, cast.entity("NATO", "event"))
    library = cast.library(MET, entities=entities)
    assert judge_option(library, MET, MET.target("Nordic Council"), "NATO").reason is None


def test_who_belongs_to_the_key_is_not_distinct_from_it() -> None:
    given = fact("[Ann Byrne] agreed.", unique=("Ann Byrne",))
    assert reason(given, "Ann Byrne", "Norway") is None
    agreed = fact("[Norway] agreed.", unique=("Norway",))
    assert reason(agreed, "Norway", "Ann Byrne") is None
    assert reason(agreed, "Norway", "Karl Lind") is ReasonKind.UNIQUE


def test_amounts_are_distinct_only_beyond_their_hedges() -> None:
    key_label = "about 400 million euros"
    assert reason(COST, key_label, "about 300 million euros") is ReasonKind.UNIQUE
    assert judged(COST, key_label, "430 million euros").truth is Truth.TRUE
    assert reason(COST, key_label, "about 300 million dollars") is None
    assert reason(COST, key_label, "a fortune") is None


def test_phrases_are_distinct_only_where_they_share_no_telling_word() -> None:
    given = fact("Norway was [seeking closer ties].", unique=("seeking closer ties",))
    assert reason(given, "seeking closer ties", "building bridges") is ReasonKind.UNIQUE
    assert reason(given, "seeking closer ties", "seeking a loan") is None
    assert reason(given, "seeking closer ties", "at it") is None
    assert reason(given, "seeking closer ties", "now seeking closer ties") is None


def test_what_is_like_an_accepted_wording_is_not_distinct() -> None:
    given = fact("Norway was [seeking closer ties].", unique=("seeking closer ties",),
                 accept={"seeking closer ties": ("turning west",)})  # fmt: skip
    assert reason(given, "seeking closer ties", "turning east") is None


# Groups


NATO = Group("NATO members", (key("Norway"),), complete=True)


def in_group(group: Group, label: str = "Sweden", **more: str) -> Verdict:
    given = fact("[Norway] was a member of NATO.", **more)
    library = replace(cast.library(given), groups=(group,))
    return judge_option(library, given, given.target("Norway"), label)


def test_a_complete_group_rules_out_who_is_none_of_it() -> None:
    assert in_group(NATO).reason == Reason(
        ReasonKind.GROUP, "It is none of the NATO members.", group="NATO members"
    )


def test_an_open_group_rules_nobody_out() -> None:
    assert in_group(replace(NATO, complete=False)).truth is Truth.UNPROVEN
    assert in_group(replace(NATO, name="NATO friends")).truth is Truth.UNPROVEN


def test_a_group_speaks_for_its_own_time_only() -> None:
    dated = replace(NATO, as_of=When.parse("2024-05"))
    assert in_group(dated, when="2024").truth is Truth.FALSE
    assert in_group(dated, when="1999").truth is Truth.UNPROVEN
    assert in_group(dated).truth is Truth.UNPROVEN
    assert in_group(NATO, when="1999").truth is Truth.FALSE


def test_a_group_of_names_says_nothing_of_unknown_ones() -> None:
    assert in_group(NATO, "Atlantis").truth is Truth.UNPROVEN


# Dates


def test_another_date_than_the_known_one_is_wrong() -> None:
    assert judged(OPENED, "when", "1 June 2024", CLOSED) == Verdict(
        Truth.FALSE, Reason(ReasonKind.DATE, "This was at another time: 3 June 2024.")
    )
    assert reason(RIGGED, "said on", "1 June 2024") is ReasonKind.DATE


@pytest.mark.parametrize("label", ["Friday", "soon", "30 February 2024"])
def test_what_is_no_date_is_no_wrong_date(label: str) -> None:
    assert reason(OPENED, "when", label) is None


def test_a_date_near_an_approximate_one_may_be_right() -> None:
    about = fact("Norway sold it.", when="~2024-06-10")
    assert reason(about, "when", "13 June 2024") is None
    assert reason(about, "when", "13 August 2024") is ReasonKind.DATE
    month = fact("Norway sold it.", when="~2024-06")
    assert reason(month, "when", "May 2024") is None
    assert reason(month, "when", "May 2023") is ReasonKind.DATE


def test_a_year_that_nobody_confirmed_may_be_the_next() -> None:
    inferred = fact("Norway sold it.", when="2024-06 inferred")
    assert reason(inferred, "when", "June 2023") is None
    assert reason(inferred, "when", "June 2010") is ReasonKind.DATE


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    first = fact("Norway sold it.", when="~0001")
    assert reason(first, "when", "9 May 1999") is ReasonKind.DATE
    last = fact("Norway sold it.", when="~9999")
    assert reason(last, "when", "9 May 1999") is ReasonKind.DATE


def test_over_a_stretch_of_time_it_may_have_happened_elsewhere_too() -> None:
    stretch = fact("Norway repeatedly sold it.", when="2024-01/2024-05")
    assert reason(stretch, "when", "June 2023") is None


@pytest.mark.parametrize(
    "notation",
    [
        "Ann Byrne was the minister of roads.",
        "The road was led by a council.",
        "Norway had been building it.",
        "The bridge remained closed.",
        "The bridge was quickly open.",
    ],
)
def test_how_things_were_they_may_have_been_before(notation: str) -> None:
    assert reason(fact(notation, when="2024-05"), "when", "April 2024") is None


@pytest.mark.parametrize(
    "notation", ["Ann Byrne was summoned.", "The bridge was quickly opened.", "A man was shot."]
)
def test_what_was_done_was_done_once(notation: str) -> None:
    assert reason(fact(notation, when="2024-05"), "when", "April 2024") is ReasonKind.DATE


def test_the_like_may_have_happened_at_the_time_of_another_fact() -> None:
    talks = fact("Ann Byrne met Karl Lind in Oslo.", when="2024-05-08")
    more = fact("Ann Byrne met Karl Lind again in Stockholm.", id="more", when="2023-11-03")
    assert reason(talks, "when", "3 November 2023", more) is None
    assert reason(talks, "when", "4 November 2023", more) is ReasonKind.DATE
    assert reason(talks, "when", "3 November 2023") is ReasonKind.DATE


def test_a_date_in_the_statement_is_its_time_only_where_it_says_when() -> None:
    on = fact("Norway sold it on [3 June 2024].", when="2024-06-03")
    assert reason(on, "3 June 2024", "1 June 2024") is ReasonKind.DATE
    of = fact("Norway prepared for the [2020] war.", when="2020")
    assert reason(of, "2020", "2016") is None
    claimed = fact("Norway sold it on [3 June 2024].", when="2024-06-03", by=("Karl Lind",))
    assert reason(claimed, "3 June 2024", "1 June 2024") is None


def test_a_time_that_is_not_known_rules_nothing_out() -> None:
    timeless = replace(OPENED, when=None)
    assert reason(timeless, "when", "1 June 2024") is None


# Speakers


def test_another_side_that_claims_something_else_did_not_claim_this() -> None:
    open_claim = replace(RIGGED, targets=tuple(replace(t, unique=False) for t in RIGGED.targets))
    verdict = judged(open_claim, "by", "Ann Byrne", DENIED)
    assert verdict.reason == Reason(
        ReasonKind.ROLE,
        "Ann Byrne denied this: The tender for the Halden Bridge had been rigged.",
        DENIED.ref,
    )
    assert reason(open_claim, "by", "Eva Dahl", DENIED) is None


def claim(name: str, by: str, said_on: str, article: str = cast.SLUG) -> Fact:
    given = fact(f"The bridge was {name}.", id=name, by=(by,), verb="said", said_on=said_on)
    return replace(given, article=article)


def test_two_of_one_side_may_have_said_the_same_on_one_day() -> None:
    dear = claim("dear", "Ann Byrne", "2024-06-02")
    assert reason(dear, "by", "Eva Dahl", claim("long", "Eva Dahl", "2024-06-02")) is None
    later = claim("long", "Eva Dahl", "2024-03")
    assert reason(dear, "by", "Eva Dahl", later) is ReasonKind.ROLE


def test_a_claim_in_another_report_proves_nothing() -> None:
    dear = claim("dear", "Ann Byrne", "2024-06-02")
    elsewhere = claim("long", "Karl Lind", "2024-06-02", article="other")
    assert reason(dear, "by", "Karl Lind", elsewhere) is None


def test_who_speaks_together_with_the_key_speaks_for_it() -> None:
    dear = claim("dear", "Ann Byrne", "2024-06-02")
    both = replace(claim("long", "Karl Lind", "2024-03"),
                   speakers=(key("Ann Byrne", "person"), key("Karl Lind", "person")))  # fmt: skip
    assert reason(dear, "by", "Karl Lind", both) is None
    state = replace(claim("old", "Karl Lind", "2024-03"), speakers=(cast.NORWAY,))
    assert reason(dear, "by", "Norway", state) is None


# The part it plays elsewhere


POSTED = "[{}] was ambassador to [{}]."


def test_who_has_a_part_that_is_had_once_has_no_other() -> None:
    here = fact(POSTED.format("Ann Byrne", "Sweden"), id="here")
    there = fact(POSTED.format("Eva Dahl", "Denmark"), id="there", unique=("Denmark",))
    assert judged(here, "Ann Byrne", "Eva Dahl", there).reason == Reason(
        ReasonKind.ROLE,
        "The library says otherwise of it: Eva Dahl was ambassador to Denmark.",
        there.ref,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"unique": ()},
        {"unique": ("Denmark",), "when": "1999"},
        {"unique": ("Denmark",), "by": ("Karl Lind",)},
    ],
)
def test_a_part_that_may_be_had_twice_or_at_other_times_proves_nothing(
    change: dict[str, object],
) -> None:
    here = fact(POSTED.format("Ann Byrne", "Sweden"), id="here", when="2024")
    there = fact(POSTED.format("Eva Dahl", "Denmark"), id="there", **change)
    assert reason(here, "Ann Byrne", "Eva Dahl", there) is None


def test_another_name_of_the_same_part_is_no_contradiction() -> None:
    here = fact(POSTED.format("Ann Byrne", "Norway"), id="here")
    there = fact(POSTED.format("Eva Dahl", "Oslo"), id="there", unique=("Oslo",))
    assert judged(here, "Ann Byrne", "Eva Dahl", there).truth is not Truth.FALSE


def test_an_unknown_name_plays_no_part_elsewhere() -> None:
    assert reason(replace(RIBBON, targets=tuple(
        replace(target, unique=False) for target in RIBBON.targets
    )), "Ann Byrne", "somebody else", OPENED) is None  # fmt: skip


def test_a_statement_as_a_whole_has_no_part() -> None:
    entity = EntityKey(*cast.NORWAY)
    library = cast.library(OPENED)
    verdict = judge_option(library, OPENED, OPENED.target("statement"), "Peru won", entity)
    assert verdict.truth is Truth.UNPROVEN
