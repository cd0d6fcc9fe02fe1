"""The bank, searched for a teacher's own set."""

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quizzes.core.rules import judge
from quizzes.forms.own_sets import AddForm, BankForm
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Question, QuestionSet
from quizzes.models.questions import QuestionQuerySet
from quizzes.services.library import current_library
from quizzes.services.set_items import add_question
from quizzes.views.shown import paged
from quizzes.views.teachers import done, for_teachers, mine
from quizzes.views.vetting import SetVetted


@for_teachers
@require_safe
def bank(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Questions by article, form and text, and how each would stand in the set."""
    row = mine(request, slug)
    form = BankForm(request.GET)
    page = paged(request, _found(request, form), lambda question: question)
    page.object_list = SetVetted(row).results(list(page.object_list))
    context = {"set": row, "form": form, "page": page}
    return render(request, "questions/bank.html", context)


@for_teachers
@require_safe
def bank_question(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    """A question as learners see it, with its key, its proof, and what the rules say of it."""
    row = mine(request, slug)
    question = get_object_or_404(_visible(request, row).with_proof(), pk=pk)
    library = current_library()
    [result] = SetVetted(row).results([question], library)
    context = {"set": row, "result": result, "findings": judge(question.to_core(), library)}
    return render(request, "questions/bank_question.html", context)


@for_teachers
@require_POST
def own_set_add(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Put a question into the set, and go on looking where one was."""
    row = mine(request, slug)
    form = AddForm(request.POST)
    if not form.is_valid():
        raise Http404
    usable = Question.objects.usable_by(request.user)
    question = get_object_or_404(usable, pk=form.cleaned_data["question"])
    if done(request, partial(add_question, question_set=row, question=question)):
        messages.success(request, _("Added: %s") % question.stem)
    filters = form.cleaned_data["filters"]
    back = reverse("bank", args=[slug])
    return redirect(f"{back}{'?' if filters else ''}{filters}#question-{question.pk}")


def _found(request: HtmxHttpRequest, form: BankForm) -> QuestionQuerySet:
    found = Question.objects.usable_by(request.user).with_proof()
    sought = form.sought
    if article := sought.get("article"):
        found = found.filter(article=article)
    if kind := sought.get("form"):
        found = found.filter(form=kind)
    if text := sought.get("text"):
        found = found.saying(text)
    return found.order_by("-article__published", "article", "pk")


def _visible(request: HtmxHttpRequest, question_set: QuestionSet) -> QuestionQuerySet:
    """What may be put into the set, and what stands in it, in use or not."""
    usable = Question.objects.usable_by(request.user)
    return Question.objects.filter(
        Q(pk__in=usable) | Q(pk__in=question_set.items.values("question"))
    )
