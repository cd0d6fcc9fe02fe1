"""What became of questions, said to the editor who changed what they rest on."""

from collections.abc import Iterable, Sequence
from typing import cast

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.core.generation import Generated
from quizzes.core.questions import Level
from quizzes.models import Article, Fact, Question
from quizzes.models.questions import QuestionStatus
from quizzes.services.decisions import publish, withdraw
from quizzes.services.questions import Run

# More reasons than these make a message that nobody reads; the page of the fact has all.
MOST_REASONS = 4


def tell_of_facts(request: HttpRequest, facts: Sequence[Fact], runs: Iterable[Run]) -> None:
    """Say how many questions of these facts are published, wait or are blocked, and why."""
    refs = {fact.ref for fact in facts}
    held = [
        made
        for run in runs
        for made in run.held
        if any(ask.fact in refs for ask in made.question.asks)
    ]
    asked = Question.objects.of_the_bank().filter(asked__target__fact__in=facts).distinct()
    waiting = asked.filter(status=QuestionStatus.WAITING)
    _tell(request, asked.published().count(), waiting.count(), held)


def tell_of_articles(
    request: HttpRequest, articles: Iterable[Article], runs: Iterable[Run]
) -> None:
    """Say the same of all questions of each article that was brought into line."""
    for article, run in zip(articles, runs, strict=True):
        _tell(request, run.published, run.waiting, run.held, about=str(article))


def publish_and_tell(request: HttpRequest, questions: Sequence[Question]) -> None:
    """Publish questions at the editor's word, note it in their history, and say how many."""
    done = publish(questions=questions)
    _note(request, done, QuestionStatus.PUBLISHED)
    text = ngettext("%d question is published.", "%d questions are published.", len(done))
    messages.add_message(request, _level(done), text % len(done))
    if len(done) < len(questions):
        text = _("The others were published already, are out of use, or a rule blocks them.")
        messages.warning(request, text)


def withdraw_and_tell(request: HttpRequest, questions: Sequence[Question]) -> None:
    """Withdraw questions at the editor's word, note it in their history, and say how many."""
    done = withdraw(questions=questions)
    _note(request, done, QuestionStatus.WITHDRAWN)
    text = ngettext("%d question is withdrawn.", "%d questions are withdrawn.", len(done))
    messages.add_message(request, _level(done), text % len(done))


def note_change(request: HttpRequest, rows: Sequence[Model], what: str) -> None:
    """Write into the history of these rows what an editor changed in them."""
    if rows:
        LogEntry.objects.log_actions(
            cast("int", request.user.pk), rows, CHANGE, [{"changed": {"fields": [what]}}]
        )


def _note(request: HttpRequest, questions: Sequence[Question], status: QuestionStatus) -> None:
    note_change(request, questions, f"status: {status.value}")


def _level(done: Sequence[Question]) -> int:
    return messages.SUCCESS if done else messages.INFO


def _tell(
    request: HttpRequest,
    published: int,
    waiting: int,
    held: Sequence[Generated],
    about: str = "",
) -> None:
    blocked = [made for made in held if is_blocked(made)]
    parts = [
        ngettext("%d question is published", "%d questions are published", published) % published,
        ngettext("%d waits for an editor", "%d wait for an editor", waiting) % waiting,
        ngettext("%d is blocked", "%d are blocked", len(blocked)) % len(blocked),
    ]
    text = f"{about + ': ' if about else ''}{', '.join(parts)}."
    for reason in reasons(held)[:MOST_REASONS]:
        text = f"{text} {reason}"
    messages.add_message(request, messages.WARNING if held else messages.INFO, text)


def is_blocked(made: Generated) -> bool:
    return any(finding.level is Level.BLOCK for finding in made.findings)


def reasons(held: Iterable[Generated]) -> list[str]:
    """What the rules have against these questions, each reason once, the blocking ones first."""
    found = {finding: None for made in held for finding in made.findings}
    ordered = sorted(found, key=lambda finding: finding.level is not Level.BLOCK)
    return [f"{finding.rule}: {finding.message}" for finding in ordered]
