"""`manage.py load_demo`: the demo library, accounts and class, where they are missing."""

import secrets
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from quizzes.factories.demo import make_demo_class
from quizzes.models import Article, QuestionSet
from quizzes.services.roles import EDITORS, TEACHERS

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
ACCOUNTS = {
    "admin": "runs the site",
    "editor": "adds articles and facts at /admin/",
    "teacher": "teaches class 8b",
    "learner": "learns in it, as Ada Brandt",
}
GROUPS = {"editor": EDITORS, "teacher": TEACHERS}
SEED = 8


class Command(BaseCommand):
    help = "Load the demo library and make the demo accounts and class, where they are missing."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        if not Article.objects.exists():
            sheets = sorted(FIXTURES.glob("reference/*.facts")) + sorted(FIXTURES.glob("*.facts"))
            call_command("load_factsheet", *sheets, stdout=self.stdout)
            call_command("generate_questions", stdout=self.stdout)
        if not User.objects.exists():
            accounts = self.make_accounts()
            self.make_class(accounts["teacher"], accounts["learner"])

    def make_accounts(self) -> dict[str, User]:
        self.stdout.write("\nDemo accounts, shown this once:")
        made = {}
        for username, purpose in ACCOUNTS.items():
            password = secrets.token_urlsafe(9)
            made[username] = User.objects.create_user(
                username,
                password=password,
                is_superuser=username == "admin",
                is_staff=username in {"admin", "editor"},
            )
            if username in GROUPS:
                made[username].groups.add(Group.objects.get(name=GROUPS[username]))
            self.stdout.write(f"  {username:<8} {password}   {purpose}")
        return made

    def make_class(self, teacher: User, learner: User) -> None:
        """A class with its assignments, where there are sets enough to assign."""
        ready = list(QuestionSet.objects.open_to_all().order_by("number", "article__slug")[:3])
        if len(ready) == 3:
            make_demo_class(
                teacher=teacher,
                learner=learner,
                ready=ready,
                zone=settings.TIME_ZONE,
                now=timezone.now(),
                rng=Random(SEED),  # noqa: S311 - plausible, not secret
                choose=secrets.choice,
            )
