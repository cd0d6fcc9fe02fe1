"""A question as a teacher sees it: as learners will, with its key, its proof and its enemies."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quizzes.core.library import Library
from quizzes.core.questions import Question as CoreQuestion
from quizzes.core.rules import enemies, enemy_pairs
from quizzes.models import Question, QuestionSet, SetItem
from quizzes.models.questions import QuestionStatus
from quizzes.services.library import library_around
from quizzes.views.asking import OptionShown
from quizzes.views.shown import ArticleShown, Passages, proving, show_article


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question of a set or of the bank; `answers` are what is accepted where it is typed."""

    pk: int
    stem: str
    form: str
    options: Sequence[OptionShown]
    answers: Sequence[str]
    answer: str
    why: str
    evidence: Passages
    article: ArticleShown
    is_own: bool
    is_asked: bool


@dataclass(frozen=True, slots=True)
class EnemyShown:
    """The question of the set that another can't stand beside, and why."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """Question `number` (from 1) of a set."""

    pk: int
    number: int
    question: QuestionShown
    enemies: Sequence[EnemyShown] = ()


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A question found in the bank, and how it stands to a set: at `number` in it, or not."""

    question: QuestionShown
    number: int | None
    enemies: Sequence[EnemyShown]


def show_question(row: Question) -> QuestionShown:
    """A question that was fetched `with_proof`."""
    return QuestionShown(
        pk=row.pk,
        stem=row.stem,
        form=row.get_form_display(),
        options=[
            OptionShown(option.position, option.label, "right" if option.is_key else "")
            for option in row.options.all()
        ],
        answers=[answer.text for answer in row.answers.all()],
        answer=row.to_core().answer,
        why=row.explanation,
        evidence=proving(row.proofs.all()),
        article=show_article(row.article),
        is_own=row.author_id is not None,
        is_asked=row.status == QuestionStatus.PUBLISHED,
    )


class SetVetted:
    """A set with its questions, in a fixed number of queries."""

    def __init__(self, question_set: QuestionSet) -> None:
        self.rows = list(SetItem.objects.filter(set=question_set).order_by("position"))
        found = Question.objects.with_proof().in_bulk([item.question_id for item in self.rows])
        self.questions = [found[item.question_id] for item in self.rows]

    @property
    def items(self) -> list[ItemShown]:
        return [
            ItemShown(row.pk, number, show_question(question))
            for number, (row, question) in enumerate(zip(self.rows, self.questions, strict=True), 1)
        ]

    def items_with_enemies(self) -> list[ItemShown]:
        """The same, each with those that it can't stand beside."""
        foes: dict[int, list[EnemyShown]] = defaultdict(list)
        for one, other, finding in enemy_pairs(self._core, library_around(self.questions)):
            foes[one + 1].append(EnemyShown(other + 1, finding.message))
            foes[other + 1].append(EnemyShown(one + 1, finding.message))
        return [replace(item, enemies=foes[item.number]) for item in self.items]

    def results(
        self, found: Sequence[Question], library: Library | None = None
    ) -> list[ResultShown]:
        """How questions of the bank, fetched `with_proof`, stand to those of the set.

        The whole library serves where it was read already; it says the same.
        """
        library = library or library_around([*self.questions, *found])
        numbers = {item.question_id: number for number, item in enumerate(self.rows, 1)}
        results = []
        for row in found:
            number, candidate = numbers.get(row.pk), row.to_core()
            foes = [
                EnemyShown(place, finding.message)
                for place, chosen in enumerate(self._core, 1)
                if place != number and (finding := enemies(candidate, chosen, library))
            ]
            results.append(ResultShown(show_question(row), number, foes))
        return results

    @cached_property
    def _core(self) -> list[CoreQuestion]:
        return [question.to_core() for question in self.questions]
