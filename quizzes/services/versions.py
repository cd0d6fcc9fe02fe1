"""Storing versions of questions: rows that never change, but for their status."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import User

from quizzes.core import library as core
from quizzes.core.evidence import locate
from quizzes.core.questions import Question as CoreQuestion
from quizzes.core.questions import TargetRef
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
    QuestionTarget,
    Target,
)
from quizzes.models.questions import QuestionStatus


def basis_of(question: CoreQuestion, library: core.Library) -> str:
    """A digest of what the question rests on, or "" where that isn't approved (any more).

    That is its facts as far as a learner could notice, and the text that proves them.
    """
    article = library.articles[question.article]
    asked = {ask.fact for ask in question.asks}
    facts = [library.facts.get(ref) for ref in sorted(asked.union(question.uses))]
    if article.status is not core.Status.APPROVED:
        return ""
    parts = [article.text]
    for fact in facts:
        if fact is None or fact.status is not core.Status.APPROVED:
            return ""
        parts.append(repr(replace(fact, note="", important=False)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def content_of(question: CoreQuestion, library: core.Library) -> str:
    """A digest of what a version is: what the question says, and the words that prove it.

    A corrected quote makes another version, since the proof of a version is frozen.
    """
    quotes = [library.facts[ask.fact].quotes for ask in question.asks]
    parts = f"{question.content}\n{quotes!r}"
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Known:
    """The rows that questions point at, by what core calls them."""

    facts: dict[str, Fact]
    targets: dict[TargetRef, Target]
    entities: dict[core.EntityKey, Entity]
    groups: dict[str, Group]

    @classmethod
    def all(cls) -> "Known":
        facts = {row.ref: row for row in Fact.objects.select_related("article")}
        refs = {row.pk: ref for ref, row in facts.items()}
        targets = {
            TargetRef(refs[row.fact_id], row.label): row
            for row in Target.objects.filter(retired=False)
        }
        entities = {row.key: row for row in Entity.objects.all()}
        return cls(facts, targets, entities, {row.name: row for row in Group.objects.all()})


@dataclass(frozen=True, slots=True)
class Fresh:
    """A question to store, under its identity; a teacher's own wording names whom and what of."""

    question: CoreQuestion
    status: QuestionStatus
    identity: str
    author: User | None = None
    based_on: Question | None = None

    @classmethod
    def of_the_bank(cls, question: CoreQuestion, status: QuestionStatus) -> "Fresh":
        return cls(question, status, question.identity)


def store_versions(
    article: Article, fresh: Sequence[Fresh], library: core.Library, now: datetime
) -> list[Question]:
    """Store new questions of the article, each as the next version of its identity; their rows.

    Whatever lived of these identities is retired already.
    """
    if not fresh:
        return []
    known = Known.all()
    identities = [each.identity for each in fresh]
    last: dict[str, Question] = {}
    for row in Question.objects.filter(identity__in=identities).order_by("version"):
        last[row.identity] = row
    stored = Question.objects.bulk_create(
        _question(article, each, last.get(each.identity), library, now) for each in fresh
    )
    pairs = [(row, each.question) for row, each in zip(stored, fresh, strict=True)]
    Option.objects.bulk_create(o for row, q in pairs for o in _options(row, q, known))
    AcceptedAnswer.objects.bulk_create(
        AcceptedAnswer(question=row, position=position, text=text)
        for row, q in pairs
        for position, text in enumerate(q.accepted, 1)
    )
    QuestionTarget.objects.bulk_create(
        QuestionTarget(question=row, target=known.targets[ask])
        for row, q in pairs
        for ask in q.asks
    )
    QuestionFact.objects.bulk_create(
        QuestionFact(question=row, fact=known.facts[ref]) for row, q in pairs for ref in q.uses
    )
    text = article.current
    Proof.objects.bulk_create(
        Proof(question=row, revision=text, start=start, end=end)
        for row, q in pairs
        for start, end in _proofs(q, library)
    )
    return stored


def _question(
    article: Article, fresh: Fresh, last: Question | None, library: core.Library, now: datetime
) -> Question:
    question = fresh.question
    return Question(
        identity=fresh.identity,
        version=last.version + 1 if last else 1,
        replaces=last,
        author=fresh.author,
        based_on=fresh.based_on,
        article=article,
        form=question.form.value,
        wording=question.wording.value,
        stem=question.stem,
        explanation=question.explanation,
        content=content_of(question, library),
        basis=basis_of(question, library),
        status=fresh.status,
        created=now,
    )


def _options(row: Question, question: CoreQuestion, known: Known) -> Iterable[Option]:
    for position, option in enumerate(question.options, 1):
        reason = option.reason
        yield Option(
            question=row,
            position=position,
            label=option.label,
            is_key=option.is_key,
            entity=known.entities.get(option.entity) if option.entity else None,
            states=known.facts[option.fact] if option.fact else None,
            reason=reason.kind.value if reason else "",
            reason_text=reason.text if reason else "",
            reason_fact=known.facts[reason.fact] if reason and reason.fact else None,
            reason_group=known.groups[reason.group] if reason and reason.group else None,
        )


def _proofs(question: CoreQuestion, library: core.Library) -> Iterable[tuple[int, int]]:
    """Where the quotes of the asked facts stand in the article."""
    text = library.articles[question.article].text
    quotes = {quote for ask in question.asks for quote in library.facts[ask.fact].quotes}
    places = (locate(text, quote.text, quote.nth) for quote in quotes)
    return sorted({place for place in places if place is not None})
