from collections import Counter
from dataclasses import replace
from itertools import combinations, groupby
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.core.assembly import Item, Quiz, assemble
from quizzes.core.generation import generate
from quizzes.core.library import Library
from quizzes.core.ordering import in_story_order, key_place, place_in_text
from quizzes.core.questions import Form, Option, Question, TargetRef, Wording
from quizzes.core.rules import enemies
from tests.core import cast

LIBRARY = cast.library()
REFS = [fact.ref for fact in LIBRARY.approved]


def question(n: int, form: Form = Form.CHOICE, place: int = 0, **more: object) -> Question:
    """A question of its own: another stem, another target, another answer."""
    options = tuple(Option(f"{n}-{p}", is_key=p == place) for p in range(4))
    made = Question(
        form,
        Wording.CLOZE,
        cast.SLUG,
        (TargetRef(REFS[n % len(REFS)], f"span {n}"),),
        f"Stem{n} ____.",
        options=() if form is Form.TYPED else options,
        accepted=(f"{n}",) if form is Form.TYPED else (),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def nobody(one: Question, other: Question, library: Library) -> bool:
    return False


def neighbours(one: Question, other: Question, library: Library) -> bool:
    """Enemies are questions of two numbers in a row."""
    first, second = (int(q.stem.split()[0].removeprefix("Stem")) for q in (one, other))
    return abs(first - second) == 1


def items(n: int, important: bool = True) -> list[Item]:
    forms = [Form.CHOICE, Form.WHO_SAID, Form.TYPED, Form.CHOICE]
    return [Item(question(i, forms[i % 4], i % 4), important) for i in range(n)]


def test_a_quiz_has_as_many_questions_as_wanted_and_the_rest_make_more() -> None:
    quizzes = assemble(items(25), library=LIBRARY, enemies=nobody)
    assert [len(quiz) for quiz in quizzes] == [10, 10, 5]


def test_what_is_left_makes_no_quiz_below_the_minimum() -> None:
    quizzes = assemble(items(14), library=LIBRARY, enemies=nobody)
    assert [len(quiz) for quiz in quizzes] == [10]


def test_the_first_quiz_may_be_short_and_says_how_far_it_got() -> None:
    (quiz,) = assemble(items(3), library=LIBRARY, enemies=nobody)
    assert quiz.note.startswith("3 of 10 questions: ")


def test_a_full_quiz_has_nothing_to_say() -> None:
    assert Quiz(tuple(question(n) for n in range(2)), 2).note == ""


def test_no_questions_make_no_quiz() -> None:
    assert assemble([], library=LIBRARY) == ()


def test_enemies_never_share_a_quiz() -> None:
    for quiz in assemble(items(20), library=LIBRARY, enemies=neighbours):
        for one, other in combinations(quiz, 2):
            assert not neighbours(one, other, LIBRARY)


def test_no_target_is_asked_twice() -> None:
    choice = question(0)
    typed = replace(question(1, Form.TYPED), asks=choice.asks)
    (quiz,) = assemble([Item(choice), Item(typed)], library=LIBRARY, enemies=nobody)
    assert len(quiz) == 1


def test_important_facts_come_first() -> None:
    some = [Item(question(n), important=n >= 8) for n in range(13)]
    (quiz, *_) = assemble(some, library=LIBRARY, size=5, enemies=nobody)
    assert {q.stem for q in quiz} == {f"Stem{n} ____." for n in range(8, 13)}


def test_an_answer_is_not_asked_for_twice_where_that_can_be_helped() -> None:
    same = [replace(question(n, Form.TYPED), accepted=("Oslo",)) for n in range(3)]
    some = [Item(q) for q in [*same, *(question(n, Form.TYPED) for n in range(3, 8))]]
    (quiz, *_) = assemble(some, library=LIBRARY, size=5, enemies=nobody)
    assert sum(q.accepted == ("Oslo",) for q in quiz) == 1


def test_a_stem_does_not_hint_at_a_neighbours_answer_where_that_can_be_helped() -> None:
    asked = replace(
        question(0, Form.TYPED), stem="____ opened the Halden Bridge.", accepted=("Ann Byrne",)
    )
    hint = replace(question(1, Form.TYPED), stem="Ann Byrne saw the Halden Bridge in ____.")
    other = replace(question(2, Form.TYPED), stem="Ann Byrne left Oslo in ____.")
    some = [Item(asked, important=True), Item(hint), Item(other)]
    (quiz,) = assemble(some, library=LIBRARY, size=2, enemies=nobody)
    assert set(quiz) == {asked, other}


def test_forms_are_mixed() -> None:
    forms = [Form.CHOICE] * 12 + [Form.WHO_SAID] * 4 + [Form.TYPED] * 12
    some = [Item(question(n, form, n % 4)) for n, form in enumerate(forms)]
    (quiz, *_) = assemble(some, library=LIBRARY, enemies=nobody)
    counts = Counter(q.form for q in quiz)
    assert counts[Form.CHOICE] >= 4
    assert min(counts[Form.WHO_SAID], counts[Form.TYPED]) >= 2


def test_keys_are_spread_over_the_places() -> None:
    some = [Item(question(n, place=3 if n < 15 else n % 4)) for n in range(30)]
    (quiz, *_) = assemble(some, library=LIBRARY, enemies=nobody)
    places = [key_place(q) for q in quiz]
    assert max(Counter(places).values()) <= ceil(10 / 4) + 1
    assert max(len(list(run)) for _, run in groupby(places)) <= 3


def test_the_story_gives_the_order() -> None:
    told = [question(n, form, n % 4) for n, form in enumerate((Form.TYPED, Form.CHOICE) * 3)]
    told = sorted(told, key=lambda q: place_in_text(q, LIBRARY))
    assert list(in_story_order(told[::-1], LIBRARY)) == told


def test_runs_of_one_form_are_broken_up() -> None:
    forms = [Form.TYPED] * 4 + [Form.CHOICE] * 4
    order = in_story_order([question(n, form, n % 4) for n, form in enumerate(forms)], LIBRARY)
    assert max(len(list(run)) for _, run in groupby(q.form for q in order)) <= 3


def test_questions_of_one_form_are_ordered_too() -> None:
    order = in_story_order([question(n, Form.TYPED) for n in range(9)], LIBRARY)
    assert len(order) == 9


def test_the_search_for_an_order_ends() -> None:
    order = in_story_order([question(n, place=0) for n in range(16)], LIBRARY)
    assert len(order) == 16


@given(st.permutations(range(16)), st.integers(0, 5))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_questions_never_matters(order: list[int], seed: int) -> None:
    some = items(16)
    shuffled = [some[n] for n in order]
    expected = assemble(some, library=LIBRARY, seed=seed, enemies=neighbours)
    assert assemble(shuffled, library=LIBRARY, seed=seed, enemies=neighbours) == expected


@given(st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_quizzes_of_a_library_hold_no_enemies_and_each_question_once(seed: int) -> None:
    some = [Item(made.question) for made in generate(LIBRARY)]
    quizzes = assemble(some, library=LIBRARY, seed=seed, size=5, minimum=2)
    asked = [q.identity for quiz in quizzes for q in quiz]
    assert len(asked) == len(set(asked))
    for quiz in quizzes:
        assert not [pair for pair in combinations(quiz, 2) if enemies(*pair, LIBRARY)]
