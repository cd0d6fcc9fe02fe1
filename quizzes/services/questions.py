"""Making questions from approved facts, keeping them in circulation, and putting sets together."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from quizzes.core import library as core
from quizzes.core.assembly import Item, assemble
from quizzes.core.evidence import locate
from quizzes.core.generation import generate
from quizzes.core.questions import Finding, Level, TargetRef
from quizzes.core.questions import Question as CoreQuestion
from quizzes.core.rules import judge
from quizzes.models import (
    AcceptedAnswer,
    Article,
    Entity,
    Fact,
    Group,
    Option,
    Proof,
    Question,
    QuestionFact,
    QuestionSet,
    QuestionTarget,
    Report,
    SetItem,
    Target,
)
from quizzes.models.library import Status
from quizzes.models.questions import QuestionStatus
from quizzes.services.library import current_library

SEED = 0
SET_SIZE = 10


@dataclass
class Generated:
    """What a run did, in numbers of questions."""

    added: int = 0
    replaced: int = 0
    retired: int = 0
    kept: int = 0
    published: int = 0
    waiting: int = 0

    @property
    def changed(self) -> bool:
        return bool(self.added or self.replaced or self.retired)


def generate_questions(*, now: datetime, article: Article | None = None) -> Generated:
    """Make the questions and sets of one article, or of all that are approved.

    A question whose facts are unchanged stays as it is unless a rule newly blocks it; what
    changed gets a new version; what can no longer be asked is retired. Running it twice
    changes nothing.
    """
    library = current_library()
    done = Generated()
    articles = Article.objects.order_by("slug")
    for row in articles.filter(pk=article.pk) if article else articles:
        _generate_article(row, library, now, done)
    return done


@transaction.atomic
def _generate_article(
    article: Article, library: core.Library, now: datetime, done: Generated
) -> None:
    # Two runs at once would make the same versions twice: the second waits for the first.
    Article.objects.select_for_update().get(pk=article.pk)
    rows = Question.objects.filter(article=article).living().with_parts()
    living = {row.identity: row for row in rows}
    fresh: list[tuple[CoreQuestion, QuestionStatus]] = []
    for question, status in _askable(library, article):
        row = living.pop(question.identity, None)
        if row is not None and _stands(row, library):
            done.kept += 1
        elif row is not None and row.content == question.content:
            done.kept += 1
            _refresh(row, question, status, library)
        else:
            fresh.append((question, status))
            if row is not None:
                _retire(row, now)
                done.replaced += 1
            else:
                done.added += 1
    for row in living.values():
        if _stands(row, library):
            done.kept += 1
        else:
            _retire(row, now)
            done.retired += 1
    _store(article, fresh, library, now)
    stored = Question.objects.filter(article=article)
    done.published += stored.published().count()
    done.waiting += stored.filter(status=QuestionStatus.WAITING).count()
    build_sets(article=article, library=library)


def _askable(
    library: core.Library, article: Article
) -> Iterable[tuple[CoreQuestion, QuestionStatus]]:
    """The questions that no rule blocks, and whether each is published or waits."""
    for question, findings in generate(library, article=article.slug, seed=SEED):
        if any(finding.level is Level.BLOCK for finding in findings):
            continue
        vouched = all(library.facts[ask.fact].target(ask.target).publish for ask in question.asks)
        clear = vouched or not findings
        yield question, QuestionStatus.PUBLISHED if clear else QuestionStatus.WAITING


def _stands(row: Question, library: core.Library) -> bool:
    """Whether a question that was decided on stays: its facts unchanged, nothing blocks it."""
    if row.status == QuestionStatus.WAITING:
        return False
    question = row.to_core()
    if row.basis != basis_of(question, library):
        return False
    if row.status == QuestionStatus.WITHDRAWN:
        return True
    return not any(finding.level is Level.BLOCK for finding in judge(question, library))


def basis_of(question: CoreQuestion, library: core.Library) -> str:
    """A digest of what the question rests on, or "" where it rests on nothing approved.

    That is its facts as far as a learner could notice, and the text that proves them.
    """
    article = library.articles[question.article]
    facts = [library.facts.get(ref) for ref in sorted({*question.uses, *_asked(question)})]
    if article.status is not core.Status.APPROVED:
        return ""
    parts = [article.text]
    for fact in facts:
        if fact is None or fact.status is not core.Status.APPROVED:
            return ""
        parts.append(repr(replace(fact, note="", important=False)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _asked(question: CoreQuestion) -> set[str]:
    return {ask.fact for ask in question.asks}


def _refresh(
    row: Question, question: CoreQuestion, status: QuestionStatus, library: core.Library
) -> None:
    """Note that the same question now rests on other words, and publish it where it may be."""
    if row.status == QuestionStatus.WAITING:
        row.status = status
    row.basis = basis_of(question, library)
    row.save(update_fields=["status", "basis"])


def _retire(row: Question, now: datetime) -> None:
    row.status, row.retired = QuestionStatus.RETIRED, now
    row.save(update_fields=["status", "retired"])


# Storing new versions


@dataclass
class _Rows:
    """The rows that questions point at, by what core calls them."""

    facts: dict[str, Fact]
    targets: dict[TargetRef, Target]
    entities: dict[core.EntityKey, Entity]
    groups: dict[str, Group]

    @classmethod
    def all(cls) -> "_Rows":
        facts = {row.ref: row for row in Fact.objects.select_related("article")}
        refs = {row.pk: ref for ref, row in facts.items()}
        targets = {
            TargetRef(refs[row.fact_id], row.label): row
            for row in Target.objects.filter(retired=False)
        }
        entities = {row.key: row for row in Entity.objects.all()}
        return cls(facts, targets, entities, {row.name: row for row in Group.objects.all()})


def _store(
    article: Article,
    fresh: Sequence[tuple[CoreQuestion, QuestionStatus]],
    library: core.Library,
    now: datetime,
) -> None:
    if not fresh:
        return
    rows = _Rows.all()
    identities = [question.identity for question, _ in fresh]
    last: dict[str, Question] = {}
    for row in Question.objects.filter(identity__in=identities).order_by("version"):
        last[row.identity] = row
    stored = Question.objects.bulk_create(
        _question(article, question, status, last.get(question.identity), library, now)
        for question, status in fresh
    )
    pairs = [(row, question) for row, (question, _) in zip(stored, fresh, strict=True)]
    Option.objects.bulk_create(o for row, q in pairs for o in _options(row, q, rows))
    AcceptedAnswer.objects.bulk_create(
        AcceptedAnswer(question=row, position=position, text=text)
        for row, q in pairs
        for position, text in enumerate(q.accepted, 1)
    )
    QuestionTarget.objects.bulk_create(
        QuestionTarget(question=row, target=rows.targets[ask]) for row, q in pairs for ask in q.asks
    )
    QuestionFact.objects.bulk_create(
        QuestionFact(question=row, fact=rows.facts[ref]) for row, q in pairs for ref in q.uses
    )
    text = article.current
    Proof.objects.bulk_create(
        Proof(question=row, revision=text, start=start, end=end)
        for row, q in pairs
        for start, end in _proofs(q, library)
    )


def _question(
    article: Article,
    question: CoreQuestion,
    status: QuestionStatus,
    last: Question | None,
    library: core.Library,
    now: datetime,
) -> Question:
    return Question(
        identity=question.identity,
        version=last.version + 1 if last else 1,
        replaces=last,
        article=article,
        form=question.form.value,
        wording=question.wording.value,
        stem=question.stem,
        explanation=question.explanation,
        content=question.content,
        basis=basis_of(question, library),
        status=status,
        created=now,
    )


def _options(row: Question, question: CoreQuestion, rows: _Rows) -> Iterable[Option]:
    for position, option in enumerate(question.options, 1):
        reason = option.reason
        yield Option(
            question=row,
            position=position,
            label=option.label,
            is_key=option.is_key,
            entity=rows.entities.get(option.entity) if option.entity else None,
            states=rows.facts[option.fact] if option.fact else None,
            reason=reason.kind.value if reason else "",
            reason_text=reason.text if reason else "",
            reason_fact=rows.facts[reason.fact] if reason and reason.fact else None,
            reason_group=rows.groups[reason.group] if reason and reason.group else None,
        )


def _proofs(question: CoreQuestion, library: core.Library) -> Iterable[tuple[int, int]]:
    """Where the quotes of the asked facts stand in the article."""
    text = library.articles[question.article].text
    quotes = {quote for ref in _asked(question) for quote in library.facts[ref].quotes}
    places = (locate(text, quote.text, quote.nth) for quote in quotes)
    return sorted({place for place in places if place is not None})


# Sets


@transaction.atomic
def build_sets(*, article: Article, library: core.Library | None = None) -> None:
    """Put the article's published questions into sets of ten, the best first.

    The same questions give the same sets; a set that stays as it was is not touched.
    Attempts keep the questions that they froze.
    """
    library = library or current_library()
    rows = Question.objects.filter(article=article).published().with_parts()
    by_identity = {row.identity: row for row in rows}
    items = [
        Item(question, any(library.facts[ask.fact].important for ask in question.asks))
        for question in (row.to_core() for row in by_identity.values())
    ]
    sets = list(QuestionSet.objects.filter(article=article).prefetch_related("items"))
    quizzes = assemble(items, library=library, size=SET_SIZE, seed=SEED)
    for number, quiz in enumerate(quizzes, 1):
        stored = sets.pop(0) if sets else _new_set(article, number)
        wanted = [by_identity[question.identity].pk for question in quiz]
        if [item.question_id for item in stored.items.all()] != wanted:
            stored.items.all().delete()
            SetItem.objects.bulk_create(
                SetItem(set=stored, question_id=pk, position=position)
                for position, pk in enumerate(wanted, 1)
            )
    for spare in sets:
        spare.delete()


def _new_set(article: Article, number: int) -> QuestionSet:
    return QuestionSet.objects.create(
        article=article,
        number=number,
        slug=f"{article.slug}-{number}",
        title=f"{article.title}, {number}",
    )


# What an editor decides


@transaction.atomic
def publish(*, questions: Iterable[Question]) -> int:
    """Publish waiting and withdrawn questions that no rule blocks; how many were."""
    return _decide(questions, QuestionStatus.PUBLISHED)


@transaction.atomic
def withdraw(*, questions: Iterable[Question]) -> int:
    """Take questions out of circulation until their facts change; how many were."""
    return _decide(questions, QuestionStatus.WITHDRAWN)


def _decide(questions: Iterable[Question], status: QuestionStatus) -> int:
    library = current_library()
    pks = [question.pk for question in questions]
    articles: dict[int, Article] = {}
    changed = 0
    rows = Question.objects.filter(pk__in=pks).living().exclude(status=status)
    for row in rows.with_parts():
        blocked = (f.level is Level.BLOCK for f in judge(row.to_core(), library))
        if status == QuestionStatus.PUBLISHED and any(blocked):
            continue
        row.status = status
        row.save(update_fields=["status"])
        articles[row.article_id] = row.article
        changed += 1
    for article in articles.values():
        build_sets(article=article, library=library)
    return changed


@transaction.atomic
def set_fact_status(*, facts: Iterable[Fact], status: Status, now: datetime) -> int:
    """Approve, retire or reopen facts, and bring the questions of their articles into line."""
    rows = list(Fact.objects.filter(pk__in=[fact.pk for fact in facts]).exclude(status=status))
    Fact.objects.filter(pk__in=[row.pk for row in rows]).update(status=status)
    for article in Article.objects.filter(facts__in=rows).distinct():
        generate_questions(now=now, article=article)
    return len(rows)


def close_reports(*, reports: Iterable[Report], now: datetime) -> int:
    """Close the reports that are open; how many were."""
    pks = [report.pk for report in reports]
    return Report.objects.filter(pk__in=pks, closed__isnull=True).update(closed=now)


def preview(*, fact: core.Fact, library: core.Library) -> list[tuple[CoreQuestion, list[Finding]]]:
    """The questions that a fact would give if it were approved, with all findings."""
    approved = replace(fact, status=core.Status.APPROVED)
    article = replace(library.articles[fact.article], status=core.Status.APPROVED)
    trial = core.Library(
        {**library.articles, article.slug: article},
        library.entities,
        library.groups,
        {**library.facts, fact.ref: approved},
    )
    return [
        (question, list(findings))
        for question, findings in generate(trial, article=fact.article, seed=SEED)
        if any(ask.fact == fact.ref for ask in question.asks)
    ]
