"""The editor's desk in a browser: from a new fact to its answered question."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Page, expect

from quizzes.models import Article, Fact, SetItem
from quizzes.models.questions import Form
from tests.browser.conftest import OpenPage
from tests.browser.visiting import visit_as
from tests.desk import add_url, at_desk, desk_url, entity, fact, load_article

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
STATEMENT = (
    "Sergei Lavrov spoke to [journalists] on 24 May 2024 about the recall of the Russian envoy to "
    "Armenia."
)
QUOTE = (
    "Russian Foreign Minister Sergei Lavrov offered no explanation when addressing journalists "
    "later that day"
)
STEM = STATEMENT.replace("[journalists]", "____")


def load_seed() -> Article:
    """The seed article with its questions."""
    sheets = [*sorted(FIXTURES.glob("reference/*.facts")), FIXTURES / "seed.facts"]
    call_command("load_factsheet", *sheets, stdout=StringIO())
    call_command("generate_questions", stdout=StringIO())
    return Article.objects.get()


def test_a_fact_is_added_at_the_desk_and_answered_by_a_guest(open_page: OpenPage) -> None:
    article = load_seed()
    desk = visit_as(open_page(), at_desk())
    desk.goto(desk_url("article", article.pk))
    desk.get_by_role("link", name="Add a fact").click()
    desk.get_by_label("Statement:").fill(STATEMENT)
    desk.get_by_label("Quote").first.fill(QUOTE)
    desk.get_by_label("When it happened:").fill("2024-05-24")
    desk.get_by_role("button", name="Preview").click()

    row = desk.get_by_role("group", name="“journalists”")
    row.get_by_label("Only this is true here").check()
    row.get_by_text("Wording, explanation, options").click()
    row.get_by_label("Wrong options, one a line").fill("diplomats\nlawmakers\nsoldiers")
    desk.get_by_label("Important").check()
    desk.get_by_label("Status:").select_option("approved")
    desk.get_by_role("button", name="Preview").click()
    shown = desk.get_by_role("article").filter(has_text="single choice")
    expect(shown).to_contain_text(STEM)
    expect(shown).to_contain_text("Will be published")
    assert not Fact.objects.filter(statement=STATEMENT).exists()

    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("2 questions are published")).to_be_visible()
    answer_as_guest(open_page())


def answer_as_guest(page: Page) -> None:
    """Take the set that asks it, up to that question, and answer that."""
    items = SetItem.objects.select_related("set")
    item = items.get(question__stem=STEM, question__form=Form.CHOICE)
    page.goto(item.set.get_absolute_url())
    page.get_by_role("button", name="Start").click()
    for number in range(1, item.position + 1):
        expect(page.get_by_text(re.compile(f"Question {number} of"))).to_be_visible()
        if number < item.position:
            answer_anything(page)
    expect(page.get_by_role("heading", name=STEM)).to_be_visible()
    page.get_by_role("radio", name="journalists").check(force=True)
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    expect(page.locator("mark").filter(has_text="addressing journalists")).to_be_visible()


def answer_anything(page: Page) -> None:
    if page.get_by_role("radio").count():
        page.get_by_role("radio").first.check(force=True)
    else:
        page.get_by_label("Your answer.").fill("I pass")
    page.get_by_role("button", name="Answer").click()
    page.locator("#next").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_at_the_desk(
    open_page: OpenPage, axe: Callable[[Page], None], scheme: str
) -> None:
    load_article()
    # The policy is watched by the other tests: here axe itself would break it, to read the styles
    # of the admin.
    desk = visit_as(open_page(color_scheme=scheme, bypass_csp=True), at_desk())
    article, city = Article.objects.get(), entity("Lervik")
    for url in (
        desk_url("fact", page="changelist"),
        f"{add_url('fact')}?article={article.pk}",
        desk_url("fact", fact("danger").pk),
        desk_url("article", article.pk),
        desk_url("article", page="upload"),
        desk_url("entity", city.pk),
        add_url("group"),
    ):
        desk.goto(url)
        axe(desk)


def test_rows_are_added_and_entities_found_by_typing(open_page: OpenPage) -> None:
    load_article()
    desk = visit_as(open_page(), at_desk())
    desk.goto(add_url("fact"))
    desk.get_by_role("button", name="Add another quote").click()
    expect(desk.get_by_role("textbox", name="Quote")).to_have_count(2)
    desk.get_by_role("button", name="Add another speaker").click()
    choose(desk, "id_speakers-1-entity", "Pilots", "Coast Pilots' Union (organisation)")
    choose(desk, "id_article", "Lervik", "Lervik lights its new lighthouse")
    desk.get_by_role("button", name="Remove").first.click()
    expect(desk.get_by_role("textbox", name="Quote")).to_have_count(1)
    desk.get_by_label("Quote").first.fill("The tower is 31 metres tall.")
    desk.get_by_label("Statement:").fill("The tower is taller than [30 metres].")
    desk.get_by_label("Verb of saying:").fill("said")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("was added successfully")).to_be_visible()
    stored = Fact.objects.latest("pk").to_core()
    assert [speaker.name for speaker in stored.speakers] == ["Coast Pilots' Union"]
    assert [quote.text for quote in stored.quotes] == ["The tower is 31 metres tall."]


def choose(page: Page, field: str, typed: str, wanted: str) -> None:
    """Find something by typing, as an editor does in a field of that id."""
    page.locator(f"#{field} + .select2").click()
    page.locator(".select2-search__field").fill(typed)
    page.get_by_role("option", name=wanted).click()


def test_a_fault_stands_beside_its_field_on_the_page(open_page: OpenPage) -> None:
    article = load_article()
    desk = visit_as(open_page(), at_desk())
    desk.goto(f"{add_url('fact')}?article={article.pk}")
    desk.get_by_label("Statement:").fill("The tower is taller than [30 metres.")
    desk.get_by_label("Quote").first.fill("No such words.")
    desk.get_by_role("button", name="Save", exact=True).click()
    said = desk.locator(".field-statement .errorlist")
    expect(said).to_contain_text("A bracket is never closed")
    expect(desk.get_by_label("Quote").first).to_have_value("No such words.")
