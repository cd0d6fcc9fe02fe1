"""A whole fact sheet read, with every fault that it has."""

from collections.abc import Iterable

from quizzes.core.exchange.factsheet.article import ARTICLE_KEYS, FetchText, read_article
from quizzes.core.exchange.factsheet.blocks import Entry, blocks, decode
from quizzes.core.exchange.factsheet.entities import Entities
from quizzes.core.exchange.factsheet.facts import FactReader
from quizzes.core.exchange.factsheet.fields import Fields
from quizzes.core.exchange.factsheet.sheet import Fault, FaultList, Sheet, SheetFaults
from quizzes.core.library import Article, Library

LONGEST_SHEET = 2 * 1024 * 1024  # bytes
MOST_LINES = 20_000

_HEADS = ("article", "entity", "group", "fact")


def read(sheet: bytes | str, fetch_text: FetchText, known: Library | None = None) -> Sheet:
    """Read a sheet to be added to the known library.

    Its entities and groups come joined with what the library knows of them. Raises
    SheetFaults, with every fault by line, where there is any.
    """
    faults = FaultList()
    if len(sheet) > LONGEST_SHEET:
        raise SheetFaults((Fault(1, f"a sheet has {LONGEST_SHEET // 1024} KiB at most"),))
    lines = decode(sheet, faults)
    if len(lines) > MOST_LINES:
        raise SheetFaults((Fault(MOST_LINES + 1, f"a sheet has {MOST_LINES} lines at most"),))
    found = _sorted(blocks(lines, faults), faults)
    article = _article(found, fetch_text, faults)
    entities = Entities(found["entity"], known or Library(), faults)
    groups = entities.groups(found["group"])
    reader = FactReader(article or Article("", "", ""), entities, faults)
    facts = tuple(reader.read(block) for block in found["fact"])
    faults.raise_any()
    return Sheet(article, entities.entities, groups, facts)


def _sorted(found: Iterable[list[Entry]], faults: FaultList) -> dict[str, list[list[Entry]]]:
    """The blocks by the key that says what they describe."""
    by_head: dict[str, list[list[Entry]]] = {head: [] for head in _HEADS}
    for number, block in enumerate(found):
        head = next((entry.key for entry in block if entry.key in _HEADS), None)
        if head is None:
            faults.add(block[0].line, f"a block needs one of the keys {', '.join(_HEADS)}")
            continue
        if head == "article" and number:
            faults.add(block[0].line, "only the first block of a sheet is an article")
        by_head[head].append(block)
    return by_head


def _article(
    found: dict[str, list[list[Entry]]], fetch_text: FetchText, faults: FaultList
) -> Article | None:
    if not found["article"]:
        if found["fact"]:
            line = found["fact"][0][0].line
            faults.add(line, "facts need an article: its block comes first in the sheet")
        return None
    block = found["article"][0]
    fields = Fields("an article", block[0].line, block, ARTICLE_KEYS, faults)
    return read_article(fields, fetch_text)
