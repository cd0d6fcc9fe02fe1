"""Letting a class in: a pupil on a phone, a list with a mistake in it, cards on paper."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from quizzes.core.codes import show_code
from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import FOUNDED, MemberFactory, assign, make_class
from quizzes.models import Classroom
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.visiting import visit_as
from tests.taking import client_of_user
from tests.teaching import a_teacher, owner_of

LIST = "name,username\nAda Brandt,\nBen Kay,ben kay\n"
MANY = "name\n" + "\n".join(f"Pupil of {n} names" for n in range(30))
# So that a changed scheme is there at once.
STILL = PHONE | {"reduced_motion": "reduce"}


def sideways(page: Page) -> bool:
    """Whether anything stands beyond the edge of the page."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return wide


@pytest.mark.parametrize("script", [True, False])
def test_a_pupil_is_in_with_three_taps_on_a_phone(open_page: OpenPage, script: bool) -> None:
    classroom = make_class(name="7b", learners=0)
    page = open_page(**PHONE, java_script_enabled=script)
    page.goto("/classes/")
    page.get_by_label("Join code").fill(show_code(classroom.code).lower())
    page.get_by_role("button", name="Join").tap()
    page.get_by_label("Your name").fill("Ada Brandt")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Join").tap()
    expect(page.get_by_text("This password is too short")).to_be_visible()
    page.get_by_label("Password").fill("a quiet evening")
    page.get_by_role("button", name="Join").tap()
    expect(page.get_by_text("You are in “7b” now.")).to_be_visible()
    assert classroom.members.learners().get().user == User.objects.get(username="ada")


def test_a_list_is_put_right_brought_in_and_its_cards_printed(open_page: OpenPage) -> None:
    classroom = make_class(name="7b", owner=a_teacher(), learners=0)
    page = visit_as(open_page(), client_of_user(owner_of(classroom)))
    page.goto(f"/classes/{classroom.slug}/")
    page.get_by_role("link", name="Bring a list").click()
    page.get_by_label("List as a CSV file").set_input_files(
        {"name": "7b.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    )
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_text("Line 3: a username is made of")).to_be_visible()
    text = page.get_by_label("Or type or paste it")
    expect(text).to_have_value(LIST)
    text.fill(LIST.replace("ben kay", "ben.kay"))
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("row", name="3 Ben Kay ben.kay new account")).to_be_visible()
    assert not classroom.members.learners().exists()
    page.get_by_role("button", name="Do this").click()
    expect(page.get_by_text("ada.brandt")).to_be_visible()
    assert classroom.members.learners().count() == 2
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("link", name="Done")).to_be_hidden()
    expect(page.get_by_text("ben.kay")).to_be_visible()


def test_no_card_is_torn_between_two_sheets(open_page: OpenPage) -> None:
    classroom = make_class(owner=a_teacher(), learners=0)
    page = visit_as(open_page(), client_of_user(owner_of(classroom)))
    page.goto(f"/classes/{classroom.slug}/roster/")
    page.get_by_label("Or type or paste it").fill(MANY)
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name="Do this").click()
    page.emulate_media(media="print")
    cards = page.locator(".cards > li")
    expect(cards).to_have_count(30)
    kept = {cards.nth(n).evaluate("e => getComputedStyle(e).breakInside") for n in range(30)}
    assert kept == {"avoid"}
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 2 <= sheets <= 5


def the_pages(classroom: Classroom, archived: Classroom) -> dict[str, str]:
    member = classroom.members.learners().earliest("pk")
    here = f"/classes/{classroom.slug}/"
    return {
        "list": "/classes/",
        "new": "/classes/new/",
        "class": here,
        "archived": f"/classes/{archived.slug}/",
        "settings": f"{here}settings/",
        "delete": f"{here}delete/",
        "invite": f"{here}invite/",
        "teachers": f"{here}teachers/",
        "list of learners": f"{here}roster/",
        "member": f"{here}members/{member.pk}/",
        "remove": f"{here}members/{member.pk}/remove/",
    }


def clean(page: Page, path: str, axe: Callable[[Page], None]) -> None:
    page.goto(path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        axe(page)
    assert not sideways(page), path


def test_no_page_of_a_class_has_a_barrier_or_scrolls_sideways(
    open_page: OpenPage, axe: Callable[[Page], None]
) -> None:
    owner = a_teacher()
    classroom = make_class(owner=owner, learners=1, name="A class with a rather long name")
    pupil = MemberFactory.create(classroom=classroom, is_managed=True, name="Ada " * 18)
    assign(classroom)
    page = visit_as(open_page(**STILL), client_of_user(owner))
    for path in the_pages(classroom, make_class(owner=owner, archived=FOUNDED)).values():
        clean(page, path, axe)
    page = visit_as(open_page(**STILL), client_of_user(pupil.user))
    for path in (f"/classes/{classroom.slug}/", f"/classes/{classroom.slug}/leave/"):
        clean(page, path, axe)
    page = open_page(**STILL)
    for path in ("/classes/", f"/classes/join/{classroom.code}/", "/classes/join/WWWWWWWWW/"):
        clean(page, path, axe)


@pytest.mark.parametrize("width", [320, 768, 992, 1280])
def test_the_masthead_fits_for_whoever_has_most_in_it(open_page: OpenPage, width: int) -> None:
    user = UserFactory.create(username="an-admin-of-theirs", is_staff=True, is_superuser=True)
    page = visit_as(open_page(viewport={"width": width, "height": 800}), client_of_user(user))
    page.goto("/classes/")
    assert not sideways(page)
    assert page.locator(".masthead").evaluate("e => e.offsetHeight") <= 70
