"""A list of learners brought into a class: sent, looked at, and then done."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizzes.core.exchange import roster as core
from quizzes.core.exchange.factsheet.sheet import SheetFaults
from quizzes.forms.classes import RosterForm
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Classroom
from quizzes.services.roster import Does, import_roster, plan
from quizzes.views.learner import user_of
from quizzes.views.members import render_cards


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """Send a list, see what each line would do, and send it again to have it done.

    What was looked at travels in the page, and is read and checked anew.
    """
    row = get_object_or_404(Classroom.objects.taught_by(request.user), slug=slug)
    if request.method != "POST":
        return _show(request, row, RosterForm())
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, row, form, status=422)
    teacher = user_of(request)
    try:
        rows = core.read(form.cleaned_data["roster"])
        if "import" in request.POST:
            return _import(request, row, teacher, rows)
        lines = plan(classroom=row, teacher=teacher, rows=rows)
    except SheetFaults as refused:
        # As text, whatever it came as, so that it can be put right on the page.
        again = RosterForm(initial={"text": form.shown})
        return _show(request, row, again, status=422, faults=refused.faults)
    return _show(request, row, form, lines=lines, changes=any(x.does != Does.HERE for x in lines))


def _import(
    request: HtmxHttpRequest, row: Classroom, teacher: User, rows: tuple[core.Row, ...]
) -> HttpResponse:
    cards = import_roster(
        classroom=row, teacher=teacher, rows=rows, now=timezone.now(), choose=secrets.choice
    )
    if cards:
        return render_cards(request, row, cards)
    messages.success(request, _("The class is as the list says. Nobody needed a new account."))
    return redirect(row)


def _show(
    request: HtmxHttpRequest, row: Classroom, form: RosterForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"classroom": row, "form": form, "most": core.MOST_ROWS}
    return render(request, "classes/roster.html", context, status=status)
