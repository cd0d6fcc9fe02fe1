from datetime import date

import pytest

from quizzes.core.mentions import mentions

FRIDAY = date(2024, 5, 24)


def resolved(text: str, published: date | None = FRIDAY) -> list[str]:
    return [str(when) for when in mentions(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy was recalled on Friday.", "2024-05-24"),
        ("She replied on Thursday.", "2024-05-23"),
        ("They met last Friday.", "2024-05-17"),
        ("They meet next Friday.", "2024-05-31"),
        ("They will meet on Monday.", "2024-05-27"),
        ("They will meet on Friday.", "2024-05-24"),
        ("On May 24, the envoy left.", "2024-05-24"),
        ("They met on the 8th of May.", "2024-05-08"),
        ("They met on Sept. 11.", "2023-09-11"),
        ("The truce will end on 8 June.", "2024-06-08"),
        ("In March, he accused them.", "2024-03"),
        ("It has lasted since October.", "2023-10"),
        ("It lasts until October.", "2024-10"),
        ("It was hot last May.", "2024-05"),
        ("It happened yesterday.", "2024-05-23"),
        ("Tomorrow they leave.", "2024-05-25"),
        ("Earlier this year he threatened to leave.", "2024-01/2024-05"),
        ("Later this year he leaves.", "2024-05/2024-12"),
        ("Earlier this month it rained.", "2024-05-01/2024-05-24"),
        ("Later this week it snows.", "2024-05-24/2024-05-26"),
        ("It was so last week.", "2024-05-13/2024-05-19"),
        ("It was so last month.", "2024-04"),
        ("It is so next year.", "2025"),
        ("It happened three weeks ago.", "2024-05-03"),
        ("It happened two months ago.", "2024-03"),
        ("The recall came two days after he alleged it.", "2024-05-22"),
    ],
)
def test_relative_dates_are_resolved_against_publication(text: str, expected: str) -> None:
    assert resolved(text) == [expected]


def test_whole_dates_need_no_publication_date() -> None:
    text = "Born on 5 September 1977, in May 1979 and on March 3, 1980; see 2024-05-24 and 2001."

    assert resolved(text, None) == ["1977-09-05", "1979-05", "1980-03-03", "2024-05-24", "2001"]


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    text = "Friday, May 8, in March, today, this year, two days ago, two weeks later"

    assert resolved(text, None) == []


def test_what_comes_later_is_counted_from_the_date_before_it() -> None:
    assert resolved("On May 8 they met. Two weeks later they parted.") == [
        "2024-05-08",
        "2024-05-22",
    ]
    assert resolved("In October 2020 he refused; two weeks later he agreed.") == [
        "2020-10",
        "2020-10/2020-11",
    ]
    assert resolved("In 2020 he refused; two weeks later he agreed.") == ["2020"]
    assert resolved("He left on May 8, three days earlier than she.") == [
        "2024-05-08",
        "2024-05-05",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It may march on.",
        "He paid 20,245 and 2024.5 and 2024%.",
        "May she live long.",
    ],
)
def test_words_that_only_look_like_dates_are_left_out(text: str) -> None:
    assert resolved(text) == []


def test_days_that_no_calendar_has_are_left_out() -> None:
    assert resolved("On 2024-06-31, on 31 June 2024 and on June 31 nothing happened.") == []
    assert resolved("It began two weeks ago.", date(1, 1, 2)) == []


def test_a_leap_day_is_resolved_to_a_year_that_has_it() -> None:
    assert resolved("On February 29 it snowed.", date(2025, 1, 1)) == ["2024-02-29"]
    assert resolved("On February 29 it snowed.", date(2027, 1, 1)) == []


def test_a_long_text_is_read_in_little_time() -> None:
    assert len(mentions("will on Friday " * 10_000, FRIDAY)) == 10_000
