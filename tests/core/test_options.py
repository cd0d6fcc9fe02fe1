from dataclasses import replace

import pytest

from quizzes.core.library import Fact
from quizzes.core.options import Case, in_order, key_option, wanted_place
from quizzes.core.questions import Option
from quizzes.core.stems import stems_for
from tests.core import cast

LIBRARY = cast.library()


def case(fact: Fact, label: str) -> Case:
    target = fact.target(label)
    return Case(fact, target, stems_for(fact, target, LIBRARY)[-1])


def key(fact: Fact, label: str) -> str:
    return key_option(case(fact, label), LIBRARY).label


def test_the_key_is_the_main_name_of_its_entity() -> None:
    assert key(cast.fact("Norway met [Lind=Karl Lind]."), "Lind") == "Karl Lind"


def test_the_key_of_an_adjective_is_the_adjective() -> None:
    assert key(cast.fact("A [Swedish=Sweden] envoy left."), "Swedish") == "Swedish"


def test_a_phrase_begins_with_a_capital_unless_it_is_put_into_a_sentence() -> None:
    fact = cast.fact("Norway chose a [steel arch].")
    assert key(fact, "steel arch") == "steel arch"
    asked = cast.fact("Norway chose a [steel arch].", ask={"steel arch": "What was chosen?"})
    assert key(asked, "steel arch") == "Steel arch"


def test_a_number_that_opened_the_statement_loses_its_capital_within_a_claim() -> None:
    assert key(cast.RIGGED, "Two") == "two"


def test_the_time_of_a_fact_is_said_in_words() -> None:
    assert key(cast.RIBBON, "when") == "3 June 2024"
    assert key(cast.RIGGED, "said on") == "2 June 2024"


def test_the_wording_of_the_key_is_as_long_as_the_wrong_ones() -> None:
    fact = cast.fact(
        "Norway opened the bridge to Sweden at noon on a Monday.",
        ask={"statement": "What happened?"},
        wrong={"statement": ("Norway closed a road.", "Sweden left the talks.")},
        accept={"statement": ("Norway opened a bridge.",)},
    )
    option = key_option(case(fact, "statement"), LIBRARY)
    assert (option.label, option.fact) == ("Norway opened a bridge.", fact.ref)


def option(name: str, kind: str = "person") -> Option:
    return Option(name, entity=cast.key(name, kind))


def test_options_are_stored_by_size_by_sort_key_or_by_alphabet() -> None:
    number, name, phrase = (
        case(cast.COST, "about 400 million euros"),
        case(cast.RIBBON, "Ann Byrne"),
        case(cast.fact("Norway chose a [steel arch]."), "steel arch"),
    )
    assert ordered(number, "two weeks", "three days", "one month") == [
        "three days",
        "two weeks",
        "one month",
    ]
    people = in_order((option("Nils Aas"), option("Ann Byrne"), option("Eva Dahl")), name, LIBRARY)
    assert [o.label for o in people] == ["Nils Aas", "Ann Byrne", "Eva Dahl"]
    assert ordered(phrase, "wood", "Stone", "steel arch") == ["steel arch", "Stone", "wood"]


def ordered(one: Case, *names: str) -> list[str]:
    return [o.label for o in in_order(map(Option, names), one, LIBRARY)]


@pytest.mark.parametrize("n", [3, 4])
def test_the_place_of_the_key_does_not_depend_on_the_seed(n: int) -> None:
    one = case(cast.RIBBON, "Ann Byrne")
    assert wanted_place(one, n) == wanted_place(replace(one, seed=7), n) < n
