"""What keeps the pages of one visitor from another who comes after them."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse


class PrivatePagesMiddleware:
    """Let nobody keep a page that may name the user who is signed in, unless its view says more.

    Only a session that the page has read already is looked at, so this costs no query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and SESSION_KEY in request.session:
            response.setdefault("Cache-Control", "private, no-store")
        return response
