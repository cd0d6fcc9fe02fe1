"""Taking a quiz: questions in turn, their feedback, the result, and trying again."""

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, push_url

from quizzes.forms.attempts import AnswerForm
from quizzes.htmx import HtmxHttpRequest, render_fragment
from quizzes.models import Attempt, AttemptQuestion, QuestionSet
from quizzes.services import answers
from quizzes.services import attempts as services
from quizzes.views.asking import overview_of, page_of
from quizzes.views.learner import learner_of, learner_starting, not_theirs
from quizzes.views.reviewing import handed_in, result_of
from quizzes.views.shown import paged, show_attempt

SEEDS = 2**31


@require_POST
def start(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Begin an attempt at a set; a guest is known from here on."""
    question_set = get_object_or_404(QuestionSet.objects.open_to_all(), slug=slug)
    if refused := _refuse_flood(request):
        return refused
    try:
        begun = services.start_attempt(
            learner=learner_starting(request),
            question_set=question_set,
            now=timezone.now(),
            seed=secrets.randbelow(SEEDS),
        )
    except services.NothingToAskError:
        return _nothing_to_ask(request, question_set)
    return redirect(begun)


@never_cache
@require_safe
def attempt_list(request: HtmxHttpRequest) -> HttpResponse:
    """Everything that the learner has begun, the latest first."""
    learner = learner_of(request)
    rows = Attempt.objects.for_learner(learner).with_score().order_by("-started", "pk")
    page = paged(request, rows, partial(show_attempt, now=timezone.now()))
    return render(request, "attempts/list.html", {"page": page, "is_guest": learner.is_guest})


@never_cache
@require_safe
def attempt(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    """On to the first open question, to handing in, or to the result."""
    first = _asked(request).filter(attempt=attempt_id).first()
    if first is None:
        return not_theirs(request, back_to=request.path)
    if first.attempt.is_over(timezone.now()):
        return redirect("result", attempt_id)
    if first.open_number is None:
        return redirect("submit", attempt_id)
    return redirect("question", attempt_id, first.open_number)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HtmxHttpRequest, attempt_id: UUID, number: int) -> HttpResponse:
    """Question `number` of an attempt, or its feedback once that may be told.

    A POST answers it and leads on, so that reload and Back are harmless.
    """
    if request.method == "POST":
        return _answer(request, attempt_id, number)
    return _show(request, attempt_id, number)


def _show(
    request: HtmxHttpRequest,
    attempt_id: UUID,
    number: int,
    refused: AnswerForm | None = None,
) -> HttpResponse:
    now = timezone.now()
    asked = _asked(request).filter(attempt=attempt_id, number=number).first()
    if asked is None:
        return not_theirs(request, back_to=request.path)
    told = asked.is_told(now)
    if not told and asked.attempt.is_over(now):
        return _to_result(request, attempt_id)
    if not told and asked.is_ahead:
        return _back_in_turn(request, attempt_id)
    context = page_of(asked, now, refused)
    status = 422 if refused and not told else 200
    return _in_place(request, "attempts/question.html", context, status=status)


def _in_place(
    request: HtmxHttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of an attempt, or the part of it that takes the place of the one before.

    One answer leads to the next question by a redirect, of which htmx would keep the address.
    """
    response = render_fragment(request, template, "question", context, status=status)
    return push_url(response, request.path) if request.htmx and status == 200 else response


def _to_result(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    """On to the page of the result, which never stands in the place of a question."""
    if request.htmx:
        return HttpResponseClientRedirect(reverse("result", args=[attempt_id]))
    return redirect("result", attempt_id)


def _answer(request: HtmxHttpRequest, attempt_id: UUID, number: int) -> HttpResponse:
    form = AnswerForm(attempt_id, number, request.POST)
    if not form.is_valid():
        return _show(request, attempt_id, number, form)
    try:
        response = answers.answer(
            learner=learner_of(request),
            attempt_id=attempt_id,
            number=number,
            token=form.cleaned_data["token"],
            position=form.cleaned_data["choice"],
            text=form.cleaned_data["text"],
            now=timezone.now(),
        )
    except AttemptQuestion.DoesNotExist:
        return not_theirs(request, back_to=request.path)
    except answers.OutOfTurnError:
        return _back_in_turn(request, attempt_id)
    except answers.TimeUpError:
        messages.info(request, _("This answer came too late. What you had answered before counts."))
        return _to_result(request, attempt_id)
    except answers.NoAnswerError as error:
        if not error.final and form.is_empty:
            return _onward(request, error.row)
        form.refuse_empty(typed=error.typed)
        return _show(request, attempt_id, number, form)
    if not response.attempt_question.attempt.tells_at_once:
        return _onward(request, response.attempt_question)
    if response.token != form.cleaned_data["token"]:
        messages.info(request, _("You had answered this question already. That answer stands."))
    return redirect("question", attempt_id, number)


def _onward(request: HtmxHttpRequest, asked: AttemptQuestion) -> HttpResponse:
    """From a question whose answer can still be changed to wherever the learner wishes."""
    go = request.POST.get("go")
    number = asked.number - 1 if go == "back" else asked.number + 1
    if go == "overview" or not 1 <= number <= asked.total:
        return redirect("submit", asked.attempt_id)
    return redirect("question", asked.attempt_id, number)


def _back_in_turn(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    messages.info(request, _("Questions are answered in turn: this one comes first."))
    return redirect("attempt", attempt_id)


def _asked(request: HtmxHttpRequest) -> QuerySet[AttemptQuestion]:
    return AttemptQuestion.objects.for_learner(learner_of(request)).for_page()


# Handing in, where answers are told afterwards


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    """What is answered and what is not, before it is handed in; a POST hands it in."""
    if request.method == "POST":
        return _submit(request, attempt_id)
    now = timezone.now()
    asked = list(_asked(request).filter(attempt=attempt_id))
    if not asked:
        return not_theirs(request, back_to=request.path)
    running = asked[0].attempt
    if running.tells_at_once or running.is_over(now):
        return redirect("attempt", attempt_id)
    return _in_place(request, "attempts/submit.html", overview_of(asked, now))


def _submit(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    try:
        services.submit(learner=learner_of(request), attempt_id=attempt_id, now=timezone.now())
    except Attempt.DoesNotExist:
        return not_theirs(request, back_to=request.path)
    return redirect("result", attempt_id)


# The result, and what follows from it


@never_cache
@require_safe
def result(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    """The score, and every question with its answer and its proof, once that may be told."""
    now, learner = timezone.now(), learner_of(request)
    found = Attempt.objects.for_learner(learner).with_score().with_origin()
    row = found.filter(pk=attempt_id).first()
    if row is None:
        return not_theirs(request, back_to=request.path)
    if not row.is_over(now):
        messages.info(request, _("The result stands here once every question is answered."))
        return redirect("attempt", attempt_id)
    if not row.is_told(now):
        return render(request, "attempts/handed_in.html", handed_in(row, now))
    context = result_of(row) | {"is_guest": learner.is_guest}
    return render(request, "attempts/result.html", context)


@require_POST
def try_again(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    return _retry(request, attempt_id, services.try_again)


@require_POST
def practise(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    return _retry(request, attempt_id, services.practise_missed)


def _retry(
    request: HtmxHttpRequest, attempt_id: UUID, begin: Callable[..., Attempt]
) -> HttpResponse:
    row = Attempt.objects.for_learner(learner_of(request)).filter(pk=attempt_id).first()
    if row is None:
        return not_theirs(request, back_to=request.path)
    if refused := _refuse_flood(request):
        return refused
    try:
        return redirect(begin(attempt=row, now=timezone.now(), seed=secrets.randbelow(SEEDS)))
    except services.NothingToAskError:
        return _nothing_to_ask(request, row)
    except services.NotToldError:
        return redirect(row)


def _refuse_flood(request: HtmxHttpRequest) -> HttpResponse | None:
    """429 where more has been begun by guests at one address than any class begins."""
    if request.user.is_authenticated:
        return None
    refused: HttpResponse | None = consume_or_429(request, action="start_as_guest")
    return refused


def _nothing_to_ask(request: HtmxHttpRequest, back_to: Attempt | QuestionSet) -> HttpResponse:
    messages.info(request, _("There is nothing left to ask here."))
    return redirect(back_to)
