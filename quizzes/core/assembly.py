"""Questions to quizzes: without enemies, the important facts first, forms mixed, keys spread.

Several greedy selections are compared and the best is taken, because the first good
question may shut out many others. Everything depends on the questions and the seed alone.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from quizzes.core.library import Fact, Library
from quizzes.core.ordering import in_story_order, key_place, place_in_text
from quizzes.core.questions import Form, Question, Wording
from quizzes.core.rules import enemies as are_enemies
from quizzes.core.words import contains_words, content_stems, fold, words

# Whatever is true where two questions must not share a quiz.
Enemies = Callable[[Question, Question, Library], object]

# How many selections are compared for each quiz.
_RUNS = 24

# How much of a quiz each form should make up; a form that is not named, as much as typing.
_SHARES = {Form.CHOICE: 0.6, Form.WHO_SAID: 0.2}
_OTHER_SHARE = 0.2

# So many words that a fact shares with the title make it the story's own.
_TITLE_WORDS = 4

# From so many words in common on, a stem that has another's answer in it is a hint. A name
# may be needed in any stem; a phrase is more telling.
_SAME_MATTER, _SAME_MATTER_OF_PHRASE = 2, 1


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
    field = _Field(items, library, enemies, seed)
    quizzes: list[Quiz] = []
    while field.left:
        chosen = field.best(size)
        if quizzes and len(chosen) < min(minimum, size):
            break
        questions = [field.questions[n] for n in chosen]
        quizzes.append(Quiz(in_story_order(questions, library), size))
        field.left &= ~_mask(chosen)
    return tuple(quizzes)


class _Field:
    """The questions that are `left`, as a bit mask over all, and how they stand to each other.

    For each question `foes` masks those that it can't share a quiz with, itself included,
    and `hints` those that it had better not; `merits` is a cost, the lower the better.
    """

    def __init__(
        self, items: Sequence[Item], library: Library, enemies: Enemies, seed: int
    ) -> None:
        ordered = sorted(items, key=lambda item: (item.question.identity, item.question.content))
        self.questions = [item.question for item in ordered]
        self.merits = [_merits(item, library) for item in ordered]
        self.seed = seed
        self.left = (1 << len(ordered)) - 1
        self.foes = [1 << n for n in range(len(ordered))]
        self.hints = [0] * len(ordered)
        for n, one in enumerate(self.questions):
            for m, other in enumerate(self.questions[:n]):
                if set(one.asks) & set(other.asks) or enemies(one, other, library):
                    self.foes[n] |= 1 << m
                    self.foes[m] |= 1 << n
                elif _hints(one, other) or _hints(other, one):
                    self.hints[n] |= 1 << m
                    self.hints[m] |= 1 << n

    def best(self, size: int) -> list[int]:
        """The best of several selections of those that are left."""
        return max((self._selected(size, run) for run in range(_RUNS)), key=self._worth)

    def _selected(self, size: int, run: int) -> list[int]:
        """One greedy selection; the first follows the costs, each later one strays further."""
        draft = _Draft(self, size)
        stray = [_chance(self.seed, run, question) * (1 + run) for question in self.questions]
        free = self.left
        while free and len(draft.chosen) < size:
            candidates = [n for n in range(len(self.questions)) if free >> n & 1]
            costs = {n: draft.cost(n, free) + stray[n] for n in candidates}
            n = min(candidates, key=costs.__getitem__)
            draft.add(n)
            free &= ~self.foes[n]
        return draft.chosen

    def _worth(self, chosen: list[int]) -> tuple[float, ...]:
        questions = [self.questions[n] for n in chosen]
        mask = _mask(chosen)
        flaws = (
            sum(self.merits[n] for n in chosen)
            + 10 * _imbalance([question.form for question in questions])
            + 5 * _imbalance([question.wording for question in questions])
            + 40 * (len(chosen) - len({fold(question.answer) for question in questions}))
            + 10 * sum((self.hints[n] & mask).bit_count() for n in chosen)
        )
        return len(chosen), -_crowding(questions), -flaws


class _Draft:
    """A selection in the making, with counts of what it already has."""

    def __init__(self, field: _Field, size: int) -> None:
        self.field = field
        self.size = size
        self.chosen: list[int] = []
        self.counts: Counter[tuple[str, str]] = Counter()

    def cost(self, n: int, free: int) -> float:
        """What speaks against adding that question, with those still `free` in mind."""
        field, counts = self.field, self.counts
        share = _SHARES.get(field.questions[n].form, _OTHER_SHARE)
        form, wording, place, answer = (counts[trait] for trait in self._traits(n))
        return (
            field.merits[n]
            + 15 * (field.foes[n] & free).bit_count() / free.bit_count()
            + 25 * (field.hints[n] & _mask(self.chosen)).bit_count()
            + 20 * form / (self.size * share)
            + 3 * wording
            + 4 * place
            + 40 * answer
        )

    def add(self, n: int) -> None:
        self.chosen.append(n)
        self.counts.update(self._traits(n))

    def _traits(self, n: int) -> tuple[tuple[str, str], ...]:
        question = self.field.questions[n]
        return (
            ("form", question.form),
            ("wording", question.wording),
            ("place", str(key_place(question)) if question.options else f"typed {n}"),
            ("answer", fold(question.answer)),
        )


def _merits(item: Item, library: Library) -> float:
    """The lower, the sooner: what an editor marked, then what title and first paragraph tell."""
    question = item.question
    article = library.articles[question.article]
    _, place = place_in_text(question, library)
    leads = "\n" not in article.text[:place].strip()
    told = {word for ask in question.asks for word in _matter(library.facts[ask.fact])}
    in_title = min(len(told & content_stems(article.title)), _TITLE_WORDS)
    is_worded = question.wording is Wording.EDITOR
    return 40 * (not item.important) - 10 * leads - 6 * in_title - 4 * is_worded


def _matter(fact: Fact) -> frozenset[str]:
    return content_stems(fact.statement.text)


def _hints(one: Question, other: Question) -> bool:
    """Whether the one's stem has the other's answer in it and is about the same matter."""
    if not contains_words(one.stem, other.answer):
        return False
    shared = content_stems(one.stem) & content_stems(other.stem)
    is_name = other.answer[:1].isupper() and " ".join(words(other.answer)) not in one.stem
    least = _SAME_MATTER if is_name else _SAME_MATTER_OF_PHRASE
    return len(shared - content_stems(other.answer)) >= least


def _mask(chosen: Sequence[int]) -> int:
    return sum(1 << n for n in chosen)


def _chance(seed: int, run: int, question: Question) -> float:
    """A number from 0 to 1 that the seed, the run and the question alone decide."""
    text = f"{seed}|{run}|{question.identity}|{question.stem}"
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def _imbalance(kinds: Sequence[str]) -> float:
    """How much more often than the mean the most frequent kind occurs."""
    counts = Counter(kinds)
    return max(counts.values(), default=0) - len(kinds) / max(len(counts), 1)


def _crowding(questions: Sequence[Question]) -> int:
    """By how many keys a place exceeds what R17 allows: a fair share, rounded up, and one."""
    with_options = [question for question in questions if question.options]
    if not with_options:
        return 0
    places = Counter(map(key_place, with_options))
    allowed = ceil(len(with_options) / max(len(q.options) for q in with_options)) + 1
    return sum(max(0, count - allowed) for count in places.values())
