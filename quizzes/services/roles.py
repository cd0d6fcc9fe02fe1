"""Who may do what: at the editor's desk, and with classes.

An admin is a superuser. An *editor* is a member of staff in the group Editors, who writes the
library and its questions; what learners did is theirs to read, and deleting is the admin's. A
*teacher* is in the group Teachers, and may make classes and question sets of their own.
"""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db import transaction

EDITORS = "Editors"
TEACHERS = "Teachers"
WRITTEN_BY_EDITORS = ("library", "questions")


@transaction.atomic
def grant_editors() -> Group:
    """Make the group of the editors, or bring its permissions up to date with the tables."""
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.set(
        Permission.objects.filter(
            content_type__app_label="quizzes", codename__in=editor_codenames()
        )
    )
    return editors


def editor_codenames() -> Iterator[str]:
    """Add, change and view for the rooms that editors write; view for every other table."""
    for model in apps.get_app_config("quizzes").get_models():
        room = model.__module__.rpartition(".")[2]
        actions = ("add", "change", "view") if room in WRITTEN_BY_EDITORS else ("view",)
        yield from (f"{action}_{model._meta.model_name}" for action in actions)


@transaction.atomic
def grant_teachers() -> Group:
    """Make the group of the teachers, or bring its permission back."""
    teachers, _ = Group.objects.get_or_create(name=TEACHERS)
    teachers.permissions.set(
        Permission.objects.filter(content_type__app_label="quizzes", codename="teach")
    )
    return teachers


@transaction.atomic
def make_teacher(*, user: User) -> None:
    user.groups.add(Group.objects.get(name=TEACHERS))


def may_teach(user: User | AnonymousUser) -> bool:
    """Whether somebody may make classes, and teach in those of others."""
    return user.has_perm("quizzes.teach")
