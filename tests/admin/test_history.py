"""What the history of a fact says of a change."""

from dataclasses import replace

import pytest

from quizzes.admin.history import what_changed
from quizzes.core.dates import When
from quizzes.core.library import Fact, Quote, SpanKind, Status, Target, TargetRole
from quizzes.core.statement import parse_statement

LERVIK = Target(TargetRole.SPAN, "Lervik", SpanKind.PHRASE)
WHOLE = Target(TargetRole.STATEMENT, "statement", SpanKind.PHRASE)
FACT = Fact(
    "light",
    "harbour",
    parse_statement("[Lervik] has a light."),
    (Quote("a light"),),
    (LERVIK, WHOLE),
)


def test_the_same_fact_has_not_changed() -> None:
    assert what_changed(FACT, replace(FACT)) == []


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (replace(FACT, statement=parse_statement("[Lervik] lit up.")), "statement"),
        (replace(FACT, quotes=()), "evidence"),
        (replace(FACT, said_on=When.year(2024)), "said on"),
        (replace(FACT, cause=True), "states a cause"),
        (replace(FACT, status=Status.APPROVED), "status"),
        (replace(FACT, id="lamp"), "id"),
        (replace(FACT, targets=(WHOLE,)), "target “Lervik” removed"),
        (
            replace(FACT, targets=(replace(LERVIK, unique=True, ask="Which?"), WHOLE)),
            "unique, ask of target “Lervik”",
        ),
    ],
)
def test_each_part_is_named(after: Fact, said: str) -> None:
    assert what_changed(FACT, after) == [said]


def test_a_new_target_is_named() -> None:
    assert what_changed(replace(FACT, targets=(WHOLE,)), FACT) == ["target “Lervik” added"]
