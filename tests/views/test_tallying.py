"""How many chose what, in the attempts that count."""

from datetime import timedelta
from typing import Any

import pytest

from quizzes.core.statistics import Facility
from quizzes.factories.attempts import STARTED, ChosenOptionFactory, ResponseFactory
from quizzes.factories.classes import assign, make_class
from quizzes.factories.library import SENTENCES
from quizzes.factories.questions import make_question
from quizzes.models import Assignment, Attempt, AttemptOption, AttemptQuestion, Response
from quizzes.models.classes import Counts
from quizzes.models.questions import Form
from quizzes.views.matrix import matrix_of
from quizzes.views.tallying import TYPED_SHOWN, Choice, Tally, common_mistake, tallies_of
from tests.answering import answer_in_bulk, enrol

pytestmark = pytest.mark.django_db

NOW = STARTED + timedelta(days=1)
LABELS = ("The mayor", "A poet", "A baker")


def given_to(learners: int, form: Form = Form.CHOICE, **terms: Any) -> Assignment:
    """An assignment of one question, whose right answer is the mayor."""
    question = make_question(form=form, labels=LABELS, accepted=("The mayor", "Mayor"))
    assignment = assign(make_class(learners=0), question, **terms)
    enrol(assignment.classroom, [f"Pupil {n:02}" for n in range(learners)])
    return assignment


def answer(assignment: Assignment, *marks: bool | None) -> list[Attempt]:
    """One attempt a learner, of whom there may be more than marks."""
    members = assignment.classroom.members.learners().order_by("name")
    return answer_in_bulk(
        assignment, [(member, [mark]) for member, mark in zip(members, marks, strict=False)]
    )


def tally_of(assignment: Assignment) -> Tally:
    return tallies_of(assignment, matrix_of(assignment, NOW))[1]


def mistake_at(assignment: Assignment) -> str:
    matrix = matrix_of(assignment, NOW)
    return common_mistake(assignment, matrix, matrix.columns[0])


def typed(*texts: str) -> Assignment:
    """A typed question, and a learner for each of these answers."""
    assignment = given_to(len(texts), Form.TYPED)
    answer(assignment, *["ayor" in text for text in texts])
    for response, text in zip(Response.objects.order_by("pk"), texts, strict=True):
        Response.objects.filter(pk=response.pk).update(text=text)
    return assignment


def test_every_option_stands_in_its_order_with_how_many_chose_it() -> None:
    assignment = given_to(4)
    answer(assignment, True, True, False, None)
    tally = tally_of(assignment)
    assert [choice.label for choice in tally.choices] == list(LABELS)
    assert [choice.is_right for choice in tally.choices] == [True, False, False]
    assert tally.choices[0].count == 2
    assert sum(choice.count for choice in tally.choices) == 3
    assert tally.column.facility == Facility(right=2, asked=4, omitted=1)
    assert SENTENCES[1] in "".join(part.text for sentence in tally.evidence for part in sentence)


def test_only_the_attempt_that_counts_is_counted() -> None:
    assignment = given_to(1, counts=Counts.LATEST)
    [member] = assignment.classroom.members.learners()
    answer_in_bulk(assignment, [(member, [False])])
    answer_in_bulk(assignment, [(member, [True])], go=2)
    assert [choice.count for choice in tally_of(assignment).choices] == [1, 0, 0]
    assert mistake_at(assignment) == ""


def test_an_answer_that_was_changed_counts_as_it_stands() -> None:
    assignment = given_to(1)
    answer(assignment, True)
    later = ResponseFactory.create(attempt_question=AttemptQuestion.objects.get(), revision=2)
    poet = AttemptOption.objects.get(option__label="A poet")
    ChosenOptionFactory.create(response=later, option=poet)
    assert [choice.count for choice in tally_of(assignment).choices] == [0, 1, 0]
    assert mistake_at(assignment) == "A poet"


def test_typed_answers_are_grouped_whatever_their_capitals_the_most_frequent_first() -> None:
    tally = tally_of(typed("a poet", "The mayor", "A Poet", "A  POET ", "the Mayor", "Nobody"))
    assert tally.choices == [
        Choice("a poet", False, 3),
        Choice("The mayor", True, 2),
        Choice("Nobody", False, 1),
    ]
    assert (tally.accepted, tally.others) == ("The mayor", 0)


def test_of_many_different_typed_answers_the_rest_is_counted() -> None:
    tally = tally_of(typed(*[f"Guess {n:02}" for n in range(TYPED_SHOWN + 3)]))
    assert len(tally.choices) == TYPED_SHOWN
    assert tally.others == 3


def test_the_common_mistake_is_the_wrong_answer_that_most_gave() -> None:
    assert mistake_at(typed("a poet", "Mayor", "Mayor", "mayor", "A poet", "A baker")) == "a poet"


def test_where_all_are_right_there_is_no_common_mistake() -> None:
    assert mistake_at(typed("The mayor")) == ""


def test_before_anybody_answers_all_counts_are_nought() -> None:
    tally = tally_of(given_to(2))
    assert [choice.count for choice in tally.choices] == [0, 0, 0]
    assert tally.column.facility is None
