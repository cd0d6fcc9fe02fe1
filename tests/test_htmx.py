"""Pages and fragments, and a login that ends while a page stands open."""

import json
from copy import deepcopy
from pathlib import Path
from typing import cast

import pytest
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware
from pytest_django import Settings

from quizzes.htmx import HtmxHttpRequest, LoginRedirectMiddleware, render_fragment


@pytest.fixture
def template(tmp_path: Path, settings: Settings) -> str:
    """The name of a page that holds the fragment "answer"."""
    fragment = "{% partialdef answer inline %}<p>{{ word }}</p>{% endpartialdef %}"
    (tmp_path / "page.html").write_text(f"<h1>Page</h1>{fragment}")
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [tmp_path]
    settings.TEMPLATES = templates
    return "page.html"


def asked(method: str = "GET", **headers: str) -> HtmxHttpRequest:
    """A request as it reaches a view, with htmx's headers spelled ``HX_Request``."""
    spelled = {name.replace("_", "-"): value for name, value in headers.items()}
    request = RequestFactory().generic(method, "/attempts/1/", headers=spelled)
    request.user = AnonymousUser()
    HtmxMiddleware(lambda request: HttpResponse())(request)
    return cast(HtmxHttpRequest, request)


def answered(request: HtmxHttpRequest, answer: HttpResponse) -> HttpResponse:
    """What the visitor gets where a view gives this answer."""
    return LoginRedirectMiddleware(lambda request: answer)(request)


def sent_to_login(request: HtmxHttpRequest) -> HttpResponse:
    """What the visitor gets from a page for which one must be logged in."""

    @login_required
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret")

    return LoginRedirectMiddleware(lambda request: view(request))(request)


def test_a_browser_gets_the_page(template: str) -> None:
    answer = render_fragment(asked(), template, "answer", {"word": "yes"})
    assert answer.text == "<h1>Page</h1><p>yes</p>"


def test_htmx_gets_the_fragment(template: str) -> None:
    answer = render_fragment(asked(HX_Request="true"), template, "answer", {"word": "yes"})
    assert answer.text == "<p>yes</p>"


@pytest.mark.parametrize("header", ["HX_Boosted", "HX_History_Restore_Request"])
def test_what_replaces_the_body_gets_the_page(template: str, header: str) -> None:
    request = asked(HX_Request="true", **{header: "true"})
    assert render_fragment(request, template, "answer").text.startswith("<h1>Page</h1>")


def test_a_fragment_is_escaped_as_the_page_is(template: str) -> None:
    answer = render_fragment(asked(HX_Request="true"), template, "answer", {"word": "<b>"})
    assert answer.text == "<p>&lt;b&gt;</p>"


def test_no_cache_mixes_up_the_page_and_its_fragment(template: str) -> None:
    assert "HX-Request" in render_fragment(asked(), template, "answer").headers["Vary"]


def test_a_form_with_errors_can_be_told_by_its_status(template: str) -> None:
    assert render_fragment(asked(), template, "answer", status=422).status_code == 422


def test_a_browser_follows_the_redirect_to_the_login() -> None:
    answer = sent_to_login(asked())
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/login/?next=/attempts/1/"


def test_the_whole_page_goes_to_the_login_and_comes_back() -> None:
    request = asked(HX_Request="true", HX_Current_URL="http://testserver/attempts/1/?n=2")
    answer = sent_to_login(request)
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=%2Fattempts%2F1%2F%3Fn%3D2"
    assert answer.status_code == 200
    assert "Location" not in answer.headers


def test_an_answer_on_its_way_stays_on_the_page() -> None:
    request = asked("POST", HX_Request="true", HX_Current_URL="http://testserver/attempts/1/")
    answer = sent_to_login(request)
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers
    assert json.loads(answer.headers["HX-Trigger"]) == {
        "login-required": {"url": "/accounts/login/?next=%2Fattempts%2F1%2F"}
    }


@pytest.mark.parametrize("url", ["https://evil.example/trap/", "http://[::1/"])
def test_the_login_leads_back_to_nothing_but_a_page_of_this_site(url: str) -> None:
    request = asked(HX_Request="true", HX_Current_URL=url)
    assert sent_to_login(request).headers["HX-Redirect"] == "/accounts/login/?next=%2F"


@pytest.mark.parametrize("target", ["/sets/", "/accounts/login-help/"])
def test_other_redirects_are_left_alone(target: str) -> None:
    answer = HttpResponseRedirect(target)
    assert answered(asked(HX_Request="true"), answer) is answer


def test_a_page_that_only_mentions_the_login_is_left_alone() -> None:
    answer = HttpResponse("content", headers={"Location": "/accounts/login/"})
    assert answered(asked(HX_Request="true"), answer) is answer
