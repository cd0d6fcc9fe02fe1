"""What stands beside the form of a fact: its questions as they would be, the article, reports."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from quizzes.core import library as core
from quizzes.core.evidence import Segment, highlight, locate
from quizzes.core.questions import Finding, Option
from quizzes.models import Fact, Question, Report
from quizzes.models.questions import Form, QuestionStatus, Wording
from quizzes.services.questions import preview


class PreviewedQuestion(NamedTuple):
    """A question that a fact gives, as the editor reads it.

    `begins` is how it would begin, None where it is blocked; `now` how a version of it stands
    at present, "" where there is none.
    """

    form: str
    wording: str
    stem: str
    options: Sequence[Option]
    accepted: Sequence[str]
    explanation: str
    findings: Sequence[Finding]
    begins: QuestionStatus | None
    now: str


def previewed(fact: core.Fact, library: core.Library) -> list[PreviewedQuestion]:
    """Every question that the fact would give, in the order of its targets."""
    made = preview(fact=fact, library=library)
    now = _standing([each.question.identity for each, _ in made])
    return [
        PreviewedQuestion(
            form=str(Form(each.question.form.value).label),
            wording=str(Wording(each.question.wording.value).label),
            stem=each.question.stem,
            options=each.question.options,
            accepted=each.question.accepted,
            explanation=each.question.explanation,
            findings=each.findings,
            begins=begins,
            now=now.get(each.question.identity, ""),
        )
        for each, begins in made
    ]


def _standing(identities: Iterable[str]) -> dict[str, str]:
    rows = Question.objects.living().filter(identity__in=identities)
    return {
        identity: str(QuestionStatus(status).label)
        for identity, status in rows.values_list("identity", "status")
    }


def article_with_quotes(
    article: core.Article, quotes: Iterable[core.Quote] = ()
) -> list[list[Segment]]:
    """The paragraphs of the article, the quotes marked where they stand."""
    places = (locate(article.text, quote.text, quote.nth) for quote in quotes)
    return highlight(article.text, [place for place in places if place])


def open_reports(fact: Fact) -> QuerySet[Report]:
    """What learners found wrong with questions of the fact, and nobody has dealt with yet."""
    reports = Report.objects.filter(closed__isnull=True, question__asked__target__fact=fact)
    return reports.select_related("question").distinct()
