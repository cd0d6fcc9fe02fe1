"""The table of rules, and judging by it."""

import inspect
import re
from dataclasses import replace

import pytest

from quizzes.core.questions import Form, Level
from quizzes.core.rules import RULES, Rule, Scope, judge
from tests.core import cast
from tests.core.asking import ask
from tests.core.cast import OPENED

GOOD = ask(OPENED, "Norway", "Which country opened the Halden Bridge to Sweden on 3 June 2024?",
           "Denmark", "Finland", "*Norway", "United States")  # fmt: skip

CHECKED = [rule for rule in RULES if rule.check]


def test_every_rule_from_r1_to_r27_has_its_place_in_order() -> None:
    numbers = [int(rule.number.removeprefix("R")) for rule in RULES]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 28))


def test_every_rule_for_one_question_has_a_check_and_no_other_has() -> None:
    assert all((rule.check is not None) == (rule.scope is Scope.ITEM) for rule in RULES)


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: f"{rule.number}-{rule.level}")
def test_a_check_says_in_its_docstring_which_rule_it_is(rule: Rule) -> None:
    assert rule.check is not None
    assert re.match(rf"{rule.number}\b", inspect.getdoc(rule.check) or "")


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: f"{rule.number}-{rule.level}")
def test_no_check_fails_on_a_question_without_anything(rule: Rule) -> None:
    empty = replace(GOOD, asks=(), stem="", options=())
    for form in Form:
        judge(replace(empty, form=form), cast.library())


def test_what_blocks_and_what_warns_is_as_the_rules_say() -> None:
    warning = {rule.number for rule in RULES if rule.level is Level.WARN}
    blocking = {rule.number for rule in RULES if rule.level is Level.BLOCK}
    assert warning == {"R8", "R14", "R17", "R18", "R19", "R22", "R23", "R24", "R25", "R26"}
    assert warning & blocking == {"R8"}  # another kind blocks, another subkind warns


def test_a_good_question_has_no_findings() -> None:
    assert judge(GOOD, cast.library()) == ()


def test_findings_come_by_rule_and_none_twice() -> None:
    bad = ask(OPENED, "Norway", "Which country did NOT open this move today?", "Oslo", "*Norway")
    found = judge(bad, cast.library())
    numbers = [int(finding.rule.removeprefix("R")) for finding in found]
    assert numbers == sorted(numbers)
    assert len(set(found)) == len(found)
    assert {1, 6, 7, 9, 12} <= set(numbers)


def test_judging_twice_and_on_an_equal_library_finds_the_same() -> None:
    bad = replace(GOOD, stem="Why did Norway open it last week?")
    first = judge(bad, cast.library())
    assert first == judge(bad, cast.library())
    assert first == judge(bad, cast.library(*reversed(cast.FACTS)))
    assert first


def test_a_rule_judges_only_the_forms_that_it_names() -> None:
    typed = replace(GOOD, form=Form.TYPED, options=(), accepted=("Norway",))
    assert judge(typed, cast.library()) == ()
