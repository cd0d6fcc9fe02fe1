"""What the tables of questions, sets and reports refuse."""

import pytest
from django.contrib.auth.models import AnonymousUser

from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import make_own_set
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
    "own_wording_of_a_question": lambda: QuestionFactory.create(author=UserFactory.create()),
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
    "ready_or_own_set": once(QuestionSetFactory, own=True, number=1),
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


def test_a_teacher_may_use_the_bank_and_their_settled_wordings() -> None:
    bank, hidden, waiting = make_question(), make_question(), make_question()
    hidden.article.status = Status.DRAFT
    hidden.article.save()
    Question.objects.filter(pk=waiting.pk).update(status=QuestionStatus.WAITING)
    teacher, stranger = UserFactory.create(), UserFactory.create()
    own = make_question(article=bank.article)
    Question.objects.filter(pk=own.pk).update(author=teacher, based_on=bank)
    made = make_own_set(own, owner=teacher)
    QuestionSet.objects.filter(pk=made.pk).update(published=None)
    assert list(Question.objects.usable_by(teacher)) == [bank]
    QuestionSet.objects.filter(pk=made.pk).update(published=MADE)
    assert set(Question.objects.usable_by(teacher)) == {bank, own}
    assert list(Question.objects.usable_by(stranger)) == [bank]
    assert list(Question.objects.usable_by(AnonymousUser())) == [bank]


@pytest.mark.parametrize("text", ["ÖLBOHRUNG", "ölbohrung", "bohr", "(2)"])
def test_a_text_is_found_in_question_option_and_answer_in_whatever_case(text: str) -> None:
    words = "Die Ölbohrung (2)"
    in_stem, in_option = make_question(), make_question(labels=(words, "Another", "A third"))
    Question.objects.filter(pk=in_stem.pk).update(stem=f"{words}?")
    in_answer = make_question(form=Form.TYPED, accepted=("Oil", words))
    make_question()
    assert list(Question.objects.saying(text).order_by("pk")) == [in_stem, in_option, in_answer]


@pytest.mark.parametrize("text", [".*", "%", "_", "\\d"])
def test_no_sign_in_a_text_that_is_sought_stands_for_others(text: str) -> None:
    make_question()
    assert not Question.objects.saying(text).exists()
