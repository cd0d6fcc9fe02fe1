"""Assignments as teachers make them: set, changed, given, copied and deleted."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from quizzes.core.zones import place_of, wall_clock
from quizzes.forms.assignments import AssignmentForm, ChangeForm, CopyForm
from quizzes.forms.rules import PRESETS, initial_of
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Assignment, Classroom
from quizzes.services import assignments as services
from quizzes.views.learner import user_of
from quizzes.views.sent import render_form, sent


@never_cache
@login_required
@permission_required("quizzes.teach", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_new(request: HtmxHttpRequest) -> HttpResponse:
    """A set for one or several classes: given at once, or kept as a draft."""
    form = AssignmentForm(
        sent(request),
        initial=_initial(request),
        teacher=user_of(request),
        now=timezone.now(),
    )
    if form.is_valid():
        return _make(request, form)
    presets = _presets(request)
    return render_form(request, "classes/assignment_new.html", form, presets=presets)


def _initial(request: HtmxHttpRequest) -> dict[str, Any]:
    """The set, the class and the preset that the address asks for; an only class is chosen."""
    chosen = list(Classroom.objects.taught_by(request.user).current())
    if "class" in request.GET:
        # Here rather than in the database: PostgreSQL fails to look for a NUL.
        chosen = [row for row in chosen if row.slug in request.GET.getlist("class")]
    initial: dict[str, Any] = {"set": request.GET.get("set")}
    if len(chosen) == 1:
        initial["classes"] = [chosen[0].slug]
    if preset := PRESETS.get(request.GET.get("preset", "")):
        zone = chosen[0].zone if chosen else settings.TIME_ZONE
        initial |= initial_of(preset, today=wall_clock(timezone.now(), zone).date())
    return initial


def _presets(request: HtmxHttpRequest) -> list[dict[str, Any]]:
    """Links to this page, filled in by each of the presets."""
    links = []
    for name, preset in PRESETS.items():
        query = request.GET.copy()
        query["preset"] = name
        is_chosen = request.GET.get("preset") == name
        links.append({"preset": preset, "url": f"?{query.urlencode()}", "is_chosen": is_chosen})
    return links


def _make(request: HtmxHttpRequest, form: AssignmentForm) -> HttpResponse:
    now = timezone.now()
    made = services.make_assignments(
        question_set=form.cleaned_data["set"],
        title=form.title_or_default,
        terms=form.by_class,
        token=form.cleaned_data["token"],
        now=now,
        give=form.is_giving,
    )
    if form.is_giving:
        _say_given(request, len(made))
    else:
        messages.success(request, _("Saved."))
    if len(made) > 1:
        return redirect("classes")
    return redirect(made[0].classroom if form.is_giving else made[0])


def _say_given(request: HtmxHttpRequest, classes: int) -> None:
    text = ngettext(
        "Given. Its learners find it on their home page.",
        "Given to %(classes)s classes. Their learners find it on their home page.",
        classes,
    )
    messages.success(request, text % {"classes": classes})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_edit(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """The rules of an assignment, and for whom it is; a draft can be given from here."""
    row = _theirs(request, assignment_id)
    form = ChangeForm(sent(request), assignment=row, now=timezone.now())
    if form.is_valid() and _change(form):
        if not form.is_giving:
            messages.success(request, _("Saved."))
            return redirect("assignment_edit", assignment_id)
        _say_given(request, 1)
        return redirect(row.classroom)
    context = {
        "assignment": row,
        "place": place_of(row.classroom.zone),
        "is_attempted": row.attempts.exists(),
    }
    return render_form(request, "classes/assignment_edit.html", form, **context)


def _change(form: ChangeForm) -> bool:
    """Whether the change could be made; if not, the form says why."""
    try:
        services.change_assignment(
            assignment=form.assignment, **form.changed, now=form.now, give=form.is_giving
        )
    except services.AnswersShownError:
        form.refuse_reopening()
        return False
    return True


@login_required
@require_POST
def assignment_give(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """Give a draft as it stands; where it can't be, its settings say what is missing."""
    row = _theirs(request, assignment_id)
    try:
        services.give_assignment(assignment=row, now=timezone.now())
    except services.NeedsClosingError:
        messages.error(request, _("Say when it closes: the answers are shown after that."))
        return redirect("assignment_edit", assignment_id)
    except services.ClosingPassedError:
        messages.error(request, _("Its closing has passed. Choose a later one."))
        return redirect("assignment_edit", assignment_id)
    _say_given(request, 1)
    return redirect(row.classroom)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_copy(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """The same set by the same rules, as drafts for this class or others."""
    row = _theirs(request, assignment_id)
    initial = {"classes": [row.classroom.slug]}
    form = CopyForm(sent(request), initial=initial, teacher=user_of(request))
    if form.is_valid():
        made = services.copy_assignment(
            assignment=row,
            classrooms=form.cleaned_data["classes"],
            token=form.cleaned_data["token"],
            now=timezone.now(),
        )
        messages.success(request, _("Copied as a draft, without dates."))
        return redirect(made[0] if len(made) == 1 else "classes")
    return render_form(request, "classes/assignment_copy.html", form, assignment=row)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_delete(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """Ask whether it should go, and then it goes; what has been attempted stays."""
    row = _theirs(request, assignment_id)
    if request.method == "POST":
        try:
            services.delete_assignment(assignment=row)
        except services.AttemptedError:
            return redirect("assignment_delete", assignment_id)
        messages.success(request, _("Deleted."))
        return redirect(row.classroom)
    context = {"assignment": row, "is_attempted": row.attempts.exists()}
    return render(request, "classes/assignment_delete.html", context)


def _theirs(request: HtmxHttpRequest, assignment_id: UUID) -> Assignment:
    """The assignment, of a teacher of its class; a 404 for everybody else."""
    taught = Assignment.objects.for_teacher(request.user)
    return get_object_or_404(taught.select_related("classroom", "question_set"), pk=assignment_id)
