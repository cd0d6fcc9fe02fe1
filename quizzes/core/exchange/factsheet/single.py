"""One fact without a sheet around it, as a form holds it: read and judged as a sheet's would be."""

from collections.abc import Iterable, Sequence

from quizzes.core.exchange.factsheet.blocks import Entry, written, written_items
from quizzes.core.exchange.factsheet.entities import Entities
from quizzes.core.exchange.factsheet.facts import FactReader
from quizzes.core.exchange.factsheet.names import Names
from quizzes.core.exchange.factsheet.sheet import FaultList
from quizzes.core.exchange.factsheet.writing import referring
from quizzes.core.library import Article, Fact, Library
from quizzes.core.statement import write_statement

# A key of the fact sheet, and its value: a sequence for what is a list there.
KeyAndValue = tuple[str, str | Sequence[str]]


def read_fact(pairs: Iterable[KeyAndValue], article: Article, known: Library) -> Fact:
    """The fact of that article which the pairs describe; the known library names its entities.

    Only the statement, behind the key `fact`, is in the sheet's notation. Raises SheetFaults;
    the lines of its faults count the pairs from 1.
    """
    faults = FaultList()
    # The value continues its key's line: there it can't be taken for a part of a longer key.
    entries = [
        Entry(number, f"{key}:", [_written(key, value)])
        for number, (key, value) in enumerate(pairs, 1)
    ]
    fact = FactReader(article, Entities((), known, faults), faults).read(entries)
    faults.raise_any()
    return fact


def notation_of(fact: Fact, known: Library) -> str:
    """The fact's statement in brackets, as it reads in the known library.

    A span refers to its entity where its words alone don't name it (any more).
    """
    return write_statement(referring(fact, Names(known.entities.values())))


def _written(key: str, value: str | Sequence[str]) -> str:
    if not isinstance(value, str):
        return written_items(value)
    return " ".join(value.split()) if key == "fact" else written(value)
