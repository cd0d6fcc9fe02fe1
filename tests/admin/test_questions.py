"""Questions, sets, reports and attempts at the desk: to read and to decide."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import AttemptFactory, begin
from quizzes.factories.classes import make_own_set
from quizzes.factories.questions import (
    QuestionFactory,
    QuestionTargetFactory,
    ReportFactory,
    make_question,
    make_set,
)
from quizzes.models import Article, Fact, Question, QuestionSet, Report
from quizzes.models.questions import QuestionStatus
from tests.desk import at_desk, desk_url, fact, messages_of, questions_of, text_of

pytestmark = pytest.mark.django_db


def act(desk: Client, model: str, action: str, *rows: Any) -> list[str]:
    """Choose an action for these rows of a list; what is said then."""
    sent = {"action": action, "_selected_action": [row.pk for row in rows]}
    return messages_of(desk.post(desk_url(model, page="changelist"), sent))


def test_a_question_is_withdrawn_and_published_again(desk: Client) -> None:
    question = Question.objects.published()[0]
    assert act(desk, "question", "withdraw", question) == ["1 question is withdrawn."]
    assert LogEntry.objects.get().get_change_message() == "Changed status: withdrawn."
    question.refresh_from_db()
    assert question.status == QuestionStatus.WITHDRAWN
    assert "1 question is published." in act(desk, "question", "publish", question)
    question.refresh_from_db()
    assert question.status == QuestionStatus.PUBLISHED


def test_what_cannot_be_published_is_said(desk: Client) -> None:
    said = act(desk, "question", "publish", Question.objects.published()[0])
    assert said[1].startswith("The others were published already")


def test_a_question_is_shown_with_its_facts_options_and_findings(desk: Client) -> None:
    question = Question.objects.get(stem__startswith="Which port lit", form="choice")
    page = text_of(desk.get(desk_url("question", question.pk)))
    assert desk_url("fact", fact("lamp").pk) in page
    assert "Nordvik" in page
    assert "An editor vouches that this is wrong." in page
    assert "None." in page


def test_a_question_cannot_be_rewritten(desk: Client) -> None:
    question = Question.objects.published()[0]
    desk.post(desk_url("question", question.pk), {"stem": "Another?", "status": "withdrawn"})
    stem, status = question.stem, question.status
    question.refresh_from_db()
    assert (question.stem, question.status) == (stem, status)
    assert desk.get(desk_url("question", page="add")).status_code == 403
    assert 'name="_save"' not in text_of(desk.get(desk_url("question", question.pk)))


def test_a_report_leads_to_its_question_and_its_fact_and_is_closed(desk: Client) -> None:
    question = Question.objects.get(stem__startswith="Which port lit", form="choice")
    report = ReportFactory.create(question=question)
    for page in ("changelist", "change"):
        args = [report.pk] if page == "change" else []
        assert desk_url("fact", fact("lamp").pk) in text_of(
            desk.get(desk_url("report", *args, page=page))
        )
    assert act(desk, "report", "close", report) == ["1 report is closed."]
    report.refresh_from_db()
    assert report.closed
    assert act(desk, "report", "close", report)[-1] == "0 reports are closed."


def test_only_open_reports_are_counted_beside_a_question(desk: Client) -> None:
    question = Question.objects.published()[0]
    act(desk, "report", "close", ReportFactory.create(question=question))
    ReportFactory.create(question=question)
    page = desk.get(desk_url("question", page="changelist"))
    [row] = [row for row in page.context["cl"].result_list if row == question]
    assert row.report_count == 1


def test_sets_and_attempts_are_there_to_read(desk: Client) -> None:
    made = QuestionSet.objects.get(number=1)
    attempt = begin(made)
    for model, row in (("questionset", made), ("attempt", attempt)):
        page = desk.get(desk_url(model, str(row.pk)))
        assert page.status_code == 200
        assert 'name="_save"' not in text_of(page)
        assert desk.post(desk_url(model, str(row.pk)), {"title": "Another"}).status_code == 403
        assert desk.get(desk_url(model, page="add")).status_code == 403


def test_an_admin_deletes_a_learner_with_what_they_did(article: Article) -> None:
    attempt = begin(QuestionSet.objects.get(number=1))
    admin = at_desk(UserFactory.create(is_staff=True, is_superuser=True))
    url = f"/admin/auth/user/{attempt.user_id}/delete/"
    assert "your account doesn't have permission" not in text_of(admin.get(url)).replace("’", "'")
    admin.post(url, {"post": "yes"})
    assert not type(attempt).objects.exists()


@pytest.mark.parametrize("model", ["question", "questionset", "report", "attempt"])
def test_the_number_of_queries_does_not_grow_with_the_list(
    desk: Client, model: str, django_assert_num_queries: Any
) -> None:
    url = desk_url(model, page="changelist")
    ReportFactory.create(question=make_question())
    AttemptFactory.create(question_set=make_set(of=1))
    desk.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(url).status_code == 200
    for _ in range(20):
        question = make_question()
        ReportFactory.create(question=question)
        AttemptFactory.create(question_set=make_set(question))
    with django_assert_num_queries(len(queries)):
        assert len(desk.get(url).context["cl"].result_list) > 20
    assert Report.objects.count() == 21


def test_own_sets_and_wordings_stand_at_the_desk_with_their_teachers(desk: Client) -> None:
    base = Question.objects.published()[0]
    teacher = UserFactory.create(username="tess")
    own = QuestionFactory.create(article=base.article, author=teacher, based_on=base)
    made = make_own_set(own, owner=teacher)
    for model, mine, of_the_bank in [
        ("question", "author__isempty=0", "author__isempty=1"),
        ("questionset", "owner__isempty=0", "owner__isempty=1"),
    ]:
        listed = desk_url(model, page="changelist")
        assert "tess" in text_of(desk.get(f"{listed}?{mine}"))
        page = text_of(desk.get(f"{listed}?{of_the_bank}"))
        assert own.stem not in page
        assert made.title not in page
    assert escape(base.stem) in text_of(desk.get(desk_url("question", own.pk)))
    assert desk.get(desk_url("questionset", made.pk)).status_code == 200


def test_a_teachers_wording_is_no_question_of_the_bank_in_the_figures_of_a_fact(
    desk: Client,
) -> None:
    height = fact("height")
    published = questions_of("height").published()
    before, base = published.count(), published[0]
    own = QuestionFactory.create(article=height.article, author=UserFactory.create(), based_on=base)
    QuestionTargetFactory.create(question=own, target=base.asked.get().target)
    counted = Fact.objects.with_question_counts().get(pk=height.pk)
    assert vars(counted)["published_count"] == before
    assert questions_of("height").published().count() == before + 1
