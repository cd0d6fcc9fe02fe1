"""Putting the published questions of an article into sets."""

from django.db import transaction

from quizzes.core import library as core
from quizzes.core.assembly import Item, assemble
from quizzes.models import Article, Question, QuestionSet, SetItem
from quizzes.models.questions import LONGEST_TITLE

SET_SIZE = 10
SEED = 0


@transaction.atomic
def build_sets(*, article: Article, library: core.Library) -> bool:
    """Put the article's published questions into sets of ten, the best first, each into one.

    The last sets are short: what an editor publishes is asked, however few questions go with it.

    True where that changed anything: the same questions give the same sets, and a set that
    stays as it was is not touched. Attempts keep the questions that they froze.
    """
    rows = Question.objects.filter(article=article).of_the_bank().published().with_parts()
    by_identity = {row.identity: row for row in rows}
    items = [
        Item(question, any(library.facts[ask.fact].important for ask in question.asks))
        for question in (row.to_core() for row in by_identity.values())
    ]
    sets = list(QuestionSet.objects.filter(article=article).prefetch_related("items"))
    quizzes = assemble(items, library=library, size=SET_SIZE, minimum=1, seed=SEED)
    changed = False
    for number, quiz in enumerate(quizzes, 1):
        stored = sets.pop(0) if sets else QuestionSet(article=article, number=number)
        wanted = [by_identity[question.identity].pk for question in quiz]
        changed |= _name(stored, article) | _fill(stored, wanted)
    for spare in sets:
        spare.delete()
        changed = True
    return changed


def _name(question_set: QuestionSet, article: Article) -> bool:
    """Call the set after its article; whether it was called otherwise."""
    number = f", quiz {question_set.number}"
    title = f"{article.title[: LONGEST_TITLE - len(number)]}{number}"
    if question_set.title == title:
        return False
    question_set.title = title
    question_set.slug = question_set.slug or f"{article.slug}-{question_set.number}"
    question_set.save()
    return True


def _fill(question_set: QuestionSet, wanted: list[int]) -> bool:
    """Make these the questions of the set, in this order; whether there were others."""
    if [item.question_id for item in question_set.items.all()] == wanted:
        return False
    question_set.items.all().delete()
    SetItem.objects.bulk_create(
        SetItem(set=question_set, question_id=pk, position=position)
        for position, pk in enumerate(wanted, 1)
    )
    return True
