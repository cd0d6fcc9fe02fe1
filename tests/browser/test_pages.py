"""Every page of the library and the quiz: no barrier, and nothing that a phone cannot show."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from quizzes.factories.attempts import begin, respond, respond_to_all
from quizzes.factories.library import ArticleFactory
from quizzes.factories.questions import article_of, make_question, make_set
from quizzes.models import Learner, QuestionSet
from quizzes.models.library import Show
from quizzes.models.questions import Form
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.visiting import visit_as
from tests.taking import client_of, page_of

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GUEST = Learner(guest="a guest")


def mixed_set(**article: object) -> QuestionSet:
    made = ArticleFactory.create(**article)
    return make_set(make_question(article=made), make_question(article=made, form=Form.TYPED))


def pages() -> dict[str, str]:
    """Every page in every state that it has, for one guest."""
    made, quotes = mixed_set(), mixed_set(show=Show.QUOTES)
    fresh, typed, wrong, told = (begin(mixed_set(), GUEST) for _ in range(4))
    respond(typed, 1)
    respond(wrong, 1, right=False)
    respond(told, 1)
    respond(told, 2, right=False)
    finished = respond_to_all(begin(made, GUEST))
    return {
        "home": "/",
        "articles": "/articles/",
        "article": article_of(made).get_absolute_url(),
        "article in quotes": article_of(quotes).get_absolute_url(),
        "sets": "/sets/",
        "set not begun": quotes.get_absolute_url(),
        "set taken": made.get_absolute_url(),
        "question": page_of(fresh),
        "typed question": page_of(typed, 2),
        "right": page_of(typed),
        "wrong": page_of(wrong),
        "typed wrong": page_of(told, 2),
        "result": f"/attempts/{finished.pk}/review/",
        "result with something missed": f"/attempts/{told.pk}/review/",
        "attempts": "/attempts/",
    }


def visit(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")


def as_guest(page: Page) -> Page:
    return visit_as(page, client_of(begin(mixed_set(), GUEST)))


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_no_barrier_on_any_page_light_or_dark(
    open_page: OpenPage, axe: Callable[[Page], None], device: dict[str, object]
) -> None:
    page = as_guest(open_page(reduced_motion="reduce", **device))
    for path in pages().values():
        visit(page, path)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            axe(page)


def test_axe_finds_no_barrier_where_there_is_nothing_yet(
    page: Page, axe: Callable[[Page], None]
) -> None:
    for path in ("/", "/articles/", "/sets/", "/attempts/"):
        visit(page, path)
        axe(page)


def test_a_phone_never_scrolls_sideways(phone_page: Page) -> None:
    page = as_guest(phone_page)
    wide = {}
    for name, path in pages().items():
        visit(page, path)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name for name, width in wide.items() if width > 390} == set()
