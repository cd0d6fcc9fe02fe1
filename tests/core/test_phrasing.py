import pytest

from quizzes.core.dates import When
from quizzes.core.phrasing import (
    dated,
    in_sentence,
    lowered,
    raised,
    says_when,
    when_phrase,
)
from tests.core import cast


@pytest.mark.parametrize(
    ("when", "phrase"),
    [
        ("2024-05-24", "on 24 May 2024"),
        ("2024-05", "in May 2024"),
        ("2024", "in 2024"),
        ("~2012-08-25", "around 25 August 2012"),
        ("2024-01/2024-05", "between January and May 2024"),
        ("2023-11/2024-02", "between November 2023 and February 2024"),
        ("2020/2024", "between 2020 and 2024"),
        ("2024-05 inferred", ""),
    ],
)
def test_a_date_is_said_as_finely_as_it_is_known_and_confirmed(when: str, phrase: str) -> None:
    assert when_phrase(When.parse(when)) == phrase


def test_no_date_is_no_phrase() -> None:
    assert when_phrase(None) == ""


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Norway opened a bridge", "Norway opened a bridge"),
        ("Norwegian ministers met", "Norwegian ministers met"),
        ("Two firms won", "two firms won"),
        ("The Nordic Council met", "the Nordic Council met"),
        ("NATO met", "NATO met"),
        ("UN envoys met", "UN envoys met"),
        ("March was cold", "March was cold"),
        ("Firms won", "firms won"),
        ("700 people came", "700 people came"),
        ("scientists jumped", "scientists jumped"),
        ("Oskar came", None),
    ],
)
def test_a_first_capital_goes_only_where_it_is_surely_no_name(
    text: str, inside: str | None
) -> None:
    assert lowered(text, cast.OPENED, cast.library()) == inside


def test_a_name_that_begins_with_the_keeps_its_capital() -> None:
    hague = cast.entity("The Hague", "city")
    library = cast.library(entities=(hague,))
    assert lowered("The Hague was calm", cast.OPENED, library) == "The Hague was calm"
    assert lowered("The Haguer was calm", cast.OPENED, library) == "the Haguer was calm"


def test_raising_changes_the_first_letter_alone() -> None:
    assert raised("two Firms") == "Two Firms"


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Norway opened a bridge", "Norway opened a bridge in May 2024"),
        ("Norway recalled its envoy to Sweden, Jan Ek, for talks",
         "Norway recalled its envoy to Sweden, Jan Ek, for talks in May 2024"),
        # "to leave in May" would be another thing
        ("Norway threatened to leave", "In May 2024, Norway threatened to leave"),
        ("Norway spoke of leaving", "In May 2024, Norway spoke of leaving"),
        ("Norway said that it left", "In May 2024, Norway said that it left"),
        ("Norway lost its envoy, Jan Ek", "In May 2024, Norway lost its envoy, Jan Ek"),
        ("Norway called it “a leap”", "In May 2024, Norway called it “a leap”"),
        # how things are
        ("Norway is a member", "As of May 2024, Norway is a member"),
        # no place is sure
        ("After talks Norway said that it left", None),
        ("In Oslo the council is at home", None),
    ],
)  # fmt: skip
def test_a_date_goes_where_it_belongs_to_the_main_verb(sentence: str, whole: str | None) -> None:
    assert dated(sentence, "in May 2024") == whole


def test_a_state_is_not_said_to_be_between_two_dates() -> None:
    assert dated("Norway is a member", "between 2020 and 2024") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("the war of 2020", True),
        ("since 2024, they met", True),
        ("a crowd of 2020,000", False),
        ("2,024 people", False),
        ("in 2019", False),
        ("no year", False),
    ],
)
def test_a_year_in_the_text_says_when_only_if_it_is_the_facts(text: str, says: bool) -> None:
    assert says_when(text, When.parse("2020/2024")) is says


@pytest.mark.parametrize(
    ("name", "kind", "inside"),
    [
        ("Nordic Council", "organisation", "the Nordic Council"),
        ("Federation of Bakers", "organisation", "the Federation of Bakers"),
        ("Organisation of Bakers", "organisation", "the Organisation of Bakers"),
        ("University of Iowa", "organisation", "the University of Iowa"),
        ("Cornell University", "organisation", "Cornell University"),
        ("CSTO", "organisation", "the CSTO"),
        ("NATO", "organisation", "NATO"),
        ("Google", "organisation", "Google"),
        ("United States", "country", "the United States"),
        ("Norway", "country", "Norway"),
        ("Philippines", "country", "the Philippines"),
        ("The Gambia", "country", "The Gambia"),
        ("Ann Council", "person", "Ann Council"),
    ],
)
def test_the_stands_before_the_names_that_need_it(name: str, kind: str, inside: str) -> None:
    assert in_sentence(cast.entity(name, kind)) == inside
