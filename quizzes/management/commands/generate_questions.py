"""`manage.py generate_questions [--article SLUG]`: bring the questions into line with the facts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizzes.models import Article
from quizzes.services.questions import generate_questions


class Command(BaseCommand):
    help = "Make questions and sets from the approved facts. Running it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--article", metavar="SLUG", help="only this article's")

    def handle(self, *, article: str | None, **options: Any) -> None:
        row = None
        if article is not None:
            row = Article.objects.filter(slug=article).first()
            if row is None:
                raise CommandError(f"There is no article called “{article}”.")
        done = generate_questions(now=timezone.now(), article=row)
        if done.changed:
            self.stdout.write(
                f"{done.added} added, {done.replaced} replaced, {done.retired} retired, "
                f"{done.released} released, {done.kept} kept."
            )
        else:
            self.stdout.write("No change.")
        self.stdout.write(f"{done.published} published, {done.waiting} waiting for an editor.")
