"""``manage.py backup PATH``: a verified backup of the database, taken while the site runs."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.backups.archive import BackupError
from quizzes.backups.drill import take_backup


class Command(BaseCommand):
    help = "Back the whole database up to one file, while the site runs, and verify it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--overwrite", action="store_true", help="replace an older backup")

    def handle(self, *, path: Path, overwrite: bool, **options: object) -> None:
        try:
            manifest = take_backup(path.absolute(), overwrite=overwrite, now=timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {sum(manifest.rows.values())} rows backed up and verified.")
