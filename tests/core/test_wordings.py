import pytest

from quizzes.core.library import Fact
from quizzes.core.options import Case, key_option
from quizzes.core.stems import stems_for
from quizzes.core.wordings import accepted_wordings, asked_for
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


def asked_by(ask: str, label: str, statement: str) -> tuple[str, ...]:
    """The wordings that count where the editor words the question."""
    return accepted(cast.fact(statement, ask={label: ask}), label)


def test_a_capital_that_stands_for_its_country_goes_by_the_country_too() -> None:
    ceasefire = "The ceasefire was brokered by [Oslo]."
    assert asked_by("Who brokered the ceasefire?", "Oslo", ceasefire) == ("Oslo", "Norway")
    assert asked_by("Which city brokered it?", "Oslo", ceasefire) == ("Oslo",)


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
    ("statement", "label", "hint"),
    [
        ("It took until [24 May 2024] to agree.", "24 May 2024", " (day, month and year)"),
        ("It took until [March 2024] to agree.", "March 2024", " (month and year)"),
        ("It took until [2020] to agree.", "2020", " (year)"),
        ("It took [two days] to agree.", "two days", " (how long)"),
        ("They agreed with [Norway].", "Norway", " (country)"),
        ("They agreed with the country [Norway].", "Norway", ""),
        ("They met [Karl Lind] there.", "Karl Lind", " (name)"),
        ("The talks were held in [Oslo].", "Oslo", " (capital)"),
        ("They agreed on [a truce] there.", "a truce", ""),
    ],
)
def test_a_typed_gap_says_what_is_wanted(statement: str, label: str, hint: str) -> None:
    fact = cast.fact(statement)
    target = fact.target(label)
    case = Case(fact, target, stems_for(fact, target, LIBRARY)[-1])
    assert asked_for(case, key_option(case, LIBRARY), LIBRARY) == hint


def test_a_question_in_words_needs_no_such_hint() -> None:
    fact = cast.fact("They met [Karl Lind] there.", ask={"Karl Lind": "Whom did they meet?"})
    target = fact.target("Karl Lind")
    case = Case(fact, target, stems_for(fact, target, LIBRARY)[0])
    assert asked_for(case, key_option(case, LIBRARY), LIBRARY) == ""


def test_a_bare_month_or_day_counts_where_it_alone_is_asked_for() -> None:
    met = "They met in [March 2024]."
    assert asked_by("In which month did they meet?", "March 2024", met) == ("March 2024", "March")
    assert asked_by("In which month and year was it?", "March 2024", met) == ("March 2024",)
    parted = "They parted on [3 March 2024]."
    assert asked_by("On which day of March 2024 was it?", "3 March 2024", parted) == (
        "3 March 2024",
        "3 March",
        "3",
        "3rd",
    )


def test_an_accepted_name_brings_the_other_names_of_its_entity() -> None:
    fact = cast.fact("[Norway] said no.", accept={"Norway": ("Karl Lind",)})
    assert accepted(fact, "Norway")[-2:] == ("Karl Lind", "Lind")
