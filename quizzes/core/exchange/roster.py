"""A list of learners as CSV: what spreadsheets save, with a head row that names the columns."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from quizzes.core.exchange.factsheet.blocks import decode
from quizzes.core.exchange.factsheet.sheet import Fault, FaultList, SheetFaults
from quizzes.core.people import (
    LONGEST_NAME,
    LONGEST_USERNAME,
    folded,
    has_controls,
    is_username,
    same,
)

LONGEST_ROSTER = 100_000  # bytes
MOST_ROWS = 300
DELIMITERS = ",;\t"

# The columns that there may be, and the most characters in each.
COLUMNS = {"name": LONGEST_NAME, "username": LONGEST_USERNAME, "email": 254}

_EMAIL = re.compile(r"[^\s@<>\"(),:;]+@[^\s@<>\"(),:;.]+(\.[^\s@<>\"(),:;.]+)+")

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A learner, as the line of that number (from 1) has them; what it leaves out is ""."""

    line: int
    name: str
    username: str = ""
    email: str = ""


def read(roster: bytes | str) -> tuple[Row, ...]:
    """The learners in their order.

    Raises SheetFaults, with every fault by line, where there is any.
    """
    faults = FaultList()
    if len(roster) > LONGEST_ROSTER:
        raise SheetFaults((Fault(1, f"a list has {LONGEST_ROSTER // 1000} kB at most"),))
    lines = list(_lines(decode(roster, faults), faults))
    if not lines:
        faults.add(1, "nothing is here: the first line names the columns, “name” at least")
        faults.raise_any()
    (head_line, head), *rest = lines
    columns = _columns(head_line, head, faults)
    if "name" not in columns:
        faults.raise_any()
    if not rest:
        faults.add(head_line, "below this line, which names the columns, there are no learners")
    if len(rest) > MOST_ROWS:
        faults.add(rest[MOST_ROWS][0], f"a list has {MOST_ROWS} learners at most")
    rows = tuple(_row(line, cells, head, columns, faults) for line, cells in rest[:MOST_ROWS])
    _find_twice(rows, faults)
    faults.raise_any()
    return rows


def _lines(lines: Sequence[str], faults: FaultList) -> Iterator[tuple[int, Cells]]:
    """The cells of each line that has any, with its number."""
    head = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    for number, line in enumerate(lines, 1):
        # Line by line, so that a quotation mark that is left open spoils no other line.
        try:
            cells = next(csv.reader([line.rstrip("\r")], delimiter=delimiter, strict=True), [])
        except csv.Error:
            faults.add(number, "a quotation mark stands here that has no other to go with it")
            continue
        if any(cell.strip() for cell in cells):
            yield number, [cell.strip() for cell in cells]


def _columns(line: int, head: Cells, faults: FaultList) -> Mapping[str, int]:
    """Where each column stands."""
    names = [_column(cell) for cell in head]
    if not set(names) & set(COLUMNS):
        # A list of names alone, most likely: what is wrong with it is one thing.
        faults.add(line, "the first line names the columns: write “name” above the first learner")
        return {}
    known = ", ".join(COLUMNS)
    for name, count in Counter(names).items():
        if name and name not in COLUMNS:
            faults.add(line, f"there is no column “{name[:40]}”: the columns are {known}")
        elif name and count > 1:
            faults.add(line, f"the column “{name}” stands here twice")
    if "name" not in names:
        faults.add(line, "the first line names the columns, and one of them is “name”")
    return {name: place for place, name in enumerate(names) if name in COLUMNS}


def _column(cell: str) -> str:
    return cell.lower().replace("-", "")


def _row(
    line: int, cells: Cells, head: Cells, columns: Mapping[str, int], faults: FaultList
) -> Row:
    if any(cell and not name for cell, name in zip_longest(cells, head, fillvalue="")):
        faults.add(line, "something stands in this line where the first line names no column")
    values = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
    for name, value in values.items():
        if len(value) > COLUMNS[name]:
            faults.add(line, f"the {name} is too long: {COLUMNS[name]} characters at most")
        if has_controls(value):
            faults.add(line, f"the {name} has characters in it that cannot be read")
    row = Row(line, folded(values["name"]), values.get("username", ""), values.get("email", ""))
    if not row.name:
        faults.add(line, "a name is missing")
    if row.username and not is_username(row.username):
        faults.add(line, "a username is made of letters, digits and @ . + - _")
    if row.email and not _EMAIL.fullmatch(row.email):
        faults.add(line, "this is no e-mail address")
    return row


def _find_twice(rows: Sequence[Row], faults: FaultList) -> None:
    """A learner who stands in two lines, as far as the list alone can tell."""
    usernames: dict[str, int] = {}
    emails: dict[str, int] = {}
    names = Counter(same(row.name) for row in rows)
    first: dict[str, int] = {}
    for row in rows:
        _find_again(usernames, "username", row.username, row.line, faults)
        _find_again(emails, "e-mail address", row.email, row.line, faults)
        if row.name and names[same(row.name)] > 1 and not row.username:
            before = first.get(same(row.name))
            where = f" (line {before})" if before else ""
            faults.add(row.line, f"two learners have this name{where}: give each a username")
        first.setdefault(same(row.name), row.line)


def _find_again(seen: dict[str, int], what: str, value: str, line: int, faults: FaultList) -> None:
    if value and seen.setdefault(value.casefold(), line) != line:
        faults.add(line, f"this {what} stands in line {seen[value.casefold()]} already")
