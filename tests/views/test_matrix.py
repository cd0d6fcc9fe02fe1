"""The matrix of an assignment: who stands in it, which attempt counts, what each column means."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from quizzes.core.availability import GRACE
from quizzes.core.statistics import Facility
from quizzes.factories.attempts import STARTED, ResponseFactory
from quizzes.factories.classes import (
    AssignmentLearnerFactory,
    MemberFactory,
    assign,
    make_class,
)
from quizzes.factories.questions import make_question
from quizzes.models import Assignment, Attempt, AttemptQuestion, Response
from quizzes.models.classes import Counts, Role
from quizzes.views.matrix import Line, Matrix, matrix_of
from tests.answering import HALF_AN_HOUR, answer_in_bulk, enrol

pytestmark = pytest.mark.django_db

NOW = STARTED + timedelta(days=1)
SECOND = timedelta(seconds=1)
RIGHT, WRONG = True, False


def given_to(names: Sequence[str], of: int = 3, **terms: Any) -> Assignment:
    assignment = assign(make_class(learners=0), of=of, **terms)
    enrol(assignment.classroom, names)
    return assignment


def answer(assignment: Assignment, name: str, *marks: bool | None, **how: Any) -> Attempt:
    member = assignment.classroom.members.get(name=name)
    [attempt] = answer_in_bulk(assignment, [(member, marks)], **how)
    return attempt


def line_of(matrix: Matrix, name: str) -> Line:
    [found] = [line for line in matrix.lines if line.name == name]
    return found


def test_a_learner_is_not_started_at_a_question_or_done() -> None:
    assignment = given_to(["Ada", "Ben", "Chiara"])
    done = answer(assignment, "Ada", RIGHT, WRONG, RIGHT)
    answer(assignment, "Ben", RIGHT, running=True)
    matrix = matrix_of(assignment, NOW)
    ada, ben = (line_of(matrix, name).sitting for name in ("Ada", "Ben"))
    assert ada
    assert (ada.id, ada.marks, ada.points, ada.out_of) == (done.pk, [1, 0, 1], 2, 3)
    assert (ada.started, ada.ended, ada.at) == (STARTED, STARTED + HALF_AN_HOUR, None)
    assert ben
    assert (ben.marks, ben.ended, ben.at) == ([1, None, None], None, 2)
    assert line_of(matrix, "Chiara").sitting is None
    assert (matrix.done, matrix.begun, matrix.expected) == (1, 2, 3)


def test_all_answered_and_not_handed_in_is_at_no_question() -> None:
    assignment = given_to(["Ada"], of=1)
    answer(assignment, "Ada", RIGHT, running=True)
    sitting = line_of(matrix_of(assignment, NOW), "Ada").sitting
    assert sitting
    assert (sitting.ended, sitting.at) == (None, None)


def test_the_clock_ends_an_attempt_that_nobody_handed_in() -> None:
    assignment = given_to(["Ada"], of=2)
    attempt = answer(assignment, "Ada", RIGHT, running=True)
    Attempt.objects.update(deadline=NOW)
    before, after = (matrix_of(assignment, NOW + GRACE + late) for late in (-SECOND, 0 * SECOND))
    assert (before.done, after.done) == (0, 1)
    ended = line_of(after, "Ada").sitting
    assert ended
    assert (ended.id, ended.ended) == (attempt.pk, NOW)
    # What was not reached then counts as omitted.
    assert before.columns[1].facility is None
    assert after.columns[1].facility == Facility(right=0, asked=1, omitted=1)


def test_whoever_hands_in_after_the_due_time_is_late() -> None:
    assignment = given_to(["Ada", "Ben"], of=1, due=STARTED + HALF_AN_HOUR)
    answer(assignment, "Ada", RIGHT)
    answer(assignment, "Ben", RIGHT, started=STARTED + SECOND)
    matrix = matrix_of(assignment, NOW)
    late = [line.sitting.is_late for line in matrix.lines if line.sitting]
    assert late == [False, True]


@pytest.mark.parametrize(("counts", "go"), [(Counts.HIGHEST, 1), (Counts.LATEST, 2)])
def test_the_assignment_says_which_attempt_counts(counts: Counts, go: int) -> None:
    assignment = given_to(["Ada"], of=2, counts=counts)
    answer(assignment, "Ada", RIGHT, RIGHT)
    answer(assignment, "Ada", WRONG, RIGHT, go=2)
    answer(assignment, "Ada", go=3, running=True)
    matrix = matrix_of(assignment, NOW)
    sitting = line_of(matrix, "Ada").sitting
    assert sitting
    assert sitting.go == go
    assert matrix.counted == {(matrix.lines[0].user, go)}
    assert matrix.columns[0].facility == Facility(right=2 - go, asked=1)


def test_of_several_answers_to_a_question_the_last_stands() -> None:
    assignment = given_to(["Ada"], of=1)
    answer(assignment, "Ada", RIGHT, running=True)
    ResponseFactory.create(attempt_question=AttemptQuestion.objects.get(), revision=2, points=0)
    sitting = line_of(matrix_of(assignment, NOW), "Ada").sitting
    assert sitting
    assert (sitting.marks, sitting.points) == ([0], 0)


def test_the_scores_are_those_of_who_is_done() -> None:
    assignment = given_to(["Ada", "Ben", "Chiara", "Dario"], of=2)
    answer(assignment, "Ada", RIGHT, RIGHT)
    answer(assignment, "Ben", RIGHT, WRONG)
    answer(assignment, "Chiara", RIGHT, running=True)
    found = matrix_of(assignment, NOW).distribution
    assert (found.frequencies, found.median) == ((0, 1, 1), 1.5)


def test_the_hardest_question_comes_first_and_one_not_reached_last() -> None:
    assignment = given_to(["Ada", "Ben"], of=3)
    answer(assignment, "Ada", RIGHT, WRONG, running=True)
    answer(assignment, "Ben", RIGHT, RIGHT, running=True)
    matrix = matrix_of(assignment, NOW)
    assert [column.number for column in matrix.hardest_first] == [2, 1, 3]
    assert [column.percent for column in matrix.columns] == [100, 50, None]


# Who stands in it


def test_the_lines_are_those_whom_it_is_for_and_whoever_has_begun_it() -> None:
    assignment = given_to(["Ada", "Ben", "Chiara", "Dario", "Emil"], of=1)
    classroom = assignment.classroom
    for name in ("Ada", "Ben"):
        member = classroom.members.get(name=name)
        AssignmentLearnerFactory.create(assignment=assignment, member=member)
    for name in ("Ben", "Chiara", "Dario"):
        answer(assignment, name, RIGHT)
    classroom.members.filter(name__in=["Ben", "Dario", "Emil"]).update(left=NOW)
    MemberFactory.create(classroom=classroom, name="Ms Teacher", role=Role.TEACHER)
    MemberFactory.create(name="Of another class")
    lines = matrix_of(assignment, NOW).lines
    assert [(line.name, line.is_expected, line.has_left) for line in lines] == [
        ("Ada", True, False),
        ("Ben", False, True),
        ("Chiara", False, False),
        ("Dario", False, True),
    ]


def test_the_figures_are_those_of_whom_it_is_for() -> None:
    assignment = given_to(["Ada", "Ben", "Chiara"], of=1)
    answer(assignment, "Ada", RIGHT)
    answer(assignment, "Ben", WRONG)
    assignment.classroom.members.filter(name="Ben").update(left=NOW)
    matrix = matrix_of(assignment, NOW)
    assert (matrix.expected, matrix.begun, matrix.done) == (2, 1, 1)
    assert matrix.distribution.frequencies == (0, 1)
    assert matrix.columns[0].facility == Facility(right=1, asked=1)
    assert len(matrix.lines) == 3
    shown = Assignment.objects.with_progress(NOW).get(pk=assignment.pk)
    assert (shown.handed_in, shown.learner_count) == (matrix.done, matrix.expected)


def test_without_chosen_learners_it_is_for_the_class() -> None:
    assignment = given_to(["Ada", "Ben"], of=1)
    other = assign(assignment.classroom, of=1)
    AssignmentLearnerFactory.create(
        assignment=other, member=assignment.classroom.members.get(name="Ada")
    )
    answer(other, "Ben", RIGHT)
    assert len(matrix_of(assignment, NOW).lines) == 2
    assert matrix_of(assignment, NOW).begun == 0


# The columns


def test_the_columns_are_the_questions_of_the_set_in_order() -> None:
    questions = [make_question() for _ in range(3)]
    columns = matrix_of(assign(make_class(), *reversed(questions)), NOW).columns
    assert [column.question for column in columns] == [one.pk for one in reversed(questions)]
    assert [column.number for column in columns] == [1, 2, 3]


def test_a_question_that_was_withdrawn_before_an_attempt_has_no_mark_in_it() -> None:
    assignment = given_to(["Ada"], of=3)
    attempt = answer(assignment, "Ada", RIGHT, RIGHT, RIGHT)
    Response.objects.filter(attempt_question__number=2).delete()
    attempt.questions.filter(number=2).delete()
    sitting = line_of(matrix_of(assignment, NOW), "Ada").sitting
    assert sitting
    assert (sitting.marks, sitting.out_of) == ([1, None, 1], 2)
