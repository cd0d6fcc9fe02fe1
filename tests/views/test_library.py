"""Home, and the articles."""

import pytest
from django.test import Client

from quizzes.factories.attempts import begin, respond, respond_to_all
from quizzes.factories.library import (
    SENTENCES,
    ArticleFactory,
    ArticleRevisionFactory,
    EvidenceFactory,
    FactFactory,
)
from quizzes.factories.questions import make_question, make_set
from quizzes.models.library import Show, Status
from quizzes.views.shown import PER_PAGE
from tests.taking import begin_as_guest, client_of

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_newcomer_is_shown_what_to_begin_with(client: Client) -> None:
    made = make_set(of=3)
    home = page(client, "/")
    assert made.article.title in home
    assert f'href="{made.get_absolute_url()}"' in home
    assert "3 questions" in home
    assert "Go on where you left off" not in home


def test_an_empty_library_says_so(client: Client) -> None:
    assert "There is no article here yet." in page(client, "/")
    assert "There is no article here yet." in page(client, "/articles/")


@pytest.mark.parametrize("start", [begin, begin_as_guest])
def test_home_leads_on_to_what_was_left_open(start: type) -> None:
    attempt = start(make_set(of=3))
    respond(attempt, 1)
    home = page(client_of(attempt), "/")
    assert "Go on where you left off" in home
    assert "1 of 3 answered" in home
    assert f'href="/attempts/{attempt.pk}/"' in home


def test_home_forgets_what_is_finished_and_never_shows_what_is_anothers() -> None:
    finished, foreign = begin(make_set(of=1)), begin(make_set(of=1))
    home = page(client_of(respond_to_all(finished)), "/")
    assert str(finished.pk) not in home
    assert str(foreign.pk) not in home


def test_an_article_stands_with_the_sets_made_from_it(client: Client) -> None:
    made = make_set(of=2)
    article = page(client, made.article.get_absolute_url())
    assert all(sentence in article for sentence in SENTENCES)
    assert f'href="{made.get_absolute_url()}"' in article
    assert "<mark" not in article


def test_the_current_revision_is_the_one_to_read(client: Client) -> None:
    old = ArticleRevisionFactory.create(number=1, text="As it stood at first.")
    ArticleRevisionFactory.create(article=old.article, number=2, text="As it was corrected.")
    text = page(client, old.article.get_absolute_url())
    assert "As it was corrected." in text
    assert "As it stood at first." not in text


def test_an_article_of_which_only_quotes_are_shown_keeps_the_rest(client: Client) -> None:
    article = ArticleFactory.create(show=Show.QUOTES)
    revision = ArticleRevisionFactory.create(article=article)
    EvidenceFactory.create(fact__article=article, revision=revision, quote=SENTENCES[2])
    draft = FactFactory.create(article=article, status=Status.DRAFT)
    EvidenceFactory.create(fact=draft, revision=revision, quote=SENTENCES[3])
    text = page(client, article.get_absolute_url())
    assert SENTENCES[2] in text
    assert not any(other in text for other in (*SENTENCES[:2], SENTENCES[3]))
    assert "Only the sentences that prove an answer are shown here." in text


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_what_is_not_approved_is_not_there(client: Client, status: Status) -> None:
    article = ArticleFactory.create(status=status)
    made = make_set(make_question(article=article))
    for path in (article.get_absolute_url(), made.get_absolute_url()):
        assert client.get(path).status_code == 404
    for path in ("/", "/articles/", "/sets/"):
        assert article.title not in page(client, path)


def test_a_long_list_is_read_in_pages(client: Client) -> None:
    for _ in range(PER_PAGE + 1):
        ArticleFactory.create()
    entries = [page(client, f"/articles/?page={n}").count("<h2>") for n in ("1", "2", "9", "x")]
    assert entries == [PER_PAGE, 1, 1, PER_PAGE]


@pytest.mark.parametrize("path", ["/", "/articles/", "/sets/", "/attempts/"])
def test_reading_changes_nothing(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
