"""R11, R13, R18, R19 and R21: cues that tell the key to whoever does not know."""

from dataclasses import replace

import pytest

from quizzes.core.library import EntityKey, Fact
from quizzes.core.questions import Form, Option
from tests.core import cast
from tests.core.asking import ask, said, typed
from tests.core.cast import OPENED, RIBBON, RIGGED, fact

PHRASE = fact("Norway paid [for the steel].", id="paid")


def of(rule: str, given: Fact, label: str, stem: str, *options: str) -> list[str]:
    return said(rule, ask(given, label, stem, *options), cast.library(given))


# R11


def test_every_option_fits_a_or_an() -> None:
    stem = "An ____ paid for the bridge."
    assert of("R11", PHRASE, "for the steel", stem, "*architect", "engineer") == []
    found = of("R11", PHRASE, "for the steel", stem, "*architect", "builder")
    assert found == ["“builder” can't follow “An”: write “a(n)”, or change the options."]
    either = "A(n) ____ paid for the bridge."
    assert of("R11", PHRASE, "for the steel", either, "*architect", "builder") == []


def test_every_option_fits_the_number_of_the_verb() -> None:
    stem = "____ was paid in 2024."
    assert of("R11", PHRASE, "for the steel", stem, "*the toll", "the steel") == []
    assert "“was”" in of("R11", PHRASE, "for the steel", stem, "*the toll", "the firms")[0]
    assert "“was”" in of("R11", PHRASE, "for the steel", stem, "*a toll", "toll and tax")[0]
    assert of("R11", OPENED, "Norway", stem, "United States", "*Norway") == []


def test_asked_for_two_every_option_names_two() -> None:
    stem = "Which two countries paid?"
    assert of("R11", PHRASE, "for the steel", stem, "Chad and Mali", "*Peru and Chile") == []
    assert "“Chad” is one" in of("R11", PHRASE, "for the steel", stem, "Chad", "*Peru and Chile")[0]
    single = ask(PHRASE, "for the steel", stem, "Chad", "*Peru", form=Form.MULTIPLE)
    assert said("R11", single, cast.library(PHRASE)) == []


def test_a_pronoun_for_the_answer_fits_every_option() -> None:
    stem = "Who said that she had cut the ribbon?"
    assert of("R11", RIBBON, "Ann Byrne", stem, "*Ann Byrne", "Eva Dahl", "Mia Holm") == []
    assert of("R11", RIBBON, "Ann Byrne", stem, "*Ann Byrne", "Karl Lind", "Mia Holm") == [
        "“she” in the stem doesn't fit Karl Lind: leave the pronoun out."
    ]


def test_a_pronoun_for_somebody_named_is_no_hint() -> None:
    stem = "Who cut the ribbon before Karl Lind gave his speech?"
    assert of("R11", RIBBON, "Ann Byrne", stem, "*Ann Byrne", "Nils Aas") == []


# R13


def test_a_word_of_the_stem_that_only_the_key_has_points_to_it() -> None:
    stem = "Who paid for the new steel bridge?"
    options = ("*The Steel Board", "The Timber Board", "The Stone Board")
    assert of("R13", PHRASE, "for the steel", stem, *options) == [
        "“steel” in the stem points to “The Steel Board”: say it in other words."
    ]
    assert of("R13", PHRASE, "for the steel", "Who paid for the bridge?", *options) == []


def test_words_echo_by_their_stem() -> None:
    stem = "Who was accused of rigging?"
    assert len(of("R13", PHRASE, "for the steel", stem, "*Those who rigged it", "Others")) == 1


def test_a_word_that_a_wrong_option_has_too_points_nowhere() -> None:
    stem = "How many weeks did the work last?"
    assert of("R13", PHRASE, "for the steel", stem, "*Two weeks", "Three weeks", "Two days") == []
    stem = "Which members of the board paid?"
    assert of("R13", PHRASE, "for the steel", stem, "*The board", "A part of the board") == []


def test_the_noun_that_names_the_class_is_no_echo() -> None:
    options = ("*Treaty Organisation of the North", "Union of the South")
    stem = "Which organisation met in 2024?"
    assert of("R13", PHRASE, "for the steel", stem, *options) == []
    assert len(of("R13", PHRASE, "for the steel", "Whose organisation met?", *options)) == 1


def test_a_demonym_of_the_key_is_an_echo() -> None:
    stem = "Which country opened a bridge with Norwegian money?"
    assert len(of("R13", OPENED, "Norway", stem, "Denmark", "*Norway", "Sweden")) == 1
    assert of("R13", OPENED, "Norway", stem, "Denmark", "*Norway", "Norwegian Sea") == []


def test_short_words_and_lone_keys_do_not_echo() -> None:
    assert of("R13", PHRASE, "for the steel", "Who had two sons?", "*Two men", "A man") == []
    assert of("R13", PHRASE, "for the steel", "Who forged steel?", "*The Steel Board") == []


# R18


def test_a_key_that_shares_most_with_the_rest_stands_out() -> None:
    stem = "What did Norway buy?"
    options = ("*Swedish rolled steel", "Swedish forged iron", "Danish rolled copper", "Old steel")
    assert "shares most" in of("R18", PHRASE, "for the steel", stem, *options)[0]


@pytest.mark.parametrize(
    "options",
    [
        ("Norway paid Sweden", "*Sweden paid Norway", "Norway owed Sweden", "Sweden owed Norway"),
        ("*Rolled steel", "Glass", "Stone"),
        ("*Swedish rolled steel", "Swedish rolled iron"),
        ("*Swedish rolled steel", "*Swedish rolled iron", "Danish rolled steel"),
    ],
)
def test_even_options_do_not_converge(options: tuple[str, ...]) -> None:
    assert of("R18", PHRASE, "for the steel", "What did Norway buy?", *options) == []


# R19


def test_a_key_alone_in_its_country_is_the_odd_one_out() -> None:
    stem = "Who cut the ribbon?"
    found = of("R19", RIBBON, "Ann Byrne", stem, "*Ann Byrne", "Jan Ek", "Mia Holm")
    assert found == ["The right answer alone differs in its country: take options that don't tell."]
    assert of("R19", RIBBON, "Ann Byrne", stem, "Nils Aas", "*Ann Byrne", "Mia Holm") == []


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("*In 2024", "In spring", "In autumn"), "figures"),
        (("*Steel", "iron", "wood"), "capitals"),
        (("*NATO", "Sweden", "Norway"), "abbreviation"),
    ],
)
def test_a_key_alone_in_its_looks_is_the_odd_one_out(options: tuple[str, ...], what: str) -> None:
    assert what in of("R19", PHRASE, "for the steel", "What is it?", *options)[0]


def test_gender_counts_where_the_stem_hints_at_it() -> None:
    options = ("*Ann Byrne", "Nils Aas", "Jan Ek")
    hint = "Who said that her bridge was open?"
    assert any("gender" in m for m in of("R19", RIBBON, "Ann Byrne", hint, *options))
    none = of("R19", RIBBON, "Ann Byrne", "Who said that a bridge was open?", *options)
    assert none == []


def test_two_options_have_no_odd_one() -> None:
    assert of("R19", PHRASE, "for the steel", "What is it?", "*In 2024", "In spring") == []


# R21


@pytest.mark.parametrize(
    "stem",
    [
        "Which country opened Norway's bridge?",
        "Which country opened the Norwegian bridge?",
        "Which country opened a bridge for the norwegian people?",
    ],
)
def test_a_stem_does_not_contain_its_key(stem: str) -> None:
    assert len(of("R21", OPENED, "Norway", stem, "Denmark", "*Norway")) == 1


def test_an_alias_gives_the_key_away() -> None:
    stem = "Who cut the ribbon after Byrne's speech?"
    assert of("R21", RIBBON, "Ann Byrne", stem, "*Ann Byrne") == [
        "“Byrne” in the stem gives the answer away: take it out."
    ]


def test_the_key_as_part_of_another_name_gives_nothing_away() -> None:
    entities = (*cast.ENTITIES, cast.entity("Norway House", "organisation"))
    question = ask(OPENED, "Norway", "Which country sold Norway House?", "*Norway")
    assert said("R21", question, cast.library(OPENED, entities=entities)) == []


def test_part_of_a_word_is_no_name() -> None:
    stem = "Which country opened the Norwayan bridge?"
    assert of("R21", OPENED, "Norway", stem, "Denmark", "*Norway") == []


def test_phrases_numbers_and_accepted_wordings_give_the_key_away_too() -> None:
    accepted = replace(PHRASE, targets=tuple(
        replace(target, accept=("for its steel",)) for target in PHRASE.targets
    ))  # fmt: skip
    stem = "What did Norway pay for its steel in 2024?"
    question = ask(accepted, "for the steel", stem, "*for the steel", "for wood")
    assert len(said("R21", question, cast.library(accepted))) == 1
    number = ask(RIGGED, "Two", "How many of two firms had paid?", "*Two", "Three")
    assert len(said("R21", number)) == 1


def test_typed_answers_and_speakers_are_looked_for_as_well() -> None:
    stem = "Which country opened the Norwegian bridge?"
    assert len(said("R21", typed(OPENED, "Norway", stem, "Norway"))) == 1
    named = ask(RIGGED, "by", "Who alleged what Lind said?", "*Karl Lind", form=Form.WHO_SAID)
    assert len(said("R21", named)) == 1
    assert said("R21", typed(OPENED, "Norway", "Which country paid?", "Norway")) == []


def test_an_option_may_be_known_by_its_entity_alone() -> None:
    question = ask(OPENED, "Norway", "Which people opened the Norway bridge?", "Danish", "*x")
    norwegian = Option("Norwegian", True, EntityKey(*cast.NORWAY))
    shown = replace(question, options=(question.options[0], norwegian))
    assert len(said("R21", shown)) == 1
