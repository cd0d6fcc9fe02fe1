"""The order of the questions within a quiz: the story's, without runs."""

from collections.abc import Sequence
from itertools import groupby

from quizzes.core.evidence import locate
from quizzes.core.library import Library
from quizzes.core.questions import Form, Question

# How many orders are tried before a limit on runs is loosened.
_STEPS = 3000

# The longest run of one key position that R17 allows.
_SAME_PLACE = 3


def in_story_order(questions: Sequence[Question], library: Library) -> tuple[Question, ...]:
    """As the article tells it, but for what breaks up runs of one form or one key position."""
    told = sorted(questions, key=lambda q: (place_in_text(q, library), q.identity))
    for limit in (2, 3, len(told)):
        order = _Search(limit).extended([], told)
        if order is not None:
            return tuple(order)
    return tuple(told)


def place_in_text(question: Question, library: Library) -> tuple[str, int]:
    """The article, and where in it the first quote of what the question asks stands.

    Editors put the sentence that says it first, and those that date it behind.
    """
    text = library.articles[question.article].text
    places = []
    for ask in question.asks:
        found = (locate(text, q.text, q.nth) for q in library.facts[ask.fact].quotes)
        places.append(next((place[0] for place in found if place), 0))
    return question.article, min(places, default=0)


def key_place(question: Question) -> int:
    """Where the key stands among the options, from 0; -1 where there are none."""
    return next((n for n, option in enumerate(question.options) if option.is_key), -1)


class _Search:
    """A search for an order in which no form comes more than `limit` times in a row."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.steps = 0

    def extended(self, done: list[Question], left: list[Question]) -> list[Question] | None:
        """All questions in an order that is allowed, `done` first; None where none is found."""
        self.steps += 1
        if not left or self.steps > _STEPS:
            return None if left else done
        for n, question in enumerate(left):
            order = [*done, question]
            if self._allowed(order):
                found = self.extended(order, left[:n] + left[n + 1 :])
                if found is not None:
                    return found
        return None

    def _allowed(self, order: list[Question]) -> bool:
        forms = [question.form for question in order]
        places = [key_place(question) for question in order if question.options]
        # Single choice is the rule, so that one more of it in a row goes unnoticed.
        most = self.limit + (forms[-1] is Form.CHOICE)
        return _last_run(forms) <= most and _last_run(places) <= _SAME_PLACE


def _last_run(values: Sequence[object]) -> int:
    """How often the last value stands at the end."""
    return len(list(next(groupby(reversed(values)))[1])) if values else 0
