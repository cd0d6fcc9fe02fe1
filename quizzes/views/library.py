"""Home, and the articles."""

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes.core.evidence import highlight
from quizzes.htmx import HtmxHttpRequest
from quizzes.models import Article, ArticleRevision, Attempt, Evidence, QuestionSet
from quizzes.models.library import Show, Status
from quizzes.views.assigned import given_lately, waiting_for
from quizzes.views.learner import learner_of
from quizzes.views.shown import (
    Passages,
    paged,
    quoted,
    show_article,
    show_attempt,
    show_entry,
    show_set,
)

ON_HOME = 5
GIVEN_ON_HOME = 10


@never_cache
@require_safe
def home(request: HtmxHttpRequest) -> HttpResponse:
    """What to do next: what is due, attempts to go on with, and articles to start with.

    Teachers see how far their classes are.
    """
    learner = learner_of(request)
    now = timezone.now()
    assigned = waiting_for(learner.user, now) if learner.user else []
    given = given_lately(learner.user, now) if learner.user else []
    # What is listed as due is not listed a second time.
    begun = (
        Attempt.objects.for_learner(learner)
        .running(now)
        .exclude(assignment__in=[row.id for row in assigned])
    )
    sets = Prefetch("sets", QuestionSet.objects.open_to_all().with_counts().order_by("number"))
    articles = _latest_articles().prefetch_related(sets)
    context = {
        "assigned": assigned,
        "given": given[:GIVEN_ON_HOME],
        "open_attempts": [
            show_attempt(row, now) for row in begun.with_score().order_by("-started")[:ON_HOME]
        ],
        "articles": [show_entry(row, row.sets.all()) for row in articles[:ON_HOME]],
        "is_guest": learner.is_guest,
    }
    return render(request, "library/home.html", context)


@require_safe
def articles(request: HtmxHttpRequest) -> HttpResponse:
    page = paged(request, _latest_articles(), show_entry)
    return render(request, "library/article_list.html", {"page": page})


@require_safe
def article(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    """An article, or as much of it as readers may see, with the sets made from it."""
    row = get_object_or_404(Article.objects.readable(), slug=slug)
    sets = QuestionSet.objects.open_to_all().with_counts().filter(article=row).order_by("number")
    context = {
        "article": show_article(row, _readable_text(row)),
        "sets": [show_set(made) for made in sets],
        "shows_quotes_only": row.show == Show.QUOTES,
    }
    return render(request, "library/article_detail.html", context)


def _latest_articles() -> QuerySet[Article]:
    return Article.objects.readable().with_counts().order_by("-published", "title", "pk")


def _readable_text(article: Article) -> Passages:
    revision = ArticleRevision.objects.filter(article=article).last()
    if revision is None:
        return ()
    if article.show == Show.FULL:
        return highlight(revision.text, ())
    quotes = Evidence.objects.filter(revision=revision, fact__status=Status.APPROVED)
    return quoted(revision.text, quotes.values_list("start", "end"))
