"""Tables as CSV (RFC 4180) that spreadsheet programs read as what it is."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

# Without it Excel takes UTF-8 for the code page of the machine.
BYTE_ORDER_MARK = "\ufeff"

# Before what a spreadsheet program would run at the beginning of a cell: OWASP, "CSV Injection".
# In much of Europe the separator is a semicolon, so that a cell begins behind each of these, and
# with a line in what was no cell of its own there.
_FORMULA = re.compile(r'(?:^|(?<=[;\r\n]))(?=[\s"]*[=+\-@＝＋－＠]|[\t\r\n])')


def to_csv(rows: Iterable[Iterable[str | int | None]]) -> str:
    """The rows with a byte order mark in front; None is an empty cell.

    What could be a formula in a text gets an apostrophe in front, so that it stays a text.
    """
    out = StringIO(BYTE_ORDER_MARK, newline="")
    out.seek(0, 2)
    csv.writer(out).writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue()


def _inert(cell: str | int | None) -> str | int | None:
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else cell
