"""Taking and restoring a backup of whichever database the site runs on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from quizzes.backups import postgresql, sqlite
from quizzes.backups.archive import BackupError, Manifest, pack, sha256, unpack


class Load(Protocol):
    """Replaces a database by a dump, wholly or not at all."""

    def __call__(
        self, connection: BaseDatabaseWrapper, path: Path, *, rows: dict[str, int]
    ) -> None: ...


@dataclass(frozen=True)
class Engine:
    """How one kind of database is dumped to a file, which returns its rows, and loaded again."""

    dump: Callable[[BaseDatabaseWrapper, Path], dict[str, int]]
    load: Load


ENGINES = {
    "sqlite": Engine(sqlite.dump, sqlite.load),
    "postgresql": Engine(postgresql.dump, postgresql.load),
}


def take_backup(path: Path, *, overwrite: bool, now: datetime) -> Manifest:
    """Back the database up to a file, and read that file back before it counts as one.

    Raises BackupError where the file exists already, unless it may be overwritten.
    """
    if path.exists() and not overwrite:
        raise BackupError(f"{path} exists already; --overwrite replaces it.")
    if not path.parent.is_dir():
        raise BackupError(f"There is no directory {path.parent}.")
    if not applied_migrations():
        raise BackupError("The database is empty; is this the one that you mean?")
    with TemporaryDirectory(dir=path.parent, prefix=".backup-") as scratch:
        dump = Path(scratch, "dump")
        rows = ENGINES[connection.vendor].dump(connection, dump)
        manifest = Manifest(
            vendor=connection.vendor,
            taken_at=now.isoformat(),
            migrations=sorted(applied_migrations()),
            rows=rows,
            sha256=sha256(dump),
        )
        draft = Path(scratch, "archive")
        pack(draft, dump=dump, manifest=manifest)
        unpack(draft, dump=Path(scratch, "again"))
        draft.replace(path)
    return manifest


def restore_backup(path: Path, *, overwrite: bool) -> Manifest:
    """Replace the database by a verified backup, wholly or not at all.

    Raises BackupError where the backup is damaged, of another kind of database or of a newer
    release, and where the database holds something that may not be overwritten.
    """
    with TemporaryDirectory(prefix="restore-") as scratch:
        dump = Path(scratch, "dump")
        manifest = unpack(path, dump=dump)
        if manifest.vendor != connection.vendor:
            raise BackupError(f"The backup is of {manifest.vendor}, not of {connection.vendor}.")
        if unknown := set(manifest.migrations) - known_migrations():
            raise BackupError(f"The backup is of a newer release: it has {sorted(unknown)[0]}.")
        if applied_migrations() and not overwrite:
            raise BackupError("The database is not empty; --overwrite replaces all that it holds.")
        ENGINES[connection.vendor].load(connection, dump, rows=manifest.rows)
    return manifest


def applied_migrations() -> set[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return {f"{app}.{name}" for app, name in applied}


def known_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
