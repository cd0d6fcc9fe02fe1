"""Question sets: what there is to take, and the learner's attempts at one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Attempt, QuestionSet
from quizzes.views.learner import learner_of
from quizzes.views.shown import paged, show_attempt, show_set_of_article

ATTEMPTS_SHOWN = 10


@require_safe
def sets(request: HtmxHttpRequest) -> HttpResponse:
    rows = QuestionSet.objects.open_to_all().with_counts().select_related("article")
    latest = rows.order_by("-article__published", "article__title", "article", "number")
    page = paged(request, latest, show_set_of_article)
    return render(request, "questions/set_list.html", {"page": page})


@never_cache
@require_safe
def question_set(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """A set before it is taken, with what the learner has made of it so far."""
    sets = QuestionSet.objects.open_to_all().with_counts().select_related("article")
    row = get_object_or_404(sets, slug=slug)
    mine = Attempt.objects.for_learner(learner_of(request)).filter(question_set=row)
    latest = mine.with_score().order_by("-started")[:ATTEMPTS_SHOWN]
    attempts = [show_attempt(attempt) for attempt in latest]
    context = {
        "set": show_set_of_article(row),
        "start_url": reverse("set_start", args=[row.slug]),
        "open_attempt": next((shown for shown in attempts if shown.finished is None), None),
        "attempts": attempts,
    }
    return render(request, "questions/set_detail.html", context)
