"""The questions of a teacher's draft: moved, removed, reworded, renewed, and more like them."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quizzes.core.rules import judge
from quizzes.forms.own_sets import RewordForm
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Question, SetItem
from quizzes.services import rewording, set_items
from quizzes.services.library import current_library
from quizzes.services.own_sets import OwnSetError
from quizzes.views.sent import render_form, sent
from quizzes.views.teachers import done, for_teachers, mine
from quizzes.views.vetting import show_question


@for_teachers
@require_POST
def item_move(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up, or down where the button says so."""
    item = _item(request, slug, pk)
    by = 1 if request.POST.get("to") == "down" else -1
    done(request, partial(set_items.move_item, item=item, by=by))
    return _back_to(item)


@for_teachers
@require_POST
def item_remove(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    item = _item(request, slug, pk)
    if done(request, partial(set_items.remove_item, item=item)):
        messages.success(request, _("Removed: %s") % item.question.stem)
    return redirect(item.set)


@for_teachers
@require_POST
def item_another(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    item = _item(request, slug, pk)
    try:
        added = set_items.add_another_like(item=item)
    except OwnSetError as error:
        messages.error(request, str(error))
        return _back_to(item)
    messages.success(request, _("Added: %s") % added.question.stem)
    return _back_to(added)


@for_teachers
@require_POST
def item_renew(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    item = _item(request, slug, pk)
    if done(request, partial(rewording.renew, item=item)):
        messages.success(request, _("The question is up to date."))
    return _back_to(item)


@for_teachers
@require_http_methods(["GET", "HEAD", "POST"])
def item_reword(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    """The question in the teacher's own words, once the rules have nothing against them."""
    item = _item(request, slug, pk)
    given = {"stem": item.question.stem, "explanation": item.question.explanation}
    form = RewordForm(sent(request), initial=given)
    if form.is_valid() and _reword(request, item, form):
        return _back_to(item)
    question = Question.objects.with_proof().get(pk=item.question_id)
    context = {
        "set": item.set,
        "item": item,
        "question": show_question(question),
        "findings": () if form.is_bound else judge(question.to_core(), current_library()),
    }
    return render_form(request, "questions/own_reword.html", form, **context)


def _reword(request: HtmxHttpRequest, item: SetItem, form: RewordForm) -> bool:
    """Whether there is nothing more to say on the form."""
    try:
        rewording.reword(
            item=item,
            **form.cleaned_data,
            in_spite_of_warnings="anyway" in request.POST,
            now=timezone.now(),
        )
    except rewording.FaultyWordingError as error:
        form.refuse(error.findings, blocks=error.blocks)
        return False
    except OwnSetError as error:
        messages.error(request, str(error))
    return True


def _item(request: HtmxHttpRequest, slug: str, pk: int) -> SetItem:
    items = SetItem.objects.select_related("set", "question")
    return get_object_or_404(items, set=mine(request, slug), pk=pk)


def _back_to(item: SetItem) -> HttpResponse:
    """To the question on the page of its set."""
    return redirect(f"{reverse('own_set', args=[item.set.slug])}#item-{item.pk}")
