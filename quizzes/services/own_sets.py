"""A teacher's own sets: made or taken, published, copied, deleted."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from quizzes.core.rules import enemy_pairs
from quizzes.models import Question, QuestionSet, SetItem
from quizzes.models.questions import QuestionStatus
from quizzes.services.library import library_around

LONGEST_SLUG = 100


class OwnSetError(Exception):
    """What can't be done with a set, in words for its teacher. Nothing was changed."""

    words: str | Promise = ""

    def __str__(self) -> str:
        return str(self.words)


class GoneError(OwnSetError):
    words = _("That is not there any more.")


class PublishedError(OwnSetError):
    words = _("This set is published and stays as it is. Copy it to change it.")


class UnpublishedError(OwnSetError):
    words = _("This set is a draft, which you can change as it is.")


class EmptyError(OwnSetError):
    words = _("Put a question into the set first.")


class OutdatedError(OwnSetError):
    words = _("Some of its questions are not asked any more. Renew or remove them first.")


class EnemiesError(OwnSetError):
    words = _("Two of its questions give each other away. Remove one of them first.")


class AssignedError(OwnSetError):
    words = _("The set is assigned to a class, so it is kept.")


def draft(question_set: QuestionSet) -> QuestionSet:
    """The set, locked until the transaction ends.

    Raises PublishedError where it is no draft, and GoneError where it was deleted meanwhile.
    """
    # By no other order: PostgreSQL locks no row that is joined to an article it may not have.
    rows = QuestionSet.objects.select_for_update(no_key=True).order_by("pk")
    row = rows.filter(pk=question_set.pk).first()
    if row is None:
        raise GoneError
    if row.owner_id is None or row.published is not None:
        raise PublishedError
    return row


def questions_of(row: QuestionSet) -> list[Question]:
    """The questions of a set in its order, with everything that core reads."""
    found = Question.objects.filter(sets=row).with_parts().in_bulk()
    return [found[item.question_id] for item in row.items.all()]


@transaction.atomic
def create_set(*, owner: User, title: str, now: datetime) -> QuestionSet:
    """An empty draft."""
    return _make(owner, title, now)


@transaction.atomic
def take_ready_set(*, owner: User, question_set: QuestionSet, now: datetime) -> QuestionSet:
    """A published copy of an article's ready set, as it is today; the one that there is, if any.

    Raises EmptyError where nothing of it is asked any more.
    """
    # Of two clicks the second waits here, and then finds what the first has made.
    QuestionSet.objects.select_for_update(no_key=True).get(pk=question_set.pk)
    asked = question_set.items.filter(question__status=QuestionStatus.PUBLISHED)
    questions = list(asked.values_list("question", flat=True))
    if not questions:
        raise EmptyError
    taken = QuestionSet.objects.assignable_by(owner).filter(title=question_set.title)
    for other in taken.prefetch_related("items"):
        if [item.question_id for item in other.items.all()] == questions:
            return other
    return _make(owner, question_set.title, now, questions, published=now)


@transaction.atomic
def retitle(*, question_set: QuestionSet, title: str) -> None:
    row = draft(question_set)
    row.title = title
    row.save(update_fields=["title"])


@transaction.atomic
def publish_set(*, question_set: QuestionSet, now: datetime) -> None:
    """Let a set be assigned, and stay as it is from now on.

    Raises EmptyError, OutdatedError or EnemiesError where it isn't fit for that.
    """
    row = draft(question_set)
    questions = questions_of(row)
    if not questions:
        raise EmptyError
    if any(question.status != QuestionStatus.PUBLISHED for question in questions):
        raise OutdatedError
    if enemy_pairs([each.to_core() for each in questions], library_around(questions)):
        raise EnemiesError
    row.published = now
    row.save(update_fields=["published"])


@transaction.atomic
def copy_set(*, question_set: QuestionSet, title: str, now: datetime) -> QuestionSet:
    """A new draft with the questions of a published set.

    Raises UnpublishedError for a draft: its wordings are its own until it is published.
    """
    row = QuestionSet.objects.select_related("owner").get(pk=question_set.pk)
    if row.owner is None or row.published is None:
        raise UnpublishedError
    return _make(row.owner, title, now, list(row.items.values_list("question", flat=True)))


@transaction.atomic
def delete_set(*, question_set: QuestionSet) -> None:
    """Delete a set that no assignment uses. Attempts at it keep the questions that they froze."""
    # Whoever is giving it to a class at this moment does so before, or finds it gone.
    QuestionSet.objects.select_for_update().filter(pk=question_set.pk).order_by("pk").first()
    try:
        question_set.delete()
    except ProtectedError as error:
        raise AssignedError from error


def _make(
    owner: User,
    title: str,
    now: datetime,
    questions: Sequence[int] = (),
    published: datetime | None = None,
) -> QuestionSet:
    # The slug ends with the primary key, so the row comes first, under a name that nothing
    # keeps. Behind the last dash stands no bare number: such names are the ready sets'.
    made = QuestionSet.objects.create(
        owner=owner,
        title=title,
        slug=f"being-made-by-{owner.pk}-now",
        created=now,
        published=published,
    )
    made.slug = f"{slugify(title)[:LONGEST_SLUG].strip('-') or 'set'}-s{made.pk}"
    made.save(update_fields=["slug"])
    SetItem.objects.bulk_create(
        SetItem(set=made, question_id=question, position=position)
        for position, question in enumerate(questions, 1)
    )
    return made
