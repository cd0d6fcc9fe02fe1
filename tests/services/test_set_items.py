"""The questions of a teacher's draft: put in, put in order, taken out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.factories.library import ArticleFactory
from quizzes.factories.questions import (
    MADE,
    SetItemFactory,
    make_question,
)
from quizzes.models import Question, QuestionSet
from quizzes.models.questions import Form, QuestionStatus
from quizzes.services import own_sets, set_items
from quizzes.services.own_sets import (
    publish_set,
)
from quizzes.services.set_items import add_another_like, add_question, move_item, remove_item
from tests.desk import load_article, questions_of
from tests.drafting import asked_in, item_of, make_draft

pytestmark = pytest.mark.django_db

LATER = MADE + timedelta(days=1)


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
    with pytest.raises(set_items.NotAskedError):
        add_question(question_set=made, question=question)


def test_a_set_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_items, "MOST_QUESTIONS", 2)
    with pytest.raises(set_items.FullError):
        add_question(question_set=make_draft(of=2), question=make_question())


def test_a_question_moves_up_and_down_and_stays_the_same_row() -> None:
    made = make_draft(of=4)
    a, b, c, d = (item.pk for item in made.items.all())
    move_item(item=item_of(made, 3), by=-1)
    assert [item.pk for item in made.items.all()] == [a, c, b, d]
    move_item(item=item_of(made, 1), by=1)
    assert [item.pk for item in made.items.all()] == [c, a, b, d]


def test_at_the_ends_nothing_moves() -> None:
    made = make_draft(of=3)
    before = asked_in(made)
    move_item(item=item_of(made, 1), by=-1)
    move_item(item=item_of(made, 3), by=1)
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
    with pytest.raises(set_items.NothingLikeItError):
        add_another_like(item=item_of(made, 1))


def test_no_enemy_is_added_as_another_like_it() -> None:
    load_article()
    made = make_draft(questions_of("height")[0])
    added = add_another_like(item=item_of(made, 1))
    assert not added.question.asked.filter(target__fact__key="height").exists()
    publish_set(question_set=made, now=LATER)
