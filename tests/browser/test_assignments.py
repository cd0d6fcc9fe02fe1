"""The round of an assignment in a browser: a teacher sets it, a learner does it on a phone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from quizzes.factories.attempts import answer_position, respond_to_all
from quizzes.factories.classes import GIVEN, assign, begin_assigned, make_class, make_own_set
from quizzes.models import Assignment, Attempt, Classroom
from quizzes.models.classes import Shows
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.visiting import visit_as
from tests.taking import client_of_user
from tests.teaching import a_teacher, owner_of

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# The server of these tests goes by the true clock.
FAR_AHEAD = datetime(2099, 11, 27, 17, 0, tzinfo=UTC)
NEW = "/assignments/new/?preset=test"
PAGES = ("edit", "delete")
LONG_AGO = GIVEN + timedelta(days=1)


@pytest.fixture
def classroom() -> Classroom:
    return make_class(owner=a_teacher(), slug="7b", name="7b", learners=2)


def as_learner(page: Page, classroom: Classroom) -> Page:
    return visit_as(page, client_of_user(classroom.members.learners()[0].user))


def as_teacher(page: Page, classroom: Classroom) -> Page:
    return visit_as(page, client_of_user(owner_of(classroom)))


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_learner_finds_what_is_due_and_does_it(
    open_page: OpenPage, classroom: Classroom, script: bool
) -> None:
    row = assign(classroom, title="The lake", of=2, attempts_allowed=1, due=FAR_AHEAD)
    page = as_learner(open_page(java_script_enabled=script, **PHONE), classroom)
    page.goto("/")
    expect(page.get_by_role("heading", name="To do")).to_be_visible()
    expect(page.get_by_text("due Friday, 27 November 2099, 18:00 (Berlin)")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Start")).tap()
    for number in (1, 2):
        expect(page.get_by_text(f"Question {number} of 2")).to_be_visible()
        if number == 2:
            page.goto("/")
            expect(page.get_by_text("1 of 2 answered")).to_be_visible()
            page.get_by_role("link", name=re.compile("^Go on")).tap()
        position = answer_position(Attempt.objects.get().questions.get(number=number))
        page.get_by_role("radio").nth(position - 1).check(force=True)
        page.get_by_role("button", name="Answer").tap()
        page.locator("#next").tap()
    expect(page.get_by_role("heading", name="2 of 2 right")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Read the news")).to_be_visible()
    expect(page.get_by_text("The lake")).to_have_count(0)
    page.goto(row.get_absolute_url())
    expect(page.get_by_text("Handed in: 2 of 2 right.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_teacher_gives_a_set_and_changes_when_it_is_due(
    open_page: OpenPage, classroom: Classroom, script: bool
) -> None:
    made = make_own_set(owner=owner_of(classroom))
    page = as_teacher(open_page(java_script_enabled=script), classroom)
    page.goto("/classes/7b/")
    page.get_by_role("link", name="Give a set to this class").click()
    page.get_by_role("link", name=re.compile("^Homework")).click()
    expect(page.get_by_label("Attempts")).to_have_value("2")
    expect(page.get_by_label("after handing in")).to_be_checked()
    page.get_by_label("Title").fill("The lake")
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("Given. Its learners find it on their home page.")).to_be_visible()
    expect(page.get_by_text("0 of 2 handed in")).to_be_visible()
    row = Assignment.objects.get()
    assert (row.question_set, row.shows, row.attempts_allowed) == (made, Shows.SUBMITTED, 2)
    page.get_by_role("link", name=re.compile("^Settings.*The lake")).click()
    page.get_by_label("Due").fill("2099-11-27T18:00")
    page.get_by_label("Closes").fill("2099-11-30T18:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("due Friday, 27 November 2099, 18:00 (Berlin)")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_an_hour_that_comes_twice_is_asked_back(
    open_page: OpenPage, classroom: Classroom, script: bool
) -> None:
    make_own_set(owner=owner_of(classroom))
    page = as_teacher(open_page(java_script_enabled=script), classroom)
    page.goto("/assignments/new/")
    # The last Sunday of that October, when clocks go back at three.
    page.get_by_label("Closes").fill("2099-10-25T02:30")
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("02:30 comes twice that night in Berlin")).to_be_visible()
    page.get_by_label("The second, after the clocks have gone back (01:30 UTC)").check()
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("Given.")).to_be_visible()
    closes = Assignment.objects.get().closes
    assert closes
    assert closes.isoformat() == "2099-10-25T01:30:00+00:00"


def pages_of_a_learner(classroom: Classroom) -> list[str]:
    """The page of an assignment in every state that it has, then Home and the class."""
    test = assign(classroom, shows=Shows.CLOSED, closes=FAR_AHEAD, minutes=20, attempts_allowed=2)
    begun = assign(classroom, due=FAR_AHEAD, shows=Shows.SUBMITTED)
    late = assign(classroom, due=LONG_AGO - timedelta(hours=12), attempts_allowed=3)
    rows = [
        test,
        begun,
        late,
        assign(classroom, opens=FAR_AHEAD),
        assign(classroom, due=LONG_AGO, counts="latest"),
        assign(classroom, closes=LONG_AGO),
    ]
    begin_assigned(begun)
    respond_to_all(begin_assigned(late))
    handed_in = begin_assigned(test)
    handed_in.finished = handed_in.started
    handed_in.save()
    return [*(row.get_absolute_url() for row in rows), "/", "/classes/7b/"]


def pages_of_a_teacher(classroom: Classroom) -> list[str]:
    draft = assign(classroom, given=None, closes=datetime(2099, 10, 25, 1, 30, tzinfo=UTC))
    begun = assign(classroom, due=FAR_AHEAD)
    begin_assigned(begun)
    settings = [f"{row.get_absolute_url()}{page}/" for row in (draft, begun) for page in PAGES]
    return [*settings, f"{draft.get_absolute_url()}copy/", NEW, "/", "/classes/7b/"]


def test_axe_finds_no_barrier_and_no_page_scrolls_sideways_on_a_phone(
    open_page: OpenPage, axe: Callable[[Page], None], classroom: Classroom
) -> None:
    for visit, paths in (
        (as_learner, pages_of_a_learner(classroom)),
        (as_teacher, pages_of_a_teacher(classroom)),
    ):
        page = visit(open_page(reduced_motion="reduce", **PHONE), classroom)
        for path in paths:
            page.goto(path)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                axe(page)


def test_axe_finds_no_barrier_where_something_is_wrong_or_missing(
    page: Page, axe: Callable[[Page], None], classroom: Classroom
) -> None:
    as_teacher(page, classroom).goto("/assignments/new/")
    axe(page)
    make_own_set(owner=owner_of(classroom))
    page.goto("/assignments/new/")
    page.get_by_label("Opens").fill("2099-03-29T02:30")
    page.get_by_label("Closes").fill("2099-10-25T02:30")
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("02:30 is left out that night in Berlin")).to_be_visible()
    axe(page)


def test_a_teacher_gives_a_set_by_keyboard_alone(page: Page, classroom: Classroom) -> None:
    make_own_set(owner=owner_of(classroom))
    as_teacher(page, classroom).goto("/assignments/new/?preset=practice")
    page.get_by_label("Title").focus()
    page.keyboard.type("The lake")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "give":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Given.")).to_be_visible()
    assert Assignment.objects.get().title == "The lake"
