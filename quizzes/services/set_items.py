"""The questions of a teacher's draft: put in, put in order, taken out."""

from collections.abc import Sequence
from typing import cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from quizzes.core.likeness import another_like
from quizzes.models import Question, QuestionSet, SetItem
from quizzes.services.library import library_around
from quizzes.services.own_sets import GoneError, OwnSetError, draft, questions_of

# A quiz is ten questions, and whether any two are enemies is looked at for every pair.
MOST_QUESTIONS = 60


class FullError(OwnSetError):
    words = _("The set is full. Remove a question first, or make another set.")


class NotAskedError(OwnSetError):
    words = _("This question is not asked any more.")


class NothingLikeItError(OwnSetError):
    words = _("There is no other question like this one that goes with the rest of the set.")


def item_of_draft(item: SetItem) -> SetItem:
    """The item as it stands, its set locked as by `draft`, with the same errors."""
    row = draft(item.set)
    found = row.items.select_related("question").filter(pk=item.pk).first()
    if found is None:
        raise GoneError
    found.set = row
    return found


@transaction.atomic
def add_question(*, question_set: QuestionSet, question: Question) -> SetItem:
    """Put a question at the end of a draft; one that is in it already stays where it is."""
    row = draft(question_set)
    item = row.items.filter(question=question).first()
    return item or _append(row, question)


@transaction.atomic
def remove_item(*, item: SetItem) -> None:
    item_of_draft(item).delete()


@transaction.atomic
def move_item(*, item: SetItem, by: int) -> None:
    """Move a question so many places down, or up where that is negative, as far as it goes."""
    item = item_of_draft(item)
    order = list(item.set.items.all())
    place = order.index(item)
    order.insert(max(0, place + by), order.pop(place))
    _put_in_order(item.set, order)


@transaction.atomic
def add_another_like(*, item: SetItem) -> SetItem:
    """Put another question like this one behind it.

    Raises NothingLikeItError where the bank has none that goes with the questions of the set.
    """
    item = item_of_draft(item)
    row, asked = item.set, item.question
    chosen = questions_of(row)
    bank = Question.objects.of_the_bank().usable_by(_owner(row))
    # One of the same article comes first, so that most often no other article is read.
    batches = bank.filter(article=asked.article_id), bank.exclude(article=asked.article_id)
    for batch in batches:
        if found := _likest(asked, chosen, list(batch.with_parts())):
            added = _append(row, found)
            order = [each for each in row.items.all() if each != added]
            order.insert(order.index(item) + 1, added)
            _put_in_order(row, order)
            return added
    raise NothingLikeItError


def _likest(
    asked: Question, chosen: Sequence[Question], candidates: Sequence[Question]
) -> Question | None:
    library = library_around([*chosen, *candidates])
    rows = {row.to_core(): row for row in candidates}
    set_of = {row.pk: row.to_core() for row in chosen}
    found = another_like(set_of[asked.pk], list(rows), list(set_of.values()), library)
    return rows[found] if found else None


def _append(row: QuestionSet, question: Question) -> SetItem:
    if not Question.objects.usable_by(_owner(row)).filter(pk=question.pk).exists():
        raise NotAskedError
    if row.items.count() >= MOST_QUESTIONS:
        raise FullError
    return SetItem.objects.create(set=row, question=question, position=_last_place(row) + 1)


def _put_in_order(row: QuestionSet, order: Sequence[SetItem]) -> None:
    """Number the items in this order, beyond all places first: no place is ever taken twice."""
    row.items.update(position=F("position") + _last_place(row))
    for position, item in enumerate(order, 1):
        item.position = position
    SetItem.objects.bulk_update(order, ["position"])


def _last_place(row: QuestionSet) -> int:
    last = row.items.order_by("position").last()
    return last.position if last else 0


def _owner(row: QuestionSet) -> User:
    """Whose set it is, of a draft: an article's own is none."""
    return cast("User", row.owner)
