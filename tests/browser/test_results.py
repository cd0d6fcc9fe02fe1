"""The results of an assignment in a browser: sorted by keyboard, opened, on a phone, on paper."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from quizzes.factories.classes import assign, make_class
from quizzes.factories.questions import make_question
from quizzes.models import Assignment
from quizzes.models.questions import Form
from tests.answering import answer_in_bulk, enrol
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.visiting import visit_as
from tests.taking import client_of_user
from tests.teaching import owner_of

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NAMES = ("Ada Brecht", "Maximilian Alexander von Hohenfels", "Zoë van den Berg", "Émile Dubois")
# The server of these tests goes by the true clock.
FAR_AHEAD = datetime(2099, 11, 27, 17, 0, tzinfo=UTC)


@pytest.fixture
def assignment() -> Assignment:
    """Ten questions: two learners are done, one of them has left, one is at work, one is not."""
    questions = [make_question(form=Form.TYPED if n == 4 else Form.CHOICE) for n in range(10)]
    made = assign(make_class(learners=0), *questions, closes=FAR_AHEAD)
    ada, max_, zoe, _ = enrol(made.classroom, NAMES)
    answer_in_bulk(
        made, [(ada, [n != 6 for n in range(10)]), (max_, [n % 3 > 0 for n in range(10)])]
    )
    answer_in_bulk(made, [(ada, [True, False])], go=2, running=True)
    answer_in_bulk(made, [(zoe, [True, False])], running=True)
    made.classroom.members.filter(pk=max_.pk).update(left=made.created)
    return made


def paths(assignment: Assignment) -> list[str]:
    attempt = assignment.attempts.get(go=2)
    pages = ("results/", "results/?sort=q4", "questions/", f"attempts/{attempt.pk}/")
    return [f"/assignments/{assignment.pk}/{page}" for page in pages]


def as_teacher(page: Page, assignment: Assignment) -> Page:
    return visit_as(page, client_of_user(owner_of(assignment.classroom)))


def first_name(page: Page) -> str:
    return page.locator(".matrix tbody th").first.inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_teacher_sorts_opens_an_attempt_and_reads_the_questions(
    open_page: OpenPage, assignment: Assignment, script: bool
) -> None:
    page = as_teacher(open_page(java_script_enabled=script), assignment)
    page.goto(f"/assignments/{assignment.pk}/results/")
    assert first_name(page) == "Ada Brecht"
    expect(page.get_by_text("1 of 3 done")).to_be_visible()
    for name, order in [
        ("Score", "descending"),
        ("Score", "ascending"),
        ("Question 7", "ascending"),
    ]:
        page.get_by_role("link", name=name, exact=True).focus()
        page.keyboard.press("Enter")
        heading = page.get_by_role("columnheader", name=name, exact=True)
        expect(heading).to_have_attribute("aria-sort", order)
    page.get_by_role("link", name="Ada Brecht").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Brecht")
    expect(page.get_by_text("9 of 10 right")).to_be_visible()
    page.get_by_role("link", name="Attempt 2").click()
    expect(page.get_by_text("1 of 10 right")).to_be_visible()
    page.get_by_role("link", name=assignment.title).click()
    page.get_by_role("link", name="Question by question").click()
    expect(page).to_have_url(re.compile("/questions/$"))
    expect(page.locator(".entries > li").first).to_contain_text("7.")


def test_the_table_beneath_the_chart_opens_by_keyboard(page: Page, assignment: Assignment) -> None:
    as_teacher(page, assignment).goto(f"/assignments/{assignment.pk}/results/")
    page.get_by_text("As a table").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Learners")).to_be_visible()


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_no_barrier_in_the_results(
    open_page: OpenPage,
    axe: Callable[[Page], None],
    assignment: Assignment,
    device: dict[str, object],
) -> None:
    page = as_teacher(open_page(reduced_motion="reduce", **device), assignment)
    for path in paths(assignment):
        page.goto(path)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            axe(page)


def test_on_a_phone_only_the_matrix_scrolls_sideways_and_the_names_stay(
    phone_page: Page, assignment: Assignment
) -> None:
    page = as_teacher(phone_page, assignment)
    for path in paths(assignment):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, path
    page.goto(paths(assignment)[0])
    matrix, name = page.locator(".matrix"), page.locator(".matrix tbody th").first
    assert matrix.evaluate("box => box.scrollWidth > box.clientWidth")
    before = name.bounding_box()
    matrix.evaluate("box => { box.scrollLeft = 200 }")
    assert name.bounding_box() == before


def test_printed_the_results_are_whole_and_without_what_is_operated(
    page: Page, assignment: Assignment
) -> None:
    as_teacher(page, assignment).goto(f"/assignments/{assignment.pk}/results/")
    # As wide as A4 between its margins.
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Question by question")).to_be_hidden()
    expect(page.get_by_text("1 of 3 done")).to_be_visible()
    expect(page.get_by_text("Scores", exact=True)).to_be_visible()
    matrix = page.locator(".matrix")
    assert matrix.evaluate("box => box.scrollWidth <= box.clientWidth")
