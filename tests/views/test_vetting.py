"""A question as a teacher sees it."""

import pytest

from quizzes.factories.classes import make_own_set
from quizzes.factories.questions import make_question
from quizzes.models import Question
from quizzes.models.questions import Form, QuestionStatus
from quizzes.services.library import current_library
from quizzes.views.vetting import SetVetted, show_question
from tests.desk import load_article, questions_of

pytestmark = pytest.mark.django_db


def fetched(question: Question) -> Question:
    return Question.objects.with_proof().get(pk=question.pk)


def test_options_stand_in_their_order_with_the_key_marked() -> None:
    question = show_question(fetched(make_question(key=3)))
    assert [(option.position, option.state) for option in question.options] == [
        (1, ""),
        (2, ""),
        (3, "right"),
        (4, ""),
    ]
    assert (question.answer, question.answers) == ("A poet", [])


def test_a_typed_question_shows_all_that_it_accepts() -> None:
    question = show_question(fetched(make_question(form=Form.TYPED, accepted=("Oil", "Crude"))))
    assert (question.answer, question.answers, question.options) == ("Oil", ["Oil", "Crude"], [])


def test_it_is_asked_while_it_is_published() -> None:
    question = make_question()
    assert show_question(fetched(question)).is_asked
    question.status = QuestionStatus.WITHDRAWN
    question.save()
    assert not show_question(fetched(question)).is_asked


def test_enemies_name_each_other_by_their_numbers() -> None:
    load_article()
    one, other = questions_of("height")[:2]
    vetted = SetVetted(make_own_set(one, make_question(), other))
    foes = [[foe.number for foe in item.enemies] for item in vetted.items_with_enemies()]
    assert foes == [[3], [], [1]]
    assert [item.enemies for item in vetted.items] == [(), (), ()]


def test_the_whole_library_says_the_same_of_a_question_as_the_part_around_it() -> None:
    load_article()
    one, other = (fetched(question) for question in questions_of("height")[:2])
    vetted = SetVetted(make_own_set(one))
    [result] = vetted.results([other])
    assert [foe.number for foe in result.enemies] == [1]
    assert vetted.results([other], current_library()) == [result]
