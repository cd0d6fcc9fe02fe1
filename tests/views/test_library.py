"""Home, and the articles."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from quizzes.core.availability import GRACE
from quizzes.factories.attempts import STARTED, begin, respond, respond_to_all
from quizzes.factories.classes import (
    AssignmentLearnerFactory,
    MemberFactory,
    assign,
    begin_assigned,
    make_class,
)
from quizzes.factories.library import (
    SENTENCES,
    ArticleFactory,
    ArticleRevisionFactory,
    EvidenceFactory,
    FactFactory,
)
from quizzes.factories.questions import article_of, make_question, make_set
from quizzes.models import Classroom
from quizzes.models.classes import Role
from quizzes.models.library import Show, Status
from quizzes.views.shown import PER_PAGE
from tests.taking import begin_as_guest, client_of, client_of_user

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_newcomer_is_shown_what_to_begin_with(client: Client) -> None:
    made = make_set(of=3)
    home = page(client, "/")
    assert article_of(made).title in home
    assert f'href="{made.get_absolute_url()}"' in home
    assert "3 questions" in home
    assert "Go on where you left off" not in home


def test_an_empty_library_says_so(client: Client) -> None:
    assert "There is no article here yet." in page(client, "/")
    assert "There is no article here yet." in page(client, "/articles/")


@pytest.mark.parametrize("start", [begin, begin_as_guest])
def test_home_leads_on_to_what_was_left_open(start: type) -> None:
    attempt = start(make_set(of=3))
    respond(attempt, 1)
    home = page(client_of(attempt), "/")
    assert "Go on where you left off" in home
    assert "1 of 3 answered" in home
    assert f'href="/attempts/{attempt.pk}/"' in home


def test_home_forgets_what_is_finished_and_never_shows_what_is_anothers() -> None:
    finished, foreign = begin(make_set(of=1)), begin(make_set(of=1))
    home = page(client_of(respond_to_all(finished)), "/")
    assert str(finished.pk) not in home
    assert str(foreign.pk) not in home


def test_an_article_stands_with_the_sets_made_from_it(client: Client) -> None:
    made = make_set(of=2)
    article = page(client, article_of(made).get_absolute_url())
    assert all(sentence in article for sentence in SENTENCES)
    assert f'href="{made.get_absolute_url()}"' in article
    assert "<mark" not in article


def test_the_current_revision_is_the_one_to_read(client: Client) -> None:
    old = ArticleRevisionFactory.create(number=1, text="As it stood at first.")
    ArticleRevisionFactory.create(article=old.article, number=2, text="As it was corrected.")
    text = page(client, old.article.get_absolute_url())
    assert "As it was corrected." in text
    assert "As it stood at first." not in text


def test_an_article_of_which_only_quotes_are_shown_keeps_the_rest(client: Client) -> None:
    article = ArticleFactory.create(show=Show.QUOTES)
    revision = ArticleRevisionFactory.create(article=article)
    EvidenceFactory.create(fact__article=article, revision=revision, quote=SENTENCES[2])
    draft = FactFactory.create(article=article, status=Status.DRAFT)
    EvidenceFactory.create(fact=draft, revision=revision, quote=SENTENCES[3])
    text = page(client, article.get_absolute_url())
    assert SENTENCES[2] in text
    assert not any(other in text for other in (*SENTENCES[:2], SENTENCES[3]))
    assert "Only the sentences that prove an answer are shown here." in text


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_what_is_not_approved_is_not_there(client: Client, status: Status) -> None:
    article = ArticleFactory.create(status=status)
    made = make_set(make_question(article=article))
    for path in (article.get_absolute_url(), made.get_absolute_url()):
        assert client.get(path).status_code == 404
    for path in ("/", "/articles/", "/sets/"):
        assert article.title not in page(client, path)


def test_a_long_list_is_read_in_pages(client: Client) -> None:
    for _ in range(PER_PAGE + 1):
        ArticleFactory.create()
    entries = [page(client, f"/articles/?page={n}").count("<h2>") for n in ("1", "2", "9", "x")]
    assert entries == [PER_PAGE, 1, 1, PER_PAGE]


@pytest.mark.parametrize("path", ["/", "/articles/", "/sets/", "/attempts/"])
def test_reading_changes_nothing(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


# What is due, and how far the classes are


def home_of(user: User, now: datetime = STARTED) -> str:
    with time_machine.travel(now, tick=False):
        return " ".join(page(client_of_user(user), "/").split())


def a_learner(classroom: Classroom) -> User:
    return classroom.members.learners().select_related("user")[0].user


def titles_on(home: str) -> list[str]:
    """What stands there before the articles."""
    own = home.partition("Articles to start with")[0]
    return re.findall(r"<h2><a [^>]*>([^<]*)</a></h2>", own)


def test_home_shows_what_is_due_soonest_first_and_what_has_no_date_last() -> None:
    one, two = make_class(name="7b"), make_class(zone="America/New_York")
    user = a_learner(one)
    MemberFactory.create(classroom=two, user=user)
    assign(one, title="Without a date")
    assign(two, title="In two days", due=STARTED + 2 * DAY)
    assign(one, title="Closes in three days", closes=STARTED + 3 * DAY)
    assign(one, title="Tomorrow", due=STARTED + DAY)
    assign(one, title="Overdue", due=STARTED - HOUR)
    home = home_of(user)
    assert titles_on(home) == [
        "Overdue",
        "Tomorrow",
        "In two days",
        "Closes in three days",
        "Without a date",
    ]
    assert "due <time" in home
    assert "Sunday, 26 May 2024, 14:00 (Berlin)" in home
    assert "Monday, 27 May 2024, 08:00 (New York)" in home


def test_home_shows_only_what_can_be_done_now() -> None:
    classroom = make_class()
    user = a_learner(classroom)
    used = assign(classroom, title="Used up", attempts_allowed=1)
    again = assign(classroom, title="One attempt left", attempts_allowed=2)
    practice = assign(classroom, title="Practice without end")
    for row in (used, again, practice):
        respond_to_all(begin_assigned(row))
    assign(classroom, title="Not open yet", opens=STARTED + HOUR)
    assign(classroom, title="Closed", closes=STARTED)
    assign(classroom, title="A draft", given=None)
    assign(make_class(), title="In another class")
    for_another = assign(classroom, title="For another learner")
    other = classroom.members.learners()[1]
    AssignmentLearnerFactory.create(assignment=for_another, member=other)
    assert titles_on(home_of(user)) == ["One attempt left"]


def test_what_is_due_and_begun_stands_on_home_once() -> None:
    row = assign(make_class(), title="The lake", closes=STARTED + HOUR)
    attempt = begin_assigned(row)
    user = attempt.user
    assert user
    respond(attempt, 1)
    home = home_of(user)
    assert home.count(attempt.get_absolute_url()) == 1
    assert "1 of 3 answered" in home
    assert "Go on where you left off" not in home
    assert str(attempt.pk) not in home_of(user, STARTED + HOUR + GRACE)


def test_an_attempt_that_outlives_its_assignment_can_still_be_found() -> None:
    row = assign(make_class())
    attempt = begin_assigned(row)
    assert attempt.user
    row.closes = STARTED + HOUR
    row.save()
    home = home_of(attempt.user, STARTED + HOUR)
    assert "Go on where you left off" in home
    assert attempt.get_absolute_url() in home


def test_home_shows_teachers_how_many_have_handed_in() -> None:
    classroom = make_class(learners=3, name="7b")
    row = assign(classroom, title="The lake", due=STARTED + DAY)
    assign(classroom, title="A draft", given=None)
    assign(make_class(), title="In another class")
    respond_to_all(begin_assigned(row))
    home = home_of(classroom.members.get(role=Role.OWNER).user)
    assert "Given to your classes" in home
    assert "1 of 3 handed in" in home
    assert "A draft" not in home
    assert "In another class" not in home


def test_guests_see_nothing_of_classes(client: Client) -> None:
    assign(make_class(), title="The lake")
    home = page(client, "/")
    assert "The lake" not in home
    assert "Read the news, then see what stayed" in home
