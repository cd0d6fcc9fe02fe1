"""R20 and R17: what questions of one quiz do to each other."""

from dataclasses import replace

import pytest

from quizzes.core.questions import Finding, Form, Level, Question
from quizzes.core.rules import enemies, enemy_pairs, favours_a_position
from tests.core import cast
from tests.core.asking import ask, typed
from tests.core.cast import CLOSED, DENIED, MET, OPENED, RIBBON, RIGGED

WHO_OPENED = ask(OPENED, "Norway", "Which country opened the Halden Bridge?", "Denmark", "*Norway")
WHERE_MET = ask(MET, "Oslo", "Where did the Council meet?", "*Oslo", "Stockholm")


def foes(one: Question, other: Question) -> bool:
    """Whether two questions are enemies, which must not depend on who comes first."""
    there = enemies(one, other, cast.library())
    back = enemies(other, one, cast.library())
    assert (there is None) == (back is None)
    return there is not None


def test_questions_that_have_nothing_in_common_are_no_enemies() -> None:
    assert not foes(WHO_OPENED, WHERE_MET)


def test_two_targets_of_one_fact_are_enemies() -> None:
    when = typed(OPENED, "when", "When was a bridge opened?", "3 June 2024")
    assert foes(WHO_OPENED, when)


def test_a_fact_that_another_question_uses_makes_enemies() -> None:
    question = replace(WHERE_MET, uses=(MET.ref, OPENED.ref))
    assert foes(WHO_OPENED, question)
    assert not foes(ask(RIBBON, "Ann Byrne", "Who?", "*Ann Byrne"), question)


def test_what_both_only_use_makes_none() -> None:
    assert not foes(
        replace(WHO_OPENED, uses=(OPENED.ref, CLOSED.ref)),
        replace(WHERE_MET, uses=(MET.ref, CLOSED.ref)),
    )


def test_fact_or_claim_asks_every_fact_that_its_options_state() -> None:
    states = {"Firms rigged a tender.": RIGGED, "A bridge was opened.": OPENED}
    question = ask(RIGGED, "statement", "Which of these is an allegation?", *states,
                   states=states, form=Form.FACT_OR_CLAIM)  # fmt: skip
    assert foes(question, WHO_OPENED)
    assert not foes(question, WHERE_MET)


def test_ordering_asks_every_events_time() -> None:
    states = {"Denmark closed a bridge.": CLOSED, "A bridge was opened.": OPENED}
    question = ask(CLOSED, "when", "Which of these happened first?", *states, states=states)
    assert foes(question, WHO_OPENED)
    dated = typed(RIBBON, "Ann Byrne", "Who cut the ribbon when Norway opened the Halden Bridge "
                  "to Sweden on 3 June 2024?", "Ann Byrne")  # fmt: skip
    assert foes(question, dated)
    undated = replace(dated, stem="Who cut the ribbon when Norway opened the Halden Bridge?")
    assert not foes(question, undated)


def test_all_spans_of_a_fact_in_a_stem_give_it_away() -> None:
    telling = typed(RIBBON, "Ann Byrne", "Who cut the ribbon when Norway opened the Halden Bridge "
                    "to Sweden on 3 June 2024?", "Ann Byrne")  # fmt: skip
    assert foes(WHO_OPENED, telling)
    silent = replace(telling, stem="Who cut a ribbon for Norway and Sweden?")
    assert not foes(WHO_OPENED, silent)


def test_wrong_options_together_tell_nothing() -> None:
    spread = ask(RIBBON, "Ann Byrne", "Who cut the ribbon on 3 June 2024?",
                 "*Ann Byrne", "Norway", "Sweden", "Halden Bridge")  # fmt: skip
    assert not foes(WHO_OPENED, spread)


def test_a_stem_that_names_the_answer_with_enough_beside_it_gives_it_away() -> None:
    question = ask(RIGGED, "by", "Who alleged it?", "*Karl Lind", "Ann Byrne", form=Form.WHO_SAID)
    telling = typed(DENIED, "by", "Who denied Karl Lind's allegation that a tender was rigged?",
                    "Ann Byrne")  # fmt: skip
    assert foes(question, telling)
    assert not foes(question, replace(telling, stem="Who denied what Karl Lind said?"))


def test_all_pairs_of_enemies_are_named_by_their_places() -> None:
    when = typed(OPENED, "when", "When was a bridge opened?", "3 June 2024")
    pairs = enemy_pairs((WHO_OPENED, WHERE_MET, when), cast.library())
    assert [(one, other) for one, other, _ in pairs] == [(0, 2)]
    assert pairs[0][2] == Finding(
        "R20",
        Level.BLOCK,
        "One asks what the other rests on: Norway opened the Halden Bridge to Sweden on "
        "3 June 2024.",
    )


@pytest.mark.parametrize(
    "positions", [(), (0,), (0, 1, 2, 3), (0, 0, 1, 1), (2, 1, 2, 0, 2, 1, 3, 0, 2, 1)]
)
def test_keys_in_many_places_pass(positions: tuple[int, ...]) -> None:
    assert favours_a_position(positions, 4) is None


def test_a_place_that_has_too_many_keys_is_favoured() -> None:
    found = favours_a_position((1, 0, 1, 2, 1, 3, 1), 4)  # two is even, three is still good
    assert found == Finding(
        "R17", Level.WARN, "The key is too often in place 2: shuffle the options."
    )


def test_four_keys_running_in_one_place_are_a_run() -> None:
    found = favours_a_position((0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0), 2)
    assert found is not None
    assert found.message.startswith("The key is 4 times running")
    assert favours_a_position((0, 1, 1, 1, 0), 2) is None
