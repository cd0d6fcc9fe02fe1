"""Dumps of SQLite by its backup API, which sees one moment of a database that is being written.

Copying the file would lose what stands in the write-ahead log, and ``integrity_check`` would not
notice.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from quizzes.backups.archive import BackupError


def dump(connection: BaseDatabaseWrapper, path: Path) -> dict[str, int]:
    """Copy the database as it is at one moment to a new file; the rows of each table."""
    with closing(connect(connection)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        # The copy is one file: without this it would ask for a log of its own when opened.
        copy.execute("PRAGMA journal_mode=DELETE")
    return inspect(path)


def load(connection: BaseDatabaseWrapper, path: Path, *, rows: dict[str, int]) -> None:
    """Replace the database by a dump, in one transaction of SQLite's own.

    Whoever reads meanwhile sees the old database or the new one, and a crash leaves the old.
    """
    if inspect(path) != rows:
        raise BackupError("The backup is damaged: its tables do not hold the rows that they held.")
    connection.close()
    with closing(sqlite3.connect(path)) as source, closing(connect(connection)) as target:
        source.backup(target)


def connect(connection: BaseDatabaseWrapper) -> sqlite3.Connection:
    """A connection of its own with Django's options: the journal and how patiently it waits."""
    parameters = connection.get_connection_params()
    name, timeout = parameters["database"], parameters["timeout"]
    own = sqlite3.connect(name, timeout=timeout, uri=str(name).startswith("file:"))
    own.executescript(connection.settings_dict["OPTIONS"].get("init_command", ""))
    return own


def inspect(path: Path) -> dict[str, int]:
    """The rows of each table; BackupError where the file is damaged or a row points nowhere."""
    try:
        with closing(sqlite3.connect(path)) as dumped:
            if dumped.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise BackupError("The dump fails SQLite's integrity check.")
            if dumped.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupError("The dump holds rows that point at rows which it lacks.")
            tables = dumped.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
            return {name: count(dumped, name) for (name,) in sorted(tables)}
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The dump is no SQLite database: {error}.") from error


def count(dumped: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    rows: int = dumped.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0]  # noqa: S608
    return rows
