"""What learners say of questions that are not good."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from quizzes.models import AttemptQuestion, Report


@transaction.atomic
def report_question(
    *, asked: AttemptQuestion, reporter: User | None, reason: Report.Reason, now: datetime
) -> Report:
    """Note that something is wrong with the question: once for each time it was asked."""
    report, _ = Report.objects.get_or_create(
        attempt_question=asked,
        defaults={
            "question_id": asked.question_id,
            "reporter": reporter,
            "reason": reason,
            "created": now,
        },
    )
    return report


def close_reports(*, reports: Iterable[Report], now: datetime) -> int:
    """Close the reports that are open; how many were."""
    pks = [report.pk for report in reports]
    return Report.objects.filter(pk__in=pks, closed__isnull=True).update(closed=now)
