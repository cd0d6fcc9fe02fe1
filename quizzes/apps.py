"""The one Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class QuizzesConfig(AppConfig):
    name = "quizzes"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Evident"

    def ready(self) -> None:
        post_migrate.connect(grant_editors_after_migrating, sender=self)


def grant_editors_after_migrating(**kwargs: object) -> None:
    """A new table comes with its permissions, and the editors get theirs in the same run."""
    from quizzes.services.roles import grant_editors

    grant_editors()
