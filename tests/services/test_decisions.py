"""What editors decide: which facts are in use, which questions are asked."""

import pytest

from quizzes.models import Article, Fact, Question, SetItem
from quizzes.models.library import Status
from quizzes.models.questions import QuestionStatus
from quizzes.services.decisions import bring_into_line, publish, set_fact_status, withdraw
from tests.desk import NOW, SHEET, fact, load, load_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return load_article()


def asked(key: str) -> list[Question]:
    return list(Question.objects.living().filter(asked__target__fact__key=key))


def test_retiring_a_fact_takes_its_questions_out_of_use(article: Article) -> None:
    changed, [run] = set_fact_status(facts=[fact("height")], status=Status.RETIRED, now=NOW)
    assert changed == [fact("height")]
    assert run.retired
    assert asked("height") == []


def test_approving_a_fact_publishes_its_questions(article: Article) -> None:
    set_fact_status(facts=[fact("height")], status=Status.DRAFT, now=NOW)
    assert asked("height") == []
    set_fact_status(facts=[fact("height")], status=Status.APPROVED, now=NOW)
    assert {row.status for row in asked("height")} == {QuestionStatus.PUBLISHED}


def test_a_fact_that_has_the_status_already_is_left_alone(article: Article) -> None:
    done = set_fact_status(facts=Fact.objects.all(), status=Status.APPROVED, now=NOW)
    assert done == ([], [])


def test_a_retired_fact_stays_so_where_another_states_the_same(article: Article) -> None:
    load(SHEET.replace("id: height", "id: tallness"))
    changed, _ = set_fact_status(facts=[fact("height")], status=Status.APPROVED, now=NOW)
    assert changed == []
    assert fact("height").status == Status.RETIRED


def test_a_withdrawn_question_is_in_no_set_and_comes_back_when_published(article: Article) -> None:
    rows = asked("height")
    assert withdraw(questions=rows) == rows
    assert not SetItem.objects.filter(question__in=rows).exists()
    assert publish(questions=rows) == rows
    assert SetItem.objects.filter(question__in=rows).exists()


def test_publishing_what_is_published_does_nothing(article: Article) -> None:
    assert publish(questions=Question.objects.all()) == []


def test_what_a_rule_blocks_is_not_published(article: Article) -> None:
    question = asked("height")[0]
    stem = f"{question.stem.rstrip('.?')}, says the article?"
    Question.objects.filter(pk=question.pk).update(status=QuestionStatus.WAITING, stem=stem)
    assert publish(questions=[question]) == []
    question.refresh_from_db()
    assert question.status == QuestionStatus.WAITING


def test_what_was_replaced_is_neither_published_nor_withdrawn(article: Article) -> None:
    set_fact_status(facts=[fact("height")], status=Status.RETIRED, now=NOW)
    retired = Question.objects.filter(status=QuestionStatus.RETIRED)
    assert (publish(questions=retired), withdraw(questions=retired)) == ([], [])


def test_articles_are_brought_into_line_one_by_one(article: Article) -> None:
    [run] = bring_into_line([article], now=NOW)
    assert not run.changed
