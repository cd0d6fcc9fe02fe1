"""The results as the rows of a table."""

from datetime import timedelta
from uuid import UUID

from quizzes.core.statistics import distribution
from quizzes.factories.attempts import STARTED
from quizzes.views.exporting import state_of, table_of
from quizzes.views.matrix import Column, Line, Matrix, Sitting

BERLIN = "Europe/Berlin"
COLUMNS = [Column(n, n, stem, "choice") for n, stem in enumerate(["Who?", "When?"], 1)]


def sitting(*, hours: int | None = 1, at: int | None = None) -> Sitting:
    ended = None if hours is None else STARTED + timedelta(hours=hours)
    marks = [1, None]
    return Sitting(UUID(int=1), 2, marks, 1, 2, STARTED, ended, at, is_late=bool(hours))


def rows_of(*sittings: Sitting | None) -> list[list[str | int | None]]:
    lines = [Line(n, f"Pupil {n}", f"p{n}", True, False, one) for n, one in enumerate(sittings)]
    _, *rows = table_of(Matrix(COLUMNS, lines, len(lines), set(), distribution([], 2)), BERLIN)
    return rows


def test_the_headings_name_each_question() -> None:
    [headings] = table_of(Matrix(COLUMNS, [], 0, set(), distribution([], 2)), BERLIN)
    assert headings[:3] == ["Name", "Username", "State"]
    assert headings[-2:] == ["1: Who?", "2: When?"]


def test_times_are_those_of_the_class() -> None:
    [row] = rows_of(sitting())
    assert row == [
        *("Pupil 0", "p0", "handed in", 2),
        *("2024-05-25T14:00:00+02:00", "2024-05-25T15:00:00+02:00", "yes"),
        *(1, 2, 1, None),
    ]


def test_every_row_is_as_long_as_the_headings_and_says_how_far_its_learner_is() -> None:
    rows = rows_of(None, sitting(hours=None, at=2), sitting(hours=None))
    assert [row[2] for row in rows] == ["not started", "at question 2", "not handed in yet"]
    assert [row[5] for row in rows] == [None] * 3
    assert {len(row) for row in rows} == {11}


def test_who_is_no_longer_counted_is_marked() -> None:
    gone = Line(1, "Ada", "ada", False, True, sitting())
    dropped = Line(2, "Ben", "ben", False, False, sitting())
    assert state_of(gone) == "handed in, has left the class"
    assert state_of(dropped) == "handed in, no longer chosen"
