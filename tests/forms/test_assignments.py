"""What a teacher may send, and what is said beside a field where it may not be so."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from quizzes.factories.classes import (
    AssignmentLearnerFactory,
    MemberFactory,
    assign,
    make_class,
    make_own_set,
)
from quizzes.factories.questions import make_set
from quizzes.forms.assignments import AssignmentForm, ChangeForm, CopyForm
from quizzes.models import Assignment, Classroom
from quizzes.models.classes import Role, Shows

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RULES = {"counts": "highest", "shows": "at_once"}


@pytest.fixture
def teacher() -> User:
    return make_class(slug="7b", name="7b").members.get(role=Role.OWNER).user


def sent(teacher: User, *classes: str, **values: str) -> AssignmentForm:
    """The form as it is sent, with a set of the teacher's."""
    made = make_own_set(owner=teacher)
    data: dict[str, Any] = RULES | {
        "token": "00000000-0000-0000-0000-000000000007",
        "set": made.slug,
        "classes": classes or ["7b"],
        "then": "give",
    }
    form = AssignmentForm(data | values, teacher=teacher, now=NOW)
    form.full_clean()
    return form


def errors_of(form: AssignmentForm | ChangeForm) -> dict[str, str]:
    return {name: str(errors[0]) for name, errors in form.errors.items()}


def test_rules_become_terms_in_the_zone_of_the_class(teacher: User) -> None:
    form = sent(
        teacher, opens="2026-03-02T08:00", due="2026-03-06T18:00", closes="2026-07-01T18:00:00"
    )
    assert errors_of(form) == {}
    [terms] = form.by_class.values()
    assert (terms.opens, terms.due) == (
        datetime(2026, 3, 2, 7, 0, tzinfo=UTC),
        datetime(2026, 3, 6, 17, 0, tzinfo=UTC),
    )
    # In summer clocks are two hours ahead.
    assert terms.closes == datetime(2026, 7, 1, 16, 0, tzinfo=UTC)


def test_the_same_time_on_the_wall_counts_in_each_class(teacher: User) -> None:
    make_class(owner=teacher, slug="ny", zone="America/New_York")
    form = sent(teacher, "7b", "ny", due="2026-11-27T18:00")
    assert errors_of(form) == {}
    assert {row.slug: terms.due for row, terms in form.by_class.items()} == {
        "7b": datetime(2026, 11, 27, 17, 0, tzinfo=UTC),
        "ny": datetime(2026, 11, 27, 23, 0, tzinfo=UTC),
    }


def test_nothing_is_demanded_but_a_set_and_a_class(teacher: User) -> None:
    form = sent(teacher)
    assert errors_of(form) == {}
    assert form.title_or_default == form.cleaned_data["set"].title
    assert sent(teacher, title="The lake").errors == {}
    empty = AssignmentForm({"then": "give"}, teacher=teacher, now=NOW)
    assert errors_of(empty).keys() == {"token", "set", "classes", "counts", "shows"}


# Whose sets and classes


def test_only_published_sets_of_ones_own_and_current_classes_that_one_teaches(
    teacher: User,
) -> None:
    foreign, ready, draft = make_own_set(), make_set(of=1), make_own_set(owner=teacher)
    draft.published = None
    draft.save()
    make_class(owner=teacher, slug="old", archived=NOW)
    for made in (foreign, ready, draft):
        assert errors_of(sent(teacher, set=made.slug)).keys() == {"set"}
    for slug in ("old", make_class().slug):
        assert errors_of(sent(teacher, slug)).keys() == {"classes"}
        copied = CopyForm({"classes": [slug]}, teacher=teacher)
        assert "classes" in copied.errors


def test_a_co_teacher_gives_sets_too(teacher: User) -> None:
    other = MemberFactory.create(classroom=Classroom.objects.get(slug="7b"), role=Role.TEACHER).user
    assert errors_of(sent(other)) == {}


# Numbers and order


@pytest.mark.parametrize(
    ("name", "value", "is_good"),
    [
        ("attempts", "", True),
        ("attempts", "1", True),
        ("attempts", "20", True),
        ("attempts", "0", False),
        ("attempts", "21", False),
        ("minutes", "", True),
        ("minutes", "1", True),
        ("minutes", "600", True),
        ("minutes", "0", False),
        ("minutes", "601", False),
        ("minutes", "ten", False),
        ("counts", "lowest", False),
        ("shows", "never", False),
        ("due", "tomorrow", False),
        ("due", "2026-13-01T10:00", False),
        ("due", "2026-03-06 18:00", True),
        ("due", "1999-12-31T23:59", False),
        ("due", "9999-12-31T23:59", False),
        ("due", "0001-01-01T00:00", False),
        ("title", "x" * 300, True),
        ("title", "x" * 301, False),
    ],
)
def test_each_setting_has_its_range(teacher: User, name: str, value: str, is_good: bool) -> None:
    form = sent(teacher, **{name: value})
    assert errors_of(form).keys() == (set() if is_good else {name})


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        ({"opens": "2026-03-03T10:00", "due": "2026-03-03T10:00"}, set()),
        ({"opens": "2026-03-03T10:00", "due": "2026-03-03T09:59"}, {"due"}),
        ({"due": "2026-03-03T10:00", "closes": "2026-03-03T10:00"}, set()),
        ({"due": "2026-03-03T10:00", "closes": "2026-03-03T09:59"}, {"closes"}),
        ({"opens": "2026-03-03T10:00", "closes": "2026-03-03T10:01"}, set()),
        ({"opens": "2026-03-03T10:00", "closes": "2026-03-03T10:00"}, {"closes"}),
        # At 13:00 in Berlin it is noon, which is now.
        ({"closes": "2026-03-01T13:00"}, {"closes"}),
        ({"closes": "2026-03-01T13:01"}, set()),
        ({"due": "2026-03-01T12:00"}, set()),
    ],
)
def test_it_opens_is_due_and_closes_in_this_order(
    teacher: User, times: dict[str, str], wrong: set[str]
) -> None:
    assert errors_of(sent(teacher, **times)).keys() == wrong


def test_answers_after_the_closing_need_one(teacher: User) -> None:
    closed = {"shows": "closed"}
    assert errors_of(sent(teacher, **closed)).keys() == {"closes"}
    assert errors_of(sent(teacher, **closed, closes="2026-03-03T10:00")) == {}
    # A draft may wait for it, and for a time that is still to come.
    assert errors_of(sent(teacher, then="keep", **closed)) == {}
    assert errors_of(sent(teacher, then="keep", closes="2026-02-01T10:00")) == {}


# The nights on which clocks change


def choices_of(form: AssignmentForm | ChangeForm) -> list[list[str]]:
    asked = [which.subwidgets for _, which in form.times if which]
    return [[choice.choice_label for choice in choices] for choices in asked]


@pytest.mark.parametrize(
    ("zone", "time"),
    [("Europe/Berlin", "2026-03-29T02:30"), ("America/New_York", "2026-03-08T02:30")],
)
def test_the_hour_that_is_left_out_is_refused_with_words(
    teacher: User, zone: str, time: str
) -> None:
    make_class(owner=teacher, slug="there", zone=zone)
    form = sent(teacher, "there", closes=time)
    assert "02:30 is left out that night in" in errors_of(form)["closes"]
    assert choices_of(form) == []


@pytest.mark.parametrize(
    ("zone", "time", "first", "second"),
    [
        ("Europe/Berlin", "2026-10-25T02:30", "00:30", "01:30"),
        ("America/New_York", "2026-11-01T01:30", "05:30", "06:30"),
    ],
)
def test_the_hour_that_comes_twice_is_asked_back(
    teacher: User, zone: str, time: str, first: str, second: str
) -> None:
    make_class(owner=teacher, slug="there", zone=zone)
    form = sent(teacher, "there", closes=time)
    assert "comes twice that night" in errors_of(form)["closes"]
    assert choices_of(form) == [
        [
            f"The first, before the clocks go back ({first} UTC)",
            f"The second, after the clocks have gone back ({second} UTC)",
        ]
    ]
    for which, moment in (("first", first), ("second", second)):
        answered = sent(teacher, "there", closes=time, closes_which=which)
        assert errors_of(answered) == {}
        [terms] = answered.by_class.values()
        assert f"{terms.closes:%H:%M}" == moment


def test_where_the_hour_comes_twice_in_one_zone_alone_the_other_is_plain(teacher: User) -> None:
    make_class(owner=teacher, slug="ny", zone="America/New_York")
    form = sent(teacher, "7b", "ny", closes="2026-10-25T02:30", closes_which="second")
    assert errors_of(form) == {}
    assert {f"{terms.closes:%H:%M}" for terms in form.by_class.values()} == {"01:30", "06:30"}


def test_in_several_zones_each_moment_is_told(teacher: User) -> None:
    make_class(owner=teacher, slug="ny", zone="America/New_York")
    make_class(owner=teacher, slug="chicago", zone="America/Chicago")
    form = sent(teacher, "ny", "chicago", due="2026-11-01T01:30")
    assert "(06:30 UTC, 05:30 UTC)" in choices_of(form)[0][0]
    assert len(form.errors["due"]) == 1


def test_of_two_moments_the_order_holds(teacher: User) -> None:
    night = {"due": "2026-10-25T02:30", "closes": "2026-10-25T02:30"}
    late = sent(teacher, **night, due_which="second", closes_which="first")
    assert errors_of(late).keys() == {"closes"}
    early = sent(teacher, **night, due_which="first", closes_which="second")
    assert errors_of(early) == {}


# Changing one that is there


def changed(row: Assignment, **values: Any) -> ChangeForm:
    """The form as it comes back with what it was filled with, but for these."""
    blank = ChangeForm(assignment=row, now=NOW)
    names = [name for name in blank.fields if name not in values]
    stood = {name: blank[name].value() for name in names}
    data = {name: value for name, value in stood.items() if value is not None}
    times = {n: f"{t:%Y-%m-%dT%H:%M}" for n, t in data.items() if isinstance(t, datetime)}
    form = ChangeForm(data | times | values, assignment=row, now=NOW)
    form.full_clean()
    return form


@pytest.fixture
def row() -> Assignment:
    times = {"due": "2026-03-06T17:00+00:00", "closes": "2026-10-25T01:30+00:00"}
    terms: dict[str, Any] = {name: datetime.fromisoformat(text) for name, text in times.items()}
    return assign(make_class(), title="The lake", attempts_allowed=2, minutes=20, **terms)


def test_what_comes_back_unchanged_changes_nothing(row: Assignment) -> None:
    form = changed(row)
    assert errors_of(form) == {}
    assert form.changed == {"title": "The lake", "terms": row.terms, "members": None}


def test_a_time_that_comes_twice_is_shown_with_the_one_that_is_meant(row: Assignment) -> None:
    form = ChangeForm(assignment=row, now=NOW)
    assert form["closes"].value() == datetime.fromisoformat("2026-10-25T02:30")
    assert form["closes_which"].value() == "second"
    assert len(choices_of(form)) == 1


def test_what_has_closed_can_still_be_given_another_title(row: Assignment) -> None:
    row.closes = row.due
    form = changed(row, title="The sea")
    assert errors_of(form) == {}
    assert form.changed["title"] == "The sea"
    assert changed(row, title="").changed["title"] == row.question_set.title


def test_what_is_given_needs_a_closing_for_its_answers(row: Assignment) -> None:
    row.closes = None
    assert errors_of(changed(row, shows="closed")).keys() == {"closes"}
    row.given = None
    assert errors_of(changed(row, shows="closed")) == {}
    assert errors_of(changed(row, shows="closed", then="give")).keys() == {"closes"}


def test_it_is_for_learners_of_the_class_who_are_there(row: Assignment) -> None:
    one, two = row.classroom.members.learners()
    stranger = MemberFactory.create()
    gone = MemberFactory.create(classroom=row.classroom, left=NOW)
    form = changed(row, whom="some", members=[str(one.pk)])
    assert errors_of(form) == {}
    assert form.changed["members"] == [one]
    for other in (stranger, gone, row.classroom.members.get(role=Role.OWNER)):
        form = changed(row, whom="some", members=[str(other.pk)])
        assert errors_of(form).keys() == {"members"}
    assert errors_of(changed(row, whom="some", members=[])).keys() == {"members"}
    # Ticks that the choice above them makes void.
    assert changed(row, whom="all", members=[str(two.pk)]).changed["members"] is None


def test_those_it_is_for_are_ticked(row: Assignment) -> None:
    named = AssignmentLearnerFactory.create(
        assignment=row, member=row.classroom.members.learners()[0]
    )
    form = ChangeForm(assignment=row, now=NOW)
    assert (form["whom"].value(), form["members"].value()) == ("some", [named.member_id])
    assert Shows(form["shows"].value()) is Shows.AT_ONCE
