"""The list of facts at the desk, and what can be done to many at once."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.factories.questions import ReportFactory
from quizzes.models import Fact
from quizzes.models.questions import QuestionStatus
from tests.desk import (
    add_fact,
    desk_url,
    fact,
    load_article,
    messages_of,
    questions_of,
    with_more_facts,
)

pytestmark = pytest.mark.django_db


def act(desk: Client, action: str, *keys: str) -> Any:
    rows = Fact.objects.filter(key__in=keys).values_list("pk", flat=True)
    sent = {"action": action, "_selected_action": list(rows)}
    return desk.post(desk_url("fact", page="changelist"), sent)


def test_retiring_and_approving_take_questions_out_and_bring_them_back(desk: Client) -> None:
    published = questions_of("height").published().count()
    assert published
    act(desk, "retire", "height")
    assert (fact("height").status, questions_of("height").count()) == ("retired", 0)
    act(desk, "approve", "height")
    assert fact("height").status == "approved"
    assert questions_of("height").published().count() == published


def test_an_action_says_what_became_of_the_questions_and_is_in_the_history(desk: Client) -> None:
    said = messages_of(act(desk, "retire", "height", "danger"))
    assert said[0] == "2 facts: retired."
    assert said[1].startswith("0 questions are published")
    assert {entry.get_change_message() for entry in LogEntry.objects.all()} == {
        "Changed status: retired."
    }


def test_a_fact_goes_back_to_draft(desk: Client) -> None:
    act(desk, "reopen", "height")
    assert fact("height").status == "draft"


def test_a_retired_fact_whose_statement_was_taken_over_stays_retired(desk: Client) -> None:
    act(desk, "retire", "height")
    add_fact(desk, statement=fact("height").statement, key="height-again", status="approved")
    said = messages_of(act(desk, "approve", "height"))[-1]
    assert said.startswith("Nothing was changed: ")
    assert fact("height").status == "retired"


def test_waiting_questions_of_a_fact_are_published_together(desk: Client) -> None:
    rows = questions_of("height")
    rows.update(status=QuestionStatus.WAITING)
    count = rows.count()
    said = messages_of(act(desk, "publish_waiting", "height"))
    assert said == [f"{count} questions are published."]
    assert not questions_of("height").filter(status=QuestionStatus.WAITING).exists()


def listed(desk: Client, **query: str) -> set[str]:
    page = desk.get(desk_url("fact", page="changelist"), query)
    return {row.key for row in page.context["cl"].result_list}


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({"q": "tower is 31"}, {"height"}),
        ({"q": "old light"}, {"danger"}),
        ({"said": "named"}, {"danger"}),
        ({"said": "report"}, {"lamp", "height"}),
        ({"said": "unnamed"}, set()),
        ({"status__exact": "approved"}, {"lamp", "height", "danger"}),
        ({"important__exact": "0"}, set()),
        ({"questions": "none"}, set()),
        ({"questions": "waiting"}, set()),
        ({"questions": "reported"}, {"lamp"}),
    ],
)
def test_facts_are_found(desk: Client, query: dict[str, str], keys: set[str]) -> None:
    ReportFactory.create(question=questions_of("lamp").first())
    assert listed(desk, **query) == keys


def test_the_number_of_queries_does_not_grow_with_the_list(
    desk: Client, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(listed(desk)) == 3
    load_article(with_more_facts(20))
    with django_assert_num_queries(len(queries)):
        assert len(listed(desk)) == 23
