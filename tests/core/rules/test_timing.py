"""R6: when, absolutely, and no finer than known."""

import pytest

from quizzes.core.library import Fact
from tests.core import cast
from tests.core.asking import ask, said
from tests.core.cast import OPENED, fact


def about(stem: str, *options: str, given: Fact = OPENED) -> list[str]:
    question = ask(given, "Norway", stem, *(options or ("*Norway",)))
    return said("R6", question, cast.library(given))


@pytest.mark.parametrize(
    "stem",
    [
        "Which country opened the Halden Bridge today?",
        "Which country opened the Halden Bridge on Monday?",
        "Which country opened a bridge last Friday?",
        "Which country opened a bridge earlier this year?",
        "Which country opened a bridge two weeks later?",
        "Which country opened a bridge a month ago?",
        "Which country has recently opened a bridge?",
        "Which country now has a bridge?",
        "Which country opened a bridge later that day?",
        "Which country opened a bridge the following week?",
        "Which country opened a bridge this spring?",
    ],
)
def test_a_word_that_means_another_day_tomorrow_says_no_time(stem: str) -> None:
    found = about(stem)
    assert len(found) == 1
    assert "give a date" in found[0]


def test_options_say_when_absolutely_too() -> None:
    assert len(about("When did Norway open it?", "Friday", "*Monday")) == 2
    assert len(about("When did Norway open it?", "Two weeks later", "*One week later")) == 2


@pytest.mark.parametrize(
    "stem",
    [
        "Which country opened the Halden Bridge on Monday 3 June 2024?",
        "Which country opened the Halden Bridge on Monday, June 3, 2024?",
        "Which country opened the Halden Bridge on 3 June 2024?",
        "Which country opened the Halden Bridge in June 2024?",
        "Which country opened the Halden Bridge in 2024?",
        "Which country opened the Halden Bridge in early June 2024?",
        "How long after the vote did Norway open the Halden Bridge?",
        "In 2024, which country opened a bridge that year?",
        "Which country opened a bridge on the same day as Sweden?",
        "Who said “we open today” of the Halden Bridge in June 2024?",
        "Which country may open a march of bridges?",
    ],
)
def test_what_anybody_can_date_passes(stem: str) -> None:
    assert about(stem) == []


@pytest.mark.parametrize("name", ["Good Friday", "Today FM"])
def test_a_name_is_no_time(name: str) -> None:
    entities = (*cast.ENTITIES, cast.entity(name, "event"))
    question = ask(OPENED, "Norway", f"Which country gave {name} a bridge?", "*Norway")
    assert said("R6", question, cast.library(OPENED, entities=entities)) == []


@pytest.mark.parametrize(
    ("stem", "named"),
    [
        ("Which country opened a bridge on 3 June?", "3 june"),
        ("Which country opened a bridge on June 3?", "june 3"),
        ("Which country opened a bridge in June?", "june"),
        ("Which country opened a bridge in early June?", "june"),
    ],
)
def test_a_date_without_its_year_is_none(stem: str, named: str) -> None:
    assert about(stem) == [f"“{named}” has no year: add it."]


def test_one_year_serves_two_dates() -> None:
    built = fact("[Norway] built it.", when="2024-03/2024-06")
    assert about("Which country built it between March and June 2024?", given=built) == []


def test_a_date_is_given_no_finer_than_it_is_known() -> None:
    built = fact("[Norway] built it.", when="2024-06")
    found = about("Which country built it on 5 June 2024?", given=built)
    assert found == ["“5 june 2024” is finer than what is known, June 2024: say June 2024."]
    assert about("Which country built it in June 2024?", given=built) == []


def test_a_finer_key_is_found_out_too() -> None:
    built = fact("[Norway] built it.", when="2024-06")
    question = ask(built, "when", "When did Norway build it?", "4 May 2024", "*5 June 2024")
    assert len(said("R6", question, cast.library(built))) == 1


def test_a_year_that_nobody_confirmed_is_left_out() -> None:
    built = fact("[Norway] built it.", when="2024-06 inferred")
    found = about("Which country built it in June 2024?", given=built)
    assert "Nobody confirmed the year" in found[0]


def test_what_is_known_roughly_is_said_roughly() -> None:
    built = fact("[Norway] built it.", when="~2024-06")
    found = about("Which country built it in June 2024?", given=built)
    assert found == ["“june 2024” is known only roughly: say “about june 2024”."]
    assert about("Which country built it around June 2024?", given=built) == []
    assert about("Which country built it in 2024?", given=built) != []


def test_a_date_that_nothing_has_is_invented() -> None:
    assert "Nothing in the library" in about("Which country opened a bridge in 1999?")[0]


def test_a_date_in_the_statement_itself_is_known() -> None:
    built = fact("[Norway] planned the 2031 fair.", when="2024-06")
    assert about("Which country planned the 2031 fair?", given=built) == []


def test_other_facts_of_the_article_and_its_own_day_are_known() -> None:
    question = ask(OPENED, "Norway", "Who opened it after March 2024?", "*Norway")
    assert said("R6", question) == []
    published = ask(OPENED, "Norway", "Who, as known on 3 June 2024, paid?", "*Norway")
    assert said("R6", published, cast.library(fact("[Norway] paid."))) == []
