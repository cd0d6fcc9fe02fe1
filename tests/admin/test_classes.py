"""Classes and assignments at the desk: to look at, and the code is nobody's there."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import assign, make_class
from tests.taking import client_of_user, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return UserFactory.create(is_staff=True, is_superuser=True)


def test_a_class_shows_its_people_and_not_its_code(admin: User) -> None:
    classroom = make_class(name="7b", learners=2)
    shown = text_of(
        client_of_user(admin).get(reverse("admin:quizzes_classroom_change", args=[classroom.pk]))
    )
    for member in classroom.members.all():
        assert member.name in shown
    assert classroom.code not in shown
    assert 'name="_save"' not in shown


def test_an_assignment_shows_its_terms(admin: User) -> None:
    row = assign(make_class(name="7b"), minutes=45)
    shown = text_of(
        client_of_user(admin).get(reverse("admin:quizzes_assignment_change", args=[row.pk]))
    )
    assert row.title in shown
    assert "45" in shown
    assert 'name="_save"' not in shown


@pytest.mark.parametrize("model", ["classroom", "assignment"])
def test_nothing_is_added_at_the_desk(admin: User, model: str) -> None:
    assert client_of_user(admin).get(reverse(f"admin:quizzes_{model}_add")).status_code == 403


def test_a_class_is_found_by_name_and_by_who_is_in_it(admin: User) -> None:
    classroom = make_class(name="7b", learners=1)
    make_class(name="8c")
    learner = classroom.members.learners().get().user
    desk = reverse("admin:quizzes_classroom_changelist")
    for wanted in ("7b", learner.username):
        shown = text_of(client_of_user(admin).get(desk, {"q": wanted}))
        assert ">7b<" in shown
        assert ">8c<" not in shown
