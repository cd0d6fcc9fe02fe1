"""Pages and their fragments: what views share when htmx asks for a part of a page."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event
from django_htmx.middleware import HtmxDetails

LOGIN_REQUIRED_EVENT = "login-required"


class HtmxHttpRequest(HttpRequest):
    """A request that passed the middleware: it knows its visitor, and whether htmx asks."""

    htmx: HtmxDetails
    user: User | AnonymousUser


def render_fragment(
    request: HtmxHttpRequest,
    template: str,
    fragment: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page, or where htmx asks for it only the ``{% partialdef %}`` of the page so named.

    A boosted link and a way back in the history replace the body, so they get the page. A form
    with errors is a 422.
    """
    htmx = request.htmx
    wants_part = htmx and not (htmx.boosted or htmx.history_restore_request)
    name = f"{template}#{fragment}" if wants_part else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
    return response


class LoginRedirectMiddleware:
    """Keep htmx from following a redirect to the login page into the middle of a page.

    A GET has nothing to lose: the whole page goes to the login and comes back. What was being
    sent would be lost that way, so the page stays as it is, with a 401 and an event that names
    the login page; the script of the page says so and keeps the answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HtmxHttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.htmx or not leads_to_login(response):
            return response
        login = login_url(back_to=current_path(request))
        if request.method in {"GET", "HEAD"}:
            return HttpResponseClientRedirect(login)
        refused = HttpResponse(status=401)
        return trigger_client_event(refused, LOGIN_REQUIRED_EVENT, {"url": login})


def current_path(request: HtmxHttpRequest) -> str:
    """The path of the page that htmx asks from; the first page where it names none of ours."""
    try:
        return request.htmx.current_url_abs_path or "/"
    except ValueError:  # what it names is no address at all
        return "/"


def leads_to_login(response: HttpResponse) -> bool:
    """Whether the answer sends its visitor to the login page."""
    target = urlsplit(response.headers.get("Location", ""))
    return response.status_code in {301, 302, 303, 307, 308} and target.path == resolve_url(
        settings.LOGIN_URL
    )


def login_url(*, back_to: str) -> str:
    """The login page, which then leads back to a path of this site."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back_to})}"
