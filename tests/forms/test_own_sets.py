"""What teachers send about their own sets."""

import pytest
from django.http import QueryDict

from quizzes.core.questions import Finding, Level
from quizzes.factories.library import ArticleFactory
from quizzes.forms.own_sets import AddForm, BankForm, RewordForm, TitleForm
from quizzes.models.library import Status

pytestmark = pytest.mark.django_db


def bank_form(query: str) -> BankForm:
    return BankForm(QueryDict(query))


def test_the_bank_is_narrowed_by_what_was_chosen() -> None:
    article = ArticleFactory.create(slug="oil")
    sought = bank_form("article=oil&form=typed&text=+gas+").sought
    assert sought == {"article": article, "form": "typed", "text": "gas"}


def test_what_is_left_empty_narrows_nothing() -> None:
    assert bank_form("").sought == bank_form("article=&form=&text=").sought == {}


def test_what_cannot_be_sought_narrows_nothing_and_is_said() -> None:
    ArticleFactory.create(slug="hidden", status=Status.DRAFT)
    form = bank_form("article=hidden&form=essay&text=" + "x" * 101)
    assert form.sought == {}
    assert set(form.errors) == {"article", "form", "text"}


def test_a_question_is_added_by_its_number() -> None:
    assert not AddForm(QueryDict("question=the+third")).is_valid()
    form = AddForm(QueryDict("question=3&filters=text%3Da%26page%3D2"))
    assert form.is_valid()
    assert form.cleaned_data == {"question": 3, "filters": "text=a&page=2"}


def test_filters_lead_nowhere_but_to_a_query() -> None:
    form = AddForm(QueryDict("question=3&filters=%23%0d%0a//elsewhere"))
    assert form.is_valid()
    assert form.cleaned_data["filters"] == "%23%0D%0A%2F%2Felsewhere="


def test_a_wording_is_put_on_one_line() -> None:
    form = RewordForm(QueryDict("stem=Who+came%0D%0A++first?&explanation=+"))
    assert form.is_valid()
    assert form.cleaned_data == {"stem": "Who came first?", "explanation": ""}


def test_a_wording_needs_a_question() -> None:
    assert not RewordForm(QueryDict("stem=+&explanation=Because.")).is_valid()


@pytest.mark.parametrize("level", list(Level))
def test_findings_stand_beside_the_question(level: Level) -> None:
    form = RewordForm(QueryDict("stem=Who?"))
    assert form.is_valid()
    form.refuse([Finding("R12", level, "Ask for what is.")], blocks=level is Level.BLOCK)
    assert form.errors == {"stem": ["Ask for what is. (R12)"]}
    assert form.is_warned is (level is Level.WARN)


def test_a_set_needs_a_title() -> None:
    assert not TitleForm(QueryDict("title=+")).is_valid()
