"""The file that a backup is: a zip archive of one dump and the manifest that proves it whole."""

import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "dump"


class BackupError(Exception):
    """Why a backup could not be taken or restored, in words for whoever typed the command."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a dump holds.

    ``vendor`` is Django's name of the database; ``rows`` counts each table; ``migrations`` are
    the applied ones as "app.name"; ``taken_at`` is an ISO 8601 time in UTC.
    """

    vendor: str
    taken_at: str
    migrations: list[str]
    rows: dict[str, int]
    sha256: str
    format: int = FORMAT

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Raises BackupError where the text is no manifest of this format."""
        try:
            values: Any = json.loads(text)
            if values["format"] != FORMAT:
                raise BackupError(f"The backup has format {values['format']}, not {FORMAT}.")
            return cls(**values)
        except (ValueError, KeyError, TypeError) as error:
            raise BackupError("The manifest of the backup cannot be read.") from error


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(path: Path, *, dump: Path, manifest: Manifest) -> None:
    """Write the archive beside its place and move it there whole, so that half of one never is.

    It is readable by its owner alone, for it holds the hashes of passwords.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.touch(mode=0o600)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            archive.write(dump, DUMP)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def unpack(path: Path, *, dump: Path) -> Manifest:
    """Write the dump of an archive to a path and return its manifest.

    Raises BackupError where the file is no backup, or not the one that was written.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest.from_json(archive.read(MANIFEST))
            with archive.open(DUMP) as source, dump.open("wb") as target:
                shutil.copyfileobj(source, target)
    except FileNotFoundError as error:
        raise BackupError(f"{path} does not exist.") from error
    except (zipfile.BadZipFile, KeyError, EOFError, OSError) as error:
        raise BackupError(f"{path} is no backup, or a damaged one.") from error
    if sha256(dump) != manifest.sha256:
        raise BackupError(f"{path} is damaged: its contents are not those that were backed up.")
    return manifest
