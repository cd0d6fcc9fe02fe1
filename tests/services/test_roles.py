"""What an editor may do, what stays with the admin, and who may teach."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.management import call_command

from quizzes.services.roles import (
    EDITORS,
    TEACHERS,
    grant_editors,
    grant_teachers,
    make_teacher,
    may_teach,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    user = User.objects.create_user("edith", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.mark.parametrize(
    "model", ["article", "fact", "entity", "target", "question", "questionset"]
)
def test_an_editor_writes_the_library_and_its_questions(editor: User, model: str) -> None:
    assert editor.has_perms([f"quizzes.{action}_{model}" for action in ("add", "change", "view")])


@pytest.mark.parametrize("model", ["article", "fact", "question", "attempt"])
def test_an_editor_deletes_nothing(editor: User, model: str) -> None:
    assert not editor.has_perm(f"quizzes.delete_{model}")


@pytest.mark.parametrize("model", ["attempt", "response"])
def test_an_editor_reads_what_learners_did_and_changes_none_of_it(editor: User, model: str) -> None:
    assert editor.has_perm(f"quizzes.view_{model}")
    assert not editor.has_perm(f"quizzes.change_{model}")
    assert not editor.has_perm(f"quizzes.add_{model}")


def test_an_editor_does_not_touch_accounts(editor: User) -> None:
    assert not editor.has_perm("auth.view_user")


def test_migrating_brings_the_permissions_back_without_a_second_group() -> None:
    grant_editors().permissions.clear()
    call_command("migrate", verbosity=0)
    assert Group.objects.get(name=EDITORS).permissions.filter(codename="add_fact").exists()


# Teachers


def test_a_teacher_is_whoever_an_admin_puts_into_the_group() -> None:
    user = User.objects.create_user("mara")
    assert not may_teach(user)
    user.groups.add(Group.objects.get(name=TEACHERS))
    assert may_teach(User.objects.get(pk=user.pk))


def test_a_teacher_may_do_nothing_at_the_desk() -> None:
    user = User.objects.create_user("mara")
    make_teacher(user=user)
    assert user.get_all_permissions() == {"quizzes.teach"}
    assert not user.is_staff


def test_an_admin_may_teach_and_a_guest_may_not() -> None:
    assert may_teach(User.objects.create_superuser("admin"))
    assert not may_teach(AnonymousUser())
    assert not may_teach(User.objects.create_superuser("gone", is_active=False))


def test_an_editor_is_no_teacher(editor: User) -> None:
    assert not may_teach(editor)


def test_migrating_brings_the_teachers_permission_back() -> None:
    grant_teachers().permissions.clear()
    call_command("migrate", verbosity=0)
    assert Group.objects.get(name=TEACHERS).permissions.get().codename == "teach"
