"""Classes: the list, the page of one, and what its teachers set."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.core.codes import show_code
from quizzes.core.zones import place_of
from quizzes.forms.classes import ClassForm, CodeForm
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Classroom, Member
from quizzes.models.classes import TEACHING
from quizzes.services import classes as services
from quizzes.services.roles import make_teacher, may_teach
from quizzes.views.assignments import assignments_of
from quizzes.views.learner import user_of
from quizzes.views.sent import render_form, sent


@never_cache
@require_safe
def class_list(request: HtmxHttpRequest) -> HttpResponse:
    """The classes that somebody teaches or learns in, and the way into another."""
    user = request.user
    teaches = may_teach(user)
    taught = list(Classroom.objects.taught_by(user).with_counts())
    attended = list(Classroom.objects.attended_by(user))
    context = {
        "taught": [row for row in taught if row.archived is None],
        "attended": [row for row in attended if row.archived is None],
        "archived": [row for row in (*taught, *attended) if row.archived is not None],
        "may_teach": teaches,
        "may_become_teacher": settings.ANYONE_MAY_TEACH and user.is_authenticated and not teaches,
        "form": CodeForm(),
    }
    return render(request, "classes/list.html", context)


@login_required
@require_POST
def class_teach(request: HtmxHttpRequest) -> HttpResponse:
    """Somebody says that they teach, where that is enough."""
    if not settings.ANYONE_MAY_TEACH or not isinstance(request.user, User):
        raise PermissionDenied
    make_teacher(user=request.user)
    messages.success(request, _("You can make classes now."))
    return redirect("classes")


@never_cache
@login_required
@permission_required("quizzes.teach", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def class_new(request: HtmxHttpRequest) -> HttpResponse:
    owned = Classroom.objects.owned_by(request.user).order_by("-created")
    zone = owned.values_list("zone", flat=True).first() or settings.TIME_ZONE
    form = ClassForm(sent(request), initial={"zone": zone})
    if not form.is_valid():
        return render_form(request, "classes/new.html", form)
    made = services.make_class(
        owner=user_of(request), **form.cleaned_data, now=timezone.now(), choose=secrets.choice
    )
    return redirect(made)


@never_cache
@login_required
@require_safe
def classroom(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """The page of a class, as its teachers see it or as its learners do."""
    mine = Member.objects.present().select_related("classroom").filter(user=request.user.pk)
    member = get_object_or_404(mine, classroom__slug=slug)
    row, teaches = member.classroom, member.role in TEACHING
    context = {
        "classroom": row,
        "member": member,
        "teachers": row.members.present().teachers(),
        "assignments": assignments_of(row, user_of(request), timezone.now()),
        "teaches": teaches,
    }
    if not teaches:
        return render(request, "classes/attended.html", context)
    context |= _people(row) | {"ticks_all": request.GET.get("tick") == "all"}
    return render(request, "classes/taught.html", context)


def _people(row: Classroom) -> dict[str, Any]:
    """The learners of a class, and by what they come in."""
    managed = set(row.members.managed().values_list("pk", flat=True))
    learners = row.members.present().learners().select_related("user")
    return {
        "place": place_of(row.zone),
        "code": show_code(row.code),
        "learners": [(learner, learner.pk in managed) for learner in learners],
        "has_managed": bool(managed),
    }


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_settings(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Its name and zone; and from here on it is put away or deleted."""
    row = get_object_or_404(Classroom.objects.taught_by(request.user), slug=slug)
    form = ClassForm(sent(request), initial={"name": row.name, "zone": row.zone})
    if form.is_valid():
        services.change_class(classroom=row, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(row)
    owned = Classroom.objects.owned_by(request.user).filter(pk=row.pk)
    is_owner = owned.exists()
    return render_form(request, "classes/settings.html", form, classroom=row, is_owner=is_owner)


@login_required
@require_POST
def class_archive(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Put a class away, or bring it back."""
    row = get_object_or_404(Classroom.objects.taught_by(request.user), slug=slug)
    if "bring_back" in request.POST:
        services.bring_back(classroom=row)
    else:
        services.archive(classroom=row, now=timezone.now())
    return redirect(row)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_delete(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """What goes and what stays, and then it goes."""
    owned = Classroom.objects.owned_by(request.user).with_counts()
    row = get_object_or_404(owned, slug=slug)
    if request.method != "POST":
        context = {"classroom": row, "assignment_count": row.assignments.count()}
        return render(request, "classes/delete.html", context)
    services.delete_class(classroom=row)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": row.name})
    return redirect("classes")
