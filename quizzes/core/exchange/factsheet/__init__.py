"""The fact sheet: a library's plain-text form, which people write and diffs show."""

from quizzes.core.exchange.factsheet.article import FetchText
from quizzes.core.exchange.factsheet.reading import read
from quizzes.core.exchange.factsheet.sheet import Fault, Sheet, SheetFaults
from quizzes.core.exchange.factsheet.single import notation_of, read_fact
from quizzes.core.exchange.factsheet.writing import write

__all__ = [
    "Fault",
    "FetchText",
    "Sheet",
    "SheetFaults",
    "notation_of",
    "read",
    "read_fact",
    "write",
]
