"""The pages of a teacher's own sets, and paper."""

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import assign, make_class, make_own_set
from quizzes.factories.library import SENTENCES, ArticleFactory
from quizzes.factories.questions import MADE, make_question, make_set
from quizzes.models import Question, QuestionSet
from quizzes.models.questions import Form, QuestionStatus
from tests.desk import load_article, questions_of
from tests.drafting import after, asked_in, item_url, make_draft, shown, url_of
from tests.taking import client_of_user, text_of
from tests.teaching import a_teacher

pytestmark = pytest.mark.django_db

MINE = "/sets/mine/"


@pytest.fixture
def teacher() -> User:
    return a_teacher()


@pytest.fixture
def browser(teacher: User) -> Client:
    return client_of_user(teacher)


# Who comes in


def test_whoever_is_not_signed_in_is_led_to_the_login(client: Client) -> None:
    response = client.get(MINE)
    assert response["Location"] == "/accounts/login/?next=/sets/mine/"


def test_who_does_not_teach_any_more_has_no_such_page() -> None:
    learner = UserFactory.create()
    made = make_own_set(owner=learner)
    assert [client_of_user(learner).get(url).status_code for url in (MINE, url_of(made))] == [
        404,
        404,
    ]


def test_teachers_alone_find_their_sets_and_may_take_one() -> None:
    made = make_set(of=2)
    for browser, offered in ((Client(), False), (client_of_user(a_teacher()), True)):
        assert ('href="/sets/mine/"' in shown(browser, "/sets/")) is offered
        assert (f"{made.slug}/take/" in shown(browser, made.get_absolute_url())) is offered


# The sets


def test_the_list_says_first_what_to_do(browser: Client) -> None:
    assert "A set is what you give to a class" in shown(browser, MINE)


def test_the_list_holds_my_sets_and_how_they_stand(browser: Client, teacher: User) -> None:
    published, draft = make_own_set(owner=teacher, of=2), make_draft(owner=teacher, of=1)
    foreign = make_own_set()
    listed = shown(browser, MINE)
    for made in (published, draft):
        assert f'href="{url_of(made)}"' in listed
    assert "published on 24 May 2024" in listed
    assert "draft" in listed
    assert "1 question<" in listed
    assert "2 questions<" in listed
    assert foreign.title not in listed


def test_a_set_is_made_filled_and_published(browser: Client, teacher: User) -> None:
    question = make_question()
    with time_machine.travel(MADE, tick=False):
        made_at = browser.post(f"{MINE}new/", {"title": "Week 3"})["Location"]
        assert "There is no question in it yet" in shown(browser, made_at)
        browser.post(f"{made_at}add/", {"question": question.pk})
        response = browser.post(f"{made_at}publish/", follow=True)
    assert "The set is published" in after(response)
    made = QuestionSet.objects.get(owner=teacher)
    assert (made.title, made.published, asked_in(made)) == ("Week 3", MADE, [question.pk])


@pytest.mark.parametrize("title", ["", " ", "x" * 301])
def test_a_title_that_is_none_is_refused_beside_the_field(
    browser: Client, teacher: User, title: str
) -> None:
    made = make_draft(owner=teacher)
    for url in (f"{MINE}new/", url_of(made, "title/")):
        response = browser.post(url, {"title": title})
        assert response.status_code == 422
        assert 'class="errorlist"' in text_of(response)
    assert QuestionSet.objects.get().title == made.title


def test_a_title_is_changed(browser: Client, teacher: User) -> None:
    made = make_draft(owner=teacher)
    assert f'value="{made.title}"' in shown(browser, url_of(made, "title/"))
    response = browser.post(url_of(made, "title/"), {"title": "Week 4"}, follow=True)
    assert "<h1>Week 4</h1>" in after(response)


def test_a_ready_set_is_taken_as_it_is(browser: Client, teacher: User) -> None:
    ready = make_set(of=2)
    page = after(browser.post(f"/sets/{ready.slug}/take/", follow=True))
    assert "This set is yours now" in page
    assert "Give it to a class" in page
    assert asked_in(QuestionSet.objects.get(owner=teacher)) == asked_in(ready)


def test_a_ready_set_of_which_nothing_is_asked_is_not_taken(browser: Client) -> None:
    ready = make_set(of=1)
    Question.objects.update(status=QuestionStatus.WITHDRAWN)
    assert "Put a question" in after(browser.post(f"/sets/{ready.slug}/take/", follow=True))


def test_a_draft_shows_each_question_with_key_why_and_proof(browser: Client, teacher: User) -> None:
    choice, typed = make_question(key=2), make_question(form=Form.TYPED)
    page = shown(browser, url_of(make_draft(choice, typed, owner=teacher)))
    assert page.index(f"1. {choice.stem}") < page.index(f"2. {typed.stem}")
    key = page.index("right answer")
    assert page.index("The harbour master") < key < page.index("A poet")
    assert page.count("accepted") == 2
    assert choice.explanation in page
    assert f">{SENTENCES[1]}</mark>" in page
    assert choice.article.title in page


def test_a_draft_says_which_questions_give_each_other_away_and_why(
    browser: Client, teacher: User
) -> None:
    load_article()
    one, other = questions_of("height")[:2]
    made = make_draft(one, make_question(), other, owner=teacher)
    page = shown(browser, url_of(made))
    assert "Doesn’t go with question 3." in page
    assert "Doesn’t go with question 1." in page
    assert "The new lighthouse of Lervik is 31 metres tall." in page
    response = browser.post(url_of(made, "publish/"), follow=True)
    assert "give each other away. Remove one" in after(response)
    browser.post(item_url(made, "remove"))
    assert "Doesn’t go with" not in shown(browser, url_of(made))


def test_a_question_that_is_not_asked_any_more_can_be_renewed_or_removed(
    browser: Client, teacher: User
) -> None:
    made = make_draft(owner=teacher, of=2)
    Question.objects.filter(pk=asked_in(made)[0]).update(status=QuestionStatus.WITHDRAWN)
    page = shown(browser, url_of(made))
    assert page.count("not asked any more") == page.count(">Renew<") == 1
    response = browser.post(url_of(made, "publish/"), follow=True)
    assert "Renew or remove them first" in after(response)
    response = browser.post(item_url(made, "renew"), follow=True)
    assert "Nothing has taken the place of this question" in after(response)


def test_a_published_set_offers_no_change_and_refuses_any(browser: Client, teacher: User) -> None:
    made = make_own_set(owner=teacher)
    page = shown(browser, url_of(made))
    assert f'href="/assignments/new/?set={made.slug}"' in page
    for word in (">Up<", ">Reword<", ">Remove<", ">Add questions<", ">Publish<"):
        assert word not in page
    for url in (item_url(made, "remove"), item_url(made, "move"), url_of(made, "publish/")):
        response = browser.post(url, follow=True)
        assert "published and stays as it is. Copy it to change it" in after(response)
    assert len(asked_in(made)) == 3


def test_a_published_set_is_copied_to_change_it(browser: Client, teacher: User) -> None:
    made = make_own_set(owner=teacher)
    page = after(browser.post(url_of(made, "copy/"), follow=True))
    assert f"<h1>{made.title} (copy)</h1>" in page
    copy = QuestionSet.objects.exclude(pk=made.pk).get()
    assert (copy.published, asked_in(copy)) == (None, asked_in(made))


def test_a_draft_is_not_copied(browser: Client, teacher: User) -> None:
    response = browser.post(url_of(make_draft(owner=teacher), "copy/"), follow=True)
    assert "which you can change as it is" in after(response)
    assert QuestionSet.objects.count() == 1


def test_a_set_is_deleted_once_that_is_confirmed(browser: Client, teacher: User) -> None:
    made = make_draft(owner=teacher)
    assert "Delete this set?" in shown(browser, url_of(made, "delete/"))
    assert "is deleted" in after(browser.post(url_of(made, "delete/"), follow=True))
    assert not QuestionSet.objects.exists()


def test_a_set_that_is_assigned_is_not_deleted(browser: Client, teacher: User) -> None:
    made = assign(make_class(owner=teacher)).question_set
    assert "delete/" not in shown(browser, url_of(made))
    assert "is assigned" in after(browser.post(url_of(made, "delete/"), follow=True))
    assert QuestionSet.objects.get() == made


# On paper


def test_the_worksheet_tells_nothing_of_the_key(browser: Client, teacher: User) -> None:
    choice = make_question(explanation="It was the baker.")
    typed = make_question(form=Form.TYPED, accepted=("The shipwright",), explanation="So it was.")
    page = shown(browser, url_of(make_own_set(choice, typed, owner=teacher), "worksheet/"))
    assert page.count("<li>The mayor</li>") == 1
    assert ">Name<" in page
    assert ">Answer<" in page
    for told in ("baker.", "shipwright", "So it was", "right", SENTENCES[1], "<mark"):
        assert told not in page


def test_the_key_tells_answer_reason_and_proof_with_its_source(
    browser: Client, teacher: User
) -> None:
    question = make_question(key=4, article=ArticleFactory.create(source="The Harbour News"))
    page = shown(browser, url_of(make_own_set(question, owner=teacher), "key/"))
    assert "<strong>A baker</strong>" in page
    assert question.explanation in page
    assert f">{SENTENCES[1]}</mark>" in page
    assert "The Harbour News" in page


def test_worksheet_and_key_leave_out_what_is_not_asked_any_more(
    browser: Client, teacher: User
) -> None:
    made = make_own_set(owner=teacher)
    first, second, third = Question.objects.filter(pk__in=asked_in(made)).order_by("pk")
    Question.objects.filter(pk=first.pk).update(status=QuestionStatus.WITHDRAWN)
    for sheet in ("worksheet/", "key/"):
        page = shown(browser, url_of(made, sheet))
        assert first.stem not in page
        assert f"1. {second.stem}" in page
        assert f"2. {third.stem}" in page


def test_learners_never_reach_the_key() -> None:
    classroom = make_class(learners=1)
    made = assign(classroom).question_set
    learner = classroom.members.learners().get().user
    for sheet in ("worksheet/", "key/"):
        assert client_of_user(learner).get(url_of(made, sheet)).status_code == 404
        assert Client().get(url_of(made, sheet)).status_code == 302


# What they cost


@pytest.mark.parametrize("rest", ["", "worksheet/", "key/"])
@pytest.mark.parametrize("is_draft", [True, False])
def test_a_page_costs_the_same_for_a_long_set(
    browser: Client, teacher: User, rest: str, is_draft: bool
) -> None:
    costs = []
    for size in (2, 20):
        make = make_draft if is_draft else make_own_set
        made = make(owner=teacher, of=size)
        with CaptureQueriesContext(connection) as queries:
            shown(browser, url_of(made, rest))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 22


def test_the_list_costs_the_same_for_many_sets(browser: Client, teacher: User) -> None:
    costs = []
    for _ in range(2):
        for _ in range(4):
            make_own_set(owner=teacher, of=1)
        with CaptureQueriesContext(connection) as queries:
            shown(browser, MINE)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6
