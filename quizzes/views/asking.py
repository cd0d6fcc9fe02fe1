"""A question of an attempt as its page shows it: before its answer is told, and after.

Before that nothing is read that tells the key: neither which option it is, nor the accepted
answers, the explanation or the proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from quizzes.core.grading import Grade, grade, unanswered
from quizzes.forms.attempts import AnswerForm
from quizzes.models import AttemptOption, AttemptQuestion, Report
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


@dataclass(frozen=True, slots=True)
class Given:
    """The answer that stands before it is told: an option's position or a text, or neither."""

    position: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """When an attempt ends by itself, and in which zone to say so."""

    deadline: datetime
    zone: str
    seconds_left: int


def page_of(
    asked: AttemptQuestion, now: datetime, refused: AnswerForm | None = None
) -> dict[str, Any]:
    """The context of a question that was fetched with `for_page`.

    `refused` is a form to show again; without it an open question gets a new one, with a new
    token.
    """
    told = asked.is_told(now)
    always: dict[str, Any] = {
        "attempt": {"uuid": asked.attempt_id},
        "number": asked.number,
        "total": asked.total,
        "told": told,
        "post_url": asked.get_absolute_url(),
    }
    rest = _told(asked, now) if told else _open(asked, now, refused)
    return always | rest


def clock_of(asked: AttemptQuestion, now: datetime) -> Clock | None:
    """What the learner is told of the time that is left; None where nothing ends it."""
    deadline = asked.attempt.deadline
    if deadline is None or asked.attempt.is_over(now):
        return None
    seconds = max(0, int((deadline - now).total_seconds()))
    return Clock(deadline, asked.zone or "UTC", seconds)


def _open(asked: AttemptQuestion, now: datetime, refused: AnswerForm | None) -> dict[str, Any]:
    can_change = not asked.attempt.tells_at_once
    given = _standing(asked) if can_change else Given()
    chosen = refused["choice"].value() if refused else str(given.position)
    options = asked.options.order_by("position").values_list("position", "option__label")
    return {
        "question": _question(
            asked,
            [
                OptionShown(position, label, "chosen" if str(position) == chosen else "")
                for position, label in options
            ],
        ),
        "form": refused or AnswerForm(asked.attempt_id, asked.number, text=given.text),
        "can_change": can_change,
        "clock": clock_of(asked, now),
    }


def _standing(asked: AttemptQuestion) -> Given:
    last = asked.responses.order_by("-revision").values_list("chosen__option__position", "text")
    return Given(*last[0]) if last else Given()


def _told(asked: AttemptQuestion, now: datetime) -> dict[str, Any]:
    row = AttemptQuestion.objects.for_telling().filter(pk=asked.pk)[0]
    options, grade = _graded(row)
    question = row.question
    proofs = question.proofs.select_related("revision")
    return {
        "question": _question(asked, options),
        "feedback": {
            "right": bool(row.points),
            "answered": row.response_pk is not None,
            "verdict": grade.feedback,
            "why": question.explanation,
            "response_label": row.text or "",
        },
        "article": show_article(question.article, passages(question.article, proofs)),
        "next_url": next_url(asked),
        "is_last": asked.number == asked.total,
        "report": report_of(asked, sent=hasattr(row, "report")),
        "clock": clock_of(asked, now),
    }


def _graded(row: AttemptQuestion) -> tuple[list[OptionShown], Grade]:
    """The options as they are told, and what is said of the response that stands, if any."""
    if row.question.form == Form.TYPED:
        key = Key(accepted=tuple(row.question.answers.values_list("text", flat=True)))
        if row.response_pk is None:
            return [], unanswered(key)
        # A text that was found wrong gets the words for that, whatever it would be found now.
        return [], grade(key, (row.text or "") if row.points else "")
    told = row.options.with_choice(row.response_pk)
    options = told.select_related("option__entity").order_by("position")
    key = Key(options=tuple(each.option.bare() for each in options))
    shown = [OptionShown(each.position, each.option.label, _state(each)) for each in options]
    if row.response_pk is None:
        return shown, unanswered(key)
    return shown, grade(key, {each.position for each in options if each.chosen})


def _state(row: AttemptOption) -> str:
    words = {(True, True): "right chosen", (True, False): "right", (False, True): "wrong"}
    return words.get((row.option.is_key, row.chosen), "")


def _question(asked: AttemptQuestion, options: list[OptionShown]) -> Mapping[str, Any]:
    return {"stem": asked.question.stem, "form": asked.question.form, "options": options}


def overview_of(asked: list[AttemptQuestion], now: datetime) -> dict[str, Any]:
    """The context of the page before handing in, of questions that were fetched `for_page`."""
    first = asked[0]
    questions = [
        {
            "number": row.number,
            "stem": row.question.stem,
            "answered": row.is_answered,
            "url": row.get_absolute_url(),
        }
        for row in asked
    ]
    missing = [question for question in questions if not question["answered"]]
    return {
        "attempt": {"uuid": first.attempt_id},
        "questions": questions,
        "missing": len(missing),
        "first_missing": missing[0] if missing else None,
        "submit_url": reverse("submit", args=[first.attempt_id]),
        "clock": clock_of(first, now),
    }


def next_url(asked: AttemptQuestion) -> str:
    """The question after this one, or the result after the last."""
    if asked.number == asked.total:
        return reverse("result", args=[asked.attempt_id])
    return reverse("question", args=[asked.attempt_id, asked.number + 1])


def report_of(asked: AttemptQuestion, *, sent: bool) -> Mapping[str, Any]:
    """The form that reports a question, or that it was sent."""
    url = reverse("report", args=[asked.attempt_id, asked.number])
    return {"url": url, "reasons": Report.Reason.choices, "sent": sent}
