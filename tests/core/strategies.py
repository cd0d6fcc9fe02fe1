"""Any plain value of core, for property tests."""

from datetime import date

from hypothesis import strategies as st

from quizzes.core.dates import When

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
whens = st.one_of(
    days.map(When.day),
    days.map(lambda day: When.month(day.year, day.month)),
    days.map(lambda day: When.year(day.year)),
)


@st.composite
def dates(draw: st.DrawFn) -> When:
    first = draw(whens)
    last = draw(st.just(first) | whens.filter(lambda when: when.precision is first.precision))
    ends = sorted([first, last], key=lambda when: when.start)
    return When(
        ends[0].start, ends[1].end, first.precision, draw(st.booleans()), draw(st.booleans())
    )
