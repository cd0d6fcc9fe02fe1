"""A teacher's own sets: made or taken, filled, put in order, published, copied."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import AssignmentFactory, make_own_set
from quizzes.factories.library import ArticleFactory
from quizzes.factories.questions import (
    MADE,
    QuestionSetFactory,
    SetItemFactory,
    make_question,
    make_set,
)
from quizzes.models import Question, QuestionSet, SetItem
from quizzes.models.questions import Form, QuestionStatus
from quizzes.services import own_sets
from quizzes.services.own_sets import (
    add_another_like,
    add_question,
    copy_set,
    create_set,
    delete_set,
    move_item,
    publish_set,
    remove_item,
    retitle,
    take_ready_set,
)
from tests.desk import load_article, questions_of

pytestmark = pytest.mark.django_db

LATER = MADE + timedelta(days=1)


@pytest.fixture
def owner() -> User:
    user: User = UserFactory.create()
    return user


def make_draft(*questions: Question, owner: User | None = None, of: int = 3) -> QuestionSet:
    made = make_own_set(*questions, owner=owner, of=of)
    made.published = None
    made.save()
    return made


def asked_in(question_set: QuestionSet) -> list[int]:
    return [item.question_id for item in SetItem.objects.filter(set=question_set)]


def item_of(question_set: QuestionSet, number: int) -> SetItem:
    return question_set.items.select_related("set")[number - 1]


# Sets


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


# Their questions


def test_a_question_goes_to_the_end_and_only_once() -> None:
    made, question = make_draft(of=2), make_question()
    item = add_question(question_set=made, question=question)
    assert asked_in(made)[-1] == question.pk
    assert add_question(question_set=made, question=question) == item
    assert len(asked_in(made)) == 3


@pytest.mark.parametrize("status", [QuestionStatus.WAITING, QuestionStatus.WITHDRAWN])
def test_only_what_is_published_is_added(status: QuestionStatus) -> None:
    made, question = make_draft(of=1), make_question()
    Question.objects.filter(pk=question.pk).update(status=status)
    with pytest.raises(own_sets.NotAskedError):
        add_question(question_set=made, question=question)


def test_a_set_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_sets, "MOST_QUESTIONS", 2)
    with pytest.raises(own_sets.FullError):
        add_question(question_set=make_draft(of=2), question=make_question())


def test_a_question_moves_up_and_down_and_stays_the_same_row() -> None:
    made = make_draft(of=4)
    a, b, c, d = (item.pk for item in made.items.all())
    move_item(item=item_of(made, 3), by=-1)
    assert [item.pk for item in made.items.all()] == [a, c, b, d]
    move_item(item=item_of(made, 1), by=1)
    assert [item.pk for item in made.items.all()] == [c, a, b, d]


def test_at_the_ends_nothing_moves() -> None:
    made = make_draft(of=2)
    before = asked_in(made)
    move_item(item=item_of(made, 1), by=-1)
    move_item(item=item_of(made, 2), by=1)
    assert asked_in(made) == before


def test_questions_move_where_places_have_gaps() -> None:
    made = make_draft(of=1)
    for position in (7, 40):
        SetItemFactory.create(set=made, question=make_question(), position=position)
    before = asked_in(made)
    move_item(item=item_of(made, 3), by=-2)
    assert asked_in(made) == [before[2], before[0], before[1]]


def test_moving_costs_the_same_in_a_long_set() -> None:
    costs = []
    for size in (2, 30):
        item = item_of(make_draft(of=size), 1)
        with CaptureQueriesContext(connection) as queries:
            move_item(item=item, by=1)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_what_another_tab_removed_is_said_to_be_gone() -> None:
    made = make_draft(of=2)
    item = item_of(made, 1)
    remove_item(item=item_of(made, 1))
    assert len(asked_in(made)) == 1
    with pytest.raises(own_sets.GoneError):
        move_item(item=item, by=1)
    QuestionSet.objects.filter(pk=made.pk).delete()
    with pytest.raises(own_sets.GoneError):
        add_question(question_set=made, question=make_question())


def test_another_like_a_question_stands_behind_it() -> None:
    article = ArticleFactory.create()
    chosen = [make_question(article=article) for _ in range(2)]
    typed = make_question(article=article, form=Form.TYPED)
    same = make_question(article=article)
    made = make_draft(*chosen)
    added = add_another_like(item=item_of(made, 1))
    assert asked_in(made) == [chosen[0].pk, same.pk, chosen[1].pk]
    assert add_another_like(item=added).question == typed


def test_another_article_serves_where_the_own_has_none_left() -> None:
    made, other = make_draft(make_question()), make_question()
    assert add_another_like(item=item_of(made, 1)).question == other
    with pytest.raises(own_sets.NothingLikeItError):
        add_another_like(item=item_of(made, 1))


def test_no_enemy_is_added_as_another_like_it() -> None:
    load_article()
    made = make_draft(questions_of("height")[0])
    added = add_another_like(item=item_of(made, 1))
    assert not added.question.asked.filter(target__fact__key="height").exists()
    publish_set(question_set=made, now=LATER)
