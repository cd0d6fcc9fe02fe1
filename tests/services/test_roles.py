"""What an editor may do, and what stays with the admin."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from quizzes.services.roles import EDITORS, grant_editors

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
