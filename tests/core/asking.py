"""Questions on the cast's facts, in one line each, and what the rules have against them."""

from typing import Any

from quizzes.core.library import Fact, Library
from quizzes.core.questions import Form, Level, Option, Question, TargetRef, Wording
from quizzes.core.rules import judge
from tests.core import cast


def ask(fact: Fact, label: str, stem: str, *options: str, **more: Any) -> Question:
    """A question on one target; the options that begin with `*` are its keys.

    `states` says, by option, which fact an option states; `also` are further labels asked.
    """
    states: dict[str, Fact] = more.pop("states", {})
    labels = (label, *more.pop("also", ()))
    return Question(
        form=more.pop("form", Form.CHOICE),
        wording=more.pop("wording", Wording.EDITOR),
        article=fact.article,
        asks=tuple(TargetRef(fact.ref, each) for each in labels),
        stem=stem,
        options=tuple(_option(each, states) for each in options),
        **more,
    )


def _option(label: str, states: dict[str, Fact]) -> Option:
    bare = label.removeprefix("*")
    stated = states.get(bare)
    return Option(bare, label.startswith("*"), fact=stated.ref if stated else "")


def typed(fact: Fact, label: str, stem: str, *accepted: str, **more: Any) -> Question:
    return ask(fact, label, stem, form=Form.TYPED, accepted=accepted, **more)


def said(rule: str, question: Question, library: Library | None = None) -> list[str]:
    """What one rule has against a question on the cast's library, or another."""
    found = judge(question, library or cast.library())
    return [finding.message for finding in found if finding.rule == rule]


def blocking(question: Question, library: Library | None = None) -> set[str]:
    """The numbers of the rules that keep a question from being published."""
    found = judge(question, library or cast.library())
    return {finding.rule for finding in found if finding.level is Level.BLOCK}
