"""Classes made and changed, and who joins, teaches in and leaves them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError

from quizzes.core.codes import ALPHABET, read_code
from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import respond_to_all
from quizzes.factories.classes import (
    FOUNDED,
    MemberFactory,
    assign,
    begin_assigned,
    make_class,
)
from quizzes.models import Assignment, Attempt, Classroom, Member
from quizzes.models.classes import Role
from quizzes.services import classes as services
from quizzes.services.classes import Card
from tests.teaching import a_teacher, chance, owner_of

pytestmark = pytest.mark.django_db

LATER = FOUNDED + timedelta(days=7)


def make(owner: User, name: str = "7b", seed: int = 1) -> Classroom:
    return services.make_class(
        owner=owner, name=name, zone="Europe/Berlin", now=FOUNDED, choose=chance(seed)
    )


def member(classroom: Classroom, **values: object) -> Member:
    return MemberFactory.create(classroom=classroom, **values)


# The class itself


def test_a_new_class_has_its_owner_and_a_code_that_works() -> None:
    owner = a_teacher(first_name="Mara", last_name="Vogt")
    classroom = make(owner)
    assert read_code(classroom.code) == classroom.code
    assert Classroom.objects.joinable().get() == classroom
    [row] = classroom.members.all()
    assert (row.user, row.role, row.name, row.joined) == (owner, Role.OWNER, "Mara Vogt", FOUNDED)


@pytest.mark.parametrize(
    ("name", "start"), [("7b Social studies", "7b-social-studies-"), ("七年级", "class-")]
)
def test_the_address_of_a_class_says_its_name(name: str, start: str) -> None:
    slug = make(a_teacher(), name).slug
    assert slug.startswith(start)
    assert len(slug) == len(start) + 4


def test_a_name_of_any_length_fits_into_an_address() -> None:
    assert len(make(a_teacher(), "x" * 80).slug) <= 60


def test_a_code_that_is_drawn_twice_is_drawn_anew() -> None:
    owner = a_teacher()
    first, second = make(owner, seed=1), make(owner, seed=1)
    assert first.code != second.code
    assert first.slug != second.slug


def test_a_chance_that_knows_one_code_only_is_not_asked_for_ever() -> None:
    values: dict[str, Any] = {"owner": a_teacher(), "name": "7b", "zone": "UTC", "now": FOUNDED}
    services.make_class(**values, choose=lambda characters: characters[0])
    with pytest.raises(IntegrityError):
        services.make_class(**values, choose=lambda characters: characters[0])


def test_a_new_code_takes_the_place_of_the_one_before_and_is_on() -> None:
    classroom = make_class(is_joinable=False)
    before = classroom.code
    services.renew_code(classroom=classroom, choose=chance(99))
    assert not Classroom.objects.filter(code=before).exists()
    assert Classroom.objects.joinable().get().code == classroom.code
    assert set(classroom.code) <= set(ALPHABET)


def test_a_code_is_turned_off_and_on() -> None:
    classroom = make_class()
    services.set_joinable(classroom=classroom, joinable=False)
    assert not Classroom.objects.joinable().exists()
    services.set_joinable(classroom=classroom, joinable=True)
    assert Classroom.objects.joinable().exists()


def test_a_class_is_put_away_once_and_brought_back() -> None:
    classroom = make_class()
    services.archive(classroom=classroom, now=FOUNDED)
    services.archive(classroom=classroom, now=LATER)
    assert Classroom.objects.get().archived == FOUNDED
    assert not Classroom.objects.joinable().exists()
    services.bring_back(classroom=classroom)
    assert Classroom.objects.joinable().exists()


def test_a_class_that_changes_its_name_keeps_its_address() -> None:
    classroom = make_class()
    slug = classroom.slug
    services.change_class(classroom=classroom, name="8b", zone="Asia/Tokyo")
    row = Classroom.objects.get()
    assert (row.slug, row.name, row.zone) == (slug, "8b", "Asia/Tokyo")


def test_what_was_answered_outlives_the_class() -> None:
    classroom = make_class()
    attempt = respond_to_all(begin_assigned(assign(classroom)))
    services.delete_class(classroom=classroom)
    assert not Classroom.objects.exists()
    assert not Assignment.objects.exists()
    assert not Member.objects.exists()
    kept = Attempt.objects.with_score().get()
    assert (kept, kept.assignment, kept.answered) == (attempt, None, 3)
    assert User.objects.filter(attempts=attempt).exists()


# Joining and leaving


def test_joining_twice_is_joining_once() -> None:
    classroom, user = make_class(learners=0), UserFactory.create()
    first = services.join(classroom=classroom, user=user, now=FOUNDED)
    again = services.join(classroom=classroom, user=user, now=LATER)
    assert first == again
    assert (again.role, again.joined, again.is_managed) == (Role.LEARNER, FOUNDED, False)


def test_who_comes_back_is_who_they_were() -> None:
    row = member(make_class(), name="Ada", is_managed=True)
    services.remove(member=row, now=LATER)
    assert row not in Member.objects.present()
    back = services.join(classroom=row.classroom, user=row.user, now=LATER)
    assert (back, back.left, back.name, back.is_managed) == (row, None, "Ada", True)


@pytest.mark.parametrize("role", [Role.OWNER, Role.TEACHER])
def test_a_teacher_who_uses_the_code_stays_a_teacher(role: Role) -> None:
    classroom = make_class()
    member(classroom, role=Role.TEACHER)
    row = classroom.members.get(role=role)
    assert services.join(classroom=classroom, user=row.user, now=LATER).role == role


def test_a_teacher_who_left_comes_back_as_a_learner() -> None:
    row = member(make_class(), role=Role.TEACHER, left=LATER)
    assert services.join(classroom=row.classroom, user=row.user, now=LATER).role == Role.LEARNER


def test_in_a_second_class_somebody_is_called_as_in_the_first() -> None:
    row = member(make_class(), name="Ada Brandt")
    assert services.join(classroom=make_class(), user=row.user, now=LATER).name == "Ada Brandt"


def test_somebody_without_a_name_is_called_by_the_username() -> None:
    user = UserFactory.create(username="u" * 150)
    assert services.join(classroom=make_class(), user=user, now=LATER).name == "u" * 80


def sign_up(classroom: Classroom, username: str = "ada") -> User:
    return services.sign_up_and_join(
        classroom=classroom,
        name="Ada",
        username=username,
        password="a quiet evening",
        now=FOUNDED,
    )


def test_a_guest_gets_an_account_that_the_class_looks_after() -> None:
    classroom = make_class(learners=0)
    user = sign_up(classroom)
    assert user.check_password("a quiet evening")
    assert not user.is_staff
    assert not user.is_superuser
    [row] = Member.objects.managed()
    assert (row.user, row.classroom, row.name) == (user, classroom, "Ada")


def test_a_username_that_somebody_took_meanwhile_makes_nobody() -> None:
    classroom = make_class(learners=0)
    UserFactory.create(username="ada")
    before = User.objects.count()
    with pytest.raises(services.UsernameTakenError):
        sign_up(classroom)
    assert User.objects.count() == before
    assert not classroom.members.learners().exists()


def test_whoever_is_removed_keeps_their_work_and_the_owner_is_not_removed() -> None:
    classroom = make_class()
    attempt = begin_assigned(assign(classroom))
    for row in classroom.members.all():
        services.remove(member=row, now=LATER)
    [owner] = classroom.members.present()
    assert owner.role == Role.OWNER
    assert Attempt.objects.get() == attempt


def test_leaving_twice_keeps_the_first_date() -> None:
    row = member(make_class())
    services.remove(member=row, now=FOUNDED)
    services.remove(member=row, now=LATER)
    row.refresh_from_db()
    assert row.left == FOUNDED


@pytest.mark.parametrize("left", [None, FOUNDED])
@pytest.mark.parametrize("role", [Role.LEARNER, Role.TEACHER])
def test_a_co_teacher_comes_from_anywhere(role: Role, left: object) -> None:
    row = member(make_class(), role=role, left=left)
    made = services.add_teacher(classroom=row.classroom, user=row.user, now=LATER)
    assert (made, made.role, made.left) == (row, Role.TEACHER, None)


def test_a_co_teacher_may_be_new_and_an_owner_stays_one() -> None:
    classroom, user = make_class(), a_teacher()
    services.add_teacher(classroom=classroom, user=user, now=LATER)
    assert Classroom.objects.taught_by(user).get() == classroom
    owner = owner_of(classroom)
    assert services.add_teacher(classroom=classroom, user=owner, now=LATER).role == Role.OWNER


# Passwords


def test_a_new_password_is_on_its_card_and_works() -> None:
    row = member(make_class(), name="Ada", is_managed=True)
    [card] = services.new_passwords(members=[row], choose=chance())
    assert (card.name, card.username) == ("Ada", row.user.username)
    assert User.objects.get(pk=row.user_id).check_password(card.password)


@pytest.mark.parametrize(
    "who",
    [
        {"is_managed": False},
        {"is_managed": True, "left": FOUNDED},
        {"is_managed": True, "role": Role.TEACHER},
        {"is_managed": True, "user__is_staff": True},
        {"is_managed": True, "user__is_superuser": True},
    ],
)
def test_nobody_else_is_given_a_password(who: dict[str, object]) -> None:
    row = member(make_class(), **who)
    before = row.user.password
    assert services.new_passwords(members=[row], choose=chance()) == []
    assert User.objects.get(pk=row.user_id).password == before


def test_whoever_teaches_elsewhere_or_may_is_given_no_password() -> None:
    classroom = make_class()
    rows = [
        member(classroom, is_managed=True, user=a_teacher()),
        member(classroom, is_managed=True, user=owner_of(make_class())),
        member(classroom, is_managed=True),
    ]
    rows[2].user.user_permissions.add(Permission.objects.get(codename="teach"))
    assert services.new_passwords(members=rows, choose=chance()) == []


def test_whoever_has_stopped_teaching_elsewhere_is_given_a_password() -> None:
    row = member(make_class(), is_managed=True)
    member(make_class(), user=row.user, role=Role.TEACHER, left=FOUNDED)
    assert services.new_passwords(members=[row], choose=chance())


def test_each_card_has_a_password_of_its_own() -> None:
    classroom = make_class()
    rows = [member(classroom, is_managed=True) for _ in range(3)]
    cards = services.new_passwords(members=rows, choose=chance())
    assert len({card.password for card in cards}) == 3
    assert all(isinstance(card, Card) for card in cards)
