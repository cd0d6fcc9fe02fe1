import pytest

from quizzes.core.exchange.factsheet.kinds import plain_kind
from quizzes.core.library import SpanKind


@pytest.mark.parametrize(
    "surface", ["24 May 2024", "May 24, 2024", "May 2024", "1977", "about 2020"]
)
def test_what_reads_as_a_date_is_one(surface: str) -> None:
    assert plain_kind(surface) is SpanKind.DATE


@pytest.mark.parametrize(
    "surface",
    [
        "over 700,000 people",
        "Two",
        "two weeks",
        "12 %",
        "about 988 million dollars",
        "$1.5 million",
    ],
)
def test_a_number_with_hedge_and_unit_is_one(surface: str) -> None:
    assert plain_kind(surface) is SpanKind.NUMBER


@pytest.mark.parametrize(
    "surface",
    [
        "two weeks after the talks",
        "two weeks later",
        "one of the leaders",
        "two states that helped Azerbaijan",
        "closer ties with the West",
        "Friday",
    ],
)
def test_anything_else_is_a_phrase(surface: str) -> None:
    assert plain_kind(surface) is SpanKind.PHRASE
