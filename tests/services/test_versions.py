"""What a version of a question rests on."""

from dataclasses import replace

import pytest

from quizzes.core.library import Library, Status
from quizzes.models import Question
from quizzes.services.library import current_library
from quizzes.services.versions import basis_of
from tests.desk import load_article, questions_of

pytestmark = pytest.mark.django_db

REF = "lervik-lighthouse/height"


@pytest.fixture
def library() -> Library:
    load_article()
    return current_library()


def basis(library: Library) -> str:
    """The basis of a question that asks for the height, in this library."""
    question: Question = questions_of("height").with_parts()[0]
    return basis_of(question.to_core(), library)


def changed(library: Library, **values: object) -> Library:
    fact = replace(library.facts[REF], **values)  # type: ignore[arg-type]
    return replace(library, facts={**library.facts, REF: fact})


def test_the_basis_is_that_which_is_stored(library: Library) -> None:
    assert basis(library) == questions_of("height")[0].basis != ""


def test_notes_and_weight_are_no_part_of_it(library: Library) -> None:
    assert basis(changed(library, note="Read twice.", important=False)) == basis(library)


def test_what_the_fact_says_is(library: Library) -> None:
    assert basis(changed(library, derived=True)) != basis(library)


def test_the_text_of_the_article_is(library: Library) -> None:
    [article] = library.articles.values()
    other = replace(library, articles={article.slug: replace(article, text="Another.")})
    assert basis(other) != basis(library)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_nothing_rests_on_what_is_not_approved(library: Library, status: Status) -> None:
    [article] = library.articles.values()
    other = replace(library, articles={article.slug: replace(article, status=status)})
    assert basis(changed(library, status=status)) == basis(other) == ""


def test_nothing_rests_on_what_is_gone(library: Library) -> None:
    assert basis(replace(library, facts={})) == ""
