"""``manage.py purge_guests``: forget the guests of long ago. Meant to be run once a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.services.attempts import purge_guests


class Command(BaseCommand):
    help = "Delete the attempts of guests who have not signed in within 30 days."

    def handle(self, **options: object) -> None:
        count = purge_guests(now=timezone.now())
        self.stdout.write(f"Attempts of guests deleted: {count}.")
