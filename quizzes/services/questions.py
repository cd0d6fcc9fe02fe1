"""Making questions from approved facts, and keeping them in circulation."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from quizzes.core import library as core
from quizzes.core.generation import Generated, generate, generate_for
from quizzes.core.questions import Level
from quizzes.core.questions import Question as CoreQuestion
from quizzes.core.rivals import Pool
from quizzes.core.rules import judge
from quizzes.models import Article, Entity, Fact, Group, Question
from quizzes.models.questions import QuestionStatus
from quizzes.services.library import current_library
from quizzes.services.sets import SEED, build_sets
from quizzes.services.versions import Fresh, basis_of, content_of, store_versions


@dataclass
class Run:
    """What a run did, in numbers of questions; `held` are those that are not published.

    `released` are those that waited and wait no more. Teachers' own wordings count among what
    is kept or retired; `published` and `waiting` is the bank.
    """

    added: int = 0
    replaced: int = 0
    retired: int = 0
    released: int = 0
    kept: int = 0
    published: int = 0
    waiting: int = 0
    sets_changed: bool = False
    held: list[Generated] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        counts = (self.added, self.replaced, self.retired, self.released, self.sets_changed)
        return any(counts)


def generate_questions(*, now: datetime, article: Article | None = None) -> Run:
    """Make the questions and sets of one article, or of all.

    A question whose facts are unchanged stays as it is unless a rule newly blocks it; what
    changed gets a new version; what can no longer be asked is retired. Running it twice
    changes nothing.
    """
    run = Run()
    articles = Article.objects.order_by("slug")
    for row in articles.filter(pk=article.pk) if article else articles:
        _generate_for_article(row, run, now)
    return run


@transaction.atomic
def _generate_for_article(article: Article, run: Run, now: datetime) -> None:
    # Two runs at once would make the same versions twice: the second waits for the first, and
    # reads the library behind it.
    Article.objects.select_for_update().get(pk=article.pk)
    library = current_library()
    rows = Question.objects.filter(article=article).of_the_bank().living().with_parts()
    living = {row.identity: row for row in rows}
    fresh: list[Fresh] = []
    for made in generate(library, article=article.slug, seed=SEED):
        status = status_of(made, library)
        if status is not QuestionStatus.PUBLISHED:
            run.held.append(made)
        if status is None:
            continue
        row = living.pop(made.question.identity, None)
        if row is not None and _stands(row, library):
            run.kept += 1
        elif row is not None and row.content == content_of(made.question, library):
            run.kept += 1
            run.released += _refresh(row, status, basis_of(made.question, library))
        else:
            fresh.append(Fresh.of_the_bank(made.question, status))
            if row is not None:
                retire(row, now)
                run.replaced += 1
            else:
                run.added += 1
    for row in living.values():
        if _stands(row, library):
            run.kept += 1
        else:
            retire(row, now)
            run.retired += 1
    store_versions(article, fresh, library, now)
    _keep_wordings(article, library, run, now)
    stored = Question.objects.filter(article=article).of_the_bank()
    run.published += stored.published().count()
    run.waiting += stored.filter(status=QuestionStatus.WAITING).count()
    run.sets_changed |= build_sets(article=article, library=library)


def _keep_wordings(article: Article, library: core.Library, run: Run, now: datetime) -> None:
    """Keep teachers' own wordings of the article's questions, or retire what is asked no more.

    One stands while its facts are unchanged, or while the question that it words anew lives on
    in spite of a change, as it does where the text was corrected elsewhere; unless a rule newly
    blocks it. Nobody but its author could write the next version.
    """
    wordings = Question.objects.filter(article=article, author__isnull=False).living()
    for row in wordings.select_related("based_on").with_parts():
        if _stands(row, library):
            run.kept += 1
        elif _follows(row, library):
            run.kept += 1
            row.basis = basis_of(row.to_core(), library)
            row.save(update_fields=["basis"])
        else:
            retire(row, now)
            run.retired += 1


def _follows(row: Question, library: core.Library) -> bool:
    """Whether the question that a wording is based on lives, and no rule blocks the wording."""
    lives = row.based_on is not None and row.based_on.status != QuestionStatus.RETIRED
    return lives and not _is_blocked(row.to_core(), library)


def status_of(made: Generated, library: core.Library) -> QuestionStatus | None:
    """How a new question begins: published, waiting for an editor, or None where it is blocked."""
    if any(finding.level is Level.BLOCK for finding in made.findings):
        return None
    asks = made.question.asks
    vouched = all(library.facts[ask.fact].target(ask.target).publish for ask in asks)
    clear = vouched or not made.findings
    return QuestionStatus.PUBLISHED if clear else QuestionStatus.WAITING


def _stands(row: Question, library: core.Library) -> bool:
    """Whether a question that was decided on stays: its facts unchanged, nothing blocks it."""
    if row.status == QuestionStatus.WAITING:
        return False
    question = row.to_core()
    if row.basis != basis_of(question, library):
        return False
    if row.status == QuestionStatus.WITHDRAWN:
        return True
    return not _is_blocked(question, library)


def _is_blocked(question: CoreQuestion, library: core.Library) -> bool:
    return any(finding.level is Level.BLOCK for finding in judge(question, library))


def _refresh(row: Question, status: QuestionStatus, basis: str) -> bool:
    """Note that the same question rests on other words now; whether it waits no more."""
    released = row.status == QuestionStatus.WAITING and status is QuestionStatus.PUBLISHED
    if released:
        row.status = status
    row.basis = basis
    row.save(update_fields=["status", "basis"])
    return released


def retire(row: Question, now: datetime) -> None:
    """Take a version out of use: it is replaced, or can't be asked any more."""
    row.status, row.retired = QuestionStatus.RETIRED, now
    row.save(update_fields=["status", "retired"])


# Which articles a change concerns


def articles_resting_on(facts: Iterable[Fact]) -> list[Article]:
    """The articles of these facts, and those whose living questions use one of them."""
    pks = [fact.pk for fact in facts]
    living = Question.objects.living().filter(used__fact__in=pks)
    return _articles(Q(facts__in=pks) | Q(pk__in=living.values("article")))


def articles_naming(entities: Iterable[Entity]) -> list[Article]:
    """The articles whose facts or living questions name one of these entities."""
    pks = [entity.pk for entity in entities]
    living = Question.objects.living().filter(options__entity__in=pks)
    facts = Fact.objects.filter(Q(targets__entity__in=pks) | Q(speakers__entity__in=pks))
    return _articles(Q(pk__in=facts.values("article")) | Q(pk__in=living.values("article")))


def articles_judged_by(group: Group) -> list[Article]:
    """The articles whose living questions the group rules an option out of, or that name a
    member of it.
    """
    living = Question.objects.living().filter(options__reason_group=group)
    found = [*_articles(Q(pk__in=living.values("article"))), *articles_naming(group.entities.all())]
    return sorted({row.pk: row for row in found}.values(), key=lambda row: row.slug)


def _articles(condition: Q) -> list[Article]:
    return list(Article.objects.filter(condition).distinct().order_by("slug"))


# Before anything is stored


def preview(
    *, fact: core.Fact, library: core.Library
) -> list[tuple[Generated, QuestionStatus | None]]:
    """The questions that a fact gives once it and its article are approved, and how they begin."""
    approved = replace(fact, status=core.Status.APPROVED)
    article = replace(library.articles[fact.article], status=core.Status.APPROVED)
    trial = core.Library.of(
        {**library.articles, article.slug: article}.values(),
        library.entities.values(),
        library.groups,
        {**library.facts, fact.ref: approved}.values(),
    )
    made = generate_for(approved, Pool(trial), SEED)
    return [(each, status_of(each, trial)) for each in made]
