"""An attempt at an assignment as its teacher sees it: every answer, and when it was given."""

from datetime import datetime
from typing import Any

from quizzes.core import availability
from quizzes.models import Assignment, Attempt
from quizzes.views.reviewing import row_of


def attempt_of(assignment: Assignment, attempt: Attempt, now: datetime) -> dict[str, Any]:
    """The context of an attempt that was fetched `with_score`; the assignment with its class."""
    goes = assignment.attempts.filter(user=attempt.user_id).with_score().order_by("go")
    member = assignment.classroom.members.get(user=attempt.user_id)
    ended = attempt.ended(now)
    return {
        "assignment": assignment,
        "classroom": assignment.classroom,
        "member": member,
        "attempt": attempt,
        "ended": ended,
        "time_was_up": ended is not None and ended == attempt.deadline,
        "is_late": availability.is_late(assignment.due, ended=ended),
        "goes": list(goes),
        "rows": [row_of(asked) for asked in attempt.questions.for_review()],
    }
