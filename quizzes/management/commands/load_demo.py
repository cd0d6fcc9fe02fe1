"""`manage.py load_demo`: the demo library and demo accounts, where they are missing."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from quizzes.models import Article

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
ACCOUNTS = {
    "admin": "runs the site",
    "editor": "adds articles and facts at /admin/",
    "learner": "takes quizzes",
}


class Command(BaseCommand):
    help = "Load the demo library and make the demo accounts, where they are missing."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        if not Article.objects.exists():
            sheets = sorted(FIXTURES.glob("reference/*.facts")) + sorted(FIXTURES.glob("*.facts"))
            call_command("load_factsheet", *sheets, stdout=self.stdout)
            call_command("generate_questions", stdout=self.stdout)
        if not User.objects.exists():
            self.make_accounts()

    def make_accounts(self) -> None:
        self.stdout.write("\nDemo accounts, shown this once:")
        for username, purpose in ACCOUNTS.items():
            password = secrets.token_urlsafe(9)
            user = User.objects.create_user(
                username,
                password=password,
                is_superuser=username == "admin",
                is_staff=username in {"admin", "editor"},
            )
            if username == "editor":
                user.groups.add(Group.objects.get(name="Editors"))
            self.stdout.write(f"  {username:<8} {password}   {purpose}")
