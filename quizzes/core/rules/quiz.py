"""R17 and R20: questions of one quiz don't give each other away, nor their keys by position."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import combinations, groupby
from math import ceil

from quizzes.core.index import Index
from quizzes.core.library import Fact, Library, Target, TargetRole
from quizzes.core.questions import Finding, Form, Level, Question
from quizzes.core.rules.view import View
from quizzes.core.times import time_told

_LONGEST_RUN = 3

# What a question shows of a fact gives its answer away only together with so much else.
_TELLING = 3


def enemies(a: Question, b: Question, library: Library) -> Finding | None:
    """R20: why two questions must not share a quiz, or None.

    They are enemies where one asks a fact that the other asks, uses or shows, or shows its
    answer together with enough to know it by.
    """
    one, other = _Shown.of(a, library), _Shown.of(b, library)
    reason = _gives_away(one, other) or _gives_away(other, one)
    return Finding("R20", Level.BLOCK, reason) if reason else None


def _gives_away(one: "_Shown", other: "_Shown") -> str:
    """Why whoever has seen the one question knows something of the other's answer."""
    for fact, key in other.asked:
        if fact.ref in one.used:
            return f"One asks what the other rests on: {fact.statement.text}"
        if one.tells(fact, key):
            return f"One tells what the other asks: {fact.statement.text}"
    return ""


class _Shown:
    """What a question asks and uses, and what its stem and options show before its answer."""

    def __init__(self, question: Question, library: Library) -> None:
        self.question = question
        self.view = View(question, library)
        self.index = Index.of(library)

    @classmethod
    def of(cls, question: Question, library: Library) -> "_Shown":
        """What it shows, found once for each library: a quiz compares all with all."""
        kept: dict[Question, _Shown] = vars(library).setdefault("_shown", {})
        if question not in kept:
            kept[question] = cls(question, library)
        return kept[question]

    @cached_property
    def asked(self) -> tuple[tuple[Fact, frozenset[str]], ...]:
        """The facts it asks, each with what its answer speaks of.

        Of options that state facts every one is to be judged: by who says so, which the fact
        itself tells, or by its time.
        """
        found: dict[str, tuple[Fact, frozenset[str]]] = {}
        for fact, target in self.view.asked:
            _, known = found.get(fact.ref, (fact, frozenset()))
            key = self.index.things(" , ".join(_answers(fact, target)))
            found[fact.ref] = fact, known | key
        if self.question.form is Form.FACT_OR_CLAIM or self.view.orders_events:
            for fact in self.view.stated_facts:
                when = time_told(fact) if self.view.orders_events else None
                found[fact.ref] = fact, frozenset({str(when)} if when else ())
        return tuple(found.values())

    @cached_property
    def used(self) -> frozenset[str]:
        return frozenset(fact.ref for fact in self.view.facts)

    @cached_property
    def things(self) -> tuple[frozenset[str], ...]:
        """What its stem speaks of with each of its options, one after the other.

        Not with all at once: of four answers three are wrong, and together they tell nothing.
        An option that states a fact speaks for that fact alone, which is among those used.
        """
        labels = [option.label for option in self.question.options if not option.fact] or [""]
        return tuple(self.index.things(f"{self.question.stem} {label}") for label in labels)

    def tells(self, fact: Fact, key: frozenset[str]) -> bool:
        """Whether it shows the answer with all spans of the fact, or with enough of the rest."""
        things = _things_of(self.index, fact)
        spans = [self.index.things(span.surface) for span in fact.statement.spans]
        inside = frozenset().union(*spans)
        for seen in self.things:
            if not key <= seen:
                continue
            shared = things & seen
            if len(shared) >= _TELLING and 2 * len(shared) > len(things):
                return True
            if len(spans) > 1 and inside <= seen and shared - inside:
                return True
        stem, rest = self.index.things(self.question.stem), things - key
        return bool(key and rest) and key <= stem and len(rest & stem) >= min(_TELLING, len(rest))


def _things_of(index: Index, fact: Fact) -> frozenset[str]:
    speakers = " , ".join(key.name for key in fact.speakers)
    return index.things(f"{fact.statement.text} {speakers} {fact.verb}")


def _answers(fact: Fact, target: Target) -> tuple[str, ...]:
    """The right answer in words; none for a statement, which is itself what is shown."""
    if target.role is TargetRole.SPEAKER:
        return tuple(key.name for key in fact.speakers)
    if target.role is TargetRole.SPAN:
        return (target.label,)
    when = fact.when if target.role is TargetRole.WHEN else fact.said_on
    return (when.words,) if when and target.role is not TargetRole.STATEMENT else ()


def enemy_pairs(
    questions: Sequence[Question], library: Library
) -> tuple[tuple[int, int, Finding], ...]:
    """Every pair of enemies among the questions, by their places."""
    return tuple(
        (a, b, finding)
        for a, b in combinations(range(len(questions)), 2)
        if (finding := enemies(questions[a], questions[b], library))
    )


def favours_a_position(positions: Sequence[int], options: int) -> Finding | None:
    """R17 for a quiz: no position of the key is overused, and none stands four times running.

    `positions` are the places of the keys in the order of the quiz, `options` how many there
    are to each question.
    """
    most = ceil(len(positions) / options) + 1
    often = [place for place, count in Counter(positions).items() if count > most]
    if often:
        message = f"The key is too often in place {min(often) + 1}: shuffle the options."
        return Finding("R17", Level.WARN, message)
    longest = max((len(list(run)) for _, run in groupby(positions)), default=0)
    if longest > _LONGEST_RUN:
        message = f"The key is {longest} times running in one place: shuffle the options."
        return Finding("R17", Level.WARN, message)
    return None
