"""What a visitor is told when something went wrong.

400.html, 403.html, 404.html, 429.html, 500.html and 503.html draw it. 400, 500 and 503 are drawn
without the request, because what it brings (its host, its user) may be the very thing that failed.
"""

import logging
import sys

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = "5"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Django's own looks for a token in the form again, which may be what nobody can read."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, with a way on: most often the page simply stood open for too long."""
    logger.warning("csrf: %s", reason)
    return render(request, "403.html", {"csrf_failed": True}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 with Retry-After where the database did not answer; 400 where it is no bug of ours.

    Django calls this while the exception is being handled, whoever raised it: a view, a template
    or a middleware. A page that was sending an answer reads 503 as "not yet" and sends it again.
    """
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return HttpResponse(
            render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER_SECONDS}
        )
    # Django's page for an unknown address looks for a token too, in a form that may be unreadable.
    if isinstance(error, BadRequest | MultiPartParserError | SuspiciousOperation):
        return bad_request(request, error)
    return HttpResponseServerError(render_to_string("500.html"))
