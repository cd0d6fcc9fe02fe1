"""The restore drill: what was backed up comes back whole, and nothing else ever does."""

import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from quizzes.backups.archive import BackupError, Manifest, pack, sha256, unpack
from quizzes.backups.drill import ENGINES, restore_backup, take_backup

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2024, 5, 24, 12, tzinfo=UTC)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a database that holds the groups "first" and "second" beside its own."""
    Group.objects.bulk_create([Group(name="first"), Group(name="second")])
    path = tmp_path / "backup.zip"
    take_backup(path, overwrite=False, now=NOW)
    return path


def names() -> set[str]:
    return set(Group.objects.values_list("name", flat=True))


def rewritten(path: Path, change: Callable[[Manifest], Manifest]) -> Path:
    """The same dump under another manifest."""
    dump = path.with_name("dump")
    manifest = unpack(path, dump=dump)
    pack(path, dump=dump, manifest=change(manifest))
    return path


def test_what_was_backed_up_comes_back_and_what_came_later_goes(backup: Path) -> None:
    Group.objects.filter(name="first").delete()
    Group.objects.create(name="third")
    restore_backup(backup, overwrite=True)
    assert {"first", "second"} <= names()
    assert "third" not in names()


def test_a_restored_database_takes_new_rows(backup: Path) -> None:
    restore_backup(backup, overwrite=True)
    Group.objects.create(name="after")
    assert {"first", "second", "after"} <= names()


def test_a_backup_taken_while_rows_are_written_restores_complete(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    enough, stop = threading.Event(), threading.Event()

    def write_until_stopped() -> None:
        while not stop.is_set():
            acknowledged.append(Group.objects.create(name=f"row {len(acknowledged):06}").name)
            if len(acknowledged) >= 20:
                enough.set()
        connection.close()

    writer = threading.Thread(target=write_until_stopped)
    writer.start()
    try:
        enough.wait(timeout=20)
        before = len(acknowledged)
        manifest = take_backup(tmp_path / "backup.zip", overwrite=False, now=NOW)
    finally:
        stop.set()
        writer.join()

    restore_backup(tmp_path / "backup.zip", overwrite=True)
    restored = sorted(name for name in names() if name.startswith("row "))
    assert before >= 20
    assert len(restored) >= before
    assert restored == acknowledged[: len(restored)]
    assert manifest.rows["auth_group"] == len(names())


def test_a_manifest_says_what_is_in_the_backup(backup: Path, tmp_path: Path) -> None:
    manifest = unpack(backup, dump=tmp_path / "dump")
    assert manifest.vendor == connection.vendor
    assert manifest.taken_at == "2024-05-24T12:00:00+00:00"
    assert manifest.rows["auth_group"] == Group.objects.count()
    assert manifest.rows["django_migrations"] == len(manifest.migrations)


def test_a_backup_is_for_its_owner_alone(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [entry.name for entry in backup.parent.iterdir()] == ["backup.zip"]


def test_an_older_backup_is_not_overwritten_unasked(backup: Path) -> None:
    older = backup.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        take_backup(backup, overwrite=False, now=NOW)
    assert backup.read_bytes() == older
    Group.objects.create(name="third")
    take_backup(backup, overwrite=True, now=NOW)
    assert backup.read_bytes() != older


def test_a_database_in_use_is_not_overwritten_unasked(backup: Path) -> None:
    Group.objects.create(name="third")
    with pytest.raises(BackupError, match="not empty"):
        restore_backup(backup, overwrite=False)
    assert "third" in names()


def test_a_damaged_backup_changes_nothing(backup: Path) -> None:
    whole = backup.read_bytes()
    middle = len(whole) // 2
    backup.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    Group.objects.create(name="third")
    with pytest.raises(BackupError, match="damaged"):
        restore_backup(backup, overwrite=True)
    assert "third" in names()


def test_a_backup_whose_contents_were_exchanged_changes_nothing(backup: Path) -> None:
    rewritten(backup, lambda manifest: Manifest(**{**vars(manifest), "sha256": "0" * 64}))
    with pytest.raises(BackupError, match="not those that were backed up"):
        restore_backup(backup, overwrite=True)


def test_a_backup_that_lacks_rows_changes_nothing(backup: Path) -> None:
    def one_more(manifest: Manifest) -> Manifest:
        rows = manifest.rows | {"auth_group": manifest.rows["auth_group"] + 1}
        return Manifest(**{**vars(manifest), "rows": rows})

    rewritten(backup, one_more)
    Group.objects.create(name="third")
    with pytest.raises(BackupError):
        restore_backup(backup, overwrite=True)
    assert "third" in names()


def test_a_dump_that_is_no_database_changes_nothing(backup: Path, tmp_path: Path) -> None:
    dump = tmp_path / "dump"
    manifest = unpack(backup, dump=dump)
    dump.write_text("this is no dump of anything;")
    pack(backup, dump=dump, manifest=Manifest(**{**vars(manifest), "sha256": sha256(dump)}))
    with pytest.raises(BackupError):
        restore_backup(backup, overwrite=True)
    assert {"first", "second"} <= names()


def test_a_backup_of_another_kind_of_database_is_refused(backup: Path) -> None:
    rewritten(backup, lambda manifest: Manifest(**{**vars(manifest), "vendor": "oracle"}))
    with pytest.raises(BackupError, match="is of oracle"):
        restore_backup(backup, overwrite=True)


def test_a_backup_of_a_newer_release_is_refused(backup: Path) -> None:
    rewritten(
        backup,
        lambda manifest: Manifest(
            **{**vars(manifest), "migrations": [*manifest.migrations, "quizzes.9999_later"]}
        ),
    )
    with pytest.raises(BackupError, match=r"quizzes\.9999_later"):
        restore_backup(backup, overwrite=True)


@pytest.mark.parametrize("text", [b"", b"no zip at all"])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "holiday.zip"
    path.write_bytes(text)
    with pytest.raises(BackupError, match="no backup"):
        restore_backup(path, overwrite=True)


def test_a_failed_dump_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> dict[str, int]:
        raise BackupError("the disk is full")

    engine = ENGINES[connection.vendor]
    monkeypatch.setitem(ENGINES, connection.vendor, type(engine)(fail, engine.load))
    with pytest.raises(BackupError, match="disk is full"):
        take_backup(tmp_path / "backup.zip", overwrite=False, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_tables_is_not_worth_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: {})
    with pytest.raises(BackupError, match="is empty"):
        take_backup(tmp_path / "backup.zip", overwrite=False, now=NOW)


def test_the_commands_say_what_they_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "backup.zip"
    call_command("backup", str(path))
    assert "rows backed up and verified" in capsys.readouterr().out
    call_command("restore", str(path), "--overwrite")
    assert "restored and verified" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_commands_fail_in_one_plain_line(tmp_path: Path, command: str) -> None:
    with pytest.raises(CommandError) as failure:
        call_command(command, str(tmp_path / "nowhere" / "backup.zip"))
    assert "\n" not in str(failure.value)
