"""Questions to quizzes: without enemies, the important facts first, forms mixed, keys spread.

Several greedy selections are compared and the best is taken, because the first good
question may shut out many others. Everything depends on the questions and the seed alone.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from quizzes.core.evidence import locate
from quizzes.core.library import Library
from quizzes.core.questions import Form, Question, Wording
from quizzes.core.rules import enemies as are_enemies

Enemies = Callable[[Question, Question, Library], bool]

# How many selections are compared for each quiz.
_RUNS = 24

# How much of a quiz each form should make up; a form that is not named, as much as typing.
_SHARES = {Form.CHOICE: 0.6, Form.WHO_SAID: 0.2}
_OTHER_SHARE = 0.2

# How many orders are tried before a limit on runs is loosened.
_STEPS = 3000


@dataclass(frozen=True, slots=True)
class Item:
    """A question to choose from, and whether its fact is one that matters most."""

    question: Question
    important: bool = False


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions in the order in which they are asked, of the `wanted` number or fewer."""

    questions: tuple[Question, ...]
    wanted: int

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    @property
    def note(self) -> str:
        """How far it got, in words; "" for a full quiz."""
        if len(self) == self.wanted:
            return ""
        return (
            f"{len(self)} of {self.wanted} questions: "
            "any other would give an answer away or ask the same again."
        )


def assemble(
    items: Sequence[Item],
    *,
    library: Library,
    size: int = 10,
    minimum: int = 5,
    seed: int = 0,
    enemies: Enemies = are_enemies,
) -> tuple[Quiz, ...]:
    """Quizzes of up to `size` questions, the best first, until nothing good is left.

    No question is in two of them. The first may be short where the items give no more; each
    further one has at least `minimum`.
    """
    left = _Items.of(items, library, enemies, seed)
    quizzes: list[Quiz] = []
    while left.items:
        chosen = left.best(size)
        if quizzes and len(chosen) < min(minimum, size):
            break
        questions = [left.items[n].question for n in chosen]
        quizzes.append(Quiz(_in_story_order(questions, library), size))
        left = left.without(chosen)
    return tuple(quizzes)


@dataclass(frozen=True, slots=True)
class _Items:
    """Items in an order of their own; for each its merits, and a mask of what it can't stand by.

    The merits are a cost, the lower the better: what matters comes first, then what the
    first paragraph tells, then what an editor worded.
    """

    items: tuple[Item, ...]
    foes: tuple[int, ...]
    merits: tuple[float, ...]
    seed: int

    @classmethod
    def of(cls, items: Sequence[Item], library: Library, enemies: Enemies, seed: int) -> "_Items":
        ordered = tuple(sorted(items, key=lambda item: (item.question.identity, str(item))))
        foes = [1 << n for n in range(len(ordered))]
        for n, one in enumerate(ordered):
            for m in range(n):
                other = ordered[m].question
                same = set(one.question.asks) & set(other.asks)
                if same or enemies(one.question, other, library):
                    foes[n] |= 1 << m
                    foes[m] |= 1 << n
        merits = tuple(_merits(item, library) for item in ordered)
        return cls(ordered, tuple(foes), merits, seed)

    def without(self, chosen: Sequence[int]) -> "_Items":
        kept = [n for n in range(len(self.items)) if n not in chosen]
        foes = (
            sum(1 << new for new, old in enumerate(kept) if self.foes[n] >> old & 1) for n in kept
        )
        items, merits = ([each[n] for n in kept] for each in (self.items, self.merits))
        return _Items(tuple(items), tuple(foes), tuple(merits), self.seed)

    def best(self, size: int) -> list[int]:
        """The best of several selections."""
        runs = [self._select(size, run) for run in range(_RUNS)]
        return max(runs, key=self._worth)

    def _worth(self, chosen: list[int]) -> tuple[float, ...]:
        questions = [self.items[n].question for n in chosen]
        merits = sum(self.merits[n] for n in chosen)
        forms = _imbalance([question.form for question in questions])
        wordings = _imbalance([question.wording for question in questions])
        crowded = _crowding(questions)
        repeated = len(chosen) - len({question.answer for question in questions})
        return len(chosen), -crowded, -merits - 10 * forms - 5 * wordings - 20 * repeated

    def _select(self, size: int, run: int) -> list[int]:
        """One greedy selection; the first run follows the weights, the others stray from them."""
        chosen: list[int] = []
        free = (1 << len(self.items)) - 1
        forms: Counter[str] = Counter()
        wordings: Counter[str] = Counter()
        places: Counter[int] = Counter()
        answers: Counter[str] = Counter()
        stray = [_chance(self.seed, run, item.question) * (1 + run) for item in self.items]

        def cost(n: int) -> float:
            question = self.items[n].question
            share = _SHARES.get(question.form, _OTHER_SHARE)
            return (
                self.merits[n]
                + 30 * (self.foes[n] & free).bit_count() / free.bit_count()
                + 20 * forms[question.form] / (size * share)
                + 3 * wordings[question.wording]
                + 4 * places[_key_place(question)]
                + 20 * answers[question.answer]
                + stray[n]
            )

        while free and len(chosen) < size:
            n = min((n for n in range(len(self.items)) if free >> n & 1), key=cost)
            chosen.append(n)
            free &= ~self.foes[n]
            question = self.items[n].question
            forms[question.form] += 1
            wordings[question.wording] += 1
            answers[question.answer] += 1
            if question.options:
                places[_key_place(question)] += 1
        return chosen


def _merits(item: Item, library: Library) -> float:
    text = library.articles[item.question.article].text
    _, place = _place_in_text(item.question, library)
    leads = "\n" not in text[:place].strip()
    is_worded = item.question.wording is Wording.EDITOR
    return 40 * (not item.important) - 15 * leads - 4 * is_worded


def _chance(seed: int, run: int, question: Question) -> float:
    """A number from 0 to 1 that the seed, the run and the question alone decide."""
    text = f"{seed}|{run}|{question.identity}|{question.stem}"
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def _key_place(question: Question) -> int:
    """Where the key stands among the options; -1 where there are none."""
    return next((n for n, option in enumerate(question.options) if option.is_key), -1)


def _imbalance(kinds: Sequence[str]) -> float:
    """How much more often than the mean the most frequent kind occurs."""
    counts = Counter(kinds)
    return max(counts.values(), default=0) - len(kinds) / max(len(counts), 1)


def _crowding(questions: Sequence[Question]) -> int:
    """By how many keys a place exceeds what R17 allows: a fair share, rounded up, and one."""
    with_options = [question for question in questions if question.options]
    if not with_options:
        return 0
    places = Counter(map(_key_place, with_options))
    allowed = ceil(len(with_options) / max(len(q.options) for q in with_options)) + 1
    return sum(max(0, count - allowed) for count in places.values())


# ---- the order within a quiz


def _in_story_order(questions: Sequence[Question], library: Library) -> tuple[Question, ...]:
    """As the article tells it, but for what breaks up runs of one form or one key position."""
    told = sorted(questions, key=lambda q: (_place_in_text(q, library), q.identity))
    for limit in (2, 3, len(told)):
        order = _Order(told, limit).found()
        if order:
            return tuple(order)
    return tuple(told)


def _place_in_text(question: Question, library: Library) -> tuple[str, int]:
    """Where the evidence of what it asks begins."""
    places = [
        place[0]
        for ask in question.asks
        for quote in library.facts[ask.fact].quotes
        if (place := locate(library.articles[question.article].text, quote.text, quote.nth))
    ]
    return question.article, min(places, default=0)


class _Order:
    """A search for an order in which no form comes more than `limit` times in a row."""

    def __init__(self, questions: list[Question], limit: int) -> None:
        self.questions, self.limit, self.steps = questions, limit, 0

    def found(self) -> list[Question] | None:
        return self._extended([], self.questions)

    def _extended(self, done: list[Question], left: list[Question]) -> list[Question] | None:
        self.steps += 1
        if not left or self.steps > _STEPS:
            return done if not left else None
        for n, question in enumerate(left):
            order = [*done, question]
            if self._allowed(order):
                found = self._extended(order, left[:n] + left[n + 1 :])
                if found:
                    return found
        return None

    def _allowed(self, order: list[Question]) -> bool:
        forms = [question.form for question in order]
        places = [_key_place(question) for question in order if question.options]
        # Single choice is the rule, so that one more of it in a row goes unnoticed.
        choice = forms[-1] is Form.CHOICE
        return _last_run(forms) <= self.limit + choice and _last_run(places) <= max(3, self.limit)


def _last_run(values: Sequence[object]) -> int:
    """How often the last value stands at the end."""
    return len(list(next(groupby(reversed(values)))[1])) if values else 0
