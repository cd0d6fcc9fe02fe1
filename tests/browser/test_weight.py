"""What a first visit weighs, as the site is really served: by gunicorn, from compressed files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from quizzes.factories.attempts import begin, respond_to_all
from quizzes.factories.library import SENTENCES, ArticleRevisionFactory
from quizzes.factories.questions import article_of, make_question, make_set
from quizzes.models import Learner
from tests.browser.visiting import visit_as
from tests.serving import served
from tests.taking import client_of, page_of

LIGHT_ENOUGH = 45 * 1024
FEW_ENOUGH = 6
# About as long as an article is.
TEXT = "\n\n".join([*SENTENCES, "And so the day went on, one paragraph after another. " * 6] * 20)


@dataclass
class Visit:
    """What came over the line for one page, headers included."""

    requests: list[str] = field(default_factory=list)
    size: int = 0


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    with served(tmp_path) as address:
        yield address


def weigh(page: Page, path: str) -> Visit:
    """Open a page with an empty cache, and note what Chromium says has come over the line."""
    visit = Visit()
    watch = page.context.new_cdp_session(page)
    watch.send("Network.enable")
    watch.send("Network.setCacheDisabled", {"cacheDisabled": True})
    watch.on("Network.requestWillBeSent", lambda e: visit.requests.append(e["request"]["url"]))
    watch.on("Network.loadingFinished", lambda e: add(visit, e["encodedDataLength"]))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    watch.detach()
    weigh_icon(page, visit)
    return visit


def weigh_icon(page: Page, visit: Visit) -> None:
    """The icon of the page, which Chromium without a window leaves out."""
    url = page.locator("link[rel=icon]").evaluate("link => link.href")
    if url not in visit.requests:
        icon = page.request.get(url)
        visit.requests.append(url)
        add(visit, len(icon.body()) + sum(len(k + v) + 4 for k, v in icon.headers.items()))


def add(visit: Visit, size: float) -> None:
    visit.size += int(size)


def test_a_first_visit_is_light(browser: Browser, site: str) -> None:
    article = ArticleRevisionFactory.create(text=TEXT).article
    made = make_set(*[make_question(article=article) for _ in range(10)])
    guest = Learner(guest="a guest")
    finished = respond_to_all(begin(made, guest))
    attempt = begin(made, guest)
    paths = {
        "home": "/",
        "article": article_of(made).get_absolute_url(),
        "set": made.get_absolute_url(),
        "question": page_of(attempt),
        "feedback": page_of(finished),
        "result": f"/attempts/{finished.pk}/review/",
    }
    visits = {}
    for name, path in paths.items():
        context: BrowserContext = browser.new_context(base_url=site)
        visits[name] = weigh(visit_as(context.new_page(), client_of(attempt)), path)
        context.close()
    assert {name: v for name, v in visits.items() if v.size > LIGHT_ENOUGH} == {}
    assert {name: v for name, v in visits.items() if len(v.requests) > FEW_ENOUGH} == {}
    # Or nothing was weighed: each page has its style sheet and its icon at the least.
    assert all(v.size > 5 * 1024 and len(v.requests) >= 3 for v in visits.values())
