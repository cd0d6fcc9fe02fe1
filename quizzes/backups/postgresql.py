"""Dumps of PostgreSQL by its own programs, ``pg_dump`` and ``psql``."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from quizzes.backups.archive import BackupError

START_AFRESH = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def dump(connection: BaseDatabaseWrapper, path: Path) -> dict[str, int]:
    """Write the public schema as SQL; the rows of each table at the very moment of the dump."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        # The counts and pg_dump look at one snapshot, however much is written between them.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
        rows = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {qualified(table)}")  # noqa: S608
            rows[table] = cursor.fetchone()[0]
        options = ("--no-owner", "--no-privileges", "--schema=public", f"--snapshot={snapshot}")
        run(connection, "pg_dump", *options, f"--file={path}")
    return rows


def load(connection: BaseDatabaseWrapper, path: Path, *, rows: dict[str, int]) -> None:
    """Replace the public schema by a dump, in one transaction that counts the rows before its end.

    Any error, a table that holds other numbers among them, leaves everything as it was.
    """
    connection.close()
    run(
        connection,
        *("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
        *("--command", START_AFRESH, f"--file={without_schema(path)}"),
        *("--command", counting_check(rows)),
    )


def without_schema(path: Path) -> Path:
    """The dump without the line that makes the schema, which is there already."""
    cleaned = path.with_name(f"{path.name}.sql")
    with path.open() as source, cleaned.open("w") as target:
        target.writelines(line for line in source if line != "CREATE SCHEMA public;\n")
    return cleaned


def counting_check(rows: dict[str, int]) -> str:
    """SQL that raises where a table holds another number of rows than the manifest says."""
    wrong = " OR ".join(
        f"(SELECT count(*) FROM {qualified(table)}) <> {int(number)}"  # noqa: S608
        for table, number in rows.items()
    )
    return f"DO $$ BEGIN IF {wrong or 'false'} THEN RAISE 'rows are missing'; END IF; END $$"


def qualified(table: str) -> str:
    quoted = table.replace('"', '""')
    return f'public."{quoted}"'


def run(connection: BaseDatabaseWrapper, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on this database; its own words where it fails.

    The password goes by the environment, because everybody on the host can read arguments.
    """
    if not shutil.which(program):
        raise BackupError(f"{program} is not installed; on Debian: apt install postgresql-client")
    database = connection.settings_dict
    access = {
        "PGDATABASE": database["NAME"],
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"] or ""),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
    }
    result = subprocess.run(  # noqa: S603
        [program, *arguments],
        env=os.environ | {name: value for name, value in access.items() if value},
        capture_output=True,
        text=True,
    )
    if result.returncode:
        raise BackupError(f"{program} failed: {result.stderr.strip()}")
