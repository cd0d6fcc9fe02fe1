"""Whatever learners do, in whatever order: one response a question, and a score that adds up."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from quizzes.factories.attempts import answer_position, answer_text, begin
from quizzes.factories.classes import assign, begin_assigned, make_class
from quizzes.factories.questions import make_question, make_set
from quizzes.forms.attempts import AnswerForm
from quizzes.models import Attempt, AttemptQuestion, ChosenOption, Response
from quizzes.models.classes import Shows
from quizzes.models.questions import Form
from tests.taking import client_of, page_of

pytestmark = pytest.mark.django_db

SIZE = 4
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Step:
    """Something that a learner does with a question, in one of two tabs; 0 is the open one.

    To "answer" a second time in the same tab sends the same token again.
    """

    number: int
    act: str
    tab: int = 0
    right: bool = True
    headers: bool = False


STEPS = st.builds(
    Step,
    number=st.integers(1, SIZE + 1),
    act=st.sampled_from(["open", "answer", "forge", "nonsense", "review"]),
    tab=st.integers(0, 1),
    right=st.booleans(),
    headers=st.booleans(),
)
# Chance alone seldom reaches the end: most steps of a learner lead on.
ON = st.builds(Step, number=st.just(0), act=st.just("answer"), right=st.booleans())


class Tabs:
    """A learner with two tabs, and beside it what is expected to be stored."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.client: Client = client_of(attempt)
        self.tokens: dict[tuple[int, int], str] = {}
        self.expected: dict[int, bool] = {}

    @property
    def turn(self) -> int:
        return len(self.expected) + 1

    def do(self, step: Step) -> None:
        number = step.number or min(self.turn, SIZE)
        headers = HTMX if step.headers else {}
        if step.act == "open":
            self.client.get(page_of(self.attempt, number), headers=headers)
        elif step.act == "review":
            self.client.get(f"/attempts/{self.attempt.pk}/review/", headers=headers)
        elif number <= SIZE:
            self.post(number, step, headers)

    def post(self, number: int, step: Step, headers: dict[str, str]) -> None:
        asked = self.attempt.questions.get(number=number)
        self.client.post(
            page_of(self.attempt, number),
            {"token": self.token(number, step)} | self.fields(asked, step),
            headers=headers,
        )
        if number == self.turn and step.act == "answer":
            self.expected[number] = step.right

    def token(self, number: int, step: Step) -> str:
        if step.act == "forge":
            return str(UUID(int=number))
        token = AnswerForm(self.attempt.pk, number).new_token()
        return self.tokens.setdefault((number, step.tab), token)

    def fields(self, asked: AttemptQuestion, step: Step) -> dict[str, str]:
        if step.act == "nonsense":
            return {"choice": "17"}
        if asked.question.form == Form.TYPED:
            return {"text": answer_text(asked, right=step.right)}
        return {"choice": str(answer_position(asked, right=step.right))}


def recount(attempt: Attempt) -> int:
    """The score worked out anew from what was chosen and typed, without the points stored."""
    chosen = ChosenOption.objects.filter(
        response__attempt_question__attempt=attempt, option__option__is_key=True
    )
    typed = Response.objects.filter(attempt_question__attempt=attempt).exclude(text="")
    return chosen.count() + sum(
        response.attempt_question.question.answers.filter(text=response.text).exists()
        for response in typed
    )


@given(steps=st.lists(st.one_of(ON, ON, STEPS), max_size=25))
def test_any_sequence_leaves_one_response_a_question_and_a_score_that_adds_up(
    steps: list[Step],
) -> None:
    made = make_set(*[make_question(form=form) for form in (Form.CHOICE, Form.TYPED) * 2])
    tabs = Tabs(begin(made))
    for step in steps:
        tabs.do(step)

    attempt = Attempt.objects.with_score().get(pk=tabs.attempt.pk)
    stored = Response.objects.filter(attempt_question__attempt=attempt)
    points = dict(stored.values_list("attempt_question__number", "points"))
    assert stored.count() == len(points)
    assert points == {number: int(right) for number, right in tabs.expected.items()}
    assert attempt.points == recount(attempt) == sum(points.values())
    assert (attempt.answered, attempt.total) == (len(points), SIZE)
    assert (attempt.finished is not None) is (len(points) == SIZE)
    last = stored.order_by("answered").last()
    assert attempt.finished is None or (last and attempt.finished == last.answered)


# Where answers can be changed until they are handed in

CHANGES = st.builds(
    Step,
    number=st.integers(1, SIZE + 1),
    act=st.sampled_from(["open", "answer", "answer", "answer", "retry", "nonsense", "hand in"]),
    tab=st.integers(0, 1),
    right=st.booleans(),
    headers=st.booleans(),
)


class Sheet(Tabs):
    """A learner who goes to and fro, and beside it what is expected to stand."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(attempt)
        self.sent: dict[tuple[int, int], tuple[dict[str, str], bool]] = {}
        self.is_over = False

    def do(self, step: Step) -> None:
        headers = HTMX if step.headers else {}
        if step.act == "hand in":
            self.client.post(f"/attempts/{self.attempt.pk}/submit/", headers=headers)
            self.is_over = True
        elif step.act == "open":
            self.client.get(page_of(self.attempt, step.number), headers=headers)
        elif step.number <= SIZE:
            self.post(step.number, step, headers)

    def post(self, number: int, step: Step, headers: dict[str, str]) -> None:
        """Send a new answer, or the tab's last one once more, as over a line that was lost."""
        asked = self.attempt.questions.get(number=number)
        fresh = {"token": AnswerForm(self.attempt.pk, number).new_token()}
        again = self.sent.get((number, step.tab)) if step.act == "retry" else None
        data, right = again or (fresh | self.fields(asked, step), step.right)
        self.client.post(page_of(self.attempt, number), data, headers=headers)
        if step.act == "nonsense" and not data.get("text"):
            return
        if again is None and not self.is_over:
            self.sent[number, step.tab] = data, right
            self.expected[number] = right


@given(steps=st.lists(CHANGES, max_size=25))
def test_any_sequence_of_changes_leaves_the_last_answer_to_each_question(
    steps: list[Step],
) -> None:
    questions = [make_question(form=form) for form in (Form.CHOICE, Form.TYPED) * 2]
    sheet = Sheet(begin_assigned(assign(make_class(), *questions, shows=Shows.SUBMITTED)))
    for step in steps:
        sheet.do(step)

    attempt = Attempt.objects.with_score().get(pk=sheet.attempt.pk)
    stored = Response.objects.filter(attempt_question__attempt=attempt)
    standing = dict(stored.standing().values_list("attempt_question__number", "points"))
    assert standing == {number: int(right) for number, right in sheet.expected.items()}
    assert attempt.points == sum(standing.values())
    assert (attempt.answered, attempt.total) == (len(standing), SIZE)
    assert (attempt.finished is not None) is sheet.is_over
    for asked in attempt.questions.all():
        revisions = list(asked.responses.values_list("revision", flat=True))
        assert revisions == list(range(1, len(revisions) + 1))
