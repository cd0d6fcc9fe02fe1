"""The bars of a chart."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.views.charts import HEIGHT, WIDTH, bars


def test_the_highest_bar_is_as_high_as_the_chart_and_the_others_in_proportion() -> None:
    assert [bar.height for bar in bars([0, 1, 4])] == [0, HEIGHT // 4, HEIGHT]
    assert [bar.y for bar in bars([0, 1, 4])] == [HEIGHT, HEIGHT - HEIGHT // 4, 0]


def test_where_nothing_is_there_is_no_bar_to_see() -> None:
    assert {bar.height for bar in bars([0, 0])} == {0}


def test_a_few_bars_are_all_labelled_and_of_many_every_other() -> None:
    assert all(bar.is_labelled for bar in bars([1] * 11))
    labelled = [bar.label for bar in bars([1] * 21) if bar.is_labelled]
    assert labelled == list(range(0, 21, 2))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=61))
def test_bars_stand_side_by_side_within_the_chart(values: list[int]) -> None:
    found = bars(values)
    assert [bar.value for bar in found] == values
    ends = [bar.x + bar.width for bar in found]
    assert all(end <= following.x for end, following in zip(ends, found[1:], strict=False))
    assert ends[-1] <= WIDTH
    assert all(bar.y >= 0 and bar.y + bar.height == HEIGHT for bar in found)
