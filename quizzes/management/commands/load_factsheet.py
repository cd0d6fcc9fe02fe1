"""`manage.py load_factsheet PATH…`: load fact sheets and the texts beside them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.core.exchange.factsheet import SheetFaults
from quizzes.services.library import load_sheet


class Command(BaseCommand):
    help = "Load fact sheets, each whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        for path in paths:
            self.load(path)

    def load(self, path: Path) -> None:
        def fetch(name: str) -> bytes | None:
            beside = path.parent / name
            return beside.read_bytes() if beside.is_file() else None

        try:
            loaded = load_sheet(sheet=path.read_bytes(), fetch_text=fetch, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{path} can't be read: {error.strerror}.") from error
        except SheetFaults as error:
            lines = [f"{path}:{fault.line}: {fault.message}" for fault in error.faults]
            raise CommandError("\n".join([*lines, "Nothing was changed."])) from error
        if loaded.article is None:
            self.stdout.write(f"{path.name}: reference data loaded.")
            return
        facts = loaded.facts
        self.stdout.write(
            f"{loaded.article.slug}: {len(facts.added)} facts added, {len(facts.changed)} "
            f"changed, {len(facts.unchanged)} unchanged, {len(facts.retired)} retired."
        )
