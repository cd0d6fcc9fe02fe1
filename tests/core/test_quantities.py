"""Numbers with their hedge and unit."""

import pytest

from quizzes.core.quantities import Quantity


def parsed(text: str) -> Quantity:
    found = Quantity.parse(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Two days", 172_800, 172_800, "day"),
        ("a week", 604_800, 604_800, "week"),
        ("700,000 people", 700_000, 700_000, "people"),
        ("$1.5 million", 1.5e6, 1.5e6, "$"),
        ("US$5bn", 5e9, 5e9, "$"),
        ("10 to 12 per cent", 10, 12, "percent"),
        ("10-12%", 10, 12, "percent"),
        ("10 to 12 million euros", 10e6, 12e6, "euro"),
        ("twenty-five states", 25, 25, "state"),
        ("three hundred and five", 305, 305, ""),
        ("seventy five", 75, 75, ""),
        ("a dozen states", 12, 12, "state"),
        ("hundred states", 100, 100, "state"),
        ("half a million people", 500_000, 500_000, "people"),
        ("two hundred km", 200_000, 200_000, "kilometre"),
        ("two centuries", 6_311_520_000, 6_311_520_000, "century"),
        ("two member states.", 2, 2, "member state"),
        ("5 million", 5e6, 5e6, ""),
    ],
)
def test_numbers_are_read_as_reports_write_them(
    text: str, low: float, high: float, unit: str
) -> None:
    found = parsed(text)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert found.unit == unit


@pytest.mark.parametrize("text", ["Belarus", "", "fortnight", "a bridge", "half an idea", "to two"])
def test_what_begins_with_no_number_is_none(text: str) -> None:
    assert Quantity.parse(text) is None


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("over 700,000", "over", 700_000, 1_050_000),
        ("up to 30", "up to", 20, 30),
        ("nearly 100", "nearly", 90, 100),
        ("about 100", "about", 90, 110),
        ("more than 10", "more than", 10, 15),
    ],
)
def test_a_hedge_says_how_far_off_the_number_may_be(
    text: str, hedge: str, low: float, high: float
) -> None:
    found = parsed(text)
    assert found.hedge == hedge
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


def test_lengths_of_time_compare_whatever_their_unit() -> None:
    assert parsed("one week").comparable(parsed("seven days"))
    assert parsed("one week").overlaps(parsed("seven days"))
    assert not parsed("one week").overlaps(parsed("eight days"))


def test_what_is_counted_compares_with_its_like_only() -> None:
    assert parsed("two states").comparable(parsed("3 states"))
    assert not parsed("two states").comparable(parsed("two days"))
    assert not parsed("$5").comparable(parsed("£5"))
    assert not parsed("2 km").comparable(parsed("2 kg"))
