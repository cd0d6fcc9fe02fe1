"""The whole round, from Monday to Saturday: a class is made, a pupil comes in by phone, a quiz is
given as homework, answered and handed in, and the teacher sees who knows what.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from quizzes.factories.accounts import PASSWORD
from quizzes.factories.attempts import answer_position
from quizzes.factories.questions import make_set
from quizzes.models import Attempt, QuestionSet
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.visiting import visit_as
from tests.taking import client_of_user
from tests.teaching import a_teacher

OF = 3


def make_class(teacher: Page) -> str:
    """Make a class; the link that lets pupils in."""
    teacher.goto("/classes/")
    teacher.get_by_role("link", name="Make a class").click()
    teacher.get_by_label("Name of the class").fill("8b")
    teacher.get_by_label("Time zone").select_option("Europe/Berlin")
    teacher.locator("main [type=submit]").click()
    teacher.get_by_role("link", name="Let learners in").click()
    link = teacher.locator("main a[href*='/classes/join/']").get_attribute("href")
    assert link
    return link


def come_in(pupil: Page, link: str) -> None:
    pupil.goto(link)
    pupil.get_by_label("Your name").fill("Ada Brandt")
    pupil.get_by_label("Username").fill("ada.b")
    pupil.get_by_label("Password").fill(PASSWORD)
    pupil.locator("main .main[type=submit]").tap()
    expect(pupil.get_by_role("heading", name="8b")).to_be_visible()


def give(teacher: Page, made: QuestionSet) -> None:
    """Take an article's ready set as it is, and give it as homework."""
    teacher.goto(made.get_absolute_url())
    teacher.get_by_role("button", name="Take this set for a class").click()
    teacher.get_by_role("link", name="Give it to a class").click()
    teacher.get_by_role("link", name=re.compile("^Homework")).click()
    teacher.get_by_role("checkbox", name=re.compile("^8b")).check()
    teacher.get_by_role("button", name="Give it").click()
    expect(teacher.get_by_text("0 of 1 handed in").first).to_be_visible()


def do_homework(pupil: Page) -> None:
    """Answer all but the last question rightly, and hand in."""
    pupil.goto("/")
    pupil.get_by_role("button", name=re.compile("^Start")).tap()
    for number in range(1, OF + 1):
        expect(pupil.get_by_text(f"Question {number} of {OF}")).to_be_visible()
        asked = Attempt.objects.get().questions.get(number=number)
        position = answer_position(asked, right=number < OF)
        pupil.get_by_role("radio").nth(position - 1).check(force=True)
        pupil.get_by_role("button", name="Save and go on").tap()
    expect(pupil.get_by_role("heading", name="Every question is answered")).to_be_visible()
    pupil.get_by_role("button", name="Hand in").tap()
    expect(pupil.get_by_role("heading", name=f"{OF - 1} of {OF} right")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_from_a_class_without_anybody_to_who_knows_what(open_page: OpenPage, script: bool) -> None:
    made = make_set(of=OF)
    teacher = visit_as(open_page(java_script_enabled=script), client_of_user(a_teacher()))
    pupil = open_page(java_script_enabled=script, **PHONE)
    come_in(pupil, make_class(teacher))
    give(teacher, made)
    do_homework(pupil)

    teacher.goto("/")
    expect(teacher.get_by_text("1 of 1 handed in")).to_be_visible()
    teacher.get_by_role("link", name=made.title).first.click()
    row = teacher.get_by_role("row").filter(has_text="Ada Brandt")
    expect(row.get_by_text("right", exact=True)).to_have_count(OF - 1)
    expect(row).to_contain_text(str(OF - 1))
    teacher.get_by_role("link", name="Question by question").click()
    expect(teacher.get_by_text(re.compile(r"\b0\s%\sright: 0 of 1"))).to_be_visible()
