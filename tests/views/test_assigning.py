"""Assignments as teachers make them: set, changed, given, copied and deleted."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import respond_to_all
from quizzes.factories.classes import (
    MemberFactory,
    assign,
    begin_assigned,
    make_class,
    make_own_set,
)
from quizzes.forms.rules import PRESETS
from quizzes.models import Assignment, Classroom
from quizzes.models.classes import Role, Shows
from quizzes.services.roles import make_teacher
from tests.taking import client_of_user, text_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW = "/assignments/new/"


@pytest.fixture
def teacher() -> User:
    user = UserFactory.create()
    make_teacher(user=user)
    return user


@pytest.fixture
def classroom(teacher: User) -> Classroom:
    return make_class(owner=teacher, slug="7b", name="7b")


@pytest.fixture
def browser(teacher: User, classroom: Classroom) -> Client:
    return client_of_user(teacher)


def get(browser: Client, path: str, status: int = 200) -> str:
    """The page with single spaces, as it is read."""
    with time_machine.travel(NOW, tick=False):
        response = browser.get(path)
    assert response.status_code == status
    return " ".join(text_of(response).split())


def post(browser: Client, path: str, **data: Any) -> Any:
    with time_machine.travel(NOW, tick=False):
        return browser.post(path, data)


def filled(browser: Client, path: str = NEW) -> dict[str, Any]:
    """What a browser would send of the page as it was opened."""
    with time_machine.travel(NOW, tick=False):
        form = browser.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    if "set" in values and not values["set"]:
        # A browser sends the first of the options.
        values["set"] = form.fields["set"].queryset[0].slug
    return {
        name: f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else value
        for name, value in values.items()
        if value not in (None, "")
    }


def url_of(row: Assignment, page: str = "edit") -> str:
    return f"{row.get_absolute_url()}{page}/"


# A new one


def test_without_a_set_or_a_class_the_page_says_what_to_do_first(teacher: User) -> None:
    browser = client_of_user(teacher)
    assert "First make a set of your own and publish it." in get(browser, NEW)
    make_own_set(owner=teacher)
    assert "First make a class" in get(browser, NEW)
    make_class(owner=teacher)
    assert "Give it" in get(browser, NEW)


def test_only_teachers_set_anything(classroom: Classroom) -> None:
    learner = classroom.members.learners()[0].user
    assert client_of_user(learner).get(NEW).status_code == 403


def test_a_set_is_given_to_the_class_that_the_address_names(
    browser: Client, teacher: User, classroom: Classroom
) -> None:
    make_own_set(owner=teacher)
    made = make_own_set(owner=teacher)
    make_class(owner=teacher, slug="8a")
    data = filled(browser, f"{NEW}?set={made.slug}&class=7b")
    response = post(browser, NEW, **data, then="give")
    assert response["Location"] == classroom.get_absolute_url()
    row = Assignment.objects.get()
    assert (row.classroom, row.question_set, row.given) == (classroom, made, NOW)
    assert row.title == made.title


def test_an_only_class_is_chosen_and_of_several_none_is(browser: Client, teacher: User) -> None:
    make_own_set(owner=teacher)
    assert filled(browser)["classes"] == ["7b"]
    make_class(owner=teacher, slug="8a")
    assert "classes" not in filled(browser)
    assert filled(browser, f"{NEW}?class=8a")["classes"] == ["8a"]
    assert "classes" not in filled(browser, f"{NEW}?class=%00")


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_fills_in_rules_that_can_be_given_as_they_are(
    browser: Client, teacher: User, name: str
) -> None:
    make_own_set(owner=teacher)
    text = get(browser, f"{NEW}?class=7b")
    assert f'href="?class=7b&amp;preset={name}"' in text
    data = filled(browser, f"{NEW}?class=7b&preset={name}")
    assert post(browser, NEW, **data, then="give").status_code == 302
    terms = Assignment.objects.get().terms
    evening = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
    preset = PRESETS[name]
    assert (terms.attempts, terms.minutes) == (preset.attempts, preset.minutes)
    assert (terms.shows.value, terms.counts.value) == (preset.shows, preset.counts)
    assert terms.due == (preset.due and evening + preset.due)
    assert terms.closes == (preset.closes and evening + preset.closes)


def test_a_preset_that_nobody_knows_fills_in_nothing(browser: Client, teacher: User) -> None:
    make_own_set(owner=teacher)
    assert "due" not in filled(browser, f"{NEW}?preset=unheard-of")


def test_several_classes_get_it_at_once_and_a_second_click_changes_nothing(
    browser: Client, teacher: User
) -> None:
    make_own_set(owner=teacher)
    make_class(owner=teacher, slug="8a")
    data = filled(browser) | {"classes": ["7b", "8a"], "then": "give"}
    for _ in range(2):
        response = post(browser, NEW, **data)
        assert response["Location"] == "/classes/"
    assert Assignment.objects.filter(given=NOW).count() == 2
    assert "Given to 2 classes." in text_of(browser.get("/classes/"))


def test_a_draft_is_kept_and_learners_do_not_see_it(
    browser: Client, teacher: User, classroom: Classroom
) -> None:
    make_own_set(owner=teacher)
    response = post(browser, NEW, **filled(browser), then="keep")
    row = Assignment.objects.get()
    assert response["Location"] == row.get_absolute_url()
    assert row.given is None
    learner = classroom.members.learners()[0].user
    assert client_of_user(learner).get(row.get_absolute_url()).status_code == 404


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_made(
    browser: Client, teacher: User
) -> None:
    make_own_set(owner=teacher)
    data = filled(browser) | {"closes": "2026-11-24T18:00", "attempts": "0", "then": "give"}
    response = post(browser, NEW, **data)
    assert response.status_code == 422
    assert 'aria-describedby="id_attempts_helptext id_attempts_error"' in text_of(response)
    response = post(browser, NEW, **data | {"attempts": "1"})
    assert "This time has passed. Choose a later one." in text_of(response)
    assert not Assignment.objects.exists()


def test_an_hour_that_comes_twice_is_asked_back_and_answered(
    browser: Client, teacher: User
) -> None:
    make_own_set(owner=teacher)
    assert "Which one is meant?" not in get(browser, NEW)
    data = filled(browser) | {"closes": "2027-10-31T02:30", "then": "give"}
    response = post(browser, NEW, **data)
    assert response.status_code == 422
    assert "02:30 comes twice that night in Berlin" in text_of(response)
    assert text_of(response).count("Which one is meant?") == 1
    for which, hour in (("first", 0), ("second", 1)):
        Assignment.objects.all().delete()
        assert post(browser, NEW, **data, closes_which=which).status_code == 302
        closes = Assignment.objects.get().closes
        assert closes == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


# Changing


def test_a_draft_is_changed_and_given_in_one_go(browser: Client, classroom: Classroom) -> None:
    row = assign(classroom, given=None, shows=Shows.CLOSED)
    data = filled(browser, url_of(row))
    assert post(browser, url_of(row), **data, then="give").status_code == 422
    data |= {"title": "The sea", "closes": "2026-11-27T18:00"}
    response = post(browser, url_of(row), **data, then="give")
    assert response["Location"] == classroom.get_absolute_url()
    row.refresh_from_db()
    assert (row.title, row.given) == ("The sea", NOW)


def test_a_draft_is_kept_as_a_draft(browser: Client, classroom: Classroom) -> None:
    row = assign(classroom, given=None)
    data = filled(browser, url_of(row)) | {"then": "keep", "minutes": "30"}
    response = post(browser, url_of(row), **data)
    assert response["Location"] == url_of(row)
    row.refresh_from_db()
    assert (row.given, row.minutes) == (None, 30)


def test_saved_as_it_stands_an_assignment_stays_as_it_was(
    browser: Client, classroom: Classroom
) -> None:
    # Closed in the second of the two hours of that night.
    row = assign(classroom, closes=datetime(2026, 10, 25, 1, 30, tzinfo=UTC), minutes=20)
    before = Assignment.objects.values().get()
    assert post(browser, url_of(row), **filled(browser, url_of(row))).status_code == 302
    assert Assignment.objects.values().get() == before


def test_what_a_change_does_to_attempts_is_said_once_there_are_any(
    browser: Client, classroom: Classroom
) -> None:
    row = assign(classroom)
    note = "Attempts keep the rules that they began under."
    assert note not in get(browser, url_of(row))
    begin_assigned(row)
    assert note in get(browser, url_of(row))


def test_a_test_that_has_told_its_answers_does_not_open_again(
    browser: Client, classroom: Classroom
) -> None:
    row = assign(classroom, shows=Shows.CLOSED, closes=NOW - DAY)
    respond_to_all(begin_assigned(row))
    data = filled(browser, url_of(row)) | {"closes": "2026-11-27T18:00"}
    response = post(browser, url_of(row), **data)
    assert response.status_code == 422
    assert "It has closed, and the answers have been shown." in text_of(response)


def test_only_some_learners_are_chosen(browser: Client, classroom: Classroom) -> None:
    row = assign(classroom, given=None)
    one, two = classroom.members.learners()
    data = filled(browser, url_of(row)) | {"whom": "some", "members": [one.pk], "then": "give"}
    assert post(browser, url_of(row), **data).status_code == 302
    seen = [Assignment.objects.for_learner(member.user).count() for member in (one, two)]
    assert seen == [1, 0]


def test_extra_fields_change_nothing(browser: Client, classroom: Classroom) -> None:
    row, other = assign(classroom), make_class()
    data = filled(browser, url_of(row))
    extra = {"classroom": other.pk, "given": "", "created": "2020-01-01", "id": row.pk}
    assert post(browser, url_of(row), **data, **extra, question_set="7").status_code == 302
    fresh = Assignment.objects.get()
    assert (fresh.classroom, fresh.given, fresh.created) == (classroom, row.given, row.created)
    assert fresh.question_set == row.question_set


# Giving, copying, deleting


def test_a_draft_is_given_as_it_stands(browser: Client, classroom: Classroom) -> None:
    row = assign(classroom, given=None)
    for _ in range(2):
        response = post(browser, url_of(row, "give"))
        assert response["Location"] == classroom.get_absolute_url()
    row.refresh_from_db()
    assert row.given == NOW


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"shows": Shows.CLOSED}, "Say when it closes: the answers are shown after that."),
        ({"closes": NOW}, "Its closing has passed. Choose a later one."),
    ],
)
def test_what_cannot_be_given_is_led_to_its_settings(
    browser: Client, classroom: Classroom, terms: dict[str, Any], why: str
) -> None:
    row = assign(classroom, given=None, **terms)
    response = post(browser, url_of(row, "give"))
    assert response["Location"] == url_of(row)
    assert why in get(browser, url_of(row))
    assert not Assignment.objects.filter(given__isnull=False).exists()


def test_a_copy_for_one_class_leads_to_its_settings_and_for_several_to_the_list(
    browser: Client, teacher: User, classroom: Classroom
) -> None:
    row = assign(classroom, due=NOW + DAY, attempts_allowed=3)
    make_class(owner=teacher, slug="8a")
    one = post(browser, url_of(row, "copy"), **filled(browser, url_of(row, "copy")))
    copy = Assignment.objects.get(given=None)
    assert one["Location"] == copy.get_absolute_url()
    assert (copy.classroom, copy.due, copy.attempts_allowed) == (classroom, None, 3)
    data = filled(browser, url_of(row, "copy")) | {"classes": ["7b", "8a"]}
    assert post(browser, url_of(row, "copy"), **data)["Location"] == "/classes/"
    assert Assignment.objects.filter(given=None).count() == 3
    data |= {"classes": [make_class().slug]}
    assert post(browser, url_of(row, "copy"), **data).status_code == 422


def test_deleting_is_asked_first_and_what_was_begun_stays(
    browser: Client, classroom: Classroom
) -> None:
    kept, gone = assign(classroom), assign(classroom)
    begin_assigned(kept)
    assert "it can’t be deleted" in get(browser, url_of(kept, "delete"))
    assert post(browser, url_of(kept, "delete"))["Location"] == url_of(kept, "delete")
    assert "Delete for ever" in get(browser, url_of(gone, "delete"))
    assert post(browser, url_of(gone, "delete"))["Location"] == classroom.get_absolute_url()
    assert list(Assignment.objects.all()) == [kept]
    assert post(browser, url_of(gone, "delete")).status_code == 404


@pytest.mark.parametrize("page", ["edit", "give", "copy", "delete"])
def test_what_belongs_to_another_class_is_not_there(browser: Client, page: str) -> None:
    row = assign(make_class(), given=None)
    assert post(browser, url_of(row, page)).status_code == 404
    assert browser.get(url_of(row, page)).status_code == (405 if page == "give" else 404)


def test_a_co_teacher_does_all_of_this_too(classroom: Classroom) -> None:
    other = MemberFactory.create(classroom=classroom, role=Role.TEACHER).user
    row = assign(classroom, given=None)
    browser = client_of_user(other)
    assert get(browser, url_of(row))
    assert post(browser, url_of(row, "give")).status_code == 302
    classroom.members.filter(user=other).update(left=NOW)
    assert browser.get(url_of(row)).status_code == 404
