"""What a teacher sees of an assignment: who has come how far, and what the class knows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.core.spreadsheet import to_csv
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Assignment, Proof
from quizzes.views.attempted import attempt_of
from quizzes.views.charts import HEIGHT, WIDTH, bars
from quizzes.views.exporting import table_of
from quizzes.views.matrix import Matrix, matrix_of
from quizzes.views.shown import proving
from quizzes.views.sorting import NAME, SCORE, WHEN, sorting_of
from quizzes.views.tallying import common_mistake, tallies_of

LINES_PER_PAGE = 40


@never_cache
@login_required
@require_safe
def results(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """Learners by questions, sorted as the address says; the scores; the hardest question."""
    assignment = _assignment(request, assignment_id)
    if assignment.given is None:
        return redirect("assignment_edit", assignment.pk)
    now = timezone.now()
    matrix = matrix_of(assignment, now)
    sorting = sorting_of(request.GET, len(matrix.columns))
    lines = Paginator(sorting.sort(matrix.lines), LINES_PER_PAGE)
    context = _head(assignment, matrix, now) | {
        "page": lines.get_page(request.GET.get("page")),
        "headings": {by: sorting.heading(by) for by in (NAME, SCORE, WHEN)},
        "questions": [(column, sorting.heading(f"q{column.number}")) for column in matrix.columns],
        "chart": {"bars": bars(matrix.distribution.frequencies), "width": WIDTH, "height": HEIGHT},
        "hardest": _hardest(assignment, matrix),
        "assignment_url": request.build_absolute_uri(assignment.get_absolute_url()),
    }
    return render(request, "classes/results.html", context)


def _hardest(assignment: Assignment, matrix: Matrix) -> dict[str, Any] | None:
    """The question that fewest got right, once anything was missed."""
    column = next(iter(matrix.hardest_first), None)
    if column is None or column.facility is None or column.facility.right == column.facility.asked:
        return None
    proofs = Proof.objects.filter(question=column.question).select_related("revision")
    return {
        "column": column,
        "mistake": common_mistake(assignment, matrix, column),
        "evidence": proving(proofs),
    }


@never_cache
@login_required
@require_safe
def results_questions(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """Each question with its answers: how many gave which, the hardest question first."""
    assignment = _assignment(request, assignment_id)
    if assignment.given is None:
        return redirect("assignment_edit", assignment.pk)
    now = timezone.now()
    matrix = matrix_of(assignment, now)
    tallies = tallies_of(assignment, matrix)
    by_number = request.GET.get("sort") == "number"
    columns = matrix.columns if by_number else matrix.hardest_first
    context = _head(assignment, matrix, now) | {
        "by_number": by_number,
        "tallies": [tallies[column.number] for column in columns],
    }
    return render(request, "classes/results_questions.html", context)


@never_cache
@login_required
@require_safe
def results_csv(request: HtmxHttpRequest, assignment_id: UUID) -> HttpResponse:
    """The matrix for a spreadsheet program, a line a learner, by name."""
    assignment = _assignment(request, assignment_id)
    if assignment.given is None:
        return redirect("assignment_edit", assignment.pk)
    matrix = matrix_of(assignment, timezone.now())
    table = to_csv(table_of(matrix, assignment.classroom.zone))
    name = slugify(f"{assignment.classroom.name} {assignment.title}") or "results"
    return HttpResponse(
        table,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


@never_cache
@login_required
@require_safe
def results_attempt(
    request: HtmxHttpRequest, assignment_id: UUID, attempt_id: UUID
) -> HttpResponse:
    """An attempt of a learner: what was answered to each question, and when."""
    assignment = _assignment(request, assignment_id)
    attempts = assignment.attempts.with_score().select_related("user")
    attempt = get_object_or_404(attempts, pk=attempt_id)
    return render(
        request, "classes/results_attempt.html", attempt_of(assignment, attempt, timezone.now())
    )


def _assignment(request: HtmxHttpRequest, assignment_id: UUID) -> Assignment:
    mine = Assignment.objects.for_teacher(request.user)
    return get_object_or_404(mine.select_related("classroom", "question_set"), pk=assignment_id)


def _head(assignment: Assignment, matrix: Matrix, now: datetime) -> dict[str, Any]:
    return {
        "assignment": assignment,
        "classroom": assignment.classroom,
        "state": assignment.state(now),
        "begun": matrix.begun,
        "done": matrix.done,
        "at_work": matrix.begun - matrix.done,
        "not_started": matrix.expected - matrix.begun,
        "total": matrix.expected,
        "distribution": matrix.distribution,
    }
