"""Into a class by its code: inviting, typing the code, and joining."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.core.exceptions import RateLimited
from allauth.core.internal.ratelimit import consume
from allauth.core.ratelimit import consume_or_429, respond_429
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes.core.codes import read_code, show_code
from quizzes.forms.classes import CodeForm, SignUpForm
from quizzes.htmx import HtmxHttpRequest, login_url
from quizzes.models import Classroom
from quizzes.services import classes as services
from quizzes.views.qr import qr_of
from quizzes.views.sent import render_form, sent

Arguments = ParamSpec("Arguments")

PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105


# For teachers


@never_cache
@login_required
@require_safe
def class_invite(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """What is put on the wall: the code, the address, and both as a picture for phones."""
    row = get_object_or_404(Classroom.objects.taught_by(request.user), slug=slug)
    link = request.build_absolute_uri(reverse("join_code", args=[row.code]))
    context = {
        "classroom": row,
        "code": show_code(row.code),
        "link": link,
        "join_url": f"{request.get_host()}{reverse('join')}",
        "qr": qr_of(link),
    }
    return render(request, "classes/invite.html", context)


@login_required
@require_POST
def class_code(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Turn the code on or off, or draw another."""
    row = get_object_or_404(Classroom.objects.taught_by(request.user), slug=slug)
    action = request.POST.get("action")
    if action == "renew":
        services.renew_code(classroom=row, choose=secrets.choice)
        messages.success(request, _("This is a new code. The one before lets nobody in any more."))
    elif action in ("on", "off"):
        services.set_joinable(classroom=row, joinable=action == "on")
    return redirect("class_invite", row.slug)


# For whoever has a code


def slow_guessing(
    view: Callable[Concatenate[HtmxHttpRequest, Arguments], HttpResponse],
) -> Callable[Concatenate[HtmxHttpRequest, Arguments], HttpResponse]:
    """Answer 429 to whoever has tried too many wrong codes, right ones included."""

    @wraps(view)
    def limited(
        request: HtmxHttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RateLimited:
            refused: HttpResponse = respond_429(request)
            return refused

    return limited


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@slow_guessing
def join(request: HtmxHttpRequest) -> HttpResponse:
    """Type a code."""
    form = CodeForm(sent(request))
    if form.is_valid():
        if row := _class_of(request, form.cleaned_data["code"]):
            return redirect("join_code", row.code)
        form.add_error("code", _no_class())
    return render_form(request, "classes/join.html", form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@slow_guessing
def join_code(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Join the class that the code belongs to, with the account that one has or a new one."""
    row = _class_of(request, code)
    if row is None:
        form = CodeForm({"code": code})
        form.add_error("code", _no_class())
        return render(request, "classes/join.html", {"form": form}, status=404)
    if isinstance(request.user, User):
        return _join_as(request, row, request.user)
    return _join_as_guest(request, row)


def _join_as(request: HtmxHttpRequest, row: Classroom, user: User) -> HttpResponse:
    is_in = row.members.present().filter(user=user).exists()
    if request.method == "POST":
        services.join(classroom=row, user=user, now=timezone.now())
        return _welcome(request, row)
    return redirect(row) if is_in else _ask(request, row)


def _join_as_guest(request: HtmxHttpRequest, row: Classroom) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, row, SignUpForm())
    if refused := consume_or_429(request, action="signup"):
        too_many: HttpResponse = refused
        return too_many
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _ask(request, row, form)
    try:
        user = services.sign_up_and_join(classroom=row, **form.cleaned_data, now=timezone.now())
    except services.UsernameTakenError:
        form.refuse_taken()
        return _ask(request, row, form)
    login(request, user, backend=PASSWORD_BACKEND)
    return _welcome(request, row)


def _ask(request: HtmxHttpRequest, row: Classroom, form: SignUpForm | None = None) -> HttpResponse:
    context = {
        "classroom": row,
        "teachers": row.members.present().teachers(),
        "form": form,
        "login_url": login_url(back_to=request.path),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "classes/joining.html", context, status=status)


def _welcome(request: HtmxHttpRequest, row: Classroom) -> HttpResponse:
    messages.success(request, _("You are in “%(name)s” now.") % {"name": row.name})
    return redirect(row)


def _class_of(request: HtmxHttpRequest, typed: str) -> Classroom | None:
    """The class that a code lets in; None where it lets nobody in, whatever the reason.

    Raises RateLimited for whoever tried ten wrong ones within a minute.
    """
    _count_guess(request, dry_run=True)
    row = Classroom.objects.joinable().filter(code=read_code(typed)).first()
    if row is None:
        _count_guess(request)
    return row


def _count_guess(request: HtmxHttpRequest, *, dry_run: bool = False) -> None:
    """Count a wrong code, by address and by account; a dry run only looks whether one may."""
    actions = ["wrong_code"]
    if request.user.is_authenticated:
        actions.append("wrong_code_by_account")
    for action in actions:
        consume(
            request,
            app="allauth.account",
            action=action,
            dry_run=dry_run,
            limit_get=True,
            raise_exception=True,
        )


def _no_class() -> str:
    return _("This code opens no class. Look at it once more, or ask your teacher for a new one.")
