"""Questions with their options and proof, sets, and reports."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from quizzes.factories.accounts import UserFactory
from quizzes.factories.library import (
    SENTENCES,
    ArticleFactory,
    ArticleRevisionFactory,
    FactFactory,
    TargetFactory,
)
from quizzes.models import (
    AcceptedAnswer,
    Article,
    Option,
    Proof,
    Question,
    QuestionFact,
    QuestionSet,
    QuestionTarget,
    Report,
    SetItem,
)
from quizzes.models.library import SpanKind
from quizzes.models.questions import Form, QuestionStatus, ReasonKind, Wording

MADE = datetime(2024, 5, 24, 10, 0, tzinfo=UTC)


class QuestionFactory(DjangoModelFactory[Question]):
    """The bare row of a published question; `make_question` makes one that can be asked."""

    class Meta:
        model = Question

    identity = factory.Sequence(lambda n: f"{n:032x}")
    content = factory.SelfAttribute("identity")
    basis = factory.SelfAttribute("identity")
    article = factory.SubFactory(ArticleFactory)
    form = Form.CHOICE
    wording = Wording.EDITOR
    stem = factory.Sequence(lambda n: f"Who opened library number {n}?")
    explanation = "The mayor cut the ribbon."
    status = QuestionStatus.PUBLISHED
    created = MADE


class OptionFactory(DjangoModelFactory[Option]):
    """A wrong option; with `right` it is the key."""

    class Meta:
        model = Option

    class Params:
        right = factory.Trait(is_key=True, reason="", reason_text="")

    question = factory.SubFactory(QuestionFactory)
    position = factory.Sequence(lambda n: n + 1)
    label = factory.Sequence(lambda n: f"The guest of honour {n}")
    reason = ReasonKind.EDITOR
    reason_text = "An editor wrote it as a wrong option."


class AcceptedAnswerFactory(DjangoModelFactory[AcceptedAnswer]):
    class Meta:
        model = AcceptedAnswer

    question = factory.SubFactory(QuestionFactory, form=Form.TYPED)
    position = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"The mayor {n}")


class QuestionTargetFactory(DjangoModelFactory[QuestionTarget]):
    class Meta:
        model = QuestionTarget

    question = factory.SubFactory(QuestionFactory)
    target = factory.SubFactory(TargetFactory)


class QuestionFactFactory(DjangoModelFactory[QuestionFact]):
    class Meta:
        model = QuestionFact

    question = factory.SubFactory(QuestionFactory)
    fact = factory.SubFactory(FactFactory)


class ProofFactory(DjangoModelFactory[Proof]):
    """The second sentence of the article as proof."""

    class Meta:
        model = Proof

    question = factory.SubFactory(QuestionFactory)
    revision = factory.SubFactory(
        ArticleRevisionFactory, article=factory.SelfAttribute("..question.article")
    )
    start = factory.LazyAttribute(lambda proof: proof.revision.text.index(SENTENCES[1]))
    end = factory.LazyAttribute(lambda proof: proof.start + len(SENTENCES[1]))


class QuestionSetFactory(DjangoModelFactory[QuestionSet]):
    """A ready set of an article; with `own` it is a teacher's, published."""

    class Meta:
        model = QuestionSet

    class Params:
        own = factory.Trait(
            article=None,
            number=None,
            owner=factory.SubFactory(UserFactory),
            slug=factory.Sequence(lambda n: f"own-set-{n}"),
            title=factory.Sequence(lambda n: f"What stayed ({n})"),
            created=MADE,
            published=MADE,
        )

    article = factory.SubFactory(ArticleFactory)
    number = factory.Sequence(lambda n: n + 1)
    slug = factory.LazyAttribute(lambda made: f"{made.article.slug}-{made.number}")
    title = factory.LazyAttribute(lambda made: f"{made.article.title}, {made.number}")


class SetItemFactory(DjangoModelFactory[SetItem]):
    class Meta:
        model = SetItem

    set = factory.SubFactory(QuestionSetFactory)
    question = factory.SubFactory(QuestionFactory)
    position = factory.Sequence(lambda n: n + 1)


class ReportFactory(DjangoModelFactory[Report]):
    class Meta:
        model = Report

    question = factory.SubFactory(QuestionFactory)
    reason = Report.Reason.UNCLEAR
    created = MADE


def make_question(
    *,
    article: Article | None = None,
    form: Form = Form.CHOICE,
    kind: SpanKind = SpanKind.ENTITY,
    labels: tuple[str, ...] = ("The mayor", "The harbour master", "A poet", "A baker"),
    key: int = 1,
    accepted: tuple[str, ...] = ("The mayor", "Mayor"),
    explanation: str = "The mayor cut the ribbon.",
) -> Question:
    """A published question with its fact, target and proof.

    It has `labels` as options, of which the one at position `key` (from 1) is right; one of
    the typed form has the `accepted` answers instead. `kind` is that of the target.
    """
    article = article or ArticleFactory.create()
    revision = article.revisions.first() or ArticleRevisionFactory.create(article=article)
    target = TargetFactory.create(fact__article=article, kind=kind)
    question = QuestionFactory.create(article=article, form=form, explanation=explanation)
    QuestionTargetFactory.create(question=question, target=target)
    QuestionFactFactory.create(question=question, fact=target.fact)
    ProofFactory.create(question=question, revision=revision)
    if form == Form.TYPED:
        for position, text in enumerate(accepted, 1):
            AcceptedAnswerFactory.create(question=question, position=position, text=text)
        return question
    for position, label in enumerate(labels, 1):
        right = position == key
        OptionFactory.create(question=question, position=position, label=label, right=right)
    return question


def make_set(*questions: Question, of: int = 3) -> QuestionSet:
    """A set of these questions, or of so many new choice questions on one new article."""
    if not questions:
        article = ArticleFactory.create()
        questions = tuple(make_question(article=article, key=1 + n % 4) for n in range(of))
    made = QuestionSetFactory.create(article=questions[0].article)
    for position, question in enumerate(questions, 1):
        SetItemFactory.create(set=made, question=question, position=position)
    return made


def article_of(question_set: QuestionSet) -> Article:
    """The article that a ready set was made from."""
    assert question_set.article, "a teacher's own set is of no article"  # noqa: S101
    return question_set.article
