"""What the generator makes of the demo library, whose articles it was not written for."""

from collections import Counter
from itertools import combinations

import pytest

from quizzes.core.assembly import Item, assemble
from quizzes.core.generation import Generated, generate
from quizzes.core.questions import Form, Level, Wording
from quizzes.core.rules import enemies
from tests.core.demo import demo_library


def made(name: str) -> tuple[Generated, ...]:
    return generate(demo_library(name))


@pytest.mark.parametrize("name", ["seed", "voyager"])
def test_no_rule_blocks_a_question_and_most_have_no_finding_at_all(name: str) -> None:
    questions = made(name)
    assert not [
        (q.stem, f) for q, findings in questions for f in findings if f.level is Level.BLOCK
    ]
    assert sum(not findings for _, findings in questions) >= 0.8 * len(questions)


def test_the_first_article_gives_a_bank_with_every_form_and_wording() -> None:
    clear = [question for question, findings in made("seed") if not findings]
    forms = Counter(question.form for question in clear)
    wordings = Counter(question.wording for question in clear)
    assert len(clear) >= 40
    assert len(clear) - wordings[Wording.EDITOR] >= 20
    assert all(forms[form] >= 4 for form in (Form.CHOICE, Form.WHO_SAID, Form.TYPED))
    assert all(wordings[w] >= 4 for w in (Wording.EDITOR, Wording.FRONTED, Wording.CLOZE))


@pytest.mark.parametrize("name", ["seed", "voyager"])
def test_each_article_gives_at_least_three_full_quizzes_without_enemies(name: str) -> None:
    library = demo_library(name)
    important = {ref for ref, fact in library.facts.items() if fact.important}
    items = [
        Item(question, any(ask.fact in important for ask in question.asks))
        for question, findings in made(name)
        if not findings
    ]
    quizzes = assemble(items, library=library)
    assert [len(quiz) for quiz in quizzes[:3]] == [10, 10, 10]
    for quiz in quizzes:
        assert not [pair for pair in combinations(quiz, 2) if enemies(*pair, library)]


@pytest.mark.parametrize("name", ["seed", "voyager"])
def test_no_stem_reads_like_a_machine_made_it(name: str) -> None:
    for question, _ in made(name):
        stem = question.stem
        assert stem[0].isupper() or stem.startswith("____")
        assert stem.endswith(("?", ".", "”.", '".'))
        assert "  " not in stem
        assert not any(pair in stem for pair in (" ,", " .", "..", "the the", ".?"))
        assert stem.count("____") <= 1
