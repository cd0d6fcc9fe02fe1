"""Words folded, split, stemmed and looked up."""

import pytest

from quizzes.core.words import (
    bare_name,
    contains_name,
    contains_words,
    content_sequence,
    content_stems,
    fold,
    is_content,
    root,
    roots,
    stem,
    takes_an,
    words,
)


def test_texts_fold_to_one_whatever_their_case_accents_quotes_and_spaces() -> None:
    assert fold("  “Erdoğan’s”\n VISIT – now ") == '"erdogan\'s" visit - now'
    assert fold("CAFÉ") == fold("café")


def test_words_keep_their_points_and_lose_their_possessives() -> None:
    assert words("Putin’s U.S. trip cost $1,500.50; a Russian-led G7.") == (
        "putin", "u.s", "trip", "cost", "1,500.50", "a", "russian", "led", "g7",
    )  # fmt: skip


def test_names_are_compared_without_an_article_in_front() -> None:
    assert bare_name("The United Nations") == bare_name("united  nations.")
    assert bare_name("The") == "the"
    assert bare_name("A") == "a"


def test_words_of_one_stem_are_one() -> None:
    assert stem("Alleged") == stem("allegation")
    assert stem("accuse") == stem("accusations")
    assert stem("Russia") != stem("Russian")


@pytest.mark.parametrize(
    ("one", "other"),
    [("believed", "belief"), ("denied", "denial"), ("threatened", "threats"), ("said", "say")],
)
def test_families_that_a_stemmer_parts_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)
    assert roots(one) == roots(other)


def test_explaining_and_explanation_are_two_stems_and_one_root() -> None:
    assert stem("explain") != stem("explanation")
    assert root("explain") == root("explanation")


def test_content_is_what_carries_meaning() -> None:
    assert is_content("bridge")
    assert not is_content("with")
    assert not is_content("two")
    assert not is_content("g20s")
    assert is_content("war", least=3)
    assert content_stems("The bridges were with Norway in 2024.") == {"bridg", "norway"}
    assert content_sequence("Norway paid Sweden") != content_sequence("Sweden paid Norway")


def test_whole_words_are_found_in_their_order() -> None:
    assert contains_words("the Republic of Armenia, in 2024", "republic of Armenia")
    assert contains_words("Armenia’s bridge", "armenia")
    assert not contains_words("the Armenian bridge", "Armenia")
    assert not contains_words("of Armenia the Republic", "Republic of Armenia")
    assert not contains_words("anything", "")


@pytest.mark.parametrize(
    "phrase",
    ["Armenian", "hour-long talk", "honest man", "MP", "FBI agent", "EU summit", "8 May", "11 men",
     "18-hour talk", "unusual step", "uninvited guest", "unimportant man", "L-shaped bridge"],
)  # fmt: skip
def test_an_stands_before_the_sound_of_a_vowel(phrase: str) -> None:
    assert takes_an(phrase) is True


@pytest.mark.parametrize(
    "phrase",
    ["Belarusian", "European", "university", "one-off", "UN envoy", "NATO member", "user",
     "UK firm", "1 May", "useful step", "CSTO member", "house"],
)  # fmt: skip
def test_a_stands_before_the_sound_of_a_consonant(phrase: str) -> None:
    assert takes_an(phrase) is False


def test_without_a_word_nothing_can_be_told() -> None:
    assert takes_an("…") is None


def test_a_name_that_is_also_a_plain_word_stands_only_as_it_is_written() -> None:
    assert contains_name("The WHO said so.", "WHO")
    assert not contains_name("Who said so?", "WHO")
    assert not contains_name("They told us.", "US")
    assert contains_name("nato said so", "NATO")
