"""How many chose what: the answers to each question in the attempts that count."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizzes.core.statistics import most_frequent
from quizzes.models import Assignment, Question, Response
from quizzes.models.attempts import ResponseQuerySet
from quizzes.models.questions import Form
from quizzes.views.matrix import Column, Go, Matrix
from quizzes.views.shown import Passages, proving

TYPED_SHOWN = 10


class Given(NamedTuple):
    """What a response says: the option that it chose, or the words typed."""

    question: int
    label: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An option or a typed answer, and how many gave it."""

    label: str
    is_right: bool
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers to a question; `others` is how many different typed ones are not shown.

    `accepted` is the right answer to a typed question, and empty for others.
    """

    column: Column
    choices: Sequence[Choice]
    others: int
    accepted: str
    evidence: Passages


def tallies_of(assignment: Assignment, matrix: Matrix) -> dict[int, Tally]:
    """The answers to each question, by its number."""
    given: defaultdict[int, list[Given]] = defaultdict(list)
    for one in _given(Response.objects.at(assignment), matrix.counted):
        given[one.question].append(one)
    questions = Question.objects.filter(pk__in=assignment.question_set.questions.values("pk"))
    rows = {
        row.pk: row for row in questions.prefetch_related("options", "answers", "proofs__revision")
    }
    return {
        column.number: _tally(column, rows[column.question], given[column.question])
        for column in matrix.columns
    }


def common_mistake(assignment: Assignment, matrix: Matrix, column: Column) -> str:
    """The answer to a question that is wrong and was given most often; "" where none was."""
    wrong = Response.objects.at(assignment).filter(
        points=0, attempt_question__question=column.question
    )
    frequent = most_frequent(one.label for one in _given(wrong, matrix.counted))
    return frequent[0][0] if frequent else ""


def _given(responses: ResponseQuerySet, counted: Collection[Go]) -> Iterable[Given]:
    """What the standing ones of these responses say, as far as their attempts count."""
    asked = "attempt_question__"
    rows = (
        responses.standing()
        .order_by("pk")
        .values_list(
            f"{asked}attempt__user",
            f"{asked}attempt__go",
            f"{asked}question",
            "chosen__option__option__label",
            "text",
            "points",
        )
    )
    for user, go, question, label, text, points in rows:
        if (user, go) in counted:
            yield Given(question, label or text, points > 0)


def _tally(column: Column, question: Question, given: Sequence[Given]) -> Tally:
    typed = question.form == Form.TYPED
    choices = _typed(given) if typed else _chosen(question, given)
    shown = choices[:TYPED_SHOWN] if typed else choices
    accepted = [answer.text for answer in question.answers.all()]
    return Tally(
        column=column,
        choices=shown,
        others=len(choices) - len(shown),
        accepted=accepted[0] if accepted else "",
        evidence=proving(question.proofs.all()),
    )


def _typed(given: Sequence[Given]) -> list[Choice]:
    right = {one.label for one in given if one.is_right}
    frequent = most_frequent(one.label for one in given)
    return [Choice(label, label in right, count) for label, count in frequent]


def _chosen(question: Question, given: Sequence[Given]) -> list[Choice]:
    """The options in their order."""
    counts = Counter(one.label for one in given)
    return [
        Choice(option.label, option.is_key, counts[option.label])
        for option in question.options.all()
    ]
