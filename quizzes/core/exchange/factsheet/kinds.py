"""Which kind of answer a span's words are, where no entity goes by them and nobody says."""

from quizzes.core.dates import parse_words
from quizzes.core.library import SpanKind
from quizzes.core.quantities import Quantity
from quizzes.core.words import fold

# With one of these a number's words go beyond its unit: "two weeks later", "one of the three".
_BEYOND_A_UNIT = frozenset(
    """
    after against ago as at before between by during earlier for from in into later of on since
    that the their those until which who with
    """.split()
)
_MOST_WORDS = 4


def plain_kind(surface: str) -> SpanKind:
    """A date where it reads as one, a number where it is one with hedge and unit, or a phrase."""
    if parse_words(surface) is not None:
        return SpanKind.DATE
    quantity = Quantity.parse(surface)
    if quantity is None:
        return SpanKind.PHRASE
    words = fold(surface).removeprefix(quantity.hedge).split()
    if len(words) > _MOST_WORDS or not _BEYOND_A_UNIT.isdisjoint(words):
        return SpanKind.PHRASE
    return SpanKind.NUMBER
