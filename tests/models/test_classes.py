"""What the tables of classes refuse, whose assignments are whose, and how far they are."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from quizzes.core.availability import GRACE, State
from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED, AttemptFactory, respond_to_all
from quizzes.factories.classes import (
    GIVEN,
    AssignmentFactory,
    AssignmentLearnerFactory,
    ClassroomFactory,
    MemberFactory,
    assign,
    begin_assigned,
    make_class,
)
from quizzes.models import Assignment, Classroom, Member
from quizzes.models.classes import STILL_OF_INTEREST, Role, Shows
from tests.models.refusing import Act, assert_refused, constraints_of, once, twice

pytestmark = pytest.mark.django_db

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
NOON = GIVEN

REFUSED: dict[str, Act] = {
    "class_has_name": once(ClassroomFactory, name=""),
    "member_of_class_once": twice(MemberFactory, "classroom", "user"),
    "one_owner": twice(MemberFactory, "classroom", role=Role.OWNER),
    "owner_stays": once(MemberFactory, role=Role.OWNER, left=NOON),
    "member_has_name": once(MemberFactory, name=""),
    "member_role": once(MemberFactory, role="guest"),
    "assignment_counts": once(AssignmentFactory, counts="first"),
    "assignment_shows": once(AssignmentFactory, shows="never"),
    "one_attempt_at_least": once(AssignmentFactory, attempts_allowed=0),
    "one_minute_at_least": once(AssignmentFactory, minutes=0),
    "shown_after_a_closing": once(AssignmentFactory, shows=Shows.CLOSED),
    "opens_before_due": once(AssignmentFactory, opens=NOON, due=NOON - SECOND),
    "due_before_closes": once(AssignmentFactory, due=NOON, closes=NOON - SECOND),
    "opens_before_closes": once(AssignmentFactory, opens=NOON, closes=NOON - SECOND),
    "assigned_once": twice(AssignmentLearnerFactory, "assignment", "member"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name: str) -> None:
    assert_refused("classes", name, REFUSED[name])


def test_every_constraint_is_tried() -> None:
    assert REFUSED.keys() == constraints_of("classes").keys()


def test_a_draft_may_wait_for_its_closing() -> None:
    assert AssignmentFactory.create(given=None, shows=Shows.CLOSED)


# What is open, and to whom


def the_learner(assignment: Assignment) -> Member:
    found = assignment.classroom.members.learners().select_related("user").first()
    assert found
    return found


@pytest.mark.parametrize("archived", [None, GIVEN])
@pytest.mark.parametrize("given", [None, GIVEN])
@pytest.mark.parametrize("closes", [None, NOON - HOUR, NOON, NOON + HOUR])
@pytest.mark.parametrize("opens", [None, NOON - 2 * HOUR, NOON])
def test_what_is_open_is_what_the_clock_says_is_open(
    opens: datetime | None,
    closes: datetime | None,
    given: datetime | None,
    archived: datetime | None,
) -> None:
    if opens and closes and closes < opens:
        return
    row = assign(make_class(archived=archived), opens=opens, closes=closes, given=given)
    user = the_learner(row).user
    for shift in (-2 * HOUR, -HOUR, timedelta(), HOUR):
        for now in (NOON + shift - SECOND, NOON + shift, NOON + shift + SECOND):
            listed = list(Assignment.objects.open_for(user, now)) == [row]
            assert listed == (row.state(now) is State.OPEN), (opens, closes, now)


def test_an_assignment_is_there_for_the_learners_of_its_class_and_its_teachers_alone() -> None:
    row = assign(make_class(learners=1))
    MemberFactory.create(classroom=row.classroom, role=Role.TEACHER)
    by_role = {member.role: member.user for member in row.classroom.members.all()}
    strangers = [UserFactory.create(is_superuser=True), the_learner(assign(make_class())).user]
    assert list(Assignment.objects.for_learner(by_role["learner"])) == [row]
    for user in (by_role["owner"], by_role["teacher"], *strangers):
        assert row not in Assignment.objects.for_learner(user)
    for user in (by_role["owner"], by_role["teacher"]):
        assert list(Assignment.objects.for_teacher(user)) == [row]
    for user in (by_role["learner"], *strangers):
        assert row not in Assignment.objects.for_teacher(user)


def test_one_for_some_learners_is_not_there_for_the_others() -> None:
    row = assign(make_class(learners=3))
    one, two, three = row.classroom.members.learners().select_related("user")
    for member in (one, two):
        AssignmentLearnerFactory.create(assignment=row, member=member)
    seen = [list(Assignment.objects.open_for(m.user, NOON)) for m in (one, two, three)]
    assert seen == [[row], [row], []]


def test_who_leaves_the_class_loses_its_assignments_until_they_come_back() -> None:
    member = the_learner(row := assign(make_class()))
    member.left = NOON
    member.save()
    assert not Assignment.objects.for_learner(member.user).exists()
    member.left = None
    member.save()
    assert list(Assignment.objects.for_learner(member.user)) == [row]


def test_a_draft_is_there_for_teachers_alone() -> None:
    row = assign(make_class(), given=None)
    assert not Assignment.objects.for_learner(the_learner(row).user).exists()
    assert Assignment.objects.for_teacher(row.classroom.members.get(role=Role.OWNER).user).exists()


# Who may do what with whom


def test_a_class_is_taught_owned_and_attended_by_its_own_people() -> None:
    classroom = make_class(learners=1)
    MemberFactory.create(classroom=classroom, role=Role.TEACHER)
    MemberFactory.create(classroom=classroom, role=Role.TEACHER, left=NOON)
    make_class()
    for row in classroom.members.select_related("user"):
        seen = [
            list(queryset) == [classroom]
            for queryset in (
                Classroom.objects.owned_by(row.user),
                Classroom.objects.taught_by(row.user),
                Classroom.objects.attended_by(row.user),
            )
        ]
        teaches = row.role != Role.LEARNER and row.left is None
        assert seen == [row.role == Role.OWNER, teaches, row.role == Role.LEARNER]


def test_a_guest_teaches_and_learns_nowhere() -> None:
    make_class()
    nobody = AnonymousUser()
    for queryset in (
        Classroom.objects.owned_by(nobody),
        Classroom.objects.taught_by(nobody),
        Classroom.objects.attended_by(nobody),
        Member.objects.removable_by(nobody),
        Member.objects.renamable_by(nobody),
    ):
        assert not queryset.exists()


@pytest.mark.parametrize(
    ("role", "removes", "renames"),
    [
        (Role.OWNER, {"co-teacher", "learner"}, {"owner", "learner"}),
        (Role.TEACHER, {"learner"}, {"co-teacher", "learner"}),
        (Role.LEARNER, set(), set()),
    ],
)
def test_whom_one_removes_and_renames(role: Role, removes: set[str], renames: set[str]) -> None:
    classroom = make_class(learners=0)
    rows = {
        "owner": classroom.members.get(),
        "co-teacher": MemberFactory.create(classroom=classroom, role=Role.TEACHER),
        "learner": MemberFactory.create(classroom=classroom),
        "gone": MemberFactory.create(classroom=classroom, left=NOON),
        "stranger": MemberFactory.create(),
    }
    user = classroom.members.filter(role=role).earliest("pk").user
    names = {row: name for name, row in rows.items()}
    assert {names[row] for row in Member.objects.removable_by(user)} == removes
    assert {names[row] for row in Member.objects.renamable_by(user)} == renames


def test_learners_are_counted_without_those_who_left() -> None:
    classroom = make_class(learners=3)
    MemberFactory.create(classroom=classroom, left=NOON)
    assert Classroom.objects.with_counts().get().learner_count == 3


# How far they are


def progress(row: Assignment, now: datetime = STARTED) -> tuple[int, int]:
    found = Assignment.objects.with_progress(now).get(pk=row.pk)
    return found.handed_in, found.learner_count


def test_progress_counts_learners_not_attempts() -> None:
    row = assign(make_class(learners=3))
    assert progress(row) == (0, 3)
    respond_to_all(begin_assigned(row))
    respond_to_all(begin_assigned(row))
    assert progress(row) == (1, 3)


def test_what_runs_is_not_handed_in_until_its_time_is_up() -> None:
    row = assign(make_class(), closes=STARTED + HOUR)
    begin_assigned(row)
    seen = [progress(row, STARTED + HOUR + GRACE + shift) for shift in (-SECOND, timedelta())]
    assert seen == [(0, 2), (1, 2)]


def test_progress_is_of_the_class_at_hand_and_of_whom_it_was_given_to() -> None:
    classroom = make_class(learners=4)
    row, other = assign(classroom), assign(classroom)
    one, two, gone, _ = classroom.members.learners().select_related("user")
    for member in (one, two, gone):
        respond_to_all(begin_assigned(row, member.user))
        AssignmentLearnerFactory.create(assignment=other, member=member)
    Member.objects.filter(pk=gone.pk).update(left=STARTED)
    respond_to_all(begin_assigned(other, one.user))
    assert (progress(row), progress(other)) == ((2, 3), (1, 2))


def test_teachers_ask_after_what_they_have_given_while_it_is_not_long_closed() -> None:
    classroom = make_class()
    lasting = assign(classroom)
    recent = assign(classroom, closes=NOON - STILL_OF_INTEREST + SECOND)
    assign(classroom, closes=NOON - STILL_OF_INTEREST)
    assign(classroom, given=None)
    assign(make_class(archived=NOON))
    assert set(Assignment.objects.of_interest(NOON)) == {lasting, recent}


def test_in_the_results_stands_whoever_is_expected_or_has_begun() -> None:
    classroom = make_class(learners=4)
    row = assign(classroom)
    chosen, gone, begun, _ = classroom.members.learners().select_related("user")
    for member in (chosen, gone):
        AssignmentLearnerFactory.create(assignment=row, member=member)
    AssignmentLearnerFactory.create(assignment=assign(classroom), member=begun)
    begin_assigned(row, gone.user)
    AttemptFactory.create(assignment=row, user=begun.user)
    Member.objects.filter(pk=gone.pk).update(left=NOON)
    found = Member.objects.in_results_of(row)
    assert {(member, member.is_expected) for member in found} == {
        (chosen, True),
        (gone, False),
        (begun, False),
    }
