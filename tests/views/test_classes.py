"""Classes: the list, the page of one, and what its teachers set."""

from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from quizzes.core.codes import show_code
from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import (
    FOUNDED,
    MemberFactory,
    assign,
    make_class,
)
from quizzes.models import Classroom, Member
from quizzes.models.classes import Role
from quizzes.services.roles import may_teach
from tests.taking import client_of_user, text_of
from tests.teaching import a_teacher, owner_of

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    return text_of(client.get(path))


def url(classroom: Classroom, more: str = "") -> str:
    return f"/classes/{classroom.slug}/{more}"


def taught(**values: Any) -> tuple[Classroom, Client]:
    """A class, and the browser of its owner."""
    classroom = make_class(owner=a_teacher(), **values)
    return classroom, client_of_user(owner_of(classroom))


# The list


def test_a_guest_is_asked_for_a_code(client: Client) -> None:
    shown = page(client, "/classes/")
    assert "Type it here" in shown
    assert "Make a class" not in shown
    assert "I teach" not in shown


def test_a_teacher_sees_their_classes_and_how_many_learn_there() -> None:
    classroom, client = taught(name="7b", learners=3)
    MemberFactory.create(classroom=classroom, left=FOUNDED)
    make_class(name="8c")
    shown = page(client, "/classes/")
    assert "7b" in shown
    assert "3 learners" in shown
    assert "8c" not in shown
    assert "Make a class" in shown


def test_a_learner_sees_where_they_learn_and_no_longer_where_they_have_left() -> None:
    row = MemberFactory.create(classroom=make_class(name="7b"))
    MemberFactory.create(classroom=make_class(name="8c"), user=row.user, left=FOUNDED)
    shown = page(client_of_user(row.user), "/classes/")
    assert "7b" in shown
    assert "8c" not in shown


def test_archived_classes_are_folded_away() -> None:
    _classroom, client = taught(name="7b", archived=FOUNDED)
    shown = page(client, "/classes/")
    assert shown.index("<details>") < shown.index(">7b<")


def test_the_list_asks_the_database_no_more_for_more_classes() -> None:
    owner = a_teacher()
    counts = []
    for size in (1, 8):
        for _ in range(size):
            make_class(owner=owner)
        with CaptureQueriesContext(connection) as queries:
            client_of_user(owner).get("/classes/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


# Roles


def test_whoever_says_so_teaches_where_that_is_enough(settings: Settings) -> None:
    settings.ANYONE_MAY_TEACH = True
    user = UserFactory.create()
    assert "I teach" in page(client_of_user(user), "/classes/")
    assert client_of_user(user).post("/classes/teach/").headers["Location"] == "/classes/"
    assert may_teach(User.objects.get(pk=user.pk))
    assert "I teach" not in page(client_of_user(user), "/classes/")


def test_elsewhere_nobody_becomes_a_teacher_by_saying_so() -> None:
    user = UserFactory.create()
    assert client_of_user(user).post("/classes/teach/").status_code == 403
    assert not may_teach(User.objects.get(pk=user.pk))


def test_becoming_a_teacher_takes_an_account(client: Client, settings: Settings) -> None:
    settings.ANYONE_MAY_TEACH = True
    assert "I teach" not in page(client, "/classes/")
    assert client.post("/classes/teach/").headers["Location"].startswith("/accounts/login/")


# Making one


@time_machine.travel(FOUNDED, tick=False)
def test_a_class_is_made_and_opened() -> None:
    user = a_teacher()
    answer = client_of_user(user).post("/classes/new/", {"name": "7b", "zone": "Asia/Tokyo"})
    classroom = Classroom.objects.get()
    assert answer.headers["Location"] == url(classroom)
    assert (classroom.name, classroom.zone, classroom.created) == ("7b", "Asia/Tokyo", FOUNDED)
    assert owner_of(classroom) == user
    shown = page(client_of_user(user), url(classroom))
    assert show_code(classroom.code) in shown
    assert "Nobody is here yet." in shown


def test_the_zone_is_chosen_beforehand(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Paris"
    user = a_teacher()
    assert '<option value="Europe/Paris" selected>' in page(client_of_user(user), "/classes/new/")
    make_class(owner=user, zone="Asia/Tokyo")
    assert '<option value="Asia/Tokyo" selected>' in page(client_of_user(user), "/classes/new/")


@pytest.mark.parametrize("change", [{"name": " "}, {"zone": "Mars/Olympus"}])
def test_a_class_that_cannot_be_is_not_made(change: dict[str, str]) -> None:
    answer = client_of_user(a_teacher()).post(
        "/classes/new/", {"name": "7b", "zone": "UTC"} | change
    )
    assert answer.status_code == 422
    assert "errorlist" in text_of(answer)
    assert not Classroom.objects.exists()


# The page of a class


def test_a_teacher_sees_people_code_and_assignments() -> None:
    classroom, client = taught(name="7b", learners=0)
    row = MemberFactory.create(classroom=classroom, name="Ada Brandt")
    MemberFactory.create(classroom=classroom, name="Gone Away", left=FOUNDED)
    given = assign(classroom)
    shown = page(client, url(classroom))
    for text in ("Ada Brandt", row.user.username, show_code(classroom.code), given.title):
        assert text in shown
    assert "Gone Away" not in shown


def test_only_those_whose_password_is_the_classs_to_give_can_be_ticked() -> None:
    classroom, client = taught(learners=1)
    assert 'type="checkbox"' not in page(client, url(classroom))
    managed = MemberFactory.create(classroom=classroom, is_managed=True)
    shown = page(client, url(classroom))
    assert shown.count('type="checkbox"') == 1
    assert f'value="{managed.pk}"' in shown


def test_all_of_them_are_ticked_at_a_touch() -> None:
    classroom, client = taught(learners=1)
    for _ in range(2):
        MemberFactory.create(classroom=classroom, is_managed=True)
    assert page(client, url(classroom)).count(" checked>") == 0
    assert page(client, url(classroom, "?tick=all")).count(" checked>") == 2


def test_a_learner_sees_what_is_theirs_and_nobody_elses_name() -> None:
    classroom = make_class(learners=0, name="7b")
    row = MemberFactory.create(classroom=classroom, name="Ada Brandt")
    MemberFactory.create(classroom=classroom, name="Ben Kay")
    given, draft = assign(classroom), assign(classroom, given=None)
    shown = page(client_of_user(row.user), url(classroom))
    for text in ("7b", "Ms Owner", "Ada Brandt", given.title):
        assert text in shown
    for text in ("Ben Kay", draft.title, classroom.code, show_code(classroom.code)):
        assert text not in shown


def test_who_has_left_finds_no_class() -> None:
    row = MemberFactory.create(left=FOUNDED)
    assert client_of_user(row.user).get(url(row.classroom)).status_code == 404


def test_the_page_asks_the_database_no_more_for_more_learners() -> None:
    classroom, client = taught(learners=1)
    assign(classroom)
    counts = []
    for size in (0, 20):
        for n in range(size):
            MemberFactory.create(classroom=classroom, is_managed=n % 2 == 0)
            assign(classroom, of=1)
        client.get(url(classroom))
        with CaptureQueriesContext(connection) as queries:
            client.get(url(classroom))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_script_in_names_is_text() -> None:
    evil = "<script>alert(1)</script>"
    classroom, client = taught(name=evil, learners=0)
    MemberFactory.create(classroom=classroom, name=evil)
    for path in ("/classes/", url(classroom), url(classroom, "invite/")):
        shown = page(client, path)
        assert evil not in shown
        assert "&lt;script&gt;" in shown


# Settings, and the end of a class


def test_a_teacher_changes_name_and_zone() -> None:
    classroom, client = taught()
    assert (
        client.post(url(classroom, "settings/"), {"name": "8b", "zone": "UTC"}).status_code == 302
    )
    classroom.refresh_from_db()
    assert (classroom.name, classroom.zone) == ("8b", "UTC")


def test_a_name_that_cannot_be_changes_nothing() -> None:
    classroom, client = taught(name="7b")
    answer = client.post(url(classroom, "settings/"), {"name": "", "zone": "UTC"})
    assert answer.status_code == 422
    assert Classroom.objects.get().name == "7b"


def test_only_its_owner_is_shown_the_way_to_delete_a_class() -> None:
    classroom, client = taught()
    fellow = MemberFactory.create(classroom=classroom, role=Role.TEACHER)
    assert url(classroom, "delete/") in page(client, url(classroom, "settings/"))
    assert url(classroom, "delete/") not in page(
        client_of_user(fellow.user), url(classroom, "settings/")
    )
    for method in ("get", "post"):
        assert (
            getattr(client_of_user(fellow.user), method)(url(classroom, "delete/")).status_code
            == 404
        )
    assert Classroom.objects.exists()


def test_a_class_is_archived_and_brought_back() -> None:
    classroom, client = taught()
    with time_machine.travel(FOUNDED, tick=False):
        client.post(url(classroom, "archive/"))
    assert Classroom.objects.get().archived == FOUNDED
    assert "This class is archived" in page(client, url(classroom))
    assert "lets nobody in" in page(client, url(classroom, "invite/"))
    client.post(url(classroom, "archive/"), {"bring_back": ""})
    assert Classroom.objects.get().archived is None


def test_before_it_goes_it_is_said_what_goes_and_what_stays() -> None:
    classroom, client = taught(learners=2)
    assign(classroom)
    shown = page(client, url(classroom, "delete/"))
    for text in ("places of 2 learners", "1 assignment", "accounts", "what they answered"):
        assert text in shown
    assert Classroom.objects.exists()
    learners = Member.objects.learners().values_list("user", flat=True)
    users = set(User.objects.filter(pk__in=learners))
    assert client.post(url(classroom, "delete/")).headers["Location"] == "/classes/"
    assert not Classroom.objects.exists()
    assert users <= set(User.objects.all())


@pytest.mark.parametrize("more", ["", "settings/", "invite/", "roster/", "teachers/", "delete/"])
def test_no_page_of_a_class_is_kept_by_a_browser(more: str) -> None:
    classroom, client = taught()
    assert "no-store" in client.get(url(classroom, more)).headers["Cache-Control"]
