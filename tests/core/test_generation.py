from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.core.generation import Generated, generate
from quizzes.core.library import Fact, Library, SpanKind, Status
from quizzes.core.questions import Form, Level, Question, TargetRef, Wording
from quizzes.core.rules import judge
from quizzes.core.statement import BLANK
from tests.core import cast

LIBRARY = cast.library()
MADE = generate(LIBRARY)


def of(made: tuple[Generated, ...], fact: Fact, label: str) -> dict[Form, Question]:
    asked = (TargetRef(fact.ref, label),)
    return {q.form: q for q, _ in made if q.asks == asked}


def only(*facts: Fact) -> tuple[Generated, ...]:
    return generate(cast.library(*facts))


def test_a_name_is_asked_by_choice_and_by_typing() -> None:
    found = of(MADE, cast.OPENED, "Sweden")
    assert set(found) == {Form.CHOICE, Form.TYPED}
    assert found[Form.CHOICE].stem == "Norway opened the Halden Bridge to ____ on 3 June 2024."
    assert found[Form.TYPED].accepted == ("Sweden",)


def test_a_subject_is_fronted_and_anything_else_blanked() -> None:
    assert of(MADE, cast.OPENED, "Norway")[Form.CHOICE].wording is Wording.FRONTED
    assert of(MADE, cast.OPENED, "3 June 2024")[Form.CHOICE].wording is Wording.CLOZE


def test_the_speaker_is_asked_as_who_said_it() -> None:
    found = of(MADE, cast.RIGGED, "by")
    assert set(found) == {Form.WHO_SAID, Form.TYPED}
    assert [o.label for o in found[Form.WHO_SAID].keys] == ["Karl Lind"]


def test_an_editors_wording_is_used_as_it_stands() -> None:
    fact = replace(
        cast.OPENED,
        targets=tuple(
            replace(t, ask="To which country does it lead?") if t.label == "Sweden" else t
            for t in cast.OPENED.targets
        ),
    )
    found = of(only(fact), fact, "Sweden")
    assert {q.wording for q in found.values()} == {Wording.EDITOR}


def test_a_question_that_speaks_of_its_options_is_not_typed() -> None:
    fact = cast.fact(
        "[Norway] opened a bridge.",
        unique=("Norway",),
        ask={"Norway": "Which of these countries opened a bridge?"},
    )
    assert Form.TYPED not in of(only(fact), fact, "Norway")


def test_the_statement_is_asked_with_the_editors_wrong_options() -> None:
    fact = cast.fact(
        "Norway opened a bridge.",
        ask={"statement": "What happened on 3 June 2024?"},
        wrong={"statement": ("Norway closed a bridge.", "Sweden opened a tunnel.")},
    )
    (question,) = of(only(fact), fact, "statement").values()
    assert [o.label for o in question.options] == [
        "Norway closed a bridge.",
        "Norway opened a bridge.",
        "Sweden opened a tunnel.",
    ]
    assert question.keys[0].fact == fact.ref


def test_fewer_than_two_good_distractors_leave_the_typed_question_alone() -> None:
    fact = cast.fact("Norway chose a [steel arch].", unique=("steel arch",))
    assert set(of(only(fact), fact, "steel arch")) == {Form.TYPED}


def test_an_answer_that_may_not_be_the_only_one_is_not_typed() -> None:
    fact = cast.fact("Norway met [Sweden].")
    assert of(only(fact), fact, "Sweden") == {}


@pytest.mark.parametrize("phrase", ["a long steel arch", "one two three four five six people"])
def test_a_long_answer_is_not_typed(phrase: str) -> None:
    fact = cast.fact(f"Norway chose [{phrase}].", unique=(phrase,))
    assert Form.TYPED not in of(only(fact), fact, phrase)


def test_drafts_give_no_questions_nor_do_those_of_a_draft_article() -> None:
    assert only(replace(cast.OPENED, status=Status.DRAFT)) == ()
    article = replace(cast.ARTICLE, status=Status.DRAFT)
    assert generate(Library.of((article,), cast.ENTITIES, (), cast.FACTS)) == ()


def test_one_article_can_be_asked_for() -> None:
    assert generate(LIBRARY, article=cast.SLUG) == MADE
    assert generate(LIBRARY, article="another") == ()


def test_two_targets_with_one_answer_are_asked_once() -> None:
    stems = [(q.form, q.stem) for q, _ in MADE]
    assert len(stems) == len(set(stems))


def test_findings_are_what_the_rules_say() -> None:
    assert all(judge(question, LIBRARY) == findings for question, findings in MADE)


def test_a_question_that_a_rule_blocks_is_shown_with_what_stops_it() -> None:
    fact = replace(cast.OPENED, quotes=())
    made = only(fact)
    assert made
    assert all(any(f.level is Level.BLOCK for f in findings) for _, findings in made)


def test_distractors_that_some_rule_warns_of_give_way_to_others() -> None:
    """Of five people the two from Sweden would leave the Norwegian key alone of its country."""
    (question,) = (q for q in of(MADE, cast.RIBBON, "Ann Byrne").values() if q.form is Form.CHOICE)
    people = {p.name: p for p in cast.PEOPLE}
    assert cast.NORWAY in {people[o.label].country for o in question.distractors}


def test_the_explanation_is_the_editors_or_the_statement_with_its_source() -> None:
    assert of(MADE, cast.RIGGED, "by")[Form.TYPED].explanation == (
        "Karl Lind alleged on 2 June 2024 that two firms had rigged the tender for the "
        "Halden Bridge."
    )
    fact = cast.fact("[Norway] won.", unique=("Norway",), why={"Norway": "It was faster."})
    assert of(only(fact), fact, "Norway")[Form.TYPED].explanation == "It was faster."


# ---- what holds of every question


def test_no_distractor_is_without_a_reason_and_no_key_has_one() -> None:
    for question, _ in MADE:
        assert all(option.reason for option in question.distractors)
        assert not any(option.reason for option in question.keys)


def test_the_facts_of_all_reasons_are_used() -> None:
    for question, _ in MADE:
        ruled_out_by = {o.reason.fact for o in question.options if o.reason} - {""}
        assert ruled_out_by | {ask.fact for ask in question.asks} <= set(question.uses)


def test_no_question_speaks_of_the_article() -> None:
    assert not any("article" in question.stem.lower() for question, _ in MADE)


@given(st.randoms(use_true_random=False), st.integers(0, 3))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_library_never_matters(chance: Random, seed: int) -> None:
    entities, facts = list(cast.ENTITIES), list(cast.FACTS)
    chance.shuffle(entities)
    chance.shuffle(facts)
    library = Library.of((cast.ARTICLE,), entities, (cast.NORDIC,), facts)
    assert repr(generate(library, seed=seed)) == repr(generate(LIBRARY, seed=seed))


# ---- a made-up world in which everything that is true is known

PEOPLE = ("Ann Byrne", "Karl Lind", "Mia Holm", "Nils Aas", "Eva Dahl", "Jan Ek")
CITIES = ("Bergen", "Molde", "Narvik", "Troms", "Voss")
MONTHS = ("January 2024", "March 2024", "April 2024")
VISITS = list(product(PEOPLE, CITIES, MONTHS))


def world(visits: set[tuple[str, str, str]], reported: list[tuple[str, str, str]]) -> Library:
    """A library that reports some visits, with `unique` just where one answer alone is true."""
    towns = tuple(cast.entity(name, "city", country=cast.NORWAY) for name in CITIES)
    facts = [_visit(n, visit, visits) for n, visit in enumerate(reported)]
    quotes = "\n".join(quote.text for fact in facts for quote in fact.quotes)
    article = replace(cast.ARTICLE, text=quotes)
    people = [p for p in cast.PEOPLE if p.name in PEOPLE]
    return Library.of((article,), (*cast.COUNTRIES, *people, *towns), (), facts)


def _visit(n: int, visit: tuple[str, str, str], visits: set[tuple[str, str, str]]) -> Fact:
    def alike(place: int) -> int:
        return sum(
            other[:place] + other[place + 1 :] == visit[:place] + visit[place + 1 :]
            for other in visits
        )

    person, city, month = visit
    fact = cast.fact(
        f"[{person}] visited [{city}] in [{month}].",
        id=f"visit-{n}",
        when={"January 2024": "2024-01", "March 2024": "2024-03"}.get(month, "2024-04"),
        unique=tuple(label for place, label in enumerate(visit) if alike(place) == 1),
        quotes=(f"{person} visited {city} in {month}.",),
        important=True,
    )
    key = cast.key(city, "city")
    targets = tuple(
        replace(target, entity=key, kind=SpanKind.ENTITY) if target.label == city else target
        for target in fact.targets
    )
    return replace(fact, targets=targets)


@given(st.sets(st.sampled_from(VISITS), min_size=2, max_size=9), st.data())
@settings(max_examples=25, deadline=None)
def test_every_question_about_a_known_world_has_exactly_its_keys(
    visits: set[tuple[str, str, str]], data: st.DataObject
) -> None:
    """Visits that no fact reports are true all the same: that is what traps a hasty proof."""
    reported = sorted(visits)[: data.draw(st.integers(1, len(visits)))]
    truths = {f"{person} visited {city} in {month}." for person, city, month in visits}
    for question, _ in generate(world(visits, reported)):
        for option in question.options:
            said = question.stem.replace(BLANK, option.label)
            said = said.replace("Who visited", f"{option.label} visited").replace("?", ".")
            assert (said in truths) is option.is_key, (said, question)


def test_what_has_an_answer_to_avoid_is_not_typed() -> None:
    more: dict[str, Any] = {"unique": ("Sweden",), "id": "lent"}
    sure = cast.fact("Norway lent a boat to [Sweden] on 3 June 2024.", **more)
    unsure = cast.fact(
        "Norway lent a boat to [Sweden] on 3 June 2024.", avoid={"Sweden": ("Denmark",)}, **more
    )
    assert Form.TYPED in of(only(sure), sure, "Sweden")
    assert Form.TYPED not in of(only(unsure), unsure, "Sweden")


def test_a_vague_date_is_offered_and_not_typed() -> None:
    crossed = cast.fact(
        "Norway crossed the line on or about [3 June 2024].",
        id="crossed",
        when="~2024-06-03",
        unique=("3 June 2024",),
    )
    assert set(of(only(crossed), crossed, "3 June 2024")) == {Form.CHOICE}
