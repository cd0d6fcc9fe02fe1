"""The bank, searched for a teacher's own set."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.factories.classes import make_own_set
from quizzes.factories.library import SENTENCES, ArticleFactory
from quizzes.factories.questions import make_question
from quizzes.models import Question, QuestionSet, SetItem
from quizzes.models.library import Status
from quizzes.models.questions import Form, QuestionStatus
from tests.desk import load_article, questions_of
from tests.drafting import make_draft, shown, url_of
from tests.taking import client_of_user, text_of
from tests.teaching import a_teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> User:
    return a_teacher()


@pytest.fixture
def browser(teacher: User) -> Client:
    return client_of_user(teacher)


@pytest.fixture
def made(teacher: User) -> QuestionSet:
    """A draft of a question that nothing else in the tests has to do with."""
    return make_draft(
        make_question(article=ArticleFactory.create(title="Elsewhere")), owner=teacher
    )


def found(browser: Client, made: QuestionSet, query: str = "") -> list[str]:
    """The questions that the bank lists."""
    page = browser.get(url_of(made, f"bank/{query}")).context["page"]
    return [result.question.stem for result in page.object_list]


def test_the_bank_is_searched_by_article_form_and_text(browser: Client, made: QuestionSet) -> None:
    harbour, storm = (ArticleFactory.create(title=title) for title in ("Harbour", "Storm"))
    choice = make_question(article=harbour)
    typed = make_question(article=harbour, form=Form.TYPED, accepted=("Öresund",))
    other = make_question(article=storm, labels=("A gale", "A calm", "A breeze"))
    assert len(found(browser, made)) == 4
    assert found(browser, made, f"?article={harbour.slug}") == [choice.stem, typed.stem]
    assert found(browser, made, "?form=typed") == [typed.stem]
    assert found(browser, made, "?text=ÖRESUND") == [typed.stem]
    assert found(browser, made, "?text=breeze") == [other.stem]
    assert found(browser, made, f"?text=mayor&article={storm.slug}") == []
    assert "No question is like that" in shown(browser, url_of(made, "bank/?text=nothing"))


def test_what_cannot_be_sought_is_said_beside_the_field(browser: Client, made: QuestionSet) -> None:
    page = shown(browser, url_of(made, "bank/?form=essay"))
    assert 'class="errorlist"' in page
    assert "1 question found" in page


def test_the_bank_holds_what_is_asked_and_nobodys_own_wording(
    browser: Client, made: QuestionSet
) -> None:
    [base] = made.questions.all()
    hidden, waiting, own = make_question(), make_question(), make_question()
    hidden.article.status = Status.RETIRED
    hidden.article.save()
    Question.objects.filter(pk=waiting.pk).update(status=QuestionStatus.WAITING)
    Question.objects.filter(pk=own.pk).update(author=a_teacher(), based_on=base)
    make_own_set(own, owner=Question.objects.get(pk=own.pk).author)
    assert found(browser, made) == [base.stem]
    for question in (hidden, waiting, own):
        assert browser.get(url_of(made, f"bank/{question.pk}/")).status_code == 404
        response = browser.post(url_of(made, "add/"), {"question": question.pk})
        assert response.status_code == 404


def test_a_question_is_added_and_the_search_goes_on(browser: Client, made: QuestionSet) -> None:
    question = make_question()
    page = shown(browser, url_of(made, "bank/?text=opened&page=1"))
    assert 'name="filters" value="text=opened&amp;page=1"' in page
    sent = {"question": question.pk, "filters": "text=opened&page=1"}
    response = browser.post(url_of(made, "add/"), sent, follow=True)
    [(url, _)] = response.redirect_chain
    assert url == f"{url_of(made, 'bank/')}?text=opened&page=1#question-{question.pk}"
    assert f"Added: {question.stem}" in text_of(response)
    assert "in the set, as question 2" in text_of(response)
    assert SetItem.objects.get(set=made, position=2).question == question


def test_a_question_is_in_the_set_or_can_be_added(browser: Client, made: QuestionSet) -> None:
    make_question()
    page = shown(browser, url_of(made, "bank/"))
    assert page.count("in the set, as question 1") == 1
    assert page.count(">Add<") == 1


def test_the_bank_says_what_does_not_go_with_the_set(browser: Client, teacher: User) -> None:
    load_article()
    one, other = questions_of("height")[:2]
    made = make_draft(one, owner=teacher)
    results = browser.get(url_of(made, "bank/")).context["page"].object_list
    assert [foe.number for r in results if r.question.pk == other.pk for foe in r.enemies] == [1]
    assert [foe for r in results if r.question.pk == one.pk for foe in r.enemies] == []
    page = shown(browser, url_of(made, f"bank/{other.pk}/"))
    assert "Doesn’t go with question 1." in page
    assert "The new lighthouse of Lervik is 31 metres tall." in page


def test_the_filters_are_kept_across_pages(browser: Client, made: QuestionSet) -> None:
    article = ArticleFactory.create()
    for _ in range(21):
        make_question(article=article)
    page = shown(browser, url_of(made, f"bank/?article={article.slug}&text=mayor"))
    assert "Page 1 of 2" in page
    assert f'href="?article={article.slug}&amp;text=mayor&amp;page=2"' in page
    assert len(found(browser, made, f"?article={article.slug}&text=mayor&page=2")) == 1


def test_a_question_of_the_bank_is_seen_with_key_proof_and_findings(
    browser: Client, teacher: User
) -> None:
    load_article()
    question = questions_of("height").filter(form=Form.CHOICE)[0]
    made = make_draft(make_question(), owner=teacher)
    page = shown(browser, url_of(made, f"bank/{question.pk}/?text=tall"))
    assert f'<h1 class="stem">{question.stem}</h1>' in page
    assert page.count("right answer") == 1
    assert "The tower is 31 metres tall.</mark>" in page
    assert "Nothing against it." in page
    assert f'href="{url_of(made)}bank/?text=tall#question-{question.pk}"' in page
    assert ">Add<" in page


def test_the_rules_are_asked_anew(browser: Client, made: QuestionSet) -> None:
    [question] = made.questions.all()
    page = shown(browser, url_of(made, f"bank/{question.pk}/"))
    assert "(R3)" in page
    assert SENTENCES[1] in page


def test_a_published_set_takes_nothing_more(browser: Client, teacher: User) -> None:
    question = make_question()
    made = make_own_set(owner=teacher, of=1)
    assert ">Add<" not in shown(browser, url_of(made, "bank/"))
    response = browser.post(url_of(made, "add/"), {"question": question.pk}, follow=True)
    assert "published and stays as it is" in text_of(response)
    assert made.items.count() == 1


def test_no_number_is_no_question(browser: Client, made: QuestionSet) -> None:
    for sent in ({}, {"question": "first"}, {"question": "999"}):
        assert browser.post(url_of(made, "add/"), sent).status_code == 404


def test_the_bank_costs_the_same_whatever_it_finds(browser: Client, made: QuestionSet) -> None:
    costs = []
    for size in (1, 40):
        article = ArticleFactory.create()
        for n in range(size):
            make_question(article=article, form=(Form.CHOICE, Form.TYPED)[n % 2])
            make_question(article=article)
        with CaptureQueriesContext(connection) as queries:
            shown(browser, url_of(made, f"bank/?article={article.slug}"))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 30
