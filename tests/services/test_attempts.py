"""Starting attempts, trying again, and whose they are."""

from datetime import timedelta

import pytest

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED, AttemptFactory, begin, respond, respond_to_all
from quizzes.factories.questions import make_question, make_set
from quizzes.models import Attempt, AttemptOption, ChosenOption, Learner, Response
from quizzes.models.library import SpanKind
from quizzes.models.questions import Form, QuestionStatus
from quizzes.services.attempts import (
    GUESTS_KEPT,
    NothingToAskError,
    practise_missed,
    purge_guests,
    start_attempt,
    take_over_guest,
    try_again,
)

pytestmark = pytest.mark.django_db

LATER = STARTED + timedelta(days=1)


def questions_of(attempt: Attempt) -> list[int]:
    return list(attempt.questions.values_list("question_id", flat=True))


def labels_of(attempt: Attempt) -> list[list[str]]:
    return [
        [row.option.label for row in asked.options.order_by("position")]
        for asked in attempt.questions.all()
    ]


# Starting


def test_an_attempt_freezes_the_questions_and_options_of_its_set_in_their_order() -> None:
    made = make_set(of=3)
    attempt = begin(made)
    assert questions_of(attempt) == [item.question_id for item in made.items.all()]
    assert labels_of(attempt) == [
        [option.label for option in item.question.options.all()] for item in made.items.all()
    ]
    assert (attempt.title, attempt.started, attempt.finished) == (made.title, STARTED, None)


def test_an_attempt_keeps_its_questions_when_the_set_changes() -> None:
    made = make_set(of=3)
    attempt = begin(made)
    before = questions_of(attempt)
    made.items.all().delete()
    made.delete()
    attempt.refresh_from_db()
    assert (attempt.question_set, questions_of(attempt)) == (None, before)


def test_an_attempt_asks_only_what_is_published() -> None:
    kept, withdrawn = make_question(), make_question()
    made = make_set(kept, withdrawn)
    withdrawn.status = QuestionStatus.WITHDRAWN
    withdrawn.save()
    assert questions_of(begin(made)) == [kept.pk]


def test_a_set_without_questions_cannot_be_started() -> None:
    learner = Learner(user=UserFactory.create())
    made = make_set(make_question())
    made.items.all().delete()
    with pytest.raises(NothingToAskError):
        start_attempt(learner=learner, question_set=made, now=STARTED, seed=1)
    assert not Attempt.objects.exists()


def test_a_second_click_on_start_begins_nothing_anew() -> None:
    learner = Learner(user=UserFactory.create())
    made = make_set(of=2)
    first = begin(made, learner)
    again = start_attempt(learner=learner, question_set=made, now=LATER, seed=2)
    assert (again, again.started) == (first, LATER)
    assert Attempt.objects.count() == 1


def test_starting_afresh_leaves_what_was_answered() -> None:
    learner = Learner(user=UserFactory.create())
    made = make_set(of=2)
    first = begin(made, learner)
    respond(first, 1)
    second = begin(made, learner)
    assert second != first
    assert Response.objects.get().attempt_question.attempt == first


def test_a_set_that_has_changed_is_started_anew() -> None:
    learner = Learner(user=UserFactory.create())
    made = make_set(of=3)
    first = begin(made, learner)
    made.items.filter(position=2).delete()
    assert begin(made, learner) != first


def test_two_learners_never_share_an_attempt() -> None:
    made = make_set(of=2)
    assert begin(made) != begin(made)
    assert begin(made, Learner(guest="one")) != begin(made, Learner(guest="two"))


# Trying again


def test_trying_again_asks_the_same_questions_in_a_new_order() -> None:
    first = respond_to_all(begin(make_set(of=10)))
    again = try_again(attempt=first, now=LATER, seed=7)
    assert sorted(questions_of(again)) == sorted(questions_of(first))
    assert questions_of(again) != questions_of(first)
    assert (again.retry_of, again.learner) == (first, first.learner)


def test_the_same_seed_gives_the_same_order() -> None:
    first = respond_to_all(begin(make_set(of=10)))
    one = try_again(attempt=first, now=LATER, seed=7)
    orders = questions_of(one), labels_of(one)
    one.delete()
    other = try_again(attempt=first, now=LATER, seed=7)
    assert (questions_of(other), labels_of(other)) == orders


@pytest.mark.parametrize("kind", [SpanKind.NUMBER, SpanKind.DATE])
def test_numbers_and_dates_are_never_shuffled(kind: SpanKind) -> None:
    labels = ("10", "20", "30", "40")
    made = make_set(*[make_question(kind=kind, labels=labels) for _ in range(8)])
    again = try_again(attempt=respond_to_all(begin(made)), now=LATER, seed=7)
    assert labels_of(again) == [list(labels)] * 8


@pytest.mark.parametrize("kind", [SpanKind.ENTITY, SpanKind.PHRASE])
def test_names_and_phrases_are_shuffled(kind: SpanKind) -> None:
    made = make_set(*[make_question(kind=kind) for _ in range(8)])
    first = respond_to_all(begin(made))
    again = try_again(attempt=first, now=LATER, seed=7)
    assert labels_of(again) != labels_of(first)
    assert [sorted(labels) for labels in labels_of(again)] == [
        sorted(labels) for labels in labels_of(first)
    ]


def test_practice_asks_what_was_missed_and_nothing_else() -> None:
    first = begin(make_set(of=4))
    for number, right in enumerate([True, False, True, False], 1):
        respond(first, number, right=right)
    missed = [first.questions.get(number=number).question_id for number in (2, 4)]
    assert sorted(questions_of(practise_missed(attempt=first, now=LATER, seed=1))) == missed


def test_there_is_nothing_to_practise_where_all_was_right() -> None:
    first = respond_to_all(begin(make_set(of=2)))
    with pytest.raises(NothingToAskError):
        practise_missed(attempt=first, now=LATER, seed=1)


def test_a_question_that_was_replaced_is_practised_in_its_living_version() -> None:
    old = make_question()
    first = respond_to_all(begin(make_set(old)), right=False)
    old.status, old.retired = QuestionStatus.RETIRED, LATER
    old.save()
    new = make_question(article=old.article)
    new.identity, new.version, new.replaces = old.identity, 2, old
    new.save()
    assert questions_of(practise_missed(attempt=first, now=LATER, seed=1)) == [new.pk]


def test_a_question_that_was_retired_for_good_is_not_practised() -> None:
    old = make_question()
    first = respond_to_all(begin(make_set(old)), right=False)
    old.status, old.retired = QuestionStatus.RETIRED, LATER
    old.save()
    with pytest.raises(NothingToAskError):
        practise_missed(attempt=first, now=LATER, seed=1)


# Guests


def test_signing_in_takes_over_what_the_guest_did() -> None:
    made = make_set(of=2)
    attempt, foreign = begin(made, Learner(guest="mine")), begin(made, Learner(guest="another"))
    user = UserFactory.create()
    assert take_over_guest(guest="mine", user=user) == 1
    assert list(Attempt.objects.for_learner(Learner(user=user))) == [attempt]
    assert list(Attempt.objects.for_learner(Learner(guest="another"))) == [foreign]


def test_a_visitor_without_a_token_takes_over_nothing() -> None:
    attempt = begin(make_set(of=1))
    assert take_over_guest(guest="", user=UserFactory.create()) == 0
    attempt.refresh_from_db()
    assert attempt.guest == ""


def test_guests_of_more_than_30_days_ago_are_forgotten_with_all_they_did() -> None:
    made = make_set(make_question(), make_question(form=Form.TYPED))
    old = respond_to_all(begin(made, Learner(guest="old")))
    Attempt.objects.filter(pk=old.pk).update(started=STARTED - GUESTS_KEPT - timedelta(seconds=1))
    kept = [
        AttemptFactory.create(of_guest=True, started=STARTED - GUESTS_KEPT),
        AttemptFactory.create(started=STARTED - 2 * GUESTS_KEPT),
    ]
    assert purge_guests(now=STARTED) == 1
    assert set(Attempt.objects.all()) == set(kept)
    assert [model.objects.count() for model in (Response, ChosenOption, AttemptOption)] == [0, 0, 0]
