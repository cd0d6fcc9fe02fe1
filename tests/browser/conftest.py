"""A real browser for the tests of this folder: Chromium from the PATH, driven by Playwright.

Where there is none these tests are skipped, with a line that says so; REQUIRE_BROWSER=1 makes that
a failure. Every page is watched: an error in its script, something that the content security
policy stopped, or a request that leaves the host fails the test that opened it.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


class OpenPage(Protocol):
    """Opens a page in a context of its own; the options are those of Playwright's new_context."""

    def __call__(self, **options: Any) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the browser, and skip it where there is none."""
    missing = pytest.mark.skip(reason="Chromium is not on the PATH, so nothing runs in a browser")
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)
            # The server of the test is another thread, which sees only what is committed.
            item.add_marker(pytest.mark.django_db(transaction=True))
            if not CHROMIUM and not os.environ.get("REQUIRE_BROWSER"):
                item.add_marker(missing)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "REQUIRE_BROWSER is set, but Chromium is not on the PATH"
    # Playwright keeps an event loop in this thread, for which Django takes the tests to be async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Opens pages of the live server, watched until the test ends; paths may be relative."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(**options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **(DESK | options))
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        watch(page, live_server.url, faults)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


def watch(page: Page, own: str, faults: list[str]) -> None:
    """Note what no page of the site may do."""

    def note_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    page.on("console", note_console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((own, "data:", "about:", "blob:"))
            else faults.append(f"a request to {request.url}")
        ),
    )


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture
def phone_page(open_page: OpenPage) -> Page:
    return open_page(**PHONE)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails the test, with axe's own report, where axe finds a barrier on the page."""

    def find_nothing(page: Page) -> None:
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return find_nothing
