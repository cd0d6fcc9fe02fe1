"""Who teaches and who learns in a class, and the passwords of accounts that were made for it."""

import secrets
from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from quizzes.forms.classes import MemberForm, PasswordsForm, TeacherForm
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Classroom, Member
from quizzes.models.classes import MemberQuerySet, Role
from quizzes.services import classes as services
from quizzes.services.classes import Card
from quizzes.views.sent import render_form, sent


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_teachers(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Who teaches in a class; any of them brings in another."""
    row = get_object_or_404(Classroom.objects.taught_by(request.user), slug=slug)
    form = TeacherForm(sent(request))
    if form.is_valid() and form.user:
        services.add_teacher(classroom=row, user=form.user, now=timezone.now())
        return redirect("class_teachers", row.slug)
    removable = set(row.members.removable_by(request.user).values_list("pk", flat=True))
    teachers = row.members.present().teachers().select_related("user")
    context = {
        "classroom": row,
        "teachers": [(member, member.pk in removable) for member in teachers],
    }
    return render_form(request, "classes/teachers.html", form, **context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody in a class, to be renamed there."""
    row = _member(Member.objects.renamable_by(request.user), slug, pk)
    form = MemberForm(sent(request), initial={"name": row.name})
    if form.is_valid():
        services.rename(member=row, name=form.cleaned_data["name"])
        return redirect(row.classroom)
    context = {"member": row, "is_removable": row.role == Role.LEARNER}
    return render_form(request, "classes/member.html", form, **context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_remove(request: HtmxHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a learner or a co-teacher, having been told what stays."""
    row = _member(Member.objects.removable_by(request.user), slug, pk)
    if request.method != "POST":
        return render(request, "classes/remove.html", {"member": row})
    services.remove(member=row, now=timezone.now())
    said = _("%(name)s is no longer in this class.") % {"name": row.name}
    messages.success(request, said)
    if row.role == Role.TEACHER:
        return redirect("class_teachers", slug)
    return redirect(row.classroom)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_leave(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Leave a class; its owner cannot."""
    leaving = Member.objects.present().exclude(role=Role.OWNER).filter(user=request.user.pk)
    row = get_object_or_404(leaving.select_related("classroom"), classroom__slug=slug)
    if request.method != "POST":
        return render(request, "classes/leave.html", {"member": row})
    services.remove(member=row, now=timezone.now())
    said = _("You have left “%(name)s”.") % {"name": row.classroom.name}
    messages.success(request, said)
    return redirect("classes")


@never_cache
@login_required
@require_POST
def cards(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """New passwords for the learners who were ticked, on cards that are shown this once."""
    row = get_object_or_404(Classroom.objects.taught_by(request.user), slug=slug)
    form = PasswordsForm(row, request.POST)
    if not form.is_valid():
        messages.error(request, _("Tick somebody first."))
        return redirect(row)
    ticked = list(form.cleaned_data["members"])
    return render_cards(request, row, services.new_passwords(members=ticked, choose=secrets.choice))


def render_cards(request: HtmxHttpRequest, row: Classroom, made: Sequence[Card]) -> HttpResponse:
    """The page of cards to print, from a view that lets nothing be stored."""
    context = {"classroom": row, "cards": made, "site": request.get_host()}
    return render(request, "classes/cards.html", context)


def _member(rows: MemberQuerySet, slug: str, pk: int) -> Member:
    return get_object_or_404(rows.select_related("classroom"), classroom__slug=slug, pk=pk)
