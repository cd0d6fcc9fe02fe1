"""The watch over every page catches what it is there for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import watch


@pytest.fixture
def watched(browser: Browser, live_server: LiveServer) -> tuple[Page, list[str]]:
    faults: list[str] = []
    page = browser.new_page()
    watch(page, live_server.url, faults)
    page.goto(f"{live_server.url}/accounts/login/")
    assert faults == []
    return page, faults


@pytest.mark.parametrize(
    ("planted", "noticed"),
    [
        ("const i = new Image(); i.src = 'http://elsewhere.invalid/';", "Content Security Policy"),
        ("document.body.setAttribute('onclick', 'alert(1)')", "Content Security Policy"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("setTimeout(() => { throw new Error('planted') })", "planted"),
    ],
)
def test_a_planted_fault_is_noticed(
    watched: tuple[Page, list[str]], planted: str, noticed: str
) -> None:
    page, faults = watched
    page.evaluate(f"() => {{ {planted} }}")
    page.wait_for_function("() => document.readyState === 'complete'")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert noticed in " ".join(faults)
    page.close()


def test_a_page_without_a_label_is_noticed(
    watched: tuple[Page, list[str]], axe: Callable[[Page], None]
) -> None:
    page, _ = watched
    axe(page)
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    with pytest.raises(AssertionError, match="label"):
        axe(page)
    page.close()


def test_a_page_that_leaves_the_host_is_noticed(watched: tuple[Page, list[str]]) -> None:
    page, faults = watched
    page.route("http://elsewhere.invalid/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto("http://elsewhere.invalid/")
    assert faults == ["a request to http://elsewhere.invalid/"]
    page.close()
