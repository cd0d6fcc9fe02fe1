"""``manage.py restore PATH``: the database as it was when the backup was taken."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quizzes.backups.archive import BackupError
from quizzes.backups.drill import restore_backup


class Command(BaseCommand):
    help = "Replace the whole database by a backup, after verifying it; wholly or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--overwrite", action="store_true", help="replace a database in use")

    def handle(self, *, path: Path, overwrite: bool, **options: object) -> None:
        try:
            manifest = restore_backup(path.absolute(), overwrite=overwrite)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(manifest.rows.values())
        self.stdout.write(f"{rows} rows of {manifest.taken_at} restored and verified.")
        self.stdout.write("Run `manage.py migrate` if the backup is of an older release.")
