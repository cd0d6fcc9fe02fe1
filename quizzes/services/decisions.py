"""What an editor decides on: which facts are in use, which questions are asked."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from quizzes.core.questions import Level
from quizzes.core.rules import judge
from quizzes.models import Article, Fact, Question
from quizzes.models.library import Status
from quizzes.models.questions import QuestionStatus
from quizzes.services.library import current_library
from quizzes.services.questions import Run, articles_resting_on, generate_questions
from quizzes.services.sets import build_sets


@transaction.atomic
def set_fact_status(
    *, facts: Iterable[Fact], status: Status, now: datetime
) -> tuple[list[Fact], list[Run]]:
    """Approve, retire or reopen facts, and bring the questions that rest on them into line.

    The facts that changed, and what each run did. A fact out of use stays so where another
    has taken over its statement.
    """
    rows = list(Fact.objects.filter(pk__in=[fact.pk for fact in facts]).exclude(status=status))
    if status != Status.RETIRED:
        rows = [row for row in rows if not _is_replaced(row)]
    Fact.objects.filter(pk__in=[row.pk for row in rows]).update(status=status)
    return rows, bring_into_line(articles_resting_on(rows), now=now)


def _is_replaced(fact: Fact) -> bool:
    others = fact.article.facts.exclude(pk=fact.pk).exclude(status=Status.RETIRED)
    return others.filter(statement=fact.statement).exists()


def bring_into_line(articles: Iterable[Article], *, now: datetime) -> list[Run]:
    """Make the questions of these articles anew, article by article."""
    return [generate_questions(now=now, article=article) for article in articles]


@transaction.atomic
def publish(*, questions: Iterable[Question]) -> list[Question]:
    """Publish waiting and withdrawn questions that no rule blocks; those that were."""
    return _decide(questions, QuestionStatus.PUBLISHED)


@transaction.atomic
def withdraw(*, questions: Iterable[Question]) -> list[Question]:
    """Take questions out of circulation until their facts change; those that were."""
    return _decide(questions, QuestionStatus.WITHDRAWN)


def _decide(questions: Iterable[Question], status: QuestionStatus) -> list[Question]:
    library = current_library()
    pks = [question.pk for question in questions]
    articles: dict[int, Article] = {}
    changed: list[Question] = []
    rows = Question.objects.filter(pk__in=pks).living().exclude(status=status)
    for row in rows.with_parts():
        blocked = (f.level is Level.BLOCK for f in judge(row.to_core(), library))
        if status == QuestionStatus.PUBLISHED and any(blocked):
            continue
        row.status = status
        row.save(update_fields=["status"])
        articles[row.article_id] = row.article
        changed.append(row)
    for article in articles.values():
        build_sets(article=article, library=library)
    return changed
