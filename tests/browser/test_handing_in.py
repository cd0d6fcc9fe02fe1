"""An assignment whose answers can be changed until they are handed in, in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from quizzes.factories.classes import assign, make_class
from quizzes.factories.questions import make_question
from quizzes.models import Assignment, Attempt, Response
from quizzes.models.classes import Role, Shows
from quizzes.models.questions import Form
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.visiting import visit_as
from tests.taking import client_of_user

OF = 3


def given(**terms: object) -> Assignment:
    """Three questions, by choice, typed, by choice, for the one learner of a class."""
    questions = make_question(key=2), make_question(form=Form.TYPED), make_question(key=4)
    return assign(make_class(learners=1), *questions, shows=Shows.SUBMITTED, **terms)  # type: ignore[arg-type]


def begin(page: Page, assignment: Assignment) -> Page:
    learner = assignment.classroom.members.get(role=Role.LEARNER).user
    visit_as(page, client_of_user(learner)).goto(f"/assignments/{assignment.pk}/")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(re.compile("/1/$"))
    return page


def at(page: Page, number: int) -> None:
    expect(page.get_by_text(f"Question {number} of {OF}")).to_be_visible()
    expect(page).to_have_url(re.compile(f"/{number}/$"))


def standing() -> list[int]:
    rows = Response.objects.standing().order_by("attempt_question__number")
    return list(rows.values_list("points", flat=True))


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_answers_are_changed_looked_over_and_handed_in(open_page: OpenPage, script: bool) -> None:
    page = begin(open_page(java_script_enabled=script, **PHONE), given())
    page.get_by_role("radio").nth(0).check(force=True)
    page.get_by_role("button", name="Save and go on").click()
    at(page, 2)
    page.get_by_label("Your answer.").fill("The mayor")
    page.get_by_role("button", name="Back").click()
    at(page, 1)
    expect(page.get_by_role("radio").nth(0)).to_be_checked()
    page.get_by_role("radio").nth(1).check(force=True)
    page.get_by_role("button", name="Overview").click()
    expect(page.get_by_role("heading", name="One question is not answered yet")).to_be_visible()
    assert standing() == [1, 1]
    page.get_by_role("link", name="Go on with question 3").click()
    at(page, 3)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", name="One question is not answered yet")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", name="2 of 3 right")).to_be_visible()
    assert Attempt.objects.get().finished


def test_all_of_it_by_keyboard(page: Page) -> None:
    begin(page, given())
    for number, keys in enumerate(("2", "The mayor", "4"), 1):
        at(page, number)
        page.keyboard.type(keys)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Every question is answered")).to_be_focused()
    expect(page.get_by_role("status")).not_to_contain_text("undefined")
    button = page.get_by_role("button", name="Hand in")
    expect(page).to_have_title(re.compile("^Hand in"))
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 of 3 right")).to_be_visible()


def test_back_in_the_browser_leads_to_the_question_before(page: Page) -> None:
    begin(page, given())
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    at(page, 2)
    page.go_back()
    at(page, 1)
    expect(page.get_by_role("radio").nth(1)).to_be_checked()


def test_when_the_time_is_up_what_was_chosen_is_sent_and_the_page_goes_on(page: Page) -> None:
    page.clock.install()
    begin(page, given(minutes=10))
    expect(page.locator("#clock")).to_contain_text("left")
    page.get_by_role("radio").nth(1).check(force=True)
    page.clock.fast_forward("08:59")
    page.clock.run_for(1000)
    expect(page.get_by_role("status")).to_contain_text("One minute left")
    page.clock.fast_forward("01:05")
    # By the server's clock, which decides, there is time left: the answer is taken.
    at(page, 2)
    assert standing() == [1]
