import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.availability import Counts
from quizzes.core.statistics import (
    Attempt,
    Facility,
    counting,
    distribution,
    facilities,
    hardest_first,
    most_frequent,
)

ADA, BEN = 1, 2


def attempt(marks: str, *, learner: int = ADA, go: int = 1, over: bool = True) -> Attempt:
    """An attempt at items 1, 2, …: "+" is right, "-" not right, and "." has no answer."""
    scores = {"+": 1, "-": 0, ".": None}
    return Attempt(learner, go, over, {n: scores[mark] for n, mark in enumerate(marks, 1)})


def test_points_are_the_right_answers() -> None:
    assert attempt("+-+.").points == 2
    assert attempt("....").points == 0


def test_the_open_item_is_the_first_without_an_answer_in_the_order_asked() -> None:
    assert attempt("+-.+.").open_item == 3
    assert attempt("+-").open_item is None
    assert Attempt(ADA, 2, False, {3: 1, 2: None, 1: None}).open_item == 2


# Which attempt counts


@pytest.mark.parametrize(
    ("counts", "marks", "go"),
    [
        (Counts.HIGHEST, ["+--", "++-", "---"], 2),
        (Counts.LATEST, ["+--", "++-", "---"], 3),
        (Counts.HIGHEST, ["+--", "++-", "-++"], 2),
        (Counts.HIGHEST, ["---"], 1),
        (Counts.LATEST, ["---"], 1),
    ],
)
def test_the_highest_counts_and_the_earliest_of_equals_or_the_latest(
    counts: Counts, marks: list[str], go: int
) -> None:
    attempts = [attempt(given, go=n) for n, given in enumerate(marks, 1)]
    assert counting(attempts, counts)[ADA].go == go
    assert counting(reversed(attempts), counts)[ADA].go == go


@pytest.mark.parametrize("counts", Counts)
def test_one_that_runs_counts_only_where_none_is_over(counts: Counts) -> None:
    over, runs = attempt("---"), attempt("++.", go=2, over=False)
    assert counting([over, runs], counts) == {ADA: over}
    assert counting([runs], counts) == {ADA: runs}


def test_each_learner_has_one_that_counts() -> None:
    adas, bens = attempt("+"), attempt("-", learner=BEN)
    assert counting([adas, bens], Counts.HIGHEST) == {ADA: adas, BEN: bens}
    assert counting([], Counts.HIGHEST) == {}


@given(st.lists(st.text("+-.", min_size=3, max_size=3), min_size=1, max_size=5))
def test_to_begin_again_never_lowers_the_highest(given_marks: list[str]) -> None:
    attempts = [attempt(marks, go=go) for go, marks in enumerate(given_marks, 1)]
    points = [
        counting(attempts[:go], Counts.HIGHEST)[ADA].points for go in range(1, len(attempts) + 1)
    ]
    assert points == sorted(points)
    assert points[-1] == max(attempt.points for attempt in attempts)


# Scores


def test_a_distribution_has_a_place_for_every_score() -> None:
    found = distribution([2, 3, 3, 0], 4)
    assert found.frequencies == (1, 0, 1, 2, 0)
    assert (found.mean, found.median) == (2.0, 2.5)


def test_the_median_is_the_middle_score_whatever_the_outliers() -> None:
    assert distribution([8, 0, 9], 10).median == 8


def test_without_scores_there_is_neither_mean_nor_median() -> None:
    found = distribution([], 2)
    assert (found.frequencies, found.mean, found.median) == ((0, 0, 0), None, None)


@given(st.lists(st.integers(0, 10)))
def test_every_score_is_in_the_distribution_once(points: list[int]) -> None:
    found = distribution(points, 10)
    assert sum(found.frequencies) == len(points)
    assert sum(score * many for score, many in enumerate(found.frequencies)) == sum(points)


# Items


def test_the_facility_is_the_share_of_right_answers() -> None:
    found = facilities([attempt("+-"), attempt("+-", learner=BEN), attempt("-+", learner=3)])
    assert found == {1: Facility(right=2, asked=3), 2: Facility(right=1, asked=3)}
    assert found[1].share == pytest.approx(2 / 3)


def test_an_omitted_item_is_not_right_and_one_not_reached_is_left_out() -> None:
    over, runs = attempt("+."), attempt("+.", learner=BEN, over=False)
    assert facilities([over, runs]) == {
        1: Facility(right=2, asked=2),
        2: Facility(right=0, asked=1, omitted=1),
    }


def test_an_item_that_nobody_was_asked_has_no_facility() -> None:
    assert facilities([]) == {}
    assert facilities([attempt(".", over=False)]) == {}


def test_the_hardest_item_comes_first_and_equals_keep_their_order() -> None:
    found = facilities([attempt("+-+-"), attempt("+-.+", learner=BEN)])
    assert hardest_first(found) == [2, 3, 4, 1]


@given(st.lists(st.text("+-.", min_size=4, max_size=4), max_size=6))
def test_points_counted_by_learner_are_points_counted_by_item(given_marks: list[str]) -> None:
    attempts = [attempt(marks, learner=n) for n, marks in enumerate(given_marks)]
    found = facilities(attempts)
    assert sum(item.right for item in found.values()) == sum(one.points for one in attempts)
    assert all(0 <= item.right <= item.asked - item.omitted for item in found.values())


# Answers


def test_answers_are_one_whatever_their_capitals_and_spaces() -> None:
    answers = ["Yerevan", "the  Mayor", "THE MAYOR", "Yerewan", " the mayor "]
    assert most_frequent(answers) == [("the  Mayor", 3), ("Yerevan", 1), ("Yerewan", 1)]
    assert most_frequent(["STRASSE", "Straße"]) == [("STRASSE", 2)]
    assert most_frequent([]) == []
