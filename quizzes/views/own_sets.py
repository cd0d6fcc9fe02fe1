"""A teacher's own sets: the list, the page of one, what is done to it, and paper."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.forms.own_sets import TitleForm
from quizzes.htmx import HtmxHttpRequest, render_fragment
from quizzes.models import QuestionSet
from quizzes.models.questions import LONGEST_TITLE
from quizzes.services import own_sets as services
from quizzes.services.own_sets import OwnSetError
from quizzes.views.learner import user_of
from quizzes.views.sent import render_form, sent
from quizzes.views.teachers import done, for_teachers, mine
from quizzes.views.vetting import SetVetted


@for_teachers
@require_safe
def own_sets(request: HtmxHttpRequest) -> HttpResponse:
    rows = QuestionSet.objects.owned_by(request.user).with_counts().order_by("-created", "-pk")
    return render(request, "questions/own_list.html", {"sets": rows})


@for_teachers
@require_http_methods(["GET", "HEAD", "POST"])
def own_set_new(request: HtmxHttpRequest) -> HttpResponse:
    form = TitleForm(sent(request))
    if form.is_valid():
        title, owner = form.cleaned_data["title"], user_of(request)
        return redirect(services.create_set(owner=owner, title=title, now=timezone.now()))
    return render_form(request, "questions/own_title.html", form)


@for_teachers
@require_POST
def set_take(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Take an article's ready set as it is, to assign it."""
    ready = get_object_or_404(QuestionSet.objects.open_to_all(), slug=slug)
    try:
        taken = services.take_ready_set(
            owner=user_of(request), question_set=ready, now=timezone.now()
        )
    except OwnSetError as error:
        messages.error(request, str(error))
        return redirect(ready)
    messages.success(request, _("This set is yours now. You can give it to a class."))
    return redirect(taken)


@for_teachers
@require_safe
def own_set(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """A set with its questions; of a draft, with what stands in the way of publishing it."""
    row = mine(request, slug)
    vetted = SetVetted(row)
    items = vetted.items if row.published else vetted.items_with_enemies()
    context = {
        "set": row,
        "items": items,
        "enemies": [item for item in items if item.enemies],
        "is_assigned": row.assignments.exists(),
    }
    return render_fragment(request, "questions/own_set.html", "questions", context)


@for_teachers
@require_http_methods(["GET", "HEAD", "POST"])
def own_set_title(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    row = mine(request, slug)
    form = TitleForm(sent(request), initial={"title": row.title})
    if form.is_valid():
        done(request, partial(services.retitle, question_set=row, **form.cleaned_data))
        return redirect(row)
    return render_form(request, "questions/own_title.html", form, set=row)


@for_teachers
@require_POST
def own_set_publish(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    row = mine(request, slug)
    if done(request, partial(services.publish_set, question_set=row, now=timezone.now())):
        messages.success(request, _("The set is published. Now you can give it to a class."))
    return redirect(row)


@for_teachers
@require_POST
def own_set_copy(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    row = mine(request, slug)
    title = (_("%s (copy)") % row.title)[:LONGEST_TITLE]
    try:
        copy = services.copy_set(question_set=row, title=title, now=timezone.now())
    except OwnSetError as error:
        messages.error(request, str(error))
        return redirect(row)
    messages.success(request, _("This is a copy, which you can change."))
    return redirect(copy)


@for_teachers
@require_http_methods(["GET", "HEAD", "POST"])
def own_set_delete(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Asks first; a POST deletes the set."""
    row = mine(request, slug)
    if request.method != "POST":
        return render(request, "questions/own_delete.html", {"set": row})
    if not done(request, partial(services.delete_set, question_set=row)):
        return redirect(row)
    messages.success(request, _("“%s” is deleted.") % row.title)
    return redirect("own_sets")


# On paper


@for_teachers
@require_safe
def worksheet(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    return _on_paper(request, slug, "questions/worksheet.html")


@for_teachers
@require_safe
def answer_key(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    return _on_paper(request, slug, "questions/answer_key.html")


def _on_paper(request: HtmxHttpRequest, slug: str, template: str) -> HttpResponse:
    """The questions that are still asked, numbered alike on the worksheet and its key."""
    row = mine(request, slug)
    questions = [item.question for item in SetVetted(row).items if item.question.is_asked]
    return render(request, template, {"set": row, "questions": questions})
