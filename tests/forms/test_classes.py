"""What teachers and learners send about classes, made clean or refused."""

from zoneinfo import available_timezones

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from quizzes.core.exchange.roster import LONGEST_ROSTER
from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import MemberFactory, make_class
from quizzes.forms.classes import (
    ClassForm,
    PasswordsForm,
    RosterForm,
    SignUpForm,
    TeacherForm,
    zone_choices,
)
from quizzes.models.classes import Role
from tests.teaching import a_teacher

pytestmark = pytest.mark.django_db


def zones() -> set[str]:
    """All zones that are offered."""
    found = set()
    for name, choices in zone_choices():
        found |= {name} if isinstance(choices, str) else {zone for zone, _place in choices}
    return found


def test_a_class_may_be_anywhere_where_a_clock_is() -> None:
    assert {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Tokyo"} <= zones()
    assert zones() <= available_timezones()


def test_zones_stand_under_their_region_and_by_their_place() -> None:
    regions = dict(zone_choices())
    assert ("America/New_York", "New York") in regions["America"]
    assert "US" not in regions


def test_the_zone_of_the_site_is_offered_whatever_it_is_called() -> None:
    assert ClassForm({"name": "7b", "zone": "UTC"}).is_valid()


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "europe/berlin"])
def test_a_zone_that_there_is_not_is_refused(zone: str) -> None:
    assert "zone" in ClassForm({"name": "7b", "zone": zone}).errors


@pytest.mark.parametrize("name", ["", "   ", "a\u202eb", "a\x07b", "x" * 81])
def test_a_class_needs_a_name_that_can_be_read(name: str) -> None:
    assert "name" in ClassForm({"name": name, "zone": "UTC"}).errors


def test_white_space_in_a_name_is_folded() -> None:
    form = ClassForm({"name": "  7b \t  Social   studies ", "zone": "UTC"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "7b Social studies"


# Accounts of guests who join


SIGN_UP = {"name": "Ada Brandt", "username": "ada", "password": "a quiet evening"}


def test_a_name_a_username_and_a_password_are_enough() -> None:
    assert SignUpForm(SIGN_UP).is_valid()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("username", ""),
        ("username", "a b"),
        ("username", "Taken"),
        ("password", ""),
        ("password", "short"),
        ("password", "password"),
        ("password", "1234567890"),
    ],
)
def test_it_is_as_strict_as_signing_up_is(field: str, value: str) -> None:
    UserFactory.create(username="taken")
    assert list(SignUpForm(SIGN_UP | {field: value}).errors) == [field]


def test_a_password_must_not_be_the_username() -> None:
    form = SignUpForm(SIGN_UP | {"username": "ada-brandt-8b", "password": "ada-brandt-8b"})
    assert list(form.errors) == ["password"]


# Co-teachers and passwords


def test_a_co_teacher_is_found_by_username() -> None:
    user = a_teacher()
    form = TeacherForm({"username": user.username})
    assert form.is_valid()
    assert form.user == user


def test_whoever_may_not_teach_is_as_unknown_as_whoever_is_not_there() -> None:
    learner, gone = UserFactory.create(), a_teacher(is_active=False)
    said = {
        str(TeacherForm({"username": username}).errors["username"])
        for username in (learner.username, gone.username, "nobody")
    }
    assert len(said) == 1


def test_passwords_are_for_the_managed_learners_of_the_class_alone() -> None:
    classroom = make_class()
    managed = MemberFactory.create(classroom=classroom, is_managed=True)
    others = [
        MemberFactory.create(classroom=classroom),
        MemberFactory.create(is_managed=True),
        classroom.members.get(role=Role.OWNER),
    ]
    assert PasswordsForm(classroom, QueryDict(f"members={managed.pk}")).is_valid()
    for other in others:
        assert not PasswordsForm(classroom, QueryDict(f"members={other.pk}")).is_valid()
    # The last is larger than any number that a database knows.
    for sent in ("", "members=x", f"members={2**63}"):
        assert not PasswordsForm(classroom, QueryDict(sent)).is_valid()


# Lists


def upload(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("list.csv", content)}


def test_a_list_comes_as_text_or_as_a_file_and_the_file_counts() -> None:
    typed = RosterForm({"text": "name\nAda"})
    assert typed.is_valid()
    assert typed.cleaned_data["roster"] == "name\nAda"
    sent = RosterForm({"text": "name\nAda"}, upload("\ufeffname\nZoë".encode()))  # type: ignore[arg-type]
    assert sent.is_valid()
    assert sent.cleaned_data["roster"] == "\ufeffname\nZoë".encode()
    assert sent.shown == "name\nZoë"


def test_of_a_file_that_is_too_large_no_more_is_read_than_tells_so() -> None:
    form = RosterForm({}, upload(b"x" * (LONGEST_ROSTER + 1000)))  # type: ignore[arg-type]
    assert form.is_valid()
    assert len(form.cleaned_data["roster"]) == LONGEST_ROSTER + 1


def test_an_empty_form_says_what_it_wants() -> None:
    assert "text" in RosterForm({"text": ""}).errors


def test_nothing_of_an_account_is_taken_from_what_else_is_sent() -> None:
    form = SignUpForm(SIGN_UP | {"is_staff": "on", "role": "owner", "is_superuser": "on"})
    assert form.is_valid()
    assert form.cleaned_data.keys() == SIGN_UP.keys()
    assert not User.objects.exists()
