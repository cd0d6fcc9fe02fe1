"""Question sets, before they are taken; and questions that learners report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quizzes.forms.attempts import ReportForm
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Attempt, AttemptQuestion, QuestionSet, Report
from quizzes.services.reports import report_question
from quizzes.services.roles import may_teach
from quizzes.views.asking import report_of
from quizzes.views.learner import learner_of, not_theirs
from quizzes.views.shown import paged, show_attempt, show_set_of_article

ATTEMPTS_SHOWN = 10


@require_safe
def sets(request: HtmxHttpRequest) -> HttpResponse:
    rows = QuestionSet.objects.open_to_all().with_counts().select_related("article")
    latest = rows.order_by("-article__published", "article__title", "article", "number")
    page = paged(request, latest, show_set_of_article)
    context = {"page": page, "may_teach": may_teach(request.user)}
    return render(request, "questions/set_list.html", context)


@never_cache
@require_safe
def question_set(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """A set before it is taken, with what the learner has made of it so far."""
    sets = QuestionSet.objects.open_to_all().with_counts().select_related("article")
    row = get_object_or_404(sets, slug=slug)
    mine = Attempt.objects.for_learner(learner_of(request)).filter(question_set=row)
    latest = mine.with_score().order_by("-started")[:ATTEMPTS_SHOWN]
    now = timezone.now()
    attempts = [show_attempt(attempt, now) for attempt in latest]
    context = {
        "set": show_set_of_article(row),
        "start_url": reverse("set_start", args=[row.slug]),
        "take_url": reverse("set_take", args=[row.slug]) if may_teach(request.user) else "",
        "open_attempt": next((shown for shown in attempts if shown.finished is None), None),
        "attempts": attempts,
    }
    return render(request, "questions/set_detail.html", context)


@require_POST
def report(request: HtmxHttpRequest, attempt_id: UUID, number: int) -> HttpResponse:
    """Report a question that was answered: a tap, and an editor will see it."""
    learner = learner_of(request)
    mine = AttemptQuestion.objects.for_learner(learner).for_page()
    asked = mine.filter(attempt=attempt_id, number=number).first()
    if asked is None or not asked.is_told(timezone.now()):
        return not_theirs(request, back_to=request.path)
    form = ReportForm(request.POST)
    if sent := form.is_valid():
        report_question(
            asked=asked,
            reporter=learner.user,
            reason=Report.Reason(form.cleaned_data["reason"]),
            now=timezone.now(),
        )
    if request.htmx:
        context = {"report": report_of(asked, sent=sent)}
        return render(request, "questions/_report.html", context, status=200 if sent else 422)
    if sent:
        messages.success(request, _("Reported. An editor will look at it. Thank you."))
    else:
        messages.error(request, _("Choose what is wrong with the question."))
    return redirect(asked)
