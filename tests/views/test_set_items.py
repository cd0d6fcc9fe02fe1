"""The questions of a teacher's draft on its page: moved, removed, reworded, renewed."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from quizzes.factories.questions import make_question
from quizzes.models import Question, QuestionSet
from quizzes.models.questions import Form, QuestionStatus
from tests.desk import load_article, questions_of
from tests.drafting import after, asked_in, item_url, make_draft, shown, url_of
from tests.taking import WITH_AND_WITHOUT_HTMX, client_of_user, is_fragment, text_of
from tests.teaching import a_teacher

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> User:
    return a_teacher()


@pytest.fixture
def browser(teacher: User) -> Client:
    return client_of_user(teacher)


@WITH_AND_WITHOUT_HTMX
def test_a_question_moves_and_the_page_stays_with_it(
    browser: Client, teacher: User, headers: dict[str, str]
) -> None:
    made = make_draft(owner=teacher)
    first, second, third = asked_in(made)
    pk = made.items.all()[1].pk
    for to, order in [("down", [first, third, second]), ("up", [first, second, third])]:
        url = url_of(made, f"items/{pk}/move/")
        response = browser.post(url, {"to": to}, headers=headers, follow=True)
        assert response.redirect_chain[0][0] == f"{url_of(made)}#item-{pk}"
        assert is_fragment(response) is bool(headers)
        assert f'id="{to}-{pk}"' in text_of(response)
        assert asked_in(made) == order


def test_the_buttons_at_the_ends_say_that_they_do_nothing(browser: Client, teacher: User) -> None:
    made = make_draft(owner=teacher, of=2)
    page = shown(browser, url_of(made))
    first, last = (item.pk for item in made.items.all())
    disabled = re.findall(r'id="([\w-]+)"[^>]*aria-disabled="true"', page)
    assert disabled == [f"up-{first}", f"down-{last}"]


def test_a_question_is_removed(browser: Client, teacher: User) -> None:
    made = make_draft(owner=teacher, of=2)
    first, second = asked_in(made)
    assert "Removed: " in after(browser.post(item_url(made, "remove"), follow=True))
    assert asked_in(made) == [second]
    assert Question.objects.filter(pk=first).exists()


def test_another_like_a_question_is_added_or_there_is_none(browser: Client, teacher: User) -> None:
    made, other = make_draft(owner=teacher, of=1), make_question()
    page = after(browser.post(item_url(made, "another"), follow=True))
    assert f"Added: {other.stem}" in page
    page = after(browser.post(item_url(made, "another"), follow=True))
    assert "There is no other question like this one" in page


# In the teacher's words


@pytest.fixture
def lamp(teacher: User) -> QuestionSet:
    """A draft that asks which port lit a lighthouse."""
    load_article()
    rows = questions_of("lamp").filter(form=Form.CHOICE, asked__target__label="Lervik")
    return make_draft(rows.get(), owner=teacher)


def test_the_page_of_a_wording_starts_from_the_words_as_they_are(
    browser: Client, lamp: QuestionSet
) -> None:
    page = shown(browser, item_url(lamp, "reword"))
    assert "Which port lit a new lighthouse on 14 September 2024?</textarea>" in page
    assert "Nothing against it." in page


def test_a_wording_is_stored_and_marked_as_ones_own(browser: Client, lamp: QuestionSet) -> None:
    stem = "Which port got a new lighthouse on 14 September 2024?"
    sent = {"stem": stem, "explanation": ""}
    page = after(browser.post(item_url(lamp, "reword"), sent, follow=True))
    assert f"1. {stem}" in page
    assert "in your words" in page


def test_a_wording_that_a_rule_blocks_is_refused_beside_the_field(
    browser: Client, lamp: QuestionSet
) -> None:
    for sent in ({}, {"anyway": "yes"}):
        stem = "Which port, says the article, lit a new lighthouse on 14 September 2024?"
        response = browser.post(item_url(lamp, "reword"), {"stem": stem, **sent})
        assert response.status_code == 422
        page = text_of(response)
        assert "(R7)" in page[page.index("errorlist") : page.index("id_explanation")]
        assert "Use it all the same" not in page
        assert stem in page
    assert not Question.objects.filter(author__isnull=False).exists()


def test_a_wording_that_a_rule_warns_of_is_used_all_the_same_if_one_says_so(
    browser: Client, lamp: QuestionSet
) -> None:
    sent = {"stem": "Name the port that got a new lighthouse on 14 September 2024."}
    response = browser.post(item_url(lamp, "reword"), sent)
    assert response.status_code == 422
    assert "(R22)" in text_of(response)
    assert "Use it all the same" in text_of(response)
    page = after(browser.post(item_url(lamp, "reword"), sent | {"anyway": "yes"}, follow=True))
    assert sent["stem"] in page


def test_a_question_that_is_not_asked_any_more_is_not_reworded(
    browser: Client, lamp: QuestionSet
) -> None:
    Question.objects.update(status=QuestionStatus.WITHDRAWN)
    response = browser.post(item_url(lamp, "reword"), {"stem": "Which port?"}, follow=True)
    assert "This question is not asked any more" in after(response)
