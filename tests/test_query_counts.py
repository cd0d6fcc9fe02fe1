"""How many queries each page costs: few, and no more of them where there is more to show."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED, answer_position, answer_text, begin
from quizzes.factories.library import ArticleFactory
from quizzes.factories.questions import make_question, make_set
from quizzes.models import (
    Attempt,
    AttemptQuestion,
    ChosenOption,
    Fact,
    Learner,
    Question,
    QuestionSet,
    Response,
)
from quizzes.models.questions import Form
from tests.taking import client_of, page_of, token_on

pytestmark = pytest.mark.django_db

QUESTION, ANSWER, ANY_PAGE = 6, 8, 16
FORMS = (Form.CHOICE, Form.TYPED)


def fill_up(size: int) -> QuestionSet:
    """Bring the library to so many facts, ten to an article, and put all that they ask in a set."""
    while Question.objects.count() < size:
        article = ArticleFactory.create()
        missing = min(10, size - Question.objects.count())
        make_set(*[make_question(article=article, form=FORMS[n % 2]) for n in range(missing)])
    assert Fact.objects.count() == size
    return make_set(*Question.objects.order_by("pk"))


def answer_all_but_the_last(attempt: Attempt) -> None:
    """Store wrong answers at once, as a learner would have given them one by one."""
    rows = list(attempt.questions.all())[:-1]
    stored = Response.objects.bulk_create(
        Response(attempt_question=row, token=UUID(int=row.pk), points=0, answered=STARTED)
        for row in rows
    )
    ChosenOption.objects.bulk_create(
        ChosenOption(response=response, option=row.options.all()[1])
        for response, row in zip(stored, rows, strict=True)
        if row.question.form == Form.CHOICE
    )


def queries_of(client: Client, path: str, data: dict[str, str] | None = None) -> int:
    headers = {"HX-Request": "true"} if data else {}
    with CaptureQueriesContext(connection) as queries:
        if data is None:
            response = client.get(path, headers=headers)
        else:
            response = client.post(path, data, headers=headers)
    assert response.status_code == (302 if data else 200), path
    return len(queries)


def answer_to(client: Client, asked: AttemptQuestion) -> dict[str, str]:
    given = {"token": token_on(client, asked.get_absolute_url())}
    if asked.question.form == Form.TYPED:
        return given | {"text": answer_text(asked)}
    return given | {"choice": str(answer_position(asked))}


def costs(question_set: QuestionSet, learner: Learner) -> Iterator[tuple[str, int]]:
    """What each page costs that learner who is about to give the last answer of the set."""
    attempt = begin(question_set, learner)
    answer_all_but_the_last(attempt)
    client = client_of(attempt)
    last = attempt.questions.select_related("question").last()
    assert last
    article = last.question.article
    for path in ("/", "/articles/", "/sets/", "/attempts/"):
        yield path, queries_of(client, path)
    yield "article", queries_of(client, article.get_absolute_url())
    yield "set", queries_of(client, question_set.get_absolute_url())
    yield "question", queries_of(client, last.get_absolute_url())
    data = answer_to(client, last)
    yield "last answer", queries_of(client, last.get_absolute_url(), data)
    yield "feedback", queries_of(client, last.get_absolute_url())
    yield "same answer again", queries_of(client, last.get_absolute_url(), data)
    yield "result", queries_of(client, f"/attempts/{attempt.pk}/review/")


def a_user() -> Learner:
    return Learner(user=UserFactory.create())


def a_guest() -> Learner:
    return Learner(guest="a guest")


@pytest.mark.parametrize("learner", [a_user, a_guest])
def test_no_page_costs_more_where_there_is_more_to_show(learner: Callable[[], Learner]) -> None:
    little = dict(costs(fill_up(1), learner()))
    much = dict(costs(fill_up(300), learner()))
    assert much == little
    assert max(much["question"], much["feedback"]) <= QUESTION
    assert max(much["last answer"], much["same answer again"]) <= ANSWER
    assert max(much.values()) <= ANY_PAGE


@pytest.mark.parametrize("text", ["The shipwright", "The shipright", "Nobody"])
def test_no_typed_answer_costs_more_than_its_budget(text: str) -> None:
    question = make_question(form=Form.TYPED, accepted=("The shipwright",))
    attempt = begin(make_set(question))
    client = client_of(attempt)
    data = {"token": token_on(client, page_of(attempt)), "text": text}
    assert queries_of(client, page_of(attempt), data) <= ANSWER
    assert queries_of(client, page_of(attempt)) <= QUESTION
