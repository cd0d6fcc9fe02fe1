"""What makes an option true."""

from dataclasses import replace

import pytest

from quizzes.core.library import EntityKey, Fact, Group, Status
from quizzes.core.proof import Truth, Verdict, judge_option
from tests.core import cast
from tests.core.cast import CLOSED, MET, OPENED, RIBBON, RIGGED, fact, key


def judged(given: Fact, target: str, label: str, *others: Fact, **more: object) -> Verdict:
    library = cast.library(given, *others)
    entity = more.get("entity")
    assert entity is None or isinstance(entity, EntityKey)
    return judge_option(library, given, given.target(target), label, entity)


def is_true(given: Fact, target: str, label: str, *others: Fact) -> bool:
    return judged(given, target, label, *others).truth is Truth.TRUE


@pytest.mark.parametrize("label", ["Norway", "norway", "the Norway", "Oslo"])
def test_the_key_by_any_name_and_its_stand_in_are_true(label: str) -> None:
    verdict = judged(OPENED, "Norway", label)
    assert verdict == Verdict(Truth.TRUE, note="it is the right answer in other words")


def test_a_stand_in_is_what_it_stands_for_both_ways() -> None:
    assert is_true(MET, "Oslo", "Norway")
    given = fact("[Oslo] protested.", unique=("Oslo",))
    assert is_true(given, "Oslo", "Norway")


def test_two_names_that_stand_for_one_are_one() -> None:
    palace = cast.entity("Akershus", "place", stands_for=cast.NORWAY)
    library = cast.library(MET, entities=(*cast.ENTITIES, palace))
    assert judge_option(library, MET, MET.target("Oslo"), "Akershus").truth is Truth.TRUE


def test_an_entity_that_is_given_is_believed_before_its_label() -> None:
    assert judged(OPENED, "Norway", "Norwegian", entity=cast.NORWAY).truth is Truth.TRUE
    assert judged(OPENED, "Norway", "Norwegian").truth is not Truth.TRUE


def test_accepted_wordings_are_true_even_where_listed_as_wrong() -> None:
    given = fact("[Norway] paid.", accept={"Norway": ("Denmark",)}, wrong={"Norway": ("Denmark",)})
    assert is_true(given, "Norway", "Denmark")
    dated = fact("Norway paid in [2023].", accept={"2023": ("5 May 2022",)})
    assert is_true(dated, "2023", "May 2022")


def test_the_whole_is_true_where_the_part_is() -> None:
    met = fact("The Council met in [Bergen].", unique=("Bergen",))
    assert is_true(met, "Bergen", "Norway")
    assert judged(met, "Bergen", "Norway").note == "Bergen belongs to it"


def test_the_part_is_not_true_because_the_whole_is() -> None:
    met = fact("The Council met in [Norway].", unique=("Norway",))
    assert judged(met, "Norway", "Bergen").truth is Truth.UNPROVEN


def test_a_body_says_what_its_speaker_says() -> None:
    ministry = cast.entity("Road Ministry", "organisation")
    lind = cast.entity("Karl Lind", part_of=ministry.key)
    entities = (ministry, *(e for e in cast.ENTITIES if e.name != "Karl Lind"), lind)
    library = cast.library(RIGGED, entities=entities)
    verdict = judge_option(library, RIGGED, RIGGED.target("by"), "Road Ministry")
    assert verdict.truth is Truth.TRUE


@pytest.mark.parametrize("label", ["March 2024", "5 March 2024", "2024", "March 2024 to May 2024"])
def test_a_date_that_overlaps_the_key_is_true(label: str) -> None:
    assert is_true(CLOSED, "when", label)
    assert is_true(CLOSED, "March 2024", label)


@pytest.mark.parametrize("label", ["14 days", "a fortnight", "about two weeks", "two weeks."])
def test_an_equal_amount_is_true(label: str) -> None:
    assert is_true(fact("It lasted [two weeks].", unique=("two weeks",)), "two weeks", label)


def test_the_same_phrase_in_other_small_words_is_true() -> None:
    given = fact("Norway was [seeking closer ties].")
    assert is_true(given, "seeking closer ties", "To seek closer ties")


def test_another_fact_that_says_the_same_makes_it_true() -> None:
    also = fact("[Denmark] opened the [Halden Bridge] to [Sweden] on [3 June 2024].", id="also")
    verdict = judged(OPENED, "Norway", "Denmark", also)
    assert verdict.truth is Truth.TRUE
    assert "Denmark opened" in verdict.note


def test_facts_are_compared_by_what_they_name_not_by_their_words() -> None:
    given = fact("[Ann Byrne] met [Lind=Karl Lind].", unique=("Ann Byrne",))
    also = fact("[Eva Dahl] met [Karl Lind].", id="also")
    plain = fact("Eva Dahl met the Lind.", id="plain")
    assert is_true(given, "Ann Byrne", "Eva Dahl", also)
    assert is_true(given, "Ann Byrne", "Dahl", plain)
    draft = replace(also, status=Status.DRAFT)
    assert not is_true(given, "Ann Byrne", "Eva Dahl", draft)


def test_another_speaker_of_the_same_claim_is_right_too() -> None:
    also = replace(RIGGED, id="also", speakers=(key("Ann Byrne", "person"),))
    assert is_true(RIGGED, "by", "Ann Byrne", also)
    both = replace(RIGGED, speakers=(*RIGGED.speakers, key("Eva Dahl", "person")))
    assert is_true(both, "by", "Eva Dahl")


def test_another_time_of_the_same_event_is_right_too() -> None:
    again = fact(
        "[Norway] opened the [Halden Bridge] to [Sweden] on [3 June 2024].",
        id="again", when="1999",
    )  # fmt: skip
    assert is_true(OPENED, "when", "1999", again)


@pytest.mark.parametrize(
    "notation",
    [
        "The rumour concerned [Norway] and [Denmark].",
        "The rumour concerned [Norway], [Finland] and [Denmark].",
        "The rumour concerned [Denmark], [Finland] or the [Norway].",
    ],
)
def test_what_is_joined_to_the_key_is_right_too(notation: str) -> None:
    assert is_true(fact(notation, unique=("Norway",)), "Norway", "Denmark")


def test_what_only_stands_in_the_same_sentence_is_not() -> None:
    assert not is_true(OPENED, "Norway", "Sweden")
    assert not is_true(RIBBON, "Ann Byrne", "Halden Bridge")


NATO = Group("NATO members", (key("Norway"), key("Denmark")), complete=True)


@pytest.mark.parametrize(
    ("notation", "label"),
    [
        ("[Norway] is a member of NATO.", "Denmark"),
        ("[Norway] was one of the founding members of the NATO.", "Denmark"),
        ("[Norway] belongs to NATO.", "Denmark"),
        ("Among them was the NATO member [Norway].", "Denmark"),
        ("[Oslo] is a member of NATO.", "Denmark"),
    ],
)
def test_every_member_is_right_where_membership_is_told(notation: str, label: str) -> None:
    given = fact(notation)
    library = replace(cast.library(given), groups=(NATO,))
    verdict = judge_option(library, given, given.targets[0], label)
    assert verdict == Verdict(Truth.TRUE, note="it is one of the NATO members")
    assert judge_option(library, given, given.targets[0], "Sweden").truth is Truth.FALSE


def test_a_sentence_that_only_names_the_body_speaks_of_no_member() -> None:
    given = fact("[Norway] paid NATO.")
    library = replace(cast.library(given), groups=(NATO,))
    assert judge_option(library, given, given.targets[0], "Denmark").truth is Truth.UNPROVEN


def test_the_own_statement_is_true_and_its_mirror_image_is_not() -> None:
    given = fact("Norway paid Sweden.")
    assert is_true(given, "statement", "Norway paid Sweden")
    assert not is_true(given, "statement", "Sweden paid Norway.")
