"""Taking a quiz: questions in turn, their feedback, the result, and trying again."""

import secrets
from collections.abc import Callable
from uuid import UUID

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.forms.attempts import AnswerForm
from quizzes.htmx import HtmxHttpRequest, render_fragment
from quizzes.models import Attempt, AttemptQuestion, QuestionSet
from quizzes.services import answers
from quizzes.services import attempts as services
from quizzes.views.asking import page_of
from quizzes.views.learner import learner_of, learner_starting, not_theirs
from quizzes.views.reviewing import result_of
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
    page = paged(request, rows, show_attempt)
    return render(request, "attempts/list.html", {"page": page, "is_guest": learner.is_guest})


@never_cache
@require_safe
def attempt(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    """On to the first open question, or to the result."""
    first = _asked(request).filter(attempt=attempt_id).first()
    if first is None:
        return not_theirs(request, back_to=request.path)
    if first.open_number is None:
        return redirect("result", attempt_id)
    return redirect("question", attempt_id, first.open_number)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HtmxHttpRequest, attempt_id: UUID, number: int) -> HttpResponse:
    """Question `number` of an attempt, or its feedback once it is answered.

    A POST answers it and leads back here, so that reload and Back are harmless.
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
    asked = _asked(request).filter(attempt=attempt_id, number=number).first()
    if asked is None:
        return not_theirs(request, back_to=request.path)
    if asked.is_ahead:
        return _back_in_turn(request, attempt_id)
    context = page_of(asked, refused)
    status = 422 if refused and not asked.is_answered else 200
    return render_fragment(request, "attempts/question.html", "question", context, status=status)


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
    except answers.NoAnswerError as error:
        form.refuse_empty(typed=error.typed)
        return _show(request, attempt_id, number, form)
    if response.token != form.cleaned_data["token"]:
        messages.info(request, _("You had answered this question already. That answer stands."))
    return redirect("question", attempt_id, number)


def _back_in_turn(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    messages.info(request, _("Questions are answered in turn: this one comes first."))
    return redirect("attempt", attempt_id)


def _asked(request: HtmxHttpRequest) -> QuerySet[AttemptQuestion]:
    return AttemptQuestion.objects.for_learner(learner_of(request)).for_page()


# The result, and what follows from it


@never_cache
@require_safe
def result(request: HtmxHttpRequest, attempt_id: UUID) -> HttpResponse:
    """The score, and every question with its answer and its proof, once all are answered."""
    learner = learner_of(request)
    found = Attempt.objects.for_learner(learner).with_score().select_related("question_set")
    row = found.filter(pk=attempt_id).first()
    if row is None:
        return not_theirs(request, back_to=request.path)
    if row.finished is None:
        messages.info(request, _("The result stands here once every question is answered."))
        return redirect("attempt", attempt_id)
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


def _refuse_flood(request: HtmxHttpRequest) -> HttpResponse | None:
    """429 where more has been begun by guests at one address than any class begins."""
    if request.user.is_authenticated:
        return None
    refused: HttpResponse | None = consume_or_429(request, action="start_as_guest")
    return refused


def _nothing_to_ask(request: HtmxHttpRequest, back_to: Attempt | QuestionSet) -> HttpResponse:
    messages.info(request, _("There is nothing left to ask here."))
    return redirect(back_to)
