"""A question as its page shows it, before the answer and after."""

import pytest

from quizzes.factories.attempts import begin, respond, respond_to_all
from quizzes.factories.library import SENTENCES, ArticleFactory
from quizzes.factories.questions import make_question, make_set
from quizzes.models import Article
from quizzes.models.library import Show, Status
from quizzes.models.questions import Form
from tests.taking import (
    HTMX,
    WITH_AND_WITHOUT_HTMX,
    client_of,
    is_fragment,
    page_of,
    post_answer,
    text_of,
)

pytestmark = pytest.mark.django_db


@WITH_AND_WITHOUT_HTMX
def test_a_question_is_asked_alone(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=2))
    response = client_of(attempt).get(page_of(attempt), headers=headers)
    first, second = attempt.questions.all()
    assert response.status_code == 200
    assert first.question.stem in text_of(response)
    assert second.question.stem not in text_of(response)
    assert "Question 1 of 2" in text_of(response)
    assert is_fragment(response) is bool(headers)


def test_page_and_fragment_are_told_apart_by_caches_and_kept_by_none() -> None:
    attempt = begin(make_set(of=1))
    response = client_of(attempt).get(page_of(attempt))
    assert "HX-Request" in response["Vary"]
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


def test_going_back_in_history_gets_the_whole_page() -> None:
    attempt = begin(make_set(of=1))
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    assert not is_fragment(client_of(attempt).get(page_of(attempt), headers=headers))


@WITH_AND_WITHOUT_HTMX
def test_a_right_answer_is_told_with_its_proof(headers: dict[str, str]) -> None:
    attempt = begin(make_set(of=2))
    respond(attempt, 1)
    page = text_of(client_of(attempt).get(page_of(attempt), headers=headers))
    assert "<strong>Right.</strong>" in page
    assert "your answer, right" in page
    assert "The mayor cut the ribbon." in page
    assert f'<mark id="proof">{SENTENCES[1]}</mark>' in page
    assert SENTENCES[0] in page
    assert f'href="{page_of(attempt, 2)}"' in page
    assert 'name="token"' not in page


@WITH_AND_WITHOUT_HTMX
def test_a_wrong_answer_is_told_with_the_right_one(headers: dict[str, str]) -> None:
    attempt = begin(make_set(make_question(labels=("Ann", "Bo", "Cy"), key=2)))
    respond(attempt, 1, right=False)
    page = text_of(client_of(attempt).get(page_of(attempt), headers=headers))
    assert "Not quite" in page
    assert 'class="option told wrong"' in page
    order = [
        page.index(f">{words}<") for words in ("Ann", "your answer", "Bo", "right answer", "Cy")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The shipwright", "<strong>Right.</strong>"),
        ("The shipright", "as The shipwright"),
        ("A poet", "it was The shipwright"),
    ],
)
def test_a_typed_answer_is_told_as_it_was_taken(text: str, said: str) -> None:
    attempt = begin(make_set(make_question(form=Form.TYPED, accepted=("The shipwright",))))
    client = client_of(attempt)
    post_answer(client, page_of(attempt), {}, text=text)
    page = text_of(client.get(page_of(attempt)))
    assert said in page
    assert text in page


@pytest.mark.parametrize("change", [{"show": Show.QUOTES}, {"status": Status.RETIRED}])
def test_where_an_article_is_not_for_reading_all_but_its_proof_stays_closed(
    change: dict[str, str],
) -> None:
    article = ArticleFactory.create()
    attempt = respond_to_all(begin(make_set(make_question(article=article))))
    Article.objects.update(**change)
    page = text_of(client_of(attempt).get(page_of(attempt)))
    assert SENTENCES[1] in page
    assert not any(other in page for other in (SENTENCES[0], *SENTENCES[2:]))


def test_nothing_leads_to_the_page_of_an_article_that_was_withdrawn() -> None:
    article = ArticleFactory.create()
    attempt = respond_to_all(begin(make_set(make_question(article=article))))
    Article.objects.update(status=Status.RETIRED)
    page = text_of(client_of(attempt).get(page_of(attempt)))
    assert article.get_absolute_url() not in page


def test_the_last_question_leads_to_the_result() -> None:
    attempt = respond_to_all(begin(make_set(of=2)))
    page = text_of(client_of(attempt).get(page_of(attempt, 2)))
    assert f'href="/attempts/{attempt.pk}/review/"' in page
    assert "See how you did" in page
