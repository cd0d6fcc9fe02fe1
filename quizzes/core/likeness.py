"""Another question like one, that is no enemy of those already chosen."""

from collections.abc import Sequence

from quizzes.core.library import Library, SpanKind
from quizzes.core.ordering import place_in_text
from quizzes.core.questions import Question
from quizzes.core.rules import enemies


def another_like(
    question: Question, candidates: Sequence[Question], chosen: Sequence[Question], library: Library
) -> Question | None:
    """The candidate that is most like the question and can stand beside all that are chosen.

    Its article counts most, then its form, then the kind of its answer, then how near it is
    told. It asks no target that a chosen question or this one asks, and is no enemy of a chosen
    one. None where there is no such candidate; the order of the candidates never matters.
    """
    told = place_in_text(question, library)[1]
    kind = _kind(question, library)

    def unlikeness(other: Question) -> tuple[bool, bool, bool, int, str, str]:
        return (
            other.article != question.article,
            other.form != question.form,
            _kind(other, library) != kind,
            abs(place_in_text(other, library)[1] - told),
            other.identity,
            other.content,
        )

    taken = {target for each in (question, *chosen) for target in each.asks}
    fresh = (other for other in candidates if taken.isdisjoint(other.asks))
    return next(
        (
            other
            for other in sorted(fresh, key=unlikeness)
            if not any(enemies(other, each, library) for each in chosen)
        ),
        None,
    )


def _kind(question: Question, library: Library) -> SpanKind | None:
    """What kind of answer it asks for; None once its target is gone from the fact."""
    ask = question.asks[0]
    targets = library.facts[ask.fact].targets
    return next((target.kind for target in targets if target.label == ask.target), None)
