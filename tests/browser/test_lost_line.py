"""The line drops, the server falters, the session ends: no answer is lost, none counts twice."""

import re

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from quizzes.factories.accounts import PASSWORD, UserFactory
from quizzes.factories.questions import make_set
from quizzes.models import Response
from tests.browser.test_quiz import begin, next_link
from tests.browser.visiting import visit_as
from tests.taking import client_of_user

LOST_WITHIN_MS = 3_000


def choose(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.keyboard.press("Enter")


def assert_saved_once(page: Page, position: int) -> None:
    expect(next_link(page)).to_be_visible(timeout=20_000)
    assert Response.objects.get().chosen.get().option.position == position


def test_an_answer_given_offline_is_kept_and_sent_when_the_line_is_back(page: Page) -> None:
    begin(page, make_set(of=2))
    page.context.set_offline(True)
    choose(page, "3")
    expect(page.locator("#status")).to_contain_text("Not saved", timeout=LOST_WITHIN_MS)
    expect(page.get_by_role("radio").nth(2)).to_be_checked()
    assert not Response.objects.exists()
    page.context.set_offline(False)
    assert_saved_once(page, 3)


def test_the_rest_of_the_quiz_goes_on_after_the_line_is_back(page: Page) -> None:
    begin(page, make_set(of=2))
    page.context.set_offline(True)
    choose(page, "1")
    expect(page.locator("#status")).to_contain_text("Not saved", timeout=LOST_WITHIN_MS)
    page.context.set_offline(False)
    assert_saved_once(page, 1)
    next_link(page).click()
    expect(page.get_by_text("Question 2 of 2")).to_be_visible()
    choose(page, "2")
    expect(next_link(page)).to_have_text(re.compile("See how you did"))
    assert Response.objects.count() == 2


def test_a_line_that_hangs_counts_as_lost_within_three_seconds(page: Page) -> None:
    begin(page, make_set(of=2))
    page.route("**/attempts/**", lambda route: None)  # sent, and never answered
    choose(page, "2")
    expect(page.locator("#status")).to_contain_text("Not saved", timeout=LOST_WITHIN_MS)
    page.unroute_all()
    assert_saved_once(page, 2)


def test_an_answer_whose_acknowledgement_was_lost_is_not_counted_twice(page: Page) -> None:
    begin(page, make_set(of=2))
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.fallback()
            return
        lost.append(route.fetch(max_redirects=0).status)
        route.abort()

    page.route("**/attempts/**", lose)
    choose(page, "4")
    assert_saved_once(page, 4)
    assert lost == [302]


def test_a_server_that_is_down_for_a_moment_is_asked_again(page: Page) -> None:
    begin(page, make_set(of=2))
    refusals = [503, 502, 429]

    def falter(route: Route) -> None:
        if refusals:
            route.fulfill(status=refusals.pop())
        else:
            route.fallback()

    page.route("**/attempts/**", falter)
    choose(page, "1")
    expect(page.locator("#status")).to_contain_text("Not saved", timeout=LOST_WITHIN_MS)
    assert_saved_once(page, 1)
    assert refusals == []


def test_an_answer_survives_a_reload_of_the_page(page: Page) -> None:
    begin(page, make_set(of=2))
    page.route("**/attempts/**", lambda route: route.abort())
    choose(page, "3")
    expect(page.locator("#status")).to_contain_text("Not saved", timeout=LOST_WITHIN_MS)
    page.unroute_all()
    page.reload()
    assert_saved_once(page, 3)


def test_who_was_signed_out_signs_in_and_the_answer_is_still_there(page: Page) -> None:
    user = UserFactory.create()
    begin(visit_as(page, client_of_user(user)), make_set(of=2))
    Session.objects.all().delete()
    choose(page, "2")
    expect(page.locator("#status")).to_contain_text("Not saved")
    assert not Response.objects.exists()
    page.locator("#status").get_by_role("link").click()
    page.locator("[name=login]").fill(user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/1/$"))
    assert_saved_once(page, 2)
