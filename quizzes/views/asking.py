"""A question of an attempt as its page shows it: before the answer, and after.

Before the answer nothing is read that tells the key: neither which option it is, nor the
accepted answers, the explanation or the proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from quizzes.core.grading import Grade, grade
from quizzes.forms.attempts import AnswerForm
from quizzes.models import AttemptOption, AttemptQuestion, Report, Response
from quizzes.models.questions import Form
from quizzes.services.answers import Key
from quizzes.views.shown import passages, show_article


@dataclass(frozen=True, slots=True)
class OptionShown:
    """An option; what is posted is its position. `state` is one of the template's words."""

    position: int
    label: str
    state: str = ""

    @property
    def key_label(self) -> str:
        return str(self.position)


def page_of(asked: AttemptQuestion, form: AnswerForm | None = None) -> dict[str, Any]:
    """The context of a question that was fetched with `for_page`.

    `form` is one that was refused; without it an open question gets a new one, with a new token.
    """
    always: dict[str, Any] = {
        "attempt": {"uuid": asked.attempt_id},
        "number": asked.number,
        "total": asked.total,
        "answered": asked.is_answered,
        "post_url": asked.get_absolute_url(),
    }
    rest = _told(asked) if asked.is_answered else _open(asked, form)
    return always | rest


def _open(asked: AttemptQuestion, form: AnswerForm | None) -> dict[str, Any]:
    chosen = form["choice"].value() if form else None
    options = asked.options.order_by("position").values_list("position", "option__label")
    return {
        "question": _question(
            asked,
            [
                OptionShown(position, label, "chosen" if str(position) == chosen else "")
                for position, label in options
            ],
        ),
        "form": form or AnswerForm(asked.attempt_id, asked.number),
    }


def _told(asked: AttemptQuestion) -> dict[str, Any]:
    response = asked.responses.select_related(
        "attempt_question__question__article", "attempt_question__report"
    ).get()
    question = response.attempt_question.question
    options, grade = _graded(asked, response)
    proofs = question.proofs.select_related("revision")
    return {
        "question": _question(asked, options),
        "feedback": {
            "right": bool(response.points),
            "verdict": grade.feedback,
            "why": question.explanation,
            "response_label": response.text,
        },
        "article": show_article(question.article, passages(question.article, proofs)),
        "next_url": next_url(asked),
        "is_last": asked.number == asked.total,
        "report": report_of(asked, sent=hasattr(response.attempt_question, "report")),
    }


def _graded(asked: AttemptQuestion, response: Response) -> tuple[list[OptionShown], Grade]:
    """The options as they are told, and what is said of the response that is stored."""
    if asked.question.form == Form.TYPED:
        accepted = tuple(asked.question.answers.values_list("text", flat=True))
        # A text that was found wrong gets the words for that, whatever it would be found now.
        return [], grade(Key(accepted=accepted), response.text if response.points else "")
    rows = asked.options.with_choice().select_related("option__entity").order_by("position")
    key = Key(options=tuple(row.option.bare() for row in rows))
    told = [OptionShown(row.position, row.option.label, _state(row)) for row in rows]
    return told, grade(key, {row.position for row in rows if row.chosen})


def _state(row: AttemptOption) -> str:
    words = {(True, True): "right chosen", (True, False): "right", (False, True): "wrong"}
    return words.get((row.option.is_key, row.chosen), "")


def _question(asked: AttemptQuestion, options: list[OptionShown]) -> Mapping[str, Any]:
    return {"stem": asked.question.stem, "form": asked.question.form, "options": options}


def next_url(asked: AttemptQuestion) -> str:
    """The question after this one, or the result after the last."""
    if asked.number == asked.total:
        return reverse("result", args=[asked.attempt_id])
    return reverse("question", args=[asked.attempt_id, asked.number + 1])


def report_of(asked: AttemptQuestion, *, sent: bool) -> Mapping[str, Any]:
    """The form that reports a question, or that it was sent."""
    url = reverse("report", args=[asked.attempt_id, asked.number])
    return {"url": url, "reasons": Report.Reason.choices, "sent": sent}
