"""Sets of an article's published questions."""

import pytest

from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import make_own_set
from quizzes.factories.questions import QuestionFactory
from quizzes.models import Article, Question, QuestionSet, SetItem
from quizzes.models.questions import LONGEST_TITLE, QuestionStatus
from quizzes.services.library import current_library
from quizzes.services.sets import build_sets
from tests.desk import load_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return load_article()


def build(article: Article) -> bool:
    return build_sets(article=article, library=current_library())


def sets() -> list[tuple[str, list[int]]]:
    return [
        (row.slug, list(row.items.values_list("question_id", flat=True)))
        for row in QuestionSet.objects.order_by("number")
    ]


def test_sets_are_numbered_and_named_after_their_article(article: Article) -> None:
    made = list(QuestionSet.objects.order_by("number").values_list("slug", "title"))
    assert made[0] == ("lervik-lighthouse-1", "Lervik lights its new lighthouse, quiz 1")


def test_the_same_questions_give_the_same_sets_and_no_row_is_touched(article: Article) -> None:
    before = list(SetItem.objects.values())
    assert build(article) is False
    assert list(SetItem.objects.values()) == before
    QuestionSet.objects.all().delete()
    named = sets()
    assert build(article) is True
    assert named == []
    assert [pks for _, pks in sets()] == [
        [row["question_id"] for row in before if row["set_id"] == pk]
        for pk in sorted({row["set_id"] for row in before})
    ]


def test_no_set_asks_what_is_not_published(article: Article) -> None:
    withdrawn = SetItem.objects.first()
    assert withdrawn
    Question.objects.filter(pk=withdrawn.question_id).update(status=QuestionStatus.WITHDRAWN)
    assert build(article) is True
    assert not SetItem.objects.filter(question=withdrawn.question_id).exists()


def test_every_published_question_stands_in_one_set(article: Article) -> None:
    published = set(Question.objects.published().values_list("pk", flat=True))
    asked = list(SetItem.objects.values_list("question", flat=True))
    assert len(published) > 1
    assert sorted(asked) == sorted(published)


def test_a_set_that_is_left_without_questions_goes(article: Article) -> None:
    Question.objects.update(status=QuestionStatus.WITHDRAWN)
    assert build(article) is True
    assert not QuestionSet.objects.exists()


def test_a_set_follows_the_title_of_its_article_however_long(article: Article) -> None:
    article.title = "A" * LONGEST_TITLE
    article.save()
    assert build(article) is True
    title = QuestionSet.objects.get(number=1).title
    assert len(title) == LONGEST_TITLE
    assert title.endswith("A, quiz 1")
    assert QuestionSet.objects.get(number=1).slug == "lervik-lighthouse-1"


def test_no_set_of_an_article_holds_a_teachers_wording(article: Article) -> None:
    before = sets()
    bank = Question.objects.published()[0]
    QuestionFactory.create(article=article, author=UserFactory.create(), based_on=bank)
    assert build(article) is False
    assert sets() == before


def test_teachers_own_sets_are_left_alone(article: Article) -> None:
    own = make_own_set(Question.objects.published()[0])
    Question.objects.update(status=QuestionStatus.WITHDRAWN)
    build(article)
    assert list(QuestionSet.objects.all()) == [own]
    assert own.items.count() == 1
