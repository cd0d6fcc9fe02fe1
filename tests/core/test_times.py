"""When a fact happened."""

import pytest

from quizzes.core.dates import When
from quizzes.core.times import may_be_the_same, tells_a_state, time_asked, time_told
from tests.core.cast import MET, OPENED, RIGGED, fact


def test_a_claim_happens_as_it_is_made_and_all_else_as_it_was() -> None:
    assert time_told(RIGGED) == When.parse("2024-06-02")
    assert time_told(OPENED) == When.parse("2024-06-03")
    undated = fact("A firm rigged it.", by=("Karl Lind",), when="2020")
    assert time_told(undated) == When.parse("2020")


def test_a_date_in_the_statement_asks_for_its_time_only_where_it_is_that() -> None:
    assert time_asked(OPENED, OPENED.target("3 June 2024")) == When.parse("2024-06-03")
    assert time_asked(OPENED, OPENED.target("Norway")) is None
    assert time_asked(OPENED, OPENED.target("when")) == OPENED.when
    assert time_asked(RIGGED, RIGGED.target("said on")) == RIGGED.said_on
    other = fact("It left in [2019] and came back.", when="2020")
    assert time_asked(other, other.target("2019")) is None


@pytest.mark.parametrize("text", ["It was red.", "It was quickly clear.", "It had been raining."])
def test_how_things_were_is_a_state(text: str) -> None:
    assert tells_a_state(text)


@pytest.mark.parametrize(
    "text", ["It was closed.", "It had been closed.", "They met.", "It is built."]
)
def test_what_happened_is_none(text: str) -> None:
    assert not tells_a_state(text)


def test_statements_that_share_most_may_tell_of_one_event() -> None:
    again = fact("The Nordic Council met again.")
    assert may_be_the_same(MET, again)
    assert not may_be_the_same(MET, OPENED)
    assert not may_be_the_same(MET, fact("It was so."))
