"""The result of an attempt: the score, and every question with its answer and proof."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from quizzes.models import Attempt, AttemptQuestion, Question
from quizzes.views.shown import Passages, is_readable, proving, show_article


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    stem: str
    url: str
    right: bool
    response_label: str
    answer: str
    why: str
    evidence: Passages
    answered: datetime | None
    is_changed: bool


def result_of(attempt: Attempt) -> dict[str, Any]:
    """The context of an attempt that may be told, fetched `with_score` and `with_origin`."""
    asked = list(attempt.questions.for_review())
    missed = attempt.total - attempt.points
    articles = {row.question.article for row in asked}
    article = articles.pop() if len(articles) == 1 else None
    return {
        "title": attempt.title,
        "back_url": origin_url(attempt),
        "score": {"right": attempt.points, "total": attempt.total},
        "missed": missed,
        "is_assigned": attempt.assignment_id is not None,
        "practise_url": reverse("practise", args=[attempt.pk]) if missed else None,
        "again_url": reverse("try_again", args=[attempt.pk]),
        "article": show_article(article) if article and is_readable(article) else None,
        "rows": [row_of(row) for row in asked],
    }


def handed_in(attempt: Attempt, now: datetime) -> dict[str, Any]:
    """The context of an attempt that is over and may not be told yet."""
    return {
        "title": attempt.title,
        "back_url": origin_url(attempt),
        "answered": attempt.answered,
        "total": attempt.total,
        "ended": attempt.ended(now),
        "told_from": attempt.closes,
        "zone": attempt.assignment.classroom.zone if attempt.assignment else "UTC",
    }


def origin_url(attempt: Attempt) -> str:
    """The page that the attempt was started from, as far as its learner still has one."""
    if attempt.assignment:
        return attempt.assignment.get_absolute_url()
    made = attempt.question_set
    return made.get_absolute_url() if made and made.owner_id is None else reverse("attempts")


def row_of(asked: AttemptQuestion) -> Row:
    """A question that was fetched `for_review`, with the answer that stands."""
    question = asked.question
    responses = list(asked.responses.all())
    response = responses[-1] if responses else None
    return Row(
        number=asked.number,
        stem=question.stem,
        url=asked.get_absolute_url(),
        right=bool(response and response.points),
        answered=response.answered if response else None,
        is_changed=len(responses) > 1,
        response_label=str(response or ""),
        answer=_answer(question),
        why=question.explanation,
        evidence=proving(question.proofs.all()),
    )


def _answer(question: Question) -> str:
    accepted = [answer.text for answer in question.answers.all()]
    keys = [option.label for option in question.options.all() if option.is_key]
    return accepted[0] if accepted else _(" and ").join(keys)
