"""A teacher's own sets in a browser: by keyboard, without JavaScript, on paper."""

import re
from collections.abc import Callable
from typing import Literal

from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from quizzes.factories.classes import make_own_set
from quizzes.factories.questions import make_question, make_set
from quizzes.models import Question, QuestionSet
from quizzes.models.questions import Form, QuestionStatus
from tests.browser.conftest import OpenPage
from tests.browser.test_quiz import tab_to
from tests.browser.visiting import visit_as
from tests.desk import load_article, questions_of
from tests.drafting import asked_in, item_url, make_draft, url_of
from tests.taking import client_of_user
from tests.teaching import a_teacher

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def visit(page: Page, teacher: User) -> Page:
    return visit_as(page, client_of_user(teacher))


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def test_a_set_is_made_filled_ordered_and_published_by_keyboard(page: Page) -> None:
    questions = [make_question(), make_question(form=Form.TYPED), make_question(key=3)]
    visit(page, a_teacher()).goto("/sets/mine/")
    press(page, page.get_by_role("link", name="Make a set"))
    page.get_by_label("Title").focus()
    page.keyboard.type("Week 3")
    page.keyboard.press("Enter")
    press(page, page.get_by_role("link", name="Add questions"))
    for question in questions:
        press(page, button(page, f"Add {question.stem}"))
        expect(page.get_by_text(f"Added: {question.stem}")).to_be_visible()
    made = QuestionSet.objects.get()
    page.goto(made.get_absolute_url())
    last = made.items.all()[2]
    up = page.locator(f"#up-{last.pk}")
    tab_to(page, up)
    for number in (2, 1):
        page.keyboard.press("Enter")
        expect(up).to_have_accessible_name(f"Up question {number} of 3")
        expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    assert asked_in(made) == [questions[2].pk, questions[0].pk, questions[1].pk]
    page.reload()
    press(page, button(page, "Publish"))
    expect(page.get_by_role("link", name="Give it to a class")).to_be_visible()


def test_a_draft_is_worked_on_without_javascript(open_page: OpenPage) -> None:
    load_article()
    lamp = questions_of("lamp").get(form=Form.CHOICE, asked__target__label="Lervik")
    teacher = a_teacher()
    made = make_draft(make_question(), lamp, owner=teacher)
    page = visit(open_page(java_script_enabled=False), teacher)
    page.goto(made.get_absolute_url())
    button(page, "Up question 2 of 2").click()
    item = made.items.all()[0]
    assert item.question == lamp
    assert page.url.endswith(f"#item-{item.pk}")
    page.get_by_role("link", name="Reword question 1").click()
    page.get_by_label("Question").fill("Name the port that got a lighthouse on 14 September 2024.")
    button(page, "Save the wording").click()
    expect(page.get_by_text("(R22)")).to_be_visible()
    button(page, "Use it all the same").click()
    expect(page.get_by_text("in your words")).to_be_visible()
    button(page, "Another like this question 1").click()
    expect(page.get_by_text("Added: ")).to_be_visible()
    button(page, "Remove question 3").click()
    expect(page.get_by_text("Removed: ")).to_be_visible()
    button(page, "Publish").click()
    expect(page.get_by_text("The set is published")).to_be_visible()
    assert made.items.count() == 2


def test_worksheet_and_key_are_finished_sheets(page: Page) -> None:
    teacher = a_teacher()
    made = make_own_set(make_question(), make_question(form=Form.TYPED), owner=teacher)
    visit(page, teacher).emulate_media(media="print", color_scheme="dark")
    for sheet in ("worksheet/", "key/"):
        page.goto(url_of(made, sheet))
        expect(page.get_by_role("banner")).to_be_hidden()
        expect(page.get_by_text("Print this page")).to_be_hidden()
        for place in ("html", "body"):
            expect(page.locator(place)).to_have_css("background-color", "rgb(255, 255, 255)")
        for heading in page.get_by_role("heading").all():
            expect(heading).to_have_css("color", "rgb(0, 0, 0)")
        for question in page.locator(".paper > li").all():
            expect(question).to_have_css("break-inside", "avoid")
    page.goto(url_of(made, "worksheet/"))
    box = "element => parseFloat(getComputedStyle(element, '::before').width)"
    assert [each.evaluate(box) for each in page.locator(".boxes li").all()] == [18] * 4
    for line in ("Name", "Date", "Answer"):
        expect(page.get_by_text(line, exact=True)).to_have_css("border-bottom-style", "solid")
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def pages(teacher: User) -> list[str]:
    """Every page of own sets, in every state that it has."""
    load_article()
    one, other = questions_of("height")[:2]
    stale = make_question()
    draft = make_draft(one, stale, make_question(form=Form.TYPED), other, owner=teacher)
    Question.objects.filter(pk=stale.pk).update(status=QuestionStatus.WITHDRAWN)
    published = make_own_set(owner=teacher)
    return [
        "/sets/mine/",
        "/sets/mine/new/",
        make_set(of=1).get_absolute_url(),
        *(url_of(draft, rest) for rest in ("", "title/", "delete/", "bank/")),
        *(url_of(draft, f"bank/{question.pk}/") for question in (other, stale)),
        *(url_of(published, rest) for rest in ("", "bank/?text=nothing", "worksheet/", "key/")),
        item_url(draft, "reword"),
        url_of(make_draft(owner=teacher, of=1), "bank/?form=essay"),
    ]


def test_axe_finds_no_barrier_on_any_page_light_or_dark(
    page: Page, axe: Callable[[Page], None]
) -> None:
    teacher = a_teacher()
    visit(page, teacher).goto("/sets/mine/")
    axe(page)
    for path in pages(teacher):
        page.goto(path)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            axe(page)


def test_a_phone_never_scrolls_sideways(phone_page: Page) -> None:
    teacher = a_teacher()
    page = visit(phone_page, teacher)
    wide = {}
    for path in pages(teacher):
        page.goto(path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path for path, width in wide.items() if width > 390} == set()


def test_a_wording_that_is_refused_has_no_barrier_either(
    page: Page, axe: Callable[[Page], None]
) -> None:
    load_article()
    teacher = a_teacher()
    made = make_draft(questions_of("height")[0], owner=teacher)
    visit(page, teacher).goto(item_url(made, "reword"))
    page.get_by_label("Question").fill("Tell how tall it is.")
    button(page, "Save the wording").click()
    expect(page.locator(".errorlist")).to_be_visible()
    expect(page.get_by_label("Question")).to_have_accessible_description(re.compile("R"))
    axe(page)
