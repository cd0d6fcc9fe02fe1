"""What the tables of attempts refuse, and whose attempts are whose."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db.models import RestrictedError

from quizzes.core.availability import GRACE
from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import (
    STARTED,
    AttemptFactory,
    AttemptOptionFactory,
    AttemptQuestionFactory,
    ChosenOptionFactory,
    ResponseFactory,
    begin,
    respond,
    respond_to_all,
)
from quizzes.factories.classes import AssignmentFactory, assign, begin_assigned, make_class
from quizzes.factories.questions import make_set
from quizzes.models import Attempt, AttemptOption, AttemptQuestion, Learner, Response
from quizzes.models.classes import Shows
from tests.models.refusing import Act, assert_refused, constraints_of, once, twice

pytestmark = pytest.mark.django_db

REFUSED: dict[str, Act] = {
    "attempt_of_one_learner": once(AttemptFactory, guest="a guest too"),
    "attempt_shows": once(AttemptFactory, shows="never"),
    "one_attempt_a_go": lambda: [
        AttemptFactory.create(
            assignment=assignment, user=user, question_set=None, title="", finished=STARTED
        )
        for assignment, user in [(AssignmentFactory.create(), UserFactory.create())]
        for _ in range(2)
    ],
    "one_running_attempt": lambda: [
        AttemptFactory.create(assignment=assignment, user=user, question_set=None, title="", go=go)
        for assignment, user in [(AssignmentFactory.create(), UserFactory.create())]
        for go in (1, 2)
    ],
    "assigned_to_a_user": lambda: AttemptFactory.create(
        of_guest=True, assignment=AssignmentFactory.create()
    ),
    "attempt_number": twice(AttemptQuestionFactory, "attempt", "number"),
    "question_once_asked": twice(AttemptQuestionFactory, "attempt", "question"),
    "attempt_option_position": twice(AttemptOptionFactory, "attempt_question", "position"),
    "attempt_option_once": twice(AttemptOptionFactory, "attempt_question", "option"),
    "one_response_a_revision": twice(ResponseFactory, "attempt_question", "revision"),
    "one_response_a_token": lambda: [
        ResponseFactory.create(attempt_question=asked, revision=revision, token=UUID(int=7))
        for asked in [AttemptQuestionFactory.create()]
        for revision in (1, 2)
    ],
    "points_of_one": once(ResponseFactory, points=2),
    "chosen_once": twice(ChosenOptionFactory, "response", "option"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name: str) -> None:
    assert_refused("attempts", name, REFUSED[name])


def test_every_constraint_is_tried() -> None:
    assert REFUSED.keys() == constraints_of("attempts").keys()


def test_an_attempt_without_a_learner_is_refused() -> None:
    assert_refused("attempts", "attempt_of_one_learner", once(AttemptFactory, user=None))


def test_everybody_has_their_own_attempts() -> None:
    mine, guests = AttemptFactory.create(), AttemptFactory.create(of_guest=True)
    assert list(Attempt.objects.for_learner(mine.learner)) == [mine]
    assert list(Attempt.objects.for_learner(guests.learner)) == [guests]
    for stranger in (Learner(), Learner(guest="nobody"), Learner(user=UserFactory.create())):
        assert not Attempt.objects.for_learner(stranger).exists()
        assert not AttemptQuestion.objects.for_learner(stranger).exists()


def test_who_has_no_token_reaches_no_attempt_of_a_user() -> None:
    """Their guest column is as empty as such a visitor's token."""
    AttemptFactory.create()
    assert not Attempt.objects.for_learner(Learner(guest="")).exists()


def test_the_score_is_counted_from_the_responses() -> None:
    attempt = begin(make_set(of=4))
    for number, right in ((1, True), (2, False), (3, True)):
        respond(attempt, number, right=right)
    begin(make_set(of=2))
    scored = Attempt.objects.with_score().get(pk=attempt.pk)
    assert (scored.points, scored.answered, scored.total) == (2, 3, 4)


def test_of_several_revisions_only_the_last_one_counts() -> None:
    attempt = begin_assigned(assign(make_class(), of=2, shows=Shows.SUBMITTED))
    for right in (True, False, True):
        respond(attempt, 1, right=right)
    respond(attempt, 2, right=False)
    assert Response.objects.count() == 4
    assert [row.points for row in Response.objects.standing()] == [1, 0]
    scored = Attempt.objects.with_score().get(pk=attempt.pk)
    assert (scored.points, scored.answered, scored.total) == (1, 2, 2)


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("after_grace", [-SECOND, timedelta(0), SECOND])
def test_the_database_and_the_core_agree_on_which_attempts_run(after_grace: timedelta) -> None:
    made = make_class(learners=3)
    ends = assign(made, closes=STARTED + timedelta(minutes=9))
    never = assign(made)
    attempts = [begin_assigned(ends), begin_assigned(never)]
    attempts.append(respond_to_all(begin(make_set(of=1))))
    now = STARTED + timedelta(minutes=9) + GRACE + after_grace
    running = set(Attempt.objects.running(now))
    assert running == {attempt for attempt in attempts if not attempt.is_over(now)}
    assert (attempts[0] in running) is (after_grace < timedelta(0))
    assert attempts[1] in running


def test_a_teacher_reaches_the_attempts_of_their_classes_alone() -> None:
    mine, theirs = (begin_assigned(assign(make_class())) for _ in range(2))
    assert mine.assignment
    owner = mine.assignment.classroom.members.get(role="owner").user
    assert list(Attempt.objects.for_teacher(owner)) == [mine]
    assert theirs.user
    assert not Attempt.objects.for_teacher(theirs.user).exists()


def test_an_attempt_without_answers_has_no_points() -> None:
    scored = Attempt.objects.with_score().get(pk=begin(make_set(of=2)).pk)
    assert (scored.points, scored.answered, scored.total) == (0, 0, 2)


def test_the_progress_of_a_question_is_that_of_its_own_attempt() -> None:
    attempt, other = begin(make_set(of=3)), begin(make_set(of=1))
    respond(attempt, 1)
    rows = AttemptQuestion.objects.with_progress()
    assert [
        (row.is_answered, row.open_number, row.total, row.is_ahead)
        for row in rows.filter(attempt=attempt)
    ] == [(True, 2, 3, False), (False, 2, 3, False), (False, 2, 3, True)]
    row = rows.get(attempt=other)
    assert (row.is_answered, row.open_number, row.total) == (False, 1, 1)


def test_where_all_is_answered_no_question_is_open() -> None:
    attempt = respond_to_all(begin(make_set(of=2)))
    rows = AttemptQuestion.objects.with_progress().filter(attempt=attempt)
    assert {(row.open_number, row.is_ahead) for row in rows} == {(None, False)}


def test_an_attempt_that_goes_takes_everything_of_it_along() -> None:
    attempt = respond_to_all(begin(make_set(of=2)))
    assert attempt.user
    attempt.user.delete()
    for model in (Attempt, AttemptQuestion, AttemptOption, Response):
        assert not model.objects.exists()


def test_an_option_that_was_chosen_cannot_go_alone() -> None:
    chosen = ChosenOptionFactory.create()
    with pytest.raises(RestrictedError):
        chosen.option.delete()


def test_a_response_reads_as_what_was_answered() -> None:
    attempt = begin(make_set(of=1))
    assert str(respond(attempt, 1)) == "The mayor"
    assert str(ResponseFactory.build(text="the mayor")) == "the mayor"


def test_only_the_response_that_stands_is_joined_and_a_question_without_one_stays() -> None:
    attempt = begin(make_set(of=3))
    first = respond(attempt, 1)
    ResponseFactory.create(attempt_question=first.attempt_question, revision=2, points=0)
    respond(attempt, 2)
    rows = AttemptQuestion.objects.with_standing().filter(attempt=attempt).order_by("number")
    assert list(rows.values_list("number", "responses__points")) == [(1, 0), (2, 1), (3, None)]


def test_the_responses_at_an_assignment_are_those_of_its_attempts() -> None:
    classroom = make_class()
    row, other = assign(classroom), assign(classroom)
    mine = respond(begin_assigned(row), 1)
    respond(begin_assigned(other), 1)
    respond(begin(make_set(of=1)), 1)
    assert list(Response.objects.at(row)) == [mine]
