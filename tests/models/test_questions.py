"""What the tables of questions, sets and reports refuse."""

import pytest

from quizzes.factories.library import ArticleFactory
from quizzes.factories.questions import (
    MADE,
    AcceptedAnswerFactory,
    OptionFactory,
    ProofFactory,
    QuestionFactFactory,
    QuestionFactory,
    QuestionSetFactory,
    QuestionTargetFactory,
    ReportFactory,
    SetItemFactory,
    make_question,
    make_set,
)
from quizzes.models import Question, QuestionSet
from quizzes.models.library import Status
from quizzes.models.questions import Form, QuestionStatus
from tests.models.refusing import Act, assert_refused, constraints_of, once, twice

pytestmark = pytest.mark.django_db

RETIRED = {"status": QuestionStatus.RETIRED, "retired": MADE}


def two_sets_of_one_number() -> None:
    first = QuestionSetFactory.create()
    QuestionSetFactory.create(article=first.article, number=first.number, slug="another")


REFUSED: dict[str, Act] = {
    "question_version": twice(QuestionFactory, "identity", "version", **RETIRED),
    "one_living_version": lambda: [
        QuestionFactory.create(identity="one", version=version) for version in (1, 2)
    ],
    "question_retired_when": once(QuestionFactory, status=QuestionStatus.RETIRED),
    "question_form": once(QuestionFactory, form="riddle"),
    "question_wording": once(QuestionFactory, wording="sung"),
    "question_status": once(QuestionFactory, status="lost"),
    "question_has_stem": once(QuestionFactory, stem=""),
    "option_position": twice(OptionFactory, "question", "position"),
    "option_label": twice(OptionFactory, "question", "label"),
    "distractor_has_reason": once(OptionFactory, reason=""),
    "option_reason": once(OptionFactory, reason="because"),
    "answer_position": twice(AcceptedAnswerFactory, "question", "position"),
    "answer_once": twice(AcceptedAnswerFactory, "question", "text"),
    "asked_once": twice(QuestionTargetFactory, "question", "target"),
    "used_once": twice(QuestionFactFactory, "question", "fact"),
    "proof_not_empty": once(ProofFactory, start=3, end=3),
    "proof_once": twice(ProofFactory, "question", "start", "end"),
    "set_number": two_sets_of_one_number,
    "question_once_in_set": twice(SetItemFactory, "set", "question"),
    "set_position": twice(SetItemFactory, "set", "position"),
    "report_reason": once(ReportFactory, reason="dull"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name: str) -> None:
    assert_refused("questions", name, REFUSED[name])


def test_every_constraint_is_tried() -> None:
    assert REFUSED.keys() == constraints_of("questions").keys()


def test_a_key_bears_no_reason() -> None:
    act = once(OptionFactory, is_key=True)
    assert_refused("questions", "distractor_has_reason", act)


def test_only_a_retired_question_has_a_day_on_which_it_was_retired() -> None:
    act = once(QuestionFactory, status=QuestionStatus.PUBLISHED, retired=MADE)
    assert_refused("questions", "question_retired_when", act)


def test_a_question_lives_until_it_is_retired() -> None:
    rows = {status: QuestionFactory.create(status=status) for status in ("published", "waiting")}
    QuestionFactory.create(**RETIRED)
    assert set(Question.objects.living()) == set(rows.values())
    assert list(Question.objects.published()) == [rows["published"]]


@pytest.mark.parametrize("form", [Form.CHOICE, Form.TYPED])
def test_a_question_becomes_a_plain_value_with_all_its_parts(form: Form) -> None:
    made = make_question(form=form, key=2)
    question = Question.objects.with_parts().get(pk=made.pk).to_core()
    fact = made.used.get().fact
    assert (question.form.value, question.stem, question.uses) == (form, made.stem, (fact.ref,))
    assert [(ask.fact, ask.target) for ask in question.asks] == [(fact.ref, "Friday")]
    assert question.answer == ("The mayor" if form == Form.TYPED else "The harbour master")
    assert all(option.reason for option in question.distractors)


def test_a_set_is_open_to_all_once_its_article_is_and_it_asks_something() -> None:
    made = make_set(of=2)
    QuestionSetFactory.create()
    make_set(make_question(article=ArticleFactory.create(status=Status.DRAFT)))
    assert list(QuestionSet.objects.open_to_all()) == [made]
    assert QuestionSet.objects.with_counts().get(pk=made.pk).question_count == 2
