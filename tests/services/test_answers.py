"""Answering: in turn the first answer stands, whatever else arrives; otherwise the last."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED, answer_position, begin, respond, respond_to_all
from quizzes.factories.classes import assign, begin_assigned, make_class
from quizzes.factories.library import EntityFactory
from quizzes.factories.questions import make_question, make_set
from quizzes.models import Attempt, AttemptQuestion, Learner, Response
from quizzes.models.classes import Shows
from quizzes.models.questions import Form
from quizzes.services import answers
from quizzes.services.answers import NoAnswerError, OutOfTurnError, answer

pytestmark = pytest.mark.django_db

TOKEN, OTHER_TOKEN = UUID(int=1), UUID(int=2)
LATER = STARTED + timedelta(minutes=5)


def send(attempt: Attempt, number: int = 1, **given: Any) -> Response:
    usual: dict[str, Any] = {"learner": attempt.learner, "token": TOKEN, "now": LATER}
    return answer(attempt_id=attempt.pk, number=number, **(usual | given))


def score_of(attempt: Attempt) -> tuple[int, int, int]:
    row = Attempt.objects.with_score().get(pk=attempt.pk)
    return row.points, row.answered, row.total


@pytest.mark.parametrize("right", [True, False])
def test_a_chosen_option_is_graded_and_stored(right: bool) -> None:
    attempt = begin(make_set(of=3))
    position = answer_position(attempt.questions.get(number=1), right=right)
    response = send(attempt, position=position)
    assert (response.points, response.answered) == (int(right), LATER)
    assert [row.option.position for row in response.chosen.all()] == [position]
    assert score_of(attempt) == (int(right), 1, 3)


@pytest.mark.parametrize(
    ("text", "points"),
    [("The shipwright", 1), ("SHIPWRIGHT", 1), ("the shipright", 1), ("a baker", 0)],
)
def test_a_typed_answer_is_graded_and_stored_as_it_was_typed(text: str, points: int) -> None:
    attempt = begin(make_set(make_question(form=Form.TYPED, accepted=("The shipwright",))))
    response = send(attempt, text=text)
    assert (response.text, response.points, response.chosen.count()) == (text, points, 0)


def test_a_slip_that_is_the_name_of_something_else_is_wrong() -> None:
    EntityFactory.create(name="Marina Moser")
    attempt = begin(make_set(make_question(form=Form.TYPED, accepted=("Martina Moser",))))
    assert send(attempt, text="Marina Moser").points == 0


def test_the_first_answer_stands() -> None:
    attempt = begin(make_set(of=2))
    first = send(attempt, position=1)
    second = send(attempt, position=2, token=OTHER_TOKEN, now=LATER + timedelta(hours=1))
    assert second == first
    assert second.token == TOKEN
    assert Response.objects.count() == 1


def test_an_answer_that_is_sent_again_is_the_same_response() -> None:
    attempt = begin(make_set(of=2))
    assert send(attempt, position=1) == send(attempt, position=1)
    assert Response.objects.count() == 1


def test_an_answer_that_another_overtakes_is_given_the_one_that_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both have looked and found no answer; then the one writes, and then the other."""
    attempt = begin(make_set(of=2))
    with transaction.atomic():
        looked = answers._lock(attempt.learner, attempt.pk, 1)
    standing = send(attempt, position=1)
    monkeypatch.setattr(answers, "_lock", lambda *args: looked)
    assert send(attempt, position=2, token=OTHER_TOKEN) == standing
    assert Response.objects.get().chosen.get().option.position == 1


def test_an_answer_after_the_end_changes_nothing() -> None:
    attempt = respond_to_all(begin(make_set(of=2)))
    finished = attempt.finished
    send(attempt, 2, position=1, token=OTHER_TOKEN, now=LATER + timedelta(days=1))
    attempt.refresh_from_db()
    assert (attempt.finished, score_of(attempt)) == (finished, (2, 2, 2))


def test_the_last_answer_finishes_the_attempt() -> None:
    attempt = begin(make_set(of=2))
    respond(attempt, 1)
    attempt.refresh_from_db()
    assert attempt.finished is None
    last = send(attempt, 2, position=1)
    attempt.refresh_from_db()
    assert attempt.finished == last.answered


def test_a_question_out_of_turn_is_refused() -> None:
    attempt = begin(make_set(of=3))
    with pytest.raises(OutOfTurnError):
        send(attempt, 2, position=1)
    assert not Response.objects.exists()


@pytest.mark.parametrize("position", [None, 0, -1, 5, 10**12])
def test_an_option_that_is_not_there_is_refused(position: int | None) -> None:
    attempt = begin(make_set(of=1))
    with pytest.raises(NoAnswerError) as refused:
        send(attempt, position=position, text="The mayor")
    assert not refused.value.typed
    assert not Response.objects.exists()


def test_a_position_is_no_answer_where_words_are_wanted() -> None:
    attempt = begin(make_set(make_question(form=Form.TYPED)))
    with pytest.raises(NoAnswerError) as refused:
        send(attempt, position=1)
    assert refused.value.typed
    assert not Response.objects.exists()


@pytest.mark.parametrize("stranger", [Learner(), Learner(guest="somebody")])
def test_nobody_answers_for_another(stranger: Learner) -> None:
    attempt = begin(make_set(of=1))
    with pytest.raises(AttemptQuestion.DoesNotExist):
        send(attempt, learner=stranger, position=1)
    with pytest.raises(AttemptQuestion.DoesNotExist):
        send(attempt, learner=Learner(user=UserFactory.create()), position=1)
    assert not Response.objects.exists()


def test_a_question_that_is_not_there_cannot_be_answered() -> None:
    attempt = begin(make_set(of=1))
    with pytest.raises(AttemptQuestion.DoesNotExist):
        send(attempt, 2, position=1)


# Where answers can be changed until they are handed in


@pytest.mark.parametrize(
    ("form", "one", "other"),
    [
        (Form.CHOICE, {"position": 1}, {"position": 2}),
        (Form.TYPED, {"text": "the lake"}, {"text": "the sea"}),
    ],
)
def test_an_answer_that_says_the_same_is_no_revision(
    form: Form, one: dict[str, Any], other: dict[str, Any]
) -> None:
    attempt = begin_assigned(assign(make_class(), make_question(form=form), shows=Shows.SUBMITTED))
    first = send(attempt, **one)
    assert send(attempt, token=OTHER_TOKEN, **one) == first
    second = send(attempt, token=UUID(int=3), **other)
    assert (first.revision, second.revision) == (1, 2)
    assert send(attempt, token=UUID(int=4), **one).revision == 3
    assert Response.objects.count() == 3


def test_an_earlier_answer_that_arrives_again_does_not_overtake_a_later_one() -> None:
    attempt = begin_assigned(assign(make_class(), shows=Shows.SUBMITTED))
    first = send(attempt, position=1)
    second = send(attempt, token=OTHER_TOKEN, position=2)
    assert send(attempt, position=1) == first
    assert Response.objects.standing().get() == second


def test_reading_the_names_that_a_slip_could_mean_does_not_tell_that_an_answer_is_near() -> None:
    asked = make_question(form=Form.TYPED, accepted=("The shipwright",))
    costs = []
    for text in ("the shipright", "Something else altogether"):
        attempt = begin_assigned(assign(make_class(), asked, shows=Shows.SUBMITTED))
        with CaptureQueriesContext(connection) as queries:
            send(attempt, text=text)
        costs.append(len(queries))
    assert costs[0] == costs[1]
