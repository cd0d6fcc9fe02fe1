"""Signing up and in, as people meet it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage

PAGES = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/no/such/page/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_barrier(
    open_page: OpenPage, axe: Callable[[Page], None], path: str, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(path)
    axe(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_never_scrolls_sideways(phone_page: Page, path: str) -> None:
    phone_page.goto(path)
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_learner_signs_up_by_keyboard_without_javascript(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto("/accounts/signup/")
    page.get_by_label("Username").fill("bob")
    for field in page.locator("input[type=password]").all():
        field.fill("a-long-and-quiet-evening")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("^http://[^/]+/$"))
    expect(page.get_by_role("link", name="bob", include_hidden=True)).to_be_attached()
