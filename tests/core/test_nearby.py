from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.dates import When
from quizzes.core.index import parse_date
from quizzes.core.nearby import dates_near, numbers_near, size
from quizzes.core.quantities import Quantity


def first(n: int) -> int:
    return 0


def near_dates(
    label: str, *told: str, latest: date | None = None, loose: bool = False
) -> list[str]:
    return list(dates_near(label, map(When.parse, told), latest, first, loose))


def test_dates_of_the_article_come_first_the_nearest_before_the_others() -> None:
    found = near_dates("24 May 2024", "2024-05-08", "2024-05-22", "2024-05-24")
    assert found[:3] == ["22 May 2024", "8 May 2024", "25 May 2024"]


def test_only_single_dates_of_the_same_precision_within_reach_are_rivals() -> None:
    found = near_dates("May 2024", "2024-05-08", "2024", "2024-01/2024-02", "2019-05", "2024-03")
    assert found[:2] == ["March 2024", "June 2024"]


def test_nothing_lies_after_the_day_of_publication() -> None:
    found = near_dates("23 May 2024", "2024-05-30", latest=date(2024, 5, 24))
    assert found == ["24 May 2024", "22 May 2024", "21 May 2024", "20 May 2024", "19 May 2024"]


def test_a_key_after_publication_is_not_given_away_by_being_the_last() -> None:
    assert near_dates("2025", latest=date(2024, 5, 24)) == ["2024", "2023", "2022", "2021"]


def test_how_many_neighbours_come_before_is_chosen() -> None:
    found = dates_near("2020", (), None, lambda n: 2)
    assert list(islice(found, 3)) == ["2019", "2018", "2021"]


def test_neighbours_of_an_approximate_date_keep_away_from_it() -> None:
    assert near_dates("25 August 2012", "2012-08-27", loose=True)[0] == "15 September 2012"


def test_months_run_over_the_end_of_the_year() -> None:
    assert near_dates("December 2023")[:2] == ["January 2024", "February 2024"]


@pytest.mark.parametrize("label", ["two days", "May to June 2024", "9999-99-99"])
def test_what_is_no_single_date_has_no_neighbours(label: str) -> None:
    assert near_dates(label) == []


def test_years_have_four_figures_as_far_as_dates_are_read() -> None:
    assert near_dates("2999")[0] == "2998"
    assert "999" not in near_dates("1000")


def near_numbers(label: str, *told: str) -> list[str]:
    return list(islice(numbers_near(label, told, first), 4))


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("over 700,000 people", ["over 800,000 people", "over 900,000 people",
                                 "over 1,000,000 people", "over 600,000 people"]),
        ("about 17 hours", ["about 20 hours", "about 23 hours", "about 26 hours",
                            "about 14 hours"]),
        ("$1.5 million", ["$1.7 million", "$1.9 million", "$2.1 million", "$1.3 million"]),
        ("about 988 million euros", ["about 1,136 million euros", "about 1,284 million euros",
                                     "about 1,432 million euros", "about 840 million euros"]),
        ("two firms", ["three firms", "four firms", "five firms", "six firms"]),
        ("Two", ["Three", "Four", "Five", "One"]),
        ("one day", ["two days", "three days", "four days", "five days"]),
        ("two days", ["three days", "four days", "five days", "one day"]),
        ("95 per cent", ["81 per cent", "67 per cent", "53 per cent", "39 per cent"]),
        ("twelve", ["eleven", "ten", "nine", "eight"]),
    ],
)  # fmt: skip
def test_near_numbers_keep_hedge_rounding_and_unit(label: str, found: list[str]) -> None:
    assert near_numbers(label) == found


def test_numbers_of_the_article_come_first_if_they_measure_the_same() -> None:
    told = ("two weeks", "two firms", "about two weeks", "Two days", "900 years")
    assert near_numbers("Two days", *told)[:2] == ["Two weeks", "Three days"]


def test_an_unsure_plural_is_left_out() -> None:
    assert near_numbers("one foot") == []
    assert near_numbers("two people") == ["three people", "four people", "five people",
                                          "six people"]  # fmt: skip


@pytest.mark.parametrize("label", ["10 to 12 days", "many", "a 2020 war", "thirteen days"])
def test_what_is_not_plainly_one_number_has_no_neighbours(label: str) -> None:
    assert near_numbers(label) == []


def test_dates_and_numbers_have_a_size() -> None:
    assert size("two days") < size("one week") < size("two weeks")
    assert size("8 May 2024") < size("24 May 2024")
    assert size("Armenia") == 0


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.integers(0, 3), st.dates())
def test_no_date_is_the_key_or_of_another_precision(day: date, n: int, latest: date) -> None:
    key = When.parse(day.isoformat())
    for label in dates_near(key.words, (), latest, lambda _: n):
        found = parse_date(label)
        assert found is not None
        assert found.precision is key.precision
        assert not found.overlaps(key)


@given(st.integers(2, 10**7), st.sampled_from(["people", "days", "km", "%"]), st.integers(0, 3))
def test_every_number_is_above_zero_and_differs(value: int, unit: str, n: int) -> None:
    label = f"{value:,} {unit}"
    key = Quantity.parse(label)
    assert key is not None
    for found in numbers_near(label, (), lambda _: n):
        other = Quantity.parse(found)
        assert other is not None
        assert other.low > 0
        assert not other.overlaps(key)
