from datetime import date

import pytest
from hypothesis import given

from quizzes.core.dates import Precision, When, from_parts, month_number, parse_words
from tests.core.strategies import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-24", When.day(date(2024, 5, 24))),
        ("2024-02", When(date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH)),
        ("2024", When(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR)),
        ("~2024", When(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR, about=True)),
        ("2020/2024", When(date(2020, 1, 1), date(2024, 12, 31), Precision.YEAR)),
        (
            " ~2024-05 / 2024-06 inferred ",
            When(date(2024, 5, 1), date(2024, 6, 30), Precision.MONTH, about=True, inferred=True),
        ),
    ],
)
def test_the_forms_of_the_fact_sheet_are_read(text: str, expected: When) -> None:
    assert When.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-02-30", "no day of the calendar"),
        ("2024-13", "no day of the calendar"),
        ("0000", "no day of the calendar"),
        ("24 May 2024", "is not a date"),
        ("", "is not a date"),
        ("2024-05/2024", "mixes two precisions"),
        ("2024/2020", "ends before it starts"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        When.parse(text)


@given(dates())
def test_a_date_is_read_back_from_its_form_and_from_its_words(when: When) -> None:
    assert When.parse(str(when)) == when
    from_words = parse_words(when.words)
    assert from_words is not None
    assert (from_words.start, from_words.end, from_words.precision, from_words.about) == (
        when.start,
        when.end,
        when.precision,
        when.about,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 May 2024", "2024-05-24"),
        ("24th of May 2024", "2024-05-24"),
        ("the 24th of May, 2024", "2024-05-24"),
        ("May 24, 2024", "2024-05-24"),
        ("may 24 2024", "2024-05-24"),
        ("Sept. 1, 2001", "2001-09-01"),
        ("May  2024", "2024-05"),
        ("1999", "1999"),
        ("about 2020", "~2020"),
        ("around May 2020", "~2020-05"),
        ("2020 to 2024", "2020/2024"),
        ("1 May 2024 to 3 May 2024", "2024-05-01/2024-05-03"),
    ],
)
def test_dates_in_words_are_read_whichever_way_round(text: str, expected: str) -> None:
    assert str(parse_words(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["Friday", "May 8", "May", "700", "31 June 2024", "2024 to 2020", "2020 to May 2024", "", "to"],
)
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert parse_words(text) is None


def test_words_say_no_more_than_is_known() -> None:
    assert When.parse("2024-05-24").words == "24 May 2024"
    assert When.parse("2024-05").words == "May 2024"
    assert When.parse("~2024").words == "about 2024"
    assert When.parse("2020/2024").words == "2020 to 2024"


def test_a_range_is_not_single() -> None:
    assert When.parse("2024-05").is_single
    assert not When.parse("2024-05/2024-06").is_single


def test_dates_overlap_and_precede_by_their_days() -> None:
    may, day, june = (When.parse(text) for text in ("2024-05", "2024-05-31", "2024-06"))

    assert may.overlaps(day)
    assert not may.overlaps(june)
    assert may.precedes(june)
    assert not may.precedes(day)


def test_a_month_is_known_by_its_first_letters() -> None:
    assert [month_number(word) for word in ("January", "Sept.", "DEC")] == [1, 9, 12]


def test_parts_that_no_calendar_has_give_no_date() -> None:
    assert from_parts(2023, 2, 29) is None
    assert from_parts(2024, 2, 29) == When.day(date(2024, 2, 29))
