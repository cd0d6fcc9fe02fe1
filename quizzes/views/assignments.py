"""Assignments as learners meet them: the rules before they begin, and the start."""

import secrets
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Assignment, Classroom
from quizzes.services import attempts as services
from quizzes.views.assigned import Assigned, Given, assigned_to, most_urgent_first, show_given
from quizzes.views.attempts import SEEDS
from quizzes.views.learner import user_of


@never_cache
@login_required
@require_safe
def assignment(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """What is to be done and by which rules, and the learner's attempts so far.

    Whoever teaches the class is led on to the results, or to the settings of a draft.
    """
    user = user_of(request)
    if taught := Assignment.objects.for_teacher(user).filter(pk=assignment_id).first():
        return redirect("results" if taught.given else "assignment_edit", assignment_id)
    mine = Assignment.objects.for_learner(user).select_related("classroom", "question_set")
    row = get_object_or_404(mine, pk=assignment_id)
    [shown] = assigned_to(user, [row], timezone.now())
    context = {
        "assignment": shown,
        "question_count": row.question_set.items.count(),
        "teachers": row.classroom.members.present().teachers(),
    }
    return render(request, "classes/assignment_detail.html", context)


@login_required
@require_POST
def assignment_start(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """Begin an attempt, or go on with the one that runs."""
    try:
        attempt = services.start_assignment(
            user=user_of(request),
            assignment_id=assignment_id,
            now=timezone.now(),
            seed=secrets.randbelow(SEEDS),
        )
    except Assignment.DoesNotExist:
        raise Http404 from None
    except services.NotOpenError:
        messages.info(request, _("This can’t be begun now."))
    except services.NoAttemptLeftError:
        messages.info(request, _("You have used all your attempts."))
    except services.NothingToAskError:
        messages.info(request, _("There is nothing left to ask here."))
    else:
        return redirect(attempt)
    return redirect("assignment", assignment_id)


def assignments_of(classroom: Classroom, user: User, now: datetime) -> list[Given] | list[Assigned]:
    """The assignments of a class, the latest first: with what all have done, for a teacher of it;
    or those that were given to a learner, with what they have done, what is to be done before all.
    """
    rows = classroom.assignments.select_related("classroom").order_by("-created", "title", "pk")
    if classroom.members.teaching(user).exists():
        return [show_given(row, now) for row in rows.with_progress(now)]
    return most_urgent_first(assigned_to(user, rows.for_learner(user), now), now)
