"""The result of a finished attempt: the score, and every question with its answer and proof."""

from dataclasses import dataclass
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
    answered: bool = True


def result_of(attempt: Attempt) -> dict[str, Any]:
    """The context of a finished attempt that was fetched `with_score`."""
    asked = list(attempt.questions.for_review())
    missed = attempt.total - attempt.points
    article = asked[0].question.article
    question_set = attempt.question_set
    return {
        "title": attempt.title,
        "set_url": question_set.get_absolute_url() if question_set else reverse("sets"),
        "score": {"right": attempt.points, "total": attempt.total},
        "missed": missed,
        "practise_url": reverse("practise", args=[attempt.pk]) if missed else None,
        "again_url": reverse("try_again", args=[attempt.pk]),
        "article": show_article(article) if is_readable(article) else None,
        "rows": [_row(row) for row in asked],
    }


def _row(asked: AttemptQuestion) -> Row:
    question = asked.question
    [response] = asked.responses.all()
    return Row(
        number=asked.number,
        stem=question.stem,
        url=asked.get_absolute_url(),
        right=bool(response.points),
        response_label=str(response),
        answer=_answer(question),
        why=question.explanation,
        evidence=proving(question.proofs.all()),
    )


def _answer(question: Question) -> str:
    accepted = [answer.text for answer in question.answers.all()]
    keys = [option.label for option in question.options.all() if option.is_key]
    return accepted[0] if accepted else _(" and ").join(keys)
