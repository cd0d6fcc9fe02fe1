"""What was sent to a page with a form, and the page again where that has faults."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from quizzes.htmx import HtmxHttpRequest


def sent(request: HtmxHttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing before it was sent, even if it was sent empty."""
    return request.POST if request.method == "POST" else None


def render_form(
    request: HtmxHttpRequest, template: str, form: Form, **context: Any
) -> HttpResponse:
    """The page of a form: a 422 with its errors once it was sent, for then it had some."""
    status = 422 if form.is_bound else 200
    return render(request, template, context | {"form": form}, status=status)
