"""The pages of an assignment's results, as a teacher of its class sees them."""

import csv
import gzip
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.factories.attempts import STARTED, ChosenOptionFactory, ResponseFactory
from quizzes.factories.classes import MemberFactory, assign, make_class
from quizzes.factories.library import SENTENCES
from quizzes.factories.questions import make_question
from quizzes.models import Assignment, AttemptQuestion, Classroom
from quizzes.models.classes import Role
from quizzes.models.questions import Form
from quizzes.views.results import LINES_PER_PAGE
from tests.answering import answer_in_bulk, enrol
from tests.taking import client_of_user, text_of
from tests.teaching import owner_of

pytestmark = pytest.mark.django_db

# What the first page may cost, of a thousand attempts as of thirty.
QUERIES = 10
CPU_SECONDS = 0.1
COMPRESSED = 60 * 1024
# What any other page of the results may.
OTHER_QUERIES = 16

RIGHT, WRONG = True, False
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def the_day_after() -> Iterator[None]:
    with time_machine.travel(STARTED + DAY, tick=False):
        yield


def teacher_of(assignment: Assignment) -> Client:
    return client_of_user(owner_of(assignment.classroom))


def page_of(assignment: Assignment, page: str = "results/") -> str:
    response = teacher_of(assignment).get(f"/assignments/{assignment.pk}/{page}")
    assert response.status_code == 200
    return text_of(response)


def given_to(*names: str, of: int = 3, **terms: Any) -> Assignment:
    assignment = assign(make_class(learners=0, name="8b"), of=of, **terms)
    enrol(assignment.classroom, names)
    return assignment


def answered_by(learners: int, *, of: int = 10) -> Assignment:
    """An assignment that so many learners have answered, each a little differently."""
    assignment = given_to(*[f"Pupil {n:04}" for n in range(learners)], of=of)
    members = assignment.classroom.members.learners().order_by("name")
    answer_in_bulk(
        assignment,
        [(member, [(n + k) % 3 > 0 for k in range(of)]) for n, member in enumerate(members)],
    )
    return assignment


def names_on(page: str) -> list[str]:
    return re.findall(r"Pupil \d+", page)


# What it costs


@pytest.mark.parametrize("learners", [30, 1000])
def test_the_first_page_is_cheap_however_many_have_answered(learners: int) -> None:
    assignment = answered_by(learners)
    client, path = teacher_of(assignment), f"/assignments/{assignment.pk}/results/"
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        assert len(queries) <= QUERIES
    assert f"{learners} of {learners} done" in text_of(response)
    assert len(gzip.compress(response.content)) < COMPRESSED
    with untraced():
        assert min(cpu_of(lambda: client.get(path)) for _ in range(3)) < CPU_SECONDS


def cpu_of(act: Callable[[], object]) -> float:
    """The seconds of this process's own time that it takes."""
    before = time.process_time()
    act()
    return time.process_time() - before


@contextmanager
def untraced() -> Iterator[None]:
    """Without whoever looks at each line that runs, as the measuring of coverage does."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


def costs(assignment: Assignment) -> dict[str, int]:
    client, attempt = teacher_of(assignment), assignment.attempts.earliest("pk")
    pages = ["results/?sort=q2", "questions/", f"attempts/{attempt.pk}/", "results.csv"]
    found = {}
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/assignments/{assignment.pk}/{page}")
            found[page.partition("/")[0]] = len(queries)
    return found


def test_no_page_costs_more_queries_where_there_is_more_to_show() -> None:
    little, much = costs(answered_by(2, of=2)), costs(answered_by(50, of=20))
    assert much == little
    assert max(much.values()) <= OTHER_QUERIES


# The matrix


def test_it_says_in_words_who_is_done_at_work_and_not_started() -> None:
    assignment = given_to("Ada", "Ben", "Chiara", closes=STARTED + 3 * DAY)
    ada, ben, _ = assignment.classroom.members.learners().order_by("name")
    answer_in_bulk(assignment, [(ada, [RIGHT, WRONG, RIGHT])])
    answer_in_bulk(assignment, [(ben, [RIGHT])], running=True)
    page = page_of(assignment)
    assert "1 of 3 done" in page
    assert "1 at work" in page
    assert "1 not started" in page
    assert "closes <time" in page
    assert "Tuesday, 28 May 2024, 14:00 (Berlin)" in page
    assert "Sat 25 May, 14:30" in page
    assert "at question 2" in page
    assert page.count("not started") == 2


def test_a_line_leads_to_the_attempt_that_counts_and_a_share_to_its_question() -> None:
    assignment = given_to("Ada", of=2)
    [ada] = assignment.classroom.members.learners()
    [attempt] = answer_in_bulk(assignment, [(ada, [RIGHT, WRONG])])
    page = page_of(assignment)
    assert f'<a href="/assignments/{assignment.pk}/attempts/{attempt.pk}/">Ada</a>' in page
    assert f'href="/assignments/{assignment.pk}/questions/#question-2"' in page
    assert 'id="question-2"' in page_of(assignment, "questions/")


def test_a_cell_says_in_words_what_its_sign_means() -> None:
    assignment = given_to("Ada")
    [ada] = assignment.classroom.members.learners()
    answer_in_bulk(assignment, [(ada, [RIGHT, WRONG])])
    [line] = re.findall(r"<tbody>(.*?)</tbody>", page_of(assignment), re.DOTALL)[:1]
    words = re.findall(r'<span class="unseen">([^<]+)</span></span></td>', line)
    assert words == ["right", "not right", "no answer"]


def test_who_has_left_is_marked_and_so_is_who_was_late() -> None:
    assignment = given_to("Ada", due=STARTED)
    [ada] = assignment.classroom.members.learners()
    answer_in_bulk(assignment, [(ada, [RIGHT])])
    assignment.classroom.members.filter(pk=ada.pk).update(left=STARTED)
    page = page_of(assignment)
    assert "has left the class" in page
    assert "<strong>late</strong>" in page


def test_lines_come_in_pages_and_are_sorted_across_them() -> None:
    assignment = answered_by(LINES_PER_PAGE + 2, of=3)
    first, second = (page_of(assignment, f"results/?sort=q1&page={n}") for n in (1, 2))
    assert len(names_on(first)) == LINES_PER_PAGE
    assert len(names_on(second)) == 2
    # The first question was not right for every third.
    assert names_on(first)[:3] == ["Pupil 0000", "Pupil 0003", "Pupil 0006"]
    assert "?sort=q1&amp;page=2" in first
    assert f"{LINES_PER_PAGE + 2} of {LINES_PER_PAGE + 2} done" in first


def test_one_heading_says_that_it_sorts() -> None:
    page = page_of(answered_by(2, of=2), "results/?sort=score")
    assert re.findall(r'aria-sort="(\w+)"', page) == ["descending"]
    assert "?sort=score&amp;order=asc" in page


# The summary beside it


def test_the_chart_has_its_table_and_its_figures() -> None:
    assignment = given_to("Ada", "Ben", "Chiara", of=2)
    learners = assignment.classroom.members.learners().order_by("name")
    marks = [[RIGHT, RIGHT], [RIGHT, WRONG], [RIGHT, WRONG]]
    answer_in_bulk(assignment, list(zip(learners, marks, strict=True)))
    page = page_of(assignment)
    assert page.count("<rect") == 3
    assert 'role="img"' in page
    [table] = re.findall(r"<details>.*?</details>", page, re.DOTALL)
    assert re.findall(r'"number">(\d)<', table) == ["0", "0", "1", "2", "2", "1"]
    assert "median 1" in page
    assert "mean 1.3" in page


def test_the_hardest_question_stands_with_the_common_mistake_and_its_proof() -> None:
    question = make_question(labels=("The mayor", "A poet"))
    assignment = assign(make_class(learners=0), make_question(), question)
    [ada] = enrol(assignment.classroom, ["Ada"])
    answer_in_bulk(assignment, [(ada, [RIGHT, WRONG])])
    page = page_of(assignment)
    assert "Hardest: question 2" in page
    assert "0 % right." in page
    assert "The most common mistake: A poet" in page
    assert f"<mark>{SENTENCES[1]}</mark>" in page


def test_where_nothing_was_missed_no_question_is_the_hardest() -> None:
    assignment = given_to("Ada", of=1)
    [ada] = assignment.classroom.members.learners()
    answer_in_bulk(assignment, [(ada, [RIGHT])])
    assert "Hardest" not in page_of(assignment)


# Before there is anything


def test_before_anybody_begins_it_says_what_to_do() -> None:
    assignment = given_to("Ada")
    page = page_of(assignment)
    assert "Nobody has begun yet." in page
    assert f"http://testserver/assignments/{assignment.pk}/" in page
    assert "Ada" in page
    assert "<rect" not in page
    assert "Nobody has begun yet." in page_of(assignment, "questions/")


def test_in_an_empty_class_it_leads_to_the_class() -> None:
    assignment = given_to()
    page = page_of(assignment)
    assert "Nobody is in the class yet." in page
    assert assignment.classroom.get_absolute_url() in page
    assert page_of(assignment, "results.csv").count("\n") == 1


def test_one_that_closed_before_anybody_began_says_so() -> None:
    assert "it is closed" in page_of(given_to("Ada", closes=STARTED))


def test_a_draft_has_no_results() -> None:
    assignment = given_to("Ada", given=None)
    for page in ("results/", "questions/", "results.csv"):
        response = teacher_of(assignment).get(f"/assignments/{assignment.pk}/{page}")
        assert response["Location"] == f"/assignments/{assignment.pk}/edit/"


# Question by question


def test_the_questions_come_hardest_first_or_in_the_order_of_the_set() -> None:
    assignment = given_to("Ada", of=3)
    [ada] = assignment.classroom.members.learners()
    answer_in_bulk(assignment, [(ada, [RIGHT, WRONG, RIGHT])])
    hardest, by_number = (page_of(assignment, f"questions/{q}") for q in ("", "?sort=number"))
    numbers = r'id="question-(\d)"'
    assert re.findall(numbers, hardest) == ["2", "1", "3"]
    assert re.findall(numbers, by_number) == ["1", "2", "3"]


def test_a_question_tells_who_chose_what_and_who_left_it_out() -> None:
    question = make_question(labels=("The mayor", "A poet"))
    assignment = assign(make_class(learners=0), question, make_question(form=Form.TYPED))
    ada, ben = enrol(assignment.classroom, ["Ada", "Ben"])
    answer_in_bulk(assignment, [(ada, [WRONG, WRONG]), (ben, [None, RIGHT])])
    page = page_of(assignment, "questions/?sort=number")
    assert "0 % right: 0 of 2" in page
    assert "50 % right: 1 of 2" in page
    assert "One left it out." in page
    assert "Something else altogether" in page
    assert page.count(f"<mark>{SENTENCES[1]}</mark>") == 2


# An attempt


def test_an_attempt_tells_every_answer_and_when_it_was_given() -> None:
    assignment = given_to("Ada", of=2)
    [ada] = assignment.classroom.members.learners()
    [attempt] = answer_in_bulk(assignment, [(ada, [WRONG])])
    page = page_of(assignment, f"attempts/{attempt.pk}/")
    assert "<h1>Ada</h1>" in page
    assert "0 of 2 right" in page
    assert "Saturday, 25 May 2024, 14:30 (Berlin)" in page
    assert "Sat 25 May, 14:01" in page
    assert "Not right" in page
    assert "No answer" in page
    assert page.count("Right answer") == 2
    assert "changed" not in page


def test_an_answer_that_was_changed_is_shown_as_it_stands() -> None:
    assignment = given_to("Ada", of=1)
    [ada] = assignment.classroom.members.learners()
    [attempt] = answer_in_bulk(assignment, [(ada, [WRONG])], running=True)
    asked = AttemptQuestion.objects.get()
    later = ResponseFactory.create(attempt_question=asked, revision=2, points=1)
    ChosenOptionFactory.create(response=later, option=asked.options.get(option__is_key=True))
    page = page_of(assignment, f"attempts/{attempt.pk}/")
    assert "1 of 1 right" in page
    assert "changed before" in page
    assert "1 of 1 answered" in page


def test_an_attempt_that_ran_out_of_time_says_so() -> None:
    assignment = given_to("Ada", of=1)
    [ada] = assignment.classroom.members.learners()
    [attempt] = answer_in_bulk(assignment, [(ada, [])], running=True)
    assignment.attempts.update(deadline=STARTED + DAY / 2)
    page = page_of(assignment, f"attempts/{attempt.pk}/")
    assert "Time was up" in page
    assert "Sunday, 26 May 2024, 02:00 (Berlin)" in page


def test_the_attempts_of_a_learner_lead_to_each_other() -> None:
    assignment = given_to("Ada", "Ben", of=2)
    ada, ben = assignment.classroom.members.learners().order_by("name")
    [first] = answer_in_bulk(assignment, [(ada, [WRONG])])
    [second] = answer_in_bulk(assignment, [(ada, [RIGHT])], go=2)
    [bens] = answer_in_bulk(assignment, [(ben, [RIGHT])])
    page = page_of(assignment, f"attempts/{first.pk}/")
    assert f"/attempts/{second.pk}/" in page
    assert "Attempt 2: 1 of 2" in page
    assert str(bens.pk) not in page


def test_an_attempt_at_something_else_is_not_there() -> None:
    assignment = answered_by(1, of=1)
    other = assign(assignment.classroom, of=1)
    attempt = assignment.attempts.get()
    path = f"/assignments/{other.pk}/attempts/{attempt.pk}/"
    assert teacher_of(assignment).get(path).status_code == 404


# The table for spreadsheet programs


def test_the_table_has_a_line_a_learner_and_no_formula() -> None:
    hostile = '=HYPERLINK("http://localhost";"Ada")'
    assignment = given_to(hostile, "Zoë", of=2)
    first, _ = assignment.classroom.members.learners().order_by("name")
    answer_in_bulk(assignment, [(first, [RIGHT, WRONG])])
    response = teacher_of(assignment).get(f"/assignments/{assignment.pk}/results.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    headings, *rows = csv.reader(StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert headings[9].startswith("1: Who opened")
    assert rows[0][0] == f"'{hostile}"
    assert rows[0][-4:] == ["1", "2", "1", "0"]
    assert [row[0] for row in rows[1:]] == ["Zoë"]


def test_the_file_is_named_in_plain_letters_after_the_class_and_the_title() -> None:
    assignment = given_to(title="Über „Rußland“\r\nX: 1")
    response = teacher_of(assignment).get(f"/assignments/{assignment.pk}/results.csv")
    assert response["Content-Disposition"] == 'attachment; filename="8b-uber-ruland-x-1.csv"'


# Whose it is


def test_the_results_are_for_the_teachers_of_the_class_alone() -> None:
    assignment = answered_by(1, of=1)
    classroom, attempt = assignment.classroom, assignment.attempts.get()
    colleague = MemberFactory.create(classroom=classroom, role=Role.TEACHER)
    former = MemberFactory.create(classroom=classroom, role=Role.TEACHER, left=STARTED)
    elsewhere = MemberFactory.create(role=Role.OWNER)
    learner = classroom.members.learners().get()
    for page in ("results/", "questions/", "results.csv", f"attempts/{attempt.pk}/"):
        statuses = []
        for member in (colleague, former, elsewhere, learner):
            client = client_of_user(member.user)
            statuses.append(client.get(f"/assignments/{assignment.pk}/{page}").status_code)
        assert statuses == [200, 404, 404, 404], page


def test_a_class_that_is_archived_before_the_closing_is_not_said_to_have_closed() -> None:
    assignment = answered_by(1)
    Assignment.objects.update(closes=STARTED + 300 * DAY)
    Classroom.objects.update(archived=STARTED)
    with time_machine.travel(STARTED + DAY, tick=False):
        page = text_of(teacher_of(assignment).get(f"/assignments/{assignment.pk}/results/"))
    assert "the class is archived" in page
    assert ">closed " not in page
