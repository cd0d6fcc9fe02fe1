"""`manage.py dump_factsheet SLUG`: print an article as a fact sheet."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.models import Article
from quizzes.services.library import dump_sheet


class Command(BaseCommand):
    help = "Print an article with its entities, groups and facts as a fact sheet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")

    def handle(self, *, slug: str, **options: Any) -> None:
        article = Article.objects.filter(slug=slug).first()
        if article is None:
            raise CommandError(f"There is no article called “{slug}”.")
        self.stdout.write(dump_sheet(article=article), ending="")
