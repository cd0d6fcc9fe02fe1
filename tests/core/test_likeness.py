"""Another question like one, for a set that has some already."""

from dataclasses import replace
from itertools import permutations

from quizzes.core.likeness import another_like
from quizzes.core.questions import Form, Question
from tests.core import cast
from tests.core.asking import ask, typed
from tests.core.cast import CLOSED, COST, MET, OPENED, RIBBON

WHO_OPENED = ask(OPENED, "Norway", "Which country opened the Halden Bridge?", "Denmark", "*Norway")
WHEN_OPENED = typed(OPENED, "when", "When was a bridge opened?", "3 June 2024")
WHERE_MET = ask(MET, "Oslo", "Where did the Council meet?", "*Oslo", "Stockholm")
WHO_MET = typed(MET, "Nordic Council", "Which council met?", "Nordic Council")
WHO_CLOSED = ask(CLOSED, "Denmark", "Which country closed one?", "*Denmark", "Finland")
WHEN_CLOSED = ask(CLOSED, "when", "When was one closed?", "*March 2024", "April 2024")
WHO_CUT = typed(RIBBON, "Ann Byrne", "Who cut a ribbon?", "Ann Byrne")
PRICE = ask(COST, "about 400 million euros", "What did it cost?", "*about 400 million euros", "one")


def like(question: Question, *candidates: Question, chosen: tuple[Question, ...] = ()) -> object:
    return another_like(question, candidates, (question, *chosen), cast.library())


def test_one_of_the_same_form_and_kind_is_the_most_alike() -> None:
    assert like(WHO_OPENED, WHO_CUT, PRICE, WHERE_MET) == WHERE_MET


def test_the_form_counts_more_than_the_kind_of_answer() -> None:
    assert like(WHO_OPENED, WHO_CUT, PRICE) == PRICE


def test_another_article_is_taken_only_where_the_own_has_nothing() -> None:
    elsewhere = replace(cast.ARTICLE, slug="elsewhere")
    library = replace(cast.library(), articles={cast.SLUG: cast.ARTICLE, "elsewhere": elsewhere})
    moved = replace(WHERE_MET, article="elsewhere")
    for candidates, wanted in [((moved, WHO_CUT), WHO_CUT), ((moved,), moved)]:
        assert another_like(WHO_OPENED, candidates, (WHO_OPENED,), library) == wanted


def test_of_equals_the_one_told_nearer_is_taken() -> None:
    assert like(WHERE_MET, WHO_OPENED, WHO_CLOSED) == WHO_CLOSED


def test_none_that_asks_the_same_target_is_taken() -> None:
    same = replace(WHO_OPENED, stem="Who opened it?")
    assert like(WHO_OPENED, same) is None


def test_no_enemy_of_any_chosen_question_is_taken() -> None:
    assert like(WHERE_MET, WHEN_OPENED, chosen=(WHO_OPENED,)) is None
    assert like(WHERE_MET, WHEN_OPENED) == WHEN_OPENED
    assert like(WHERE_MET, WHO_MET) is None


def test_without_candidates_there_is_none() -> None:
    assert like(WHO_OPENED) is None


def test_the_order_of_the_candidates_never_matters() -> None:
    found = {
        like(WHO_OPENED, *order) for order in permutations([WHERE_MET, WHEN_CLOSED, WHO_CUT, PRICE])
    }
    assert found == {WHERE_MET}


def test_a_question_whose_target_is_gone_still_has_others_like_it() -> None:
    gone = replace(WHO_OPENED, asks=(WHO_OPENED.asks[0]._replace(target="gone"),))
    assert gone.form is Form.CHOICE
    assert like(gone, WHERE_MET, WHO_CUT) == WHERE_MET
