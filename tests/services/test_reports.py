"""What learners say of questions that are not good."""

import pytest

from quizzes.factories.attempts import STARTED as NOW
from quizzes.factories.attempts import begin, respond_to_all
from quizzes.factories.questions import make_set
from quizzes.models import Report
from quizzes.services.reports import report_question

pytestmark = pytest.mark.django_db


def test_a_question_is_reported_once_each_time_that_it_was_asked() -> None:
    attempt = respond_to_all(begin(make_set(of=1)))
    asked = attempt.questions.get()
    reporter = attempt.user
    first = report_question(asked=asked, reporter=reporter, reason=Report.Reason.UNCLEAR, now=NOW)
    second = report_question(asked=asked, reporter=reporter, reason=Report.Reason.OTHER, now=NOW)
    assert first == second
    assert (first.question, first.reason) == (asked.question, Report.Reason.UNCLEAR)
