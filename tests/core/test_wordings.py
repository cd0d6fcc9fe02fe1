import pytest

from quizzes.core.library import Fact
from quizzes.core.options import Case, key_option
from quizzes.core.stems import stems_for
from quizzes.core.wordings import accepted_wordings, asked_precision
from tests.core import cast

LIBRARY = cast.library()


def accepted(fact: Fact, label: str) -> tuple[str, ...]:
    target = fact.target(label)
    case = Case(fact, target, stems_for(fact, target, LIBRARY)[-1])
    return accepted_wordings(case, key_option(case, LIBRARY), LIBRARY)


def test_an_entity_goes_by_all_its_names_the_main_one_first() -> None:
    assert accepted(cast.CLOSED, "Germany") == ("Germany", "Federal Republic of Germany")
    assert accepted(cast.RIGGED, "by") == ("Karl Lind", "Lind")


def test_an_adjective_goes_by_the_adjectives_alone() -> None:
    fact = cast.fact("Norway sent a [Swedish=Sweden] envoy home.")
    assert accepted(fact, "Swedish") == ("Swedish",)


def test_a_capital_that_stands_for_its_country_goes_by_the_country_too() -> None:
    fact = cast.fact("The ceasefire was brokered by [Oslo].")
    assert accepted(fact, "Oslo") == ("Oslo", "Norway")


def test_a_country_does_not_go_by_its_capital() -> None:
    assert "Oslo" not in accepted(cast.fact("[Norway] brokered the ceasefire."), "Norway")


def test_what_the_editor_accepts_counts_and_nothing_twice() -> None:
    fact = cast.fact("[Germany] won.", accept={"Germany": ("Germany", "the Germans")})
    assert accepted(fact, "Germany") == ("Germany", "Federal Republic of Germany", "the Germans")


@pytest.mark.parametrize(
    ("label", "wordings"),
    [
        ("24 May 2024", ("24 May 2024", "24 May")),
        ("March 2024", ("March 2024",)),
        ("2020", ("2020",)),
        ("May to June 2024", ("May to June 2024",)),
        ("about 400 million euros",
         ("about 400 million euros", "400 million euros", "400 million")),
        ("over 700,000 people", ("over 700,000 people", "700,000 people", "700,000")),
        ("17 kilometres", ("17 kilometres",)),
        ("two days", ("two days", "2 days")),
        ("3", ("3", "three")),
        ("13 days", ("13 days",)),
    ],
)  # fmt: skip
def test_dates_and_numbers_may_be_written_as_people_write_them(
    label: str, wordings: tuple[str, ...]
) -> None:
    fact = cast.fact(f"It took [{label}] to agree.", kind={"3": "number"})
    assert accepted(fact, label) == wordings


def test_a_time_goes_by_the_date_in_words() -> None:
    assert accepted(cast.DENIED, "said on")[0] == "June 2024"


@pytest.mark.parametrize(
    ("label", "hint"),
    [
        ("24 May 2024", " (day, month and year)"),
        ("March 2024", " (month and year)"),
        ("2020", " (year)"),
        ("two days", ""),
    ],
)
def test_a_typed_date_says_how_finely_it_is_wanted(label: str, hint: str) -> None:
    fact = cast.fact(f"It took until [{label}] to agree.")
    target = fact.target(label)
    case = Case(fact, target, stems_for(fact, target, LIBRARY)[-1])
    assert asked_precision(case, key_option(case, LIBRARY)) == hint
