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


# Changing one that is there


def choices_of(form: ChangeForm) -> list[list[str]]:
    asked = [which.subwidgets for _, which in form.times if which]
    return [[choice.choice_label for choice in choices] for choices in asked]


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
    # The last is larger than any number that a database knows.
    for sent in ([], ["x"], [str(2**63)]):
        assert errors_of(changed(row, whom="some", members=sent)).keys() == {"members"}
    # Ticks that the choice above them makes void.
    assert changed(row, whom="all", members=[str(two.pk)]).changed["members"] is None


def test_those_it_is_for_are_ticked(row: Assignment) -> None:
    named = AssignmentLearnerFactory.create(
        assignment=row, member=row.classroom.members.learners()[0]
    )
    form = ChangeForm(assignment=row, now=NOW)
    assert (form["whom"].value(), form["members"].value()) == ("some", [named.member_id])
    assert Shows(form["shows"].value()) is Shows.AT_ONCE
