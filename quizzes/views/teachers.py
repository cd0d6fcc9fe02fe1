"""The pages of teachers: who comes in, what is theirs, and what is said when something can't be."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from quizzes.htmx import HtmxHttpRequest
from quizzes.models import QuestionSet
from quizzes.services.own_sets import OwnSetError
from quizzes.services.roles import may_teach

P = ParamSpec("P")
View = Callable[Concatenate[HtmxHttpRequest, P], HttpResponse]


def for_teachers(view: View[P]) -> View[P]:
    """Whoever is not signed in goes to the login; for who does not teach nothing is there."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HtmxHttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_teach(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)


def mine(request: HtmxHttpRequest, slug: str) -> QuestionSet:
    return get_object_or_404(QuestionSet.objects.owned_by(request.user), slug=slug)


def done(request: HtmxHttpRequest, act: Callable[[], object]) -> bool:
    """Do it, or say why it can't be done."""
    try:
        act()
    except OwnSetError as error:
        messages.error(request, str(error))
        return False
    return True
