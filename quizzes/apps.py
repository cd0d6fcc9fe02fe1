"""The one Django app."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class QuizzesConfig(AppConfig):
    name = "quizzes"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Evident"

    def ready(self) -> None:
        from quizzes.views.learner import keep_guest_attempts

        post_migrate.connect(grant_groups_after_migrating, sender=self)
        user_logged_in.connect(keep_guest_attempts)


def grant_groups_after_migrating(**kwargs: object) -> None:
    """A new table comes with its permissions, and the groups get theirs in the same run."""
    from quizzes.services.roles import grant_editors, grant_teachers

    grant_editors()
    grant_teachers()
