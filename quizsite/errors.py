"""The pages that a visitor sees when something went wrong."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = "5"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, with a way on: most often the page simply stood open for too long."""
    logger.warning("csrf: %s", reason)
    return render(request, "403.html", {"csrf_failed": True}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; drawn without the request, whose host may be the very thing that is forged."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; drawn without the request, because a context processor may be what fails."""
    return HttpResponse(render_to_string("500.html"), status=500)


class DatabaseDownMiddleware:
    """503 with Retry-After where the database does not answer.

    A browser that was saving an answer keeps it and tries again; a 500 would tell it not to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return self.unavailable()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django hands over here what a view raised; what a middleware raised comes by the call."""
        if isinstance(exception, OperationalError | InterfaceError):
            return self.unavailable()
        return None

    def unavailable(self) -> HttpResponse:
        logger.exception("the database does not answer")
        return HttpResponse(
            render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER_SECONDS}
        )
