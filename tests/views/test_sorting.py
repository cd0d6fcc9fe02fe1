"""How the lines of a matrix are sorted."""

from datetime import timedelta
from uuid import UUID

import pytest

from quizzes.factories.attempts import STARTED
from quizzes.views.matrix import Line, Sitting
from quizzes.views.sorting import sorting_of

QUESTIONS = 3


def line(name: str, marks: str = "", *, after: int | None = 0) -> Line:
    """Who answered so (+ right, - not, . not at all), and handed in after so many minutes."""
    if not marks:
        return Line(1, name, name, True, False, None)
    scores = [{"+": 1, "-": 0, ".": None}[mark] for mark in marks]
    ended = None if after is None else STARTED + timedelta(minutes=after)
    points = marks.count("+")
    sitting = Sitting(UUID(int=1), 1, scores, points, QUESTIONS, STARTED, ended, None, False)
    return Line(1, name, name, True, False, sitting)


LINES = [
    line("zoë", "++-", after=30),
    line("Émile", "+..", after=None),
    line("Eva", "--+", after=10),
    line("Ada"),
    line("Ben", "++.", after=None),
]


def names(**asked: str) -> str:
    return " ".join(one.name for one in sorting_of(asked, QUESTIONS).sort(LINES))


@pytest.mark.parametrize(
    ("by", "order", "expected"),
    [
        # Whatever the capitals, and É beside E.
        ("name", "asc", "Ada Ben Émile Eva zoë"),
        ("name", "desc", "zoë Eva Émile Ben Ada"),
        ("score", "desc", "Ben zoë Émile Eva Ada"),
        ("score", "asc", "Ada Émile Eva Ben zoë"),
        # Who is done, who is furthest, who has not started.
        ("when", "asc", "Eva zoë Ben Émile Ada"),
        ("when", "desc", "Ada Émile Ben zoë Eva"),
        # Without an answer, not right, right.
        ("q1", "asc", "Ada Eva Ben Émile zoë"),
        ("q3", "desc", "Eva zoë Ada Ben Émile"),
    ],
)
def test_lines_are_sorted_and_equals_stand_by_name(by: str, order: str, expected: str) -> None:
    assert names(sort=by, order=order) == expected


def test_scores_begin_with_the_highest_and_all_else_ascends() -> None:
    assert names(sort="score") == names(sort="score", order="desc")
    assert names(sort="when") == names(sort="when", order="asc")


@pytest.mark.parametrize(
    "asked",
    [{}, {"sort": "q4"}, {"sort": "q0"}, {"sort": "__class__"}, {"sort": "name", "order": "up"}],
)
def test_what_nobody_offers_sorts_by_name(asked: dict[str, str]) -> None:
    assert names(**asked) == names(sort="name", order="asc")


def test_a_heading_sorts_by_itself_and_turns_round_what_it_sorts() -> None:
    sorting = sorting_of({"sort": "score"}, QUESTIONS)
    score, name = sorting.heading("score"), sorting.heading("name")
    assert (score.url, score.aria_sort) == ("?sort=score&order=asc", "descending")
    assert (name.url, name.aria_sort) == ("?sort=name&order=asc", "")
