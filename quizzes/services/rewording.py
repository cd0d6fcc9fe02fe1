"""A teacher's own wordings of questions, and questions brought up to date."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quizzes.core.questions import Finding, Level, Wording
from quizzes.core.rules import judge
from quizzes.models import Article, Question, QuestionSet, SetItem
from quizzes.models.questions import QuestionStatus
from quizzes.services.library import current_library
from quizzes.services.own_sets import OwnSetError
from quizzes.services.questions import retire
from quizzes.services.set_items import NotAskedError, item_of_draft
from quizzes.services.versions import Fresh, store_versions


class NoSuccessorError(OwnSetError):
    words = _("Nothing has taken the place of this question. Remove it, or add another like it.")


class FaultyWordingError(OwnSetError):
    """What the rules have against a wording: it is blocked, or it was not to be kept all the same.

    `findings` are those that block it, or else the warnings.
    """

    words = _("The rules have something against this wording.")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = findings

    @property
    def blocks(self) -> bool:
        return any(finding.level is Level.BLOCK for finding in self.findings)


@transaction.atomic
def reword(
    *, item: SetItem, stem: str, explanation: str, in_spite_of_warnings: bool, now: datetime
) -> Question:
    """Ask a question of a draft in the teacher's own words; what it asks stays the same.

    The wording is stored as a question of the teacher's own, with the options, answers, facts
    and proof of the one before. It has an identity of its own, of the set and of the bank's
    question that it is based on: so each set has its wording, and a wording that replaces an
    older one takes nothing from a set that is published or from a copy, which keep theirs.

    Raises FaultyWordingError where a rule blocks it, or warns of it and that was not accepted;
    NotAskedError where the question is out of use.
    """
    item = item_of_draft(item)
    old = Question.objects.select_related("based_on").with_parts().get(pk=item.question_id)
    if old.status != QuestionStatus.PUBLISHED:
        raise NotAskedError
    if (old.stem, old.explanation) == (stem, explanation):
        return old
    # Whoever makes this article's questions anew does it before this wording, or sees it.
    Article.objects.select_for_update().get(pk=old.article_id)
    library = current_library()
    question = replace(old.to_core(), wording=Wording.EDITOR, stem=stem, explanation=explanation)
    _refuse_faulty(judge(question, library), in_spite_of_warnings)
    base = old.based_on or old
    identity = _identity(item.set, base)
    for older in Question.objects.filter(identity=identity).living():
        retire(older, now)
    wording = Fresh(
        question, QuestionStatus.PUBLISHED, identity, author=item.set.owner, based_on=base
    )
    [stored] = store_versions(old.article, [wording], library, now)
    item.question = stored
    item.save(update_fields=["question"])
    return stored


def _refuse_faulty(findings: Sequence[Finding], in_spite_of_warnings: bool) -> None:
    blocking = [finding for finding in findings if finding.level is Level.BLOCK]
    if blocking or (findings and not in_spite_of_warnings):
        raise FaultyWordingError(blocking or findings)


def _identity(question_set: QuestionSet, base: Question) -> str:
    """Of a wording: 32 hex digits, as core gives them to what is made from facts."""
    parts = f"own|{question_set.pk}|{base.identity}"
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


@transaction.atomic
def renew(*, item: SetItem) -> Question:
    """Put the living version in the place of a question of a draft that is out of use.

    That of a wording is the bank's own, for its words were about the facts as they were. Where
    the set asks that already, the old one goes. Raises NoSuccessorError where nothing lives on.
    """
    item = item_of_draft(item)
    old = Question.objects.select_related("based_on").get(pk=item.question_id)
    if old.status == QuestionStatus.PUBLISHED:
        return old
    living = _living(old) or (_living(old.based_on) if old.based_on else None)
    if living is None:
        raise NoSuccessorError
    if item.set.items.filter(question=living).exists():
        item.delete()
    else:
        item.question = living
        item.save(update_fields=["question"])
    return living


def _living(question: Question) -> Question | None:
    """What is asked of the question's identity now."""
    return Question.objects.published().filter(identity=question.identity).first()
