"""One JSON object a log line, and the id of the request that it belongs to."""

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from time import perf_counter

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

# What a proxy may hand us: long enough to be unique, with nothing in it that could forge a line.
VALID_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

# Parts of a route that are as good as a password, such as the key in a link that resets one.
SECRET_PARTS = {"key", "token", "code"}

request_id: ContextVar[str] = ContextVar("request_id", default="")
logger = logging.getLogger("quizsite.request")


class JsonFormatter(logging.Formatter):
    """Time (UTC), level, logger and message; then the request's id and the fields of ``extra``."""

    FIELDS = ("method", "path", "status", "milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if current := request_id.get():
            line["request"] = current
        line |= {name: getattr(record, name) for name in self.FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def safe_path(request: HttpRequest) -> str:
    """The path as it may be logged: no query, and no key that would open a door by itself."""
    path = request.path
    if request.resolver_match:
        for name in SECRET_PARTS & request.resolver_match.kwargs.keys():
            path = path.replace(str(request.resolver_match.kwargs[name]), "***")
    return path


class RequestLogMiddleware:
    """Give each request an id, say it in the answer, and log one line when it is done.

    A well-formed X-Request-ID of the proxy is kept; anything else is replaced.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        current = given if VALID_ID.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(current)
        started = perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = current
            logger.info(
                "request",
                extra={
                    "method": request.method,
                    "path": safe_path(request),
                    "status": response.status_code,
                    "milliseconds": round((perf_counter() - started) * 1000, 1),
                },
            )
            return response
        finally:
            request_id.reset(token)
