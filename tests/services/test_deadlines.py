"""The second at which an attempt ends, through every path that can answer.

The moment at which an answer comes in decides; for what was sent in time and came in late there are
a few seconds of grace, and not one more. The nights when clocks change are among the moments.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from quizzes.core.availability import GRACE
from quizzes.core.zones import moments
from quizzes.factories.attempts import answer_position
from quizzes.factories.classes import assign, begin_assigned, make_class
from quizzes.forms.attempts import AnswerForm
from quizzes.models import Attempt, Response
from quizzes.models.classes import Shows
from quizzes.services.answers import TimeUpError, answer
from tests.taking import HTMX, client_of, page_of

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
ZERO = timedelta(0)

SUMMER = datetime(2024, 5, 24, 16, 0, tzinfo=UTC)
# On the night to 27 October 2024 clocks in Berlin show 02:30 twice, on that to 31 March never.
FIRST, SECOND_TIME = moments(datetime.fromisoformat("2024-10-27T02:30"), "Europe/Berlin")
[BEFORE_THE_GAP] = moments(datetime.fromisoformat("2024-03-31T01:59:59"), "Europe/Berlin")
CLOSINGS = [SUMMER, FIRST, SECOND_TIME, BEFORE_THE_GAP]

Path = Callable[[Attempt, datetime], None]


def by_service(attempt: Attempt, now: datetime) -> None:
    position = answer_position(attempt.questions.get(number=1))
    with suppress(TimeUpError):
        answer(
            learner=attempt.learner,
            attempt_id=attempt.pk,
            number=1,
            token=UUID(int=1),
            position=position,
            now=now,
        )


def by_page(headers: dict[str, str], **extra: str) -> Path:
    def post(attempt: Attempt, now: datetime) -> None:
        fields = {
            "choice": str(answer_position(attempt.questions.get(number=1))),
            "token": AnswerForm(attempt.pk, 1).new_token(),
        }
        with time_machine.travel(now, tick=False):
            said = client_of(attempt).post(page_of(attempt), fields | extra, headers=headers)
        assert said.status_code in (200, 302)

    return post


PATHS: dict[str, Path] = {
    "the service": by_service,
    "the page": by_page({}),
    "the page by htmx": by_page(HTMX),
    "the page, going back": by_page({}, go="back"),
    "the page, to the overview": by_page(HTMX, go="overview"),
}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("shows", [Shows.AT_ONCE, Shows.SUBMITTED, Shows.CLOSED])
@pytest.mark.parametrize(
    ("after", "taken"),
    [
        (-SECOND, True),
        (GRACE - SECOND, True),
        (GRACE, False),
        (GRACE + SECOND, False),
    ],
)
@pytest.mark.parametrize("by", ["closing", "minutes"])
def test_an_answer_counts_to_the_second(
    by: str, after: timedelta, taken: bool, shows: Shows, path: Path
) -> None:
    started = SUMMER - timedelta(minutes=20)
    terms = {"minutes": 20} if by == "minutes" and shows != Shows.CLOSED else {"closes": SUMMER}
    attempt = begin_assigned(assign(make_class(), shows=shows, **terms), now=started)
    assert attempt.deadline == SUMMER
    path(attempt, SUMMER + after)
    assert Response.objects.exists() is taken


@pytest.mark.parametrize("closes", CLOSINGS, ids=str)
@pytest.mark.parametrize(("after", "taken"), [(-SECOND, True), (GRACE + SECOND, False)])
@pytest.mark.parametrize("shows", [Shows.AT_ONCE, Shows.CLOSED])
def test_the_nights_when_clocks_change_have_seconds_like_any_other(
    closes: datetime, after: timedelta, taken: bool, shows: Shows
) -> None:
    assignment = assign(make_class(), shows=shows, closes=closes)
    attempt = begin_assigned(assignment, now=closes - timedelta(minutes=90))
    PATHS["the page"](attempt, closes + after)
    assert Response.objects.exists() is taken


def test_an_answer_that_is_stored_is_given_back_to_who_sends_it_again_too_late() -> None:
    attempt = begin_assigned(
        assign(make_class(), shows=Shows.SUBMITTED, closes=SUMMER), now=SUMMER - GRACE
    )
    by_service(attempt, SUMMER)
    stored = answer(
        learner=attempt.learner,
        attempt_id=attempt.pk,
        number=1,
        token=UUID(int=1),
        position=1,
        now=SUMMER + timedelta(hours=1),
    )
    assert (stored, stored.answered) == (Response.objects.get(), SUMMER)


# What the pages say once the time is up


@pytest.mark.parametrize("shows", [Shows.AT_ONCE, Shows.SUBMITTED])
def test_when_the_time_is_up_what_is_there_is_handed_in_and_told(shows: Shows) -> None:
    assignment = assign(make_class(), shows=shows, minutes=20)
    attempt = begin_assigned(assignment, now=SUMMER)
    by_service(attempt, SUMMER)
    client = client_of(attempt)
    over = SUMMER + timedelta(minutes=20) + GRACE
    for now, answered in ((over - SECOND, False), (over, True)):
        with time_machine.travel(now, tick=False):
            result = client.get(f"/attempts/{attempt.pk}/review/")
            assert (result.status_code == 200) is answered
    text = result.content.decode()
    assert "1 of 3 right" in text
    assert "Not answered" in text


def test_when_the_time_is_up_nothing_is_told_before_the_closing() -> None:
    closes = SUMMER + timedelta(hours=2)
    assignment = assign(make_class(), shows=Shows.CLOSED, minutes=20, closes=closes)
    attempt = begin_assigned(assignment, now=SUMMER)
    by_service(attempt, SUMMER)
    client = client_of(attempt)
    for after, told in ((-SECOND, False), (ZERO, False), (GRACE - SECOND, False), (GRACE, True)):
        with time_machine.travel(closes + after, tick=False):
            text = client.get(f"/attempts/{attempt.pk}/review/").content.decode()
            question = client.get(page_of(attempt))
        assert ("1 of 3 right" in text) is told
        assert (question.status_code == 200) is told
