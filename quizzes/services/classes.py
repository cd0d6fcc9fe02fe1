"""Classes: made, changed, put away and deleted; and who joins, teaches in and leaves them."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from quizzes.core.codes import Choose, draw_code, draw_password, draw_suffix
from quizzes.models import Classroom, Member
from quizzes.models.classes import TEACHING, Role

LONGEST_SLUG_BASE = 50
DRAWS = 5

Row = TypeVar("Row")


class UsernameTakenError(Exception):
    """Somebody else has that username; nothing was changed."""


class Card(NamedTuple):
    """What a learner signs in by. The password is kept nowhere: a card is shown once."""

    name: str
    username: str
    password: str


# The class itself


@transaction.atomic
def make_class(*, owner: User, name: str, zone: str, now: datetime, choose: Choose) -> Classroom:
    """A class with its owner, and a join code that works."""

    def make() -> Classroom:
        slug = f"{slugify(name)[:LONGEST_SLUG_BASE] or 'class'}-{draw_suffix(choose)}"
        code = draw_code(choose)
        return Classroom.objects.create(slug=slug, name=name, zone=zone, code=code, created=now)

    classroom = _until_unique(make)
    Member.objects.create(
        classroom=classroom, user=owner, role=Role.OWNER, name=name_of(owner), joined=now
    )
    return classroom


@transaction.atomic
def change_class(*, classroom: Classroom, name: str, zone: str) -> None:
    """Its name and zone; addresses of its pages stay."""
    classroom.name, classroom.zone = name, zone
    classroom.save(update_fields=["name", "zone"])


@transaction.atomic
def archive(*, classroom: Classroom, now: datetime) -> None:
    """Put a class away: nobody joins it or begins anything in it, and all can be read."""
    Classroom.objects.current().filter(pk=classroom.pk).update(archived=now)


@transaction.atomic
def bring_back(*, classroom: Classroom) -> None:
    Classroom.objects.filter(pk=classroom.pk).update(archived=None)


@transaction.atomic
def delete_class(*, classroom: Classroom) -> None:
    """Delete it with its assignments; accounts stay, and so does what learners answered."""
    classroom.delete()


@transaction.atomic
def renew_code(*, classroom: Classroom, choose: Choose) -> None:
    """Another code, which works from now on; the one before lets nobody in any more."""

    def renew() -> None:
        classroom.code, classroom.is_joinable = draw_code(choose), True
        classroom.save(update_fields=["code", "is_joinable"])

    _until_unique(renew)


@transaction.atomic
def set_joinable(*, classroom: Classroom, joinable: bool) -> None:
    """Turn the code on or off."""
    classroom.is_joinable = joinable
    classroom.save(update_fields=["is_joinable"])


def _until_unique(write: Callable[[], Row]) -> Row:
    """What `write` gives, which draws by chance something that must be unique."""
    for _ in range(DRAWS - 1):
        try:
            with transaction.atomic():
                return write()
        except IntegrityError:
            continue
    return write()


# Joining and leaving


@transaction.atomic
def join(*, classroom: Classroom, user: User, now: datetime) -> Member:
    """Somebody with an account becomes a learner of the class, or comes back to it.

    Whoever teaches in it stays a teacher.
    """
    member, is_new = Member.objects.get_or_create(
        classroom=classroom,
        user=user,
        defaults={"role": Role.LEARNER, "name": name_of(user), "joined": now},
    )
    if not is_new and member.left is not None:
        # Who taught here once and left is a learner as anybody else now.
        member.left, member.role = None, Role.LEARNER
        member.save(update_fields=["left", "role"])
    return member


def sign_up_and_join(
    *, classroom: Classroom, name: str, username: str, password: str, now: datetime
) -> User:
    """Make an account for a guest, in the class and managed by its teachers.

    Raises UsernameTakenError where somebody was faster.
    """
    # Before the transaction, which would hold up everybody's answers for as long as it takes.
    hashed = make_password(password)
    try:
        with transaction.atomic():
            user = User.objects.create(username=username, password=hashed)
            Member.objects.create(
                classroom=classroom,
                user=user,
                role=Role.LEARNER,
                name=name,
                is_managed=True,
                joined=now,
            )
    except IntegrityError as error:
        raise UsernameTakenError from error
    return user


@transaction.atomic
def remove(*, member: Member, now: datetime) -> None:
    """A learner or co-teacher leaves the class, or is removed; what they did stays."""
    present = Member.objects.present().exclude(role=Role.OWNER)
    present.filter(pk=member.pk).update(left=now)


@transaction.atomic
def rename(*, member: Member, name: str) -> None:
    member.name = name
    member.save(update_fields=["name"])


@transaction.atomic
def add_teacher(*, classroom: Classroom, user: User, now: datetime) -> Member:
    """Somebody who may teach does so in this class too; a learner of it becomes a teacher."""
    member, is_new = Member.objects.get_or_create(
        classroom=classroom,
        user=user,
        defaults={"role": Role.TEACHER, "name": name_of(user), "joined": now},
    )
    is_teaching = member.role in TEACHING and member.left is None
    if not is_new and not is_teaching:
        member.role, member.left = Role.TEACHER, None
        member.save(update_fields=["role", "left"])
    return member


def name_of(user: User) -> str:
    """What somebody is called in a new class: as in the latest other one, or as they say."""
    latest = Member.objects.filter(user=user).order_by("-joined", "-pk").first()
    return latest.name if latest else user.get_full_name()[:80] or user.get_username()[:80]


# Passwords


def new_passwords(*, members: Collection[Member], choose: Choose) -> list[Card]:
    """Give accounts that were made for a class new passwords; whom it isn't for get none.

    Whoever is signed in there with the old one is signed out.
    """
    drawn = {member.user_id: draw_password(choose) for member in members}
    hashed = {pk: make_password(password) for pk, password in drawn.items()}
    with transaction.atomic():
        theirs = Member.objects.managed().filter(pk__in=[row.pk for row in members])
        rows = list(theirs.select_related("user").select_for_update(of=("self", "user")))
        for row in rows:
            row.user.password = hashed[row.user_id]
            row.user.save(update_fields=["password"])
    return [Card(row.name, row.user.get_username(), drawn[row.user_id]) for row in rows]
