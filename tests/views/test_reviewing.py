"""The result of a finished attempt."""

import pytest

from quizzes.factories.attempts import begin, respond, respond_to_all
from quizzes.factories.library import SENTENCES
from quizzes.factories.questions import article_of, make_question, make_set
from quizzes.models import Article
from quizzes.models.library import Status
from quizzes.models.questions import Form
from tests.taking import client_of, page_of, text_of

pytestmark = pytest.mark.django_db


def test_the_result_counts_and_reviews_every_question() -> None:
    made = make_set(make_question(), make_question(form=Form.TYPED, accepted=("The shipwright",)))
    attempt = begin(made)
    respond(attempt, 1)
    respond(attempt, 2, right=False)
    page = text_of(client_of(attempt).get(f"/attempts/{attempt.pk}/review/"))
    assert "1 of 2 right" in page
    assert all(asked.question.stem in page for asked in attempt.questions.all())
    assert "Something else altogether" in page
    assert "The shipwright" in page
    assert page.count(f"<mark>{SENTENCES[1]}</mark>") == 2
    assert f'action="/attempts/{attempt.pk}/practise/"' in page


def test_the_result_leads_on_to_the_other_quizzes_on_its_article() -> None:
    made = make_set(of=1)
    attempt = respond_to_all(begin(made))
    client = client_of(attempt)
    article = article_of(made).get_absolute_url()
    assert f'href="{article}#sets"' in text_of(client.get(f"/attempts/{attempt.pk}/review/"))
    assert 'id="sets"' in text_of(client.get(article))


def test_the_result_does_not_lead_to_an_article_that_was_withdrawn() -> None:
    made = make_set(of=1)
    attempt = respond_to_all(begin(made))
    Article.objects.update(status=Status.RETIRED)
    page = text_of(client_of(attempt).get(f"/attempts/{attempt.pk}/review/"))
    assert article_of(made).get_absolute_url() not in page
    assert SENTENCES[1] in page


def test_there_is_no_result_before_the_end() -> None:
    attempt = begin(make_set(of=2))
    respond(attempt, 1)
    response = client_of(attempt).get(f"/attempts/{attempt.pk}/review/", follow=True)
    assert response.redirect_chain[-1] == (page_of(attempt, 2), 302)
    assert "The result stands here once every question is answered." in text_of(response)


def test_the_result_stands_when_the_set_is_gone() -> None:
    made = make_set(of=1)
    attempt = respond_to_all(begin(made))
    made.delete()
    page = text_of(client_of(attempt).get(f"/attempts/{attempt.pk}/review/"))
    assert "1 of 1 right" in page
