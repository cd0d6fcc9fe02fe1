"""``manage.py purge_guests``."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from quizzes.factories.attempts import STARTED, AttemptFactory
from quizzes.models import Attempt
from quizzes.services.attempts import GUESTS_KEPT


@pytest.mark.django_db
def test_the_guests_of_long_ago_are_forgotten() -> None:
    AttemptFactory.create(of_guest=True)
    recent = AttemptFactory.create(of_guest=True, started=STARTED + timedelta(days=1))
    out = StringIO()
    with time_machine.travel(STARTED + GUESTS_KEPT + timedelta(hours=1), tick=False):
        call_command("purge_guests", stdout=out)
    assert out.getvalue() == "Attempts of guests deleted: 1.\n"
    assert list(Attempt.objects.all()) == [recent]
