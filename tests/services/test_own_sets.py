"""A teacher's own sets: made or taken, published, copied, deleted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import AssignmentFactory, make_own_set
from quizzes.factories.library import ArticleFactory
from quizzes.factories.questions import (
    MADE,
    QuestionSetFactory,
    make_question,
    make_set,
)
from quizzes.models import Question, QuestionSet
from quizzes.models.questions import QuestionStatus
from quizzes.services import own_sets
from quizzes.services.own_sets import (
    copy_set,
    create_set,
    delete_set,
    publish_set,
    retitle,
    take_ready_set,
)
from quizzes.services.set_items import add_another_like, add_question, move_item, remove_item
from tests.desk import load_article, questions_of
from tests.drafting import asked_in, item_of, make_draft

pytestmark = pytest.mark.django_db

LATER = MADE + timedelta(days=1)


@pytest.fixture
def owner() -> User:
    user: User = UserFactory.create()
    return user


def test_a_new_set_is_an_empty_draft_of_its_owner(owner: User) -> None:
    made = create_set(owner=owner, title="Week 3: Öl und Gas", now=MADE)
    assert (made.owner, made.title, made.created) == (owner, "Week 3: Öl und Gas", MADE)
    assert (made.published, made.article, asked_in(made)) == (None, None, [])


def test_two_sets_may_have_one_title_and_never_one_address(owner: User) -> None:
    slugs = {
        create_set(owner=owner, title=title, now=MADE).slug for title in ("Oil", "Oil", "油", "")
    }
    assert len(slugs) == 4


def test_no_own_set_takes_the_address_of_a_ready_one(owner: User) -> None:
    article = ArticleFactory.create(slug="oil")
    made = create_set(owner=owner, title="Oil", now=MADE)
    ready = QuestionSetFactory.create(article=article, number=made.pk)
    assert ready.slug == f"oil-{made.pk}" != made.slug


def test_a_ready_set_is_taken_as_it_is_and_published(owner: User) -> None:
    ready = make_set(of=3)
    taken = take_ready_set(owner=owner, question_set=ready, now=LATER)
    assert (taken.owner, taken.title, taken.published) == (owner, ready.title, LATER)
    assert asked_in(taken) == asked_in(ready)
    assert ready.owner is None


def test_what_is_not_asked_any_more_is_not_taken_along(owner: User) -> None:
    ready = make_set(of=2)
    first, second = asked_in(ready)
    Question.objects.filter(pk=first).update(status=QuestionStatus.WITHDRAWN)
    assert asked_in(take_ready_set(owner=owner, question_set=ready, now=LATER)) == [second]
    Question.objects.filter(pk=second).update(status=QuestionStatus.WITHDRAWN)
    with pytest.raises(own_sets.EmptyError):
        take_ready_set(owner=owner, question_set=ready, now=LATER)


def test_a_set_that_is_taken_twice_is_there_once_for_each_teacher(owner: User) -> None:
    ready = make_set(of=2)
    taken = take_ready_set(owner=owner, question_set=ready, now=LATER)
    assert take_ready_set(owner=owner, question_set=ready, now=LATER) == taken
    assert take_ready_set(owner=UserFactory.create(), question_set=ready, now=LATER) != taken


def test_a_ready_set_that_has_changed_is_taken_anew(owner: User) -> None:
    ready = make_set(of=3)
    before = take_ready_set(owner=owner, question_set=ready, now=LATER)
    ready.items.get(position=3).delete()
    taken = take_ready_set(owner=owner, question_set=ready, now=LATER)
    assert asked_in(taken) == asked_in(ready) != asked_in(before)


def test_a_draft_gets_another_title_and_keeps_its_address() -> None:
    made = make_draft()
    retitle(question_set=made, title="Week 4")
    assert QuestionSet.objects.get(slug=made.slug).title == "Week 4"


def test_a_set_is_published_at_a_moment() -> None:
    made = make_draft()
    publish_set(question_set=made, now=LATER)
    made.refresh_from_db()
    assert made.published == LATER


def test_nothing_empty_is_published() -> None:
    made = make_draft()
    made.items.all().delete()
    with pytest.raises(own_sets.EmptyError):
        publish_set(question_set=made, now=LATER)


def test_nothing_is_published_that_is_not_asked_any_more() -> None:
    made = make_draft()
    Question.objects.filter(pk=asked_in(made)[1]).update(status=QuestionStatus.WITHDRAWN)
    with pytest.raises(own_sets.OutdatedError):
        publish_set(question_set=made, now=LATER)


def test_no_two_enemies_are_published() -> None:
    load_article()
    made = make_draft(*questions_of("height"))
    assert len(asked_in(made)) > 1
    with pytest.raises(own_sets.EnemiesError):
        publish_set(question_set=made, now=LATER)
    made.refresh_from_db()
    assert made.published is None


@pytest.mark.parametrize(
    "change",
    [
        lambda made: retitle(question_set=made, title="Another"),
        lambda made: publish_set(question_set=made, now=LATER),
        lambda made: add_question(question_set=made, question=make_question()),
        lambda made: remove_item(item=item_of(made, 1)),
        lambda made: move_item(item=item_of(made, 1), by=1),
        lambda made: add_another_like(item=item_of(made, 1)),
    ],
)
def test_a_published_set_stays_as_it_is(change: Callable[[QuestionSet], None]) -> None:
    made = make_own_set(of=2)
    before = asked_in(made)
    with pytest.raises(own_sets.PublishedError, match="Copy it to change it"):
        change(made)
    made.refresh_from_db()
    assert (asked_in(made), made.published) == (before, MADE)


def test_a_ready_set_is_nobodys_to_change() -> None:
    ready = make_set(of=2)
    with pytest.raises(own_sets.PublishedError):
        remove_item(item=item_of(ready, 1))


def test_a_copy_of_a_published_set_is_a_draft_with_the_same_questions(owner: User) -> None:
    made = make_own_set(owner=owner)
    copy = copy_set(question_set=made, title="Again", now=LATER)
    assert (copy.owner, copy.title, copy.published) == (owner, "Again", None)
    assert asked_in(copy) == asked_in(made)
    remove_item(item=item_of(copy, 1))
    assert len(asked_in(made)) == 3


def test_a_draft_is_not_copied() -> None:
    with pytest.raises(own_sets.UnpublishedError):
        copy_set(question_set=make_draft(), title="Again", now=LATER)


def test_a_set_is_deleted_unless_it_is_assigned() -> None:
    made, assigned = make_own_set(), AssignmentFactory.create().question_set
    delete_set(question_set=made)
    with pytest.raises(own_sets.AssignedError):
        delete_set(question_set=assigned)
    assert list(QuestionSet.objects.all()) == [assigned]
