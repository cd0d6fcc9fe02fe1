"""R8 to R10, R14 to R16 and R26: the options."""

from dataclasses import replace

import pytest

from quizzes.core.library import Fact
from quizzes.core.questions import Form, Level
from quizzes.core.rules import judge
from tests.core import cast
from tests.core.asking import ask, blocking, said
from tests.core.cast import CLOSED, COST, MET, OPENED, RIBBON, fact

STEM = "What is asked here?"

PHRASE = fact("Norway paid [for the steel].", id="paid")
SPANNED = fact("The bridge spans [300 metres].", id="spans")
LASTED = fact("The work lasted [two weeks].", id="lasted")


def of(rule: str, given: Fact, label: str, *options: str, form: Form = Form.CHOICE) -> list[str]:
    return said(rule, ask(given, label, STEM, *options, form=form), cast.library(given))


# R8


def test_names_are_of_the_keys_kind() -> None:
    assert of("R8", OPENED, "Norway", "Denmark", "*Norway", "Sweden") == []
    assert of("R8", OPENED, "Norway", "Ann Byrne", "Denmark", "*Norway") == [
        "“Ann Byrne” is of another kind (person) than the key (country): take one of its kind."
    ]


@pytest.mark.parametrize("label", ["October 2020", "Three weeks"])
def test_a_date_or_number_is_no_name(label: str) -> None:
    assert "is no country" in of("R8", OPENED, "Norway", "Denmark", "*Norway", label)[0]


def test_a_name_that_the_library_does_not_know_is_let_pass_here() -> None:
    assert of("R8", OPENED, "Norway", "Atlantis", "*Norway") == []


def test_another_subkind_is_a_warning() -> None:
    given = replace(MET, id="met")
    question = ask(given, "Nordic Council", STEM, "NATO", "*Nordic Council")
    found = [f for f in judge(question, cast.library(given)) if f.rule == "R8"]
    assert [(f.level, f.message) for f in found] == [
        (Level.WARN, "“NATO” is a different sort (alliance): see if it tempts.")
    ]
    assert "R8" not in blocking(question)


def test_subkinds_that_nobody_gave_are_no_difference() -> None:
    assert of("R8", OPENED, "Norway", "Denmark", "*Norway") == []


def test_dates_are_equally_fine() -> None:
    assert of("R8", CLOSED, "when", "*March 2024", "May 2024") == []
    assert "equally fine" in of("R8", CLOSED, "when", "*March 2024", "5 May 2024")[0]
    assert "equally fine" in of("R8", CLOSED, "when", "*March 2024", "about May 2024")[0]
    assert "is no date" in of("R8", CLOSED, "when", "*March 2024", "Friday")[0]
    assert of("R8", CLOSED, "when", "*Friday", "Monday") == []  # R6 says what is wrong with these


def test_numbers_measure_the_same() -> None:
    assert of("R8", SPANNED, "300 metres", "200 metres", "*300 metres", "2 kilometres") == []
    assert "measures something else" in of("R8", SPANNED, "300 metres", "*300 metres", "3 days")[0]
    assert "measures something else" in of("R8", SPANNED, "300 metres", "*300 metres", "long")[0]


def test_durations_may_mix_units() -> None:
    assert of("R8", LASTED, "two weeks", "One day", "*Two weeks", "One month") == []


def test_the_hedge_of_the_key_is_on_all() -> None:
    key = "about 400 million euros"
    assert of("R8", COST, key, "about 300 million euros", f"*{key}") == []
    assert of("R8", COST, key, "300 million euros", f"*{key}") == [
        "Only some numbers say “about”: let all say it, or none."
    ]


@pytest.mark.parametrize(
    "options",
    [
        ("Buying steel", "Building a bridge", "Selling tolls"),
        ("It paid.", "It was late.", "It won twice."),
        ("to buy steel", "to build bridges"),
        ("A king of old", "A road", "The morning train"),
        ("bought steel", "built a bridge", "sold tolls", "painted it"),
    ],
)
def test_phrases_of_one_form_pass(options: tuple[str, ...]) -> None:
    assert of("R8", PHRASE, "for the steel", *options) == []


@pytest.mark.parametrize(
    "options",
    [
        ("Buying steel", "A bridge"),
        ("It paid the firms.", "A bridge"),
        ("It paid the firms.", "It will pay the firms."),
        ("to buy steel", "because of steel"),
        ("bought steel", "buy steel"),
    ],
)
def test_phrases_of_two_forms_do_not(options: tuple[str, ...]) -> None:
    assert "differ in their form" in of("R8", PHRASE, "for the steel", *options)[0]


# R9


def test_distinct_options_pass() -> None:
    assert of("R9", OPENED, "Norway", "Denmark", "Finland", "*Norway") == []
    swapped = ("Norway recalled Sweden's envoy.", "Sweden recalled Norway's envoy.")
    assert of("R9", PHRASE, "for the steel", *swapped) == []


@pytest.mark.parametrize(
    "options",
    [
        ("Germany", "Federal Republic of Germany"),
        ("Norway", "Oslo"),
        ("The Nordic states", "Nordic states"),
    ],
)
def test_two_names_of_one_thing_are_one_option_too_many(options: tuple[str, str]) -> None:
    assert "the same or overlap" in of("R9", OPENED, "Norway", *options)[0]


def test_an_option_does_not_stand_in_another() -> None:
    assert "one stands in the other" in of("R9", PHRASE, "for the steel", "steel", "old steel")[0]
    assert of("R9", PHRASE, "for the steel", "steel", "steelworks") == []


def test_dates_and_numbers_do_not_overlap() -> None:
    assert "overlap" in of("R9", CLOSED, "when", "March 2024", "5 March 2024")[0]
    assert "overlap" in of("R9", LASTED, "two weeks", "14 days", "two weeks")[0]
    assert of("R9", LASTED, "two weeks", "13 days", "two weeks") == []


# R10


@pytest.mark.parametrize(
    "label", ["All of the above", "None of these.", "Both A and B", "A and C", "Neither of them"]
)
def test_no_option_speaks_of_the_others(label: str) -> None:
    assert "speaks of the other options" in of("R10", PHRASE, "for the steel", "Iron", label)[0]


def test_no_option_joins_two_others() -> None:
    options = ("Norway", "Sweden", "Norway and Sweden")
    assert of("R10", OPENED, "Norway", *options) == [
        "“Norway and Sweden” joins two other options: replace it."
    ]
    assert of("R10", OPENED, "Norway", "Norway and Sweden", "Denmark and Finland") == []
    assert of("R10", OPENED, "Norway", "Trinidad and Tobago", "Trinidad") == []


def test_of_all_people_an_option_may_speak() -> None:
    assert (
        of("R10", PHRASE, "for the steel", "It gave no explanation at all.", "It paid all.") == []
    )


# R14


def test_a_phrase_that_is_by_far_the_longest_stands_out() -> None:
    long = "*for all the steel and the stone"
    assert "by far the longest" in of("R14", PHRASE, "for the steel", long, "for the wood")[0]
    assert of("R14", PHRASE, "for the steel", "*for the steel", "for the wood") == []
    wrong = ("*for steel", "for all the wood of all the woods")
    assert of("R14", PHRASE, "for the steel", *wrong) == []


def test_a_name_is_half_to_twice_as_long_as_the_others() -> None:
    assert (
        "stands out" in of("R14", OPENED, "Norway", "*Norway", "United States", "Faroe Islands")[0]
    )
    assert "stands out" in of("R14", RIBBON, "Ann Byrne", "*Ann Byrne", "Ek", "Aas")[0]
    assert of("R14", OPENED, "Norway", "Denmark", "*Norway", "Sweden") == []
    assert of("R14", OPENED, "Norway", "*Norway") == []


def test_numbers_are_as_long_as_they_are() -> None:
    assert of("R14", LASTED, "two weeks", "*twenty-five weeks", "2 weeks") == []


# R15


def test_always_stands_in_all_options_or_in_none() -> None:
    assert (
        "Only “It always pays.”"
        in of("R15", PHRASE, "for the steel", "It always pays.", "It won.")[0]
    )
    assert of("R15", PHRASE, "for the steel", "It always pays.", "It never pays.") == []
    assert of("R15", PHRASE, "for the steel", "It pays.", "It gave nothing at all.") == []


# R16


@pytest.mark.parametrize(
    ("given", "label", "options"),
    [
        (CLOSED, "when", ("March 2023", "March 2024", "January 2025")),
        (LASTED, "two weeks", ("One day", "Two days", "One week", "Two weeks")),
        (RIBBON, "Ann Byrne", ("Nils Aas", "Ann Byrne", "Karl Lind")),
        (PHRASE, "for the steel", ("for iron", "for steel", "for wood")),
        (PHRASE, "for the steel", ("“Ale” is paid", "Beer is paid")),
        (OPENED, "Norway", ("Atlantis", "Norway")),
    ],
)
def test_options_in_their_order_pass(given: Fact, label: str, options: tuple[str, ...]) -> None:
    assert of("R16", given, label, *options) == []
    assert len(of("R16", given, label, *reversed(options))) == 1


def test_only_the_dates_themselves_put_dates_in_order() -> None:
    assert len(of("R16", CLOSED, "when", "April 2024", "August 2024", "March 2024")) == 1


# R26


@pytest.mark.parametrize(("count", "faults"), [(2, 1), (3, 0), (4, 0), (5, 1)])
def test_three_or_four_options_are_right(count: int, faults: int) -> None:
    assert len(of("R26", OPENED, "Norway", *[f"{n}" for n in range(count)])) == faults


def test_several_keys_may_have_five_options() -> None:
    five = [f"{n}" for n in range(5)]
    assert of("R26", OPENED, "Norway", *five, form=Form.MULTIPLE) == []
    assert len(of("R26", OPENED, "Norway", *five, "5", form=Form.MULTIPLE)) == 1
