"""What learners send while they take a quiz."""

from uuid import UUID

import pytest
from django.http import QueryDict

from quizzes.forms.attempts import AnswerForm, ReportForm
from quizzes.models.attempts import LONGEST_ANSWER

ATTEMPT, OTHER = UUID(int=1), UUID(int=2)


def answer(token: str = "", **fields: str) -> AnswerForm:
    data = QueryDict(mutable=True)
    data.update({"token": token or AnswerForm(ATTEMPT, 1).new_token()} | fields)
    return AnswerForm(ATTEMPT, 1, data)


def test_a_position_and_a_token_are_an_answer() -> None:
    form = answer(choice="2")
    assert form.is_valid()
    assert form.cleaned_data["choice"] == 2
    assert isinstance(form.cleaned_data["token"], UUID)


def test_every_page_has_a_token_of_its_own() -> None:
    tokens = {AnswerForm(ATTEMPT, 1)["token"].value() for _ in range(10)}
    assert len(tokens) == 10


def test_a_token_is_the_same_however_often_it_is_sent() -> None:
    token = AnswerForm(ATTEMPT, 1).new_token()
    forms = [answer(token, choice="1"), answer(token, choice="2")]
    assert all(form.is_valid() for form in forms)
    assert forms[0].cleaned_data["token"] == forms[1].cleaned_data["token"]


@pytest.mark.parametrize(("attempt", "number"), [(OTHER, 1), (ATTEMPT, 2), (OTHER, 2)])
def test_a_token_holds_for_its_own_question_only(attempt: UUID, number: int) -> None:
    form = answer(AnswerForm(attempt, number).new_token(), choice="1")
    assert not form.is_valid()
    assert "out of date" in str(form.non_field_errors())


@pytest.mark.parametrize("token", ["x", str(UUID(int=3)), f"{UUID(int=3)}:forged", "é" * 500])
def test_a_forged_token_is_refused_and_replaced_by_a_good_one(token: str) -> None:
    form = answer(token, choice="3")
    assert not form.is_valid()
    assert form["choice"].value() == "3"
    assert answer(form["token"].value(), choice="3").is_valid()


def test_a_text_is_trimmed_and_has_an_end() -> None:
    assert answer(text=f"  {'x' * LONGEST_ANSWER} ").is_valid()
    assert "too long" in str(answer(text="x" * (LONGEST_ANSWER + 1)).errors["text"])


@pytest.mark.parametrize("choice", ["0", "-1", "101", "1.5", "one", "9" * 5000])
def test_what_is_no_position_is_refused(choice: str) -> None:
    assert "Choose one of the options." in str(answer(choice=choice).errors["choice"])


def test_an_empty_answer_is_refused_beside_the_field_that_it_belongs_to() -> None:
    for typed, field in ((True, "text"), (False, "choice")):
        form = answer()
        assert form.is_valid()
        form.refuse_empty(typed=typed)
        assert list(form.errors) == [field]


@pytest.mark.parametrize(("reason", "valid"), [("unclear", True), ("", False), ("dull", False)])
def test_a_report_gives_one_of_the_reasons(reason: str, valid: bool) -> None:
    assert ReportForm({"reason": reason}).is_valid() is valid
