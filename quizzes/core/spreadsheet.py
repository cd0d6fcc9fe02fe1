"""Tables as CSV (RFC 4180) that spreadsheet programs read as what it is."""

import csv
from collections.abc import Iterable
from io import StringIO

# Without it Excel takes UTF-8 for the code page of the machine.
BYTE_ORDER_MARK = "\ufeff"

# What a cell begins with that a spreadsheet program would run: OWASP, "CSV Injection".
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(rows: Iterable[Iterable[str | int | None]]) -> str:
    """The rows with a byte order mark in front; None is an empty cell.

    A text that could be a formula gets an apostrophe in front, so that it stays a text.
    """
    out = StringIO(BYTE_ORDER_MARK, newline="")
    out.seek(0, 2)
    csv.writer(out).writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue()


def _inert(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
