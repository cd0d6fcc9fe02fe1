"""What a rule is: its number, what it does, which questions it judges, and its check."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from quizzes.core.questions import Form, Level
from quizzes.core.rules.view import View

ALL = frozenset(Form)
OPTIONS = ALL - {Form.TYPED}


class Check(Protocol):
    """A function that yields a sentence for each fault: what is wrong, and what to do about it."""

    __name__: str

    def __call__(self, view: View, /) -> Iterator[str]: ...


class Scope(StrEnum):
    """What a rule looks at: one question, the questions of one quiz, or the whole bank."""

    ITEM = "item"
    QUIZ = "quiz"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class Rule:
    """One item-writing rule; `check` is None where more than one question is judged."""

    number: str
    level: Level
    scope: Scope
    forms: frozenset[Form]
    title: str
    check: Check | None = None
