"""A whole quiz in a browser: by keyboard, without JavaScript, forwards and back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from quizzes.factories.attempts import answer_position, answer_text
from quizzes.factories.library import SENTENCES, ArticleFactory
from quizzes.factories.questions import make_question, make_set
from quizzes.models import Attempt, AttemptQuestion, QuestionSet, Report, Response
from quizzes.models.questions import Form
from tests.browser.conftest import PHONE, OpenPage


def mixed_set() -> QuestionSet:
    """Three questions: by choice, typed, by choice; and the keys in different places."""
    article = ArticleFactory.create()
    return make_set(
        make_question(article=article, key=2),
        make_question(article=article, form=Form.TYPED, accepted=("The shipwright",)),
        make_question(article=article, key=4),
    )


def begin(page: Page, made: QuestionSet) -> Attempt:
    page.goto(made.get_absolute_url())
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(re.compile("/1/$"))
    return Attempt.objects.get(pk=page.url.split("/")[-3])


def answer(page: Page, asked: AttemptQuestion, *, right: bool = True) -> None:
    if asked.question.form == Form.TYPED:
        page.get_by_label("Your answer.").fill(answer_text(asked, right=right))
    else:
        page.get_by_role("radio").nth(answer_position(asked, right=right) - 1).check(force=True)
    page.get_by_role("button", name="Answer").click()
    expect(next_link(page)).to_be_visible()


def next_link(page: Page) -> Locator:
    return page.locator("#next")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus, as somebody without a mouse does."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("the focus never came to it")


def stored() -> list[int]:
    rows = Response.objects.order_by("attempt_question__number")
    return list(rows.values_list("points", flat=True))


def test_a_whole_quiz_by_keyboard_alone(page: Page) -> None:
    made = mixed_set()
    page.goto(made.get_absolute_url())
    tab_to(page, page.get_by_role("button", name="Start"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/1/$"))
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()

    page.keyboard.press("1")
    page.keyboard.press("b")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()

    page.keyboard.type("The shipright")
    page.keyboard.press("Enter")
    expect(page.get_by_text("as The shipwright")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 3 of 3")).to_be_visible()

    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Not quite")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2 of 3 right")).to_be_visible()
    assert stored() == [1, 1, 0]


def test_a_held_enter_does_not_run_through_the_feedback(page: Page) -> None:
    begin(page, mixed_set())
    page.keyboard.press("1")
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")  # a key that is held down repeats
    expect(next_link(page)).to_be_visible()
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    assert len(stored()) == 1


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_whole_quiz_by_hand(open_page: OpenPage, device: dict[str, object], script: bool) -> None:
    page = open_page(java_script_enabled=script, **device)
    attempt = begin(page, mixed_set())
    for asked, right in zip(attempt.questions.all(), [True, False, True], strict=True):
        expect(page.get_by_text(f"Question {asked.number} of 3")).to_be_visible()
        answer(page, asked, right=right)
        expect(page.locator("mark")).to_have_text(SENTENCES[1])
        next_link(page).click()
    expect(page.get_by_role("heading", name="2 of 3 right")).to_be_visible()
    assert stored() == [1, 0, 1]
    page.get_by_role("button", name="Practise what I missed").click()
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()


def test_reload_and_back_are_harmless(page: Page) -> None:
    attempt = begin(page, mixed_set())
    first, second, _ = attempt.questions.all()
    answer(page, first)
    page.reload()
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    next_link(page).click()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    page.go_forward()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()
    answer(page, second)
    page.reload()
    assert stored() == [1, 1]


def test_an_attempt_goes_on_from_home_where_it_was_left(page: Page) -> None:
    attempt = begin(page, mixed_set())
    answer(page, attempt.questions.get(number=1))
    page.goto("/")
    page.get_by_role("link", name="Go on").first.click()
    expect(page.get_by_text("Question 2 of 3")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_second_tab_is_shown_what_stands(open_page: OpenPage, script: bool) -> None:
    page = open_page(java_script_enabled=script)
    attempt = begin(page, mixed_set())
    other = page.context.new_page()
    other.goto(page.url)
    asked = attempt.questions.get(number=1)
    answer(page, asked, right=False)
    answer(other, asked, right=True)
    expect(other.get_by_text("answered this question already")).to_be_visible()
    expect(other.get_by_text("Not quite")).to_be_visible()
    assert stored() == [0]


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_question_is_reported_with_a_tap_on_the_reason(open_page: OpenPage, script: bool) -> None:
    page = open_page(java_script_enabled=script)
    attempt = begin(page, mixed_set())
    answer(page, attempt.questions.get(number=1))
    page.get_by_text("Report this question").click()
    page.get_by_role("button", name="The question is unclear").click()
    expect(page.get_by_text("Reported.").first).to_be_visible()
    assert Report.objects.get().reason == "unclear"


def test_an_empty_answer_is_not_sent(page: Page) -> None:
    begin(page, mixed_set())
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    assert stored() == []


def test_the_focus_follows_the_question(page: Page) -> None:
    attempt = begin(page, mixed_set())
    answer(page, attempt.questions.get(number=1))
    expect(next_link(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stem")).to_be_focused()
    expect(page).to_have_title(re.compile("^Question 2 of 3"))
