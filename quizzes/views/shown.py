"""What pages show of articles, sets and attempts, under the names that the templates use."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from quizzes.core.evidence import Segment, highlight, proving_sentences
from quizzes.models import Article, Attempt, Proof, QuestionSet
from quizzes.models.library import Show, Status

PER_PAGE = 20

Passages = Sequence[Sequence[Segment]]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """An article; its `paragraphs` are there on the pages that show its text.

    Its `url` is empty once it is withdrawn: there is no page of it then.
    """

    title: str
    url: str
    published: date | None
    source: str = ""
    licence: str = ""
    paragraphs: Passages = ()


@dataclass(frozen=True, slots=True)
class SetShown:
    title: str
    url: str
    number: int | None
    question_count: int
    article: ArticleShown | None = None


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An article in a list, with the sets made from it."""

    title: str
    url: str
    published: date | None
    source: str
    question_count: int
    set_count: int
    sets: Sequence[SetShown] = ()


@dataclass(frozen=True, slots=True)
class AttemptShown:
    title: str
    url: str
    is_retry: bool
    started: datetime
    finished: datetime | None
    answered: int
    right: int | None
    total: int


def paged(request: HttpRequest, rows: QuerySet[Row], show: Callable[[Row], Any]) -> Page[Any]:
    """The page of a list that the address asks for, or the nearest that there is."""
    page: Page[Any] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [show(row) for row in page.object_list]
    return page


def is_readable(article: Article) -> bool:
    """Whether there is a page of it; an attempt outlives an article that is withdrawn."""
    return article.status == Status.APPROVED


def show_article(article: Article, paragraphs: Passages = ()) -> ArticleShown:
    return ArticleShown(
        title=article.title,
        url=article.get_absolute_url() if is_readable(article) else "",
        published=article.published,
        source=article.source,
        licence=article.licence,
        paragraphs=paragraphs,
    )


def show_set(row: QuestionSet) -> SetShown:
    """A set that was fetched `with_counts`."""
    return SetShown(row.title, row.get_absolute_url(), row.number, row.question_count)


def show_set_of_article(row: QuestionSet) -> SetShown:
    """The same, with the article that it was made from."""
    article = show_article(row.article) if row.article else None
    return replace(show_set(row), article=article)


def show_entry(article: Article, sets: Iterable[QuestionSet] = ()) -> EntryShown:
    """An article that was fetched `with_counts`."""
    return EntryShown(
        title=article.title,
        url=article.get_absolute_url(),
        published=article.published,
        source=article.source,
        question_count=article.question_count,
        set_count=article.set_count,
        sets=[show_set(row) for row in sets],
    )


def show_attempt(attempt: Attempt, now: datetime) -> AttemptShown:
    """An attempt that was fetched `with_score`; how many are right is None until it is told."""
    told = attempt.tells_at_once or attempt.is_told(now)
    return AttemptShown(
        title=attempt.title,
        url=attempt.get_absolute_url(),
        is_retry=attempt.retry_of_id is not None,
        started=attempt.started,
        finished=attempt.ended(now),
        answered=attempt.answered,
        right=attempt.points if told else None,
        total=attempt.total,
    )


def passages(article: Article, proofs: Iterable[Proof]) -> Passages:
    """The text that the proofs lie in, with these marked: as much as readers may see of it."""
    if article.show == Show.QUOTES or not is_readable(article):
        return proving(proofs)
    text, ranges = _places(proofs)
    return highlight(text, ranges)


def proving(proofs: Iterable[Proof]) -> Passages:
    """The proving sentences only, with the proofs marked."""
    return proving_sentences(*_places(proofs))


def quoted(text: str, ranges: Iterable[tuple[int, int]]) -> Passages:
    """The sentences that hold those ranges, and nothing else of the text."""
    sentences = proving_sentences(text, ranges)
    return [[part._replace(marked=False) for part in sentence] for sentence in sentences]


def _places(proofs: Iterable[Proof]) -> tuple[str, list[tuple[int, int]]]:
    """The one text that they all lie in, and where."""
    rows = list(proofs)
    text = rows[0].revision.text if rows else ""
    return text, [(row.start, row.end) for row in rows]
