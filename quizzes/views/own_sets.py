"""A teacher's own sets: the list, the page of one, what is done to it, and paper."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.core.rules import judge
from quizzes.forms.own_sets import RewordForm, TitleForm
from quizzes.htmx import HtmxHttpRequest, render_fragment
from quizzes.models import Question, QuestionSet, SetItem
from quizzes.services import own_sets as services
from quizzes.services import rewording
from quizzes.services.library import current_library
from quizzes.services.roles import may_teach
from quizzes.services.sets import LONGEST_TITLE
from quizzes.views.vetting import SetVetted, show_question

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


def teacher_of(request: HtmxHttpRequest) -> User:
    """Whoever is asking, of a view that is `for_teachers`."""
    return cast("User", request.user)


def mine(request: HtmxHttpRequest, slug: str) -> QuestionSet:
    return get_object_or_404(QuestionSet.objects.owned_by(request.user), slug=slug)


def sent(request: HtmxHttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing before it was sent, even if it was sent empty."""
    return request.POST if request.method == "POST" else None


def done(request: HtmxHttpRequest, act: Callable[[], object]) -> bool:
    """Do it, or say why it can't be done."""
    try:
        act()
    except services.OwnSetError as error:
        messages.error(request, str(error))
        return False
    return True


# The sets


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
        title = form.cleaned_data["title"]
        owner = teacher_of(request)
        return redirect(services.create_set(owner=owner, title=title, now=timezone.now()))
    status = 422 if form.is_bound else 200
    return render(request, "questions/own_title.html", {"form": form}, status=status)


@for_teachers
@require_POST
def set_take(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Take an article's ready set as it is, to assign it."""
    ready = get_object_or_404(QuestionSet.objects.open_to_all(), slug=slug)
    try:
        taken = services.take_ready_set(
            owner=teacher_of(request), question_set=ready, now=timezone.now()
        )
    except services.OwnSetError as error:
        messages.error(request, str(error))
        return redirect(ready)
    messages.success(request, _("This set is yours now, ready to be assigned."))
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
    context = {"form": form, "set": row}
    status = 422 if form.is_bound else 200
    return render(request, "questions/own_title.html", context, status=status)


@for_teachers
@require_POST
def own_set_publish(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    row = mine(request, slug)
    if done(request, partial(services.publish_set, question_set=row, now=timezone.now())):
        messages.success(request, _("The set is published. Now you can assign it to a class."))
    return redirect(row)


@for_teachers
@require_POST
def own_set_copy(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    row = mine(request, slug)
    title = (_("%s (copy)") % row.title)[:LONGEST_TITLE]
    try:
        copy = services.copy_set(question_set=row, title=title, now=timezone.now())
    except services.OwnSetError as error:
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


# Their questions


@for_teachers
@require_POST
def item_move(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up, or down where the button says so."""
    item = _item(request, slug, pk)
    by = 1 if request.POST.get("to") == "down" else -1
    done(request, partial(services.move_item, item=item, by=by))
    return _back_to(item)


@for_teachers
@require_POST
def item_remove(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    item = _item(request, slug, pk)
    if done(request, partial(services.remove_item, item=item)):
        messages.success(request, _("Removed: %s") % item.question.stem)
    return redirect(item.set)


@for_teachers
@require_POST
def item_another(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    item = _item(request, slug, pk)
    try:
        added = services.add_another_like(item=item)
    except services.OwnSetError as error:
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
        "form": form,
        "question": show_question(question),
        "findings": () if form.is_bound else judge(question.to_core(), current_library()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "questions/own_reword.html", context, status=status)


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
    except services.OwnSetError as error:
        messages.error(request, str(error))
    return True


def _item(request: HtmxHttpRequest, slug: str, pk: int) -> SetItem:
    items = SetItem.objects.select_related("set", "question")
    return get_object_or_404(items, set=mine(request, slug), pk=pk)


def _back_to(item: SetItem) -> HttpResponse:
    """To the question on the page of its set."""
    return redirect(f"{reverse('own_set', args=[item.set.slug])}#item-{item.pk}")


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
