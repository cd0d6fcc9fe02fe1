"""A list of learners brought into a class: what each line would do, and doing it.

The same list again changes nothing. A line means the account that its username names, where that
is in reach of the teacher; without a username it means the learner of the class by that name.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from quizzes.core.codes import Choose, draw_password
from quizzes.core.exchange.factsheet.sheet import FaultList
from quizzes.core.exchange.roster import Row
from quizzes.core.people import derive_usernames, same
from quizzes.models import Classroom, Member
from quizzes.models.classes import Role
from quizzes.services.classes import Card

TRIES = 3


class Does(models.TextChoices):
    """What a line does."""

    NEW = "new", _("new account")
    ADDED = "added", _("joins from another class of yours")
    BACK = "back", _("comes back")
    RENAMED = "renamed", _("is renamed")
    HERE = "here", _("is here already")


@dataclass(frozen=True, slots=True)
class Line:
    """What a row of the list does: to a new account, or to one that there is."""

    row: Row
    does: Does
    username: str
    user: User | None = None
    member: Member | None = None


class _ChangedError(Exception):
    """Between planning and writing somebody else changed the class."""


# Planning


def plan(*, classroom: Classroom, teacher: User, rows: Sequence[Row]) -> list[Line]:
    """What each row would do. Raises SheetFaults, with every fault by line, where there is any."""
    faults = FaultList()
    reach = _Reach(classroom, teacher, rows, faults)
    lines = [reach.line(row) for row in rows]
    new = [line.row for line in lines if line.does is Does.NEW]
    _refuse_emails(new, faults)
    faults.raise_any()
    derived = iter(_derived(rows, new))
    return [
        Line(line.row, line.does, line.username or next(derived), line.user, line.member)
        for line in lines
    ]


class _Reach:
    """The accounts that the rows may mean, read at once."""

    def __init__(
        self, classroom: Classroom, teacher: User, rows: Sequence[Row], faults: FaultList
    ) -> None:
        self._faults = faults
        accounts = _by_lower("username", (row.username for row in rows))
        self._accounts = {user.username.lower(): user for user in accounts}
        members = classroom.members.select_related("user").order_by("pk")
        self._members = {member.user_id: member for member in members}
        elsewhere = Member.objects.learners().filter(
            Q(left__isnull=True) | Q(is_managed=True),
            classroom__in=Classroom.objects.taught_by(teacher),
            user__in=accounts,
        )
        self._elsewhere = set(elsewhere.values_list("user_id", flat=True))
        self._lines: dict[int, int] = {}

    def line(self, row: Row) -> Line:
        user = self._accounts.get(row.username.lower()) if row.username else None
        if user is not None:
            return self._of_account(row, user)
        if not row.username and (member := self._by_name(row)):
            return self._of_member(row, member)
        return Line(row, Does.NEW, row.username)

    def _of_account(self, row: Row, user: User) -> Line:
        member = self._members.get(user.pk)
        is_here = member is not None and member.left is None
        if not is_here and (user.is_staff or user.is_superuser):
            self._refuse_foreign(row)
        elif member is not None:
            return self._of_member(row, member)
        elif user.pk not in self._elsewhere:
            self._refuse_foreign(row)
        return Line(row, Does.ADDED, user.username, user)

    def _of_member(self, row: Row, member: Member) -> Line:
        before = self._lines.setdefault(member.pk, row.line)
        if before != row.line:
            self._faults.add(row.line, f"this is the same learner as in line {before}")
        if member.role != Role.LEARNER and member.left is None:
            self._faults.add(row.line, f"{member.name} teaches in this class")
        does = Does.HERE if member.name == row.name else Does.RENAMED
        if member.left is not None:
            does = Does.BACK
        return Line(row, does, member.user.username, member.user, member)

    def _by_name(self, row: Row) -> Member | None:
        """The learner of the class by that name, those before others who have not left it."""
        alike = [
            member
            for member in self._members.values()
            if member.role == Role.LEARNER and same(member.name) == same(row.name)
        ]
        found = [member for member in alike if member.left is None] or alike
        if len(found) > 1:
            self._faults.add(row.line, "the class has several learners of this name: add usernames")
        return found[0] if found else None

    def _refuse_foreign(self, row: Row) -> None:
        said = "this username belongs to an account outside your classes: leave it out, or choose"
        self._faults.add(row.line, f"{said} another")


def _by_lower(field: str, values: Iterable[str]) -> list[User]:
    """The accounts that have one of the values there, in whatever case."""
    wanted = {value for value in values if value}
    if not wanted:
        return []
    # SQLite lowers ASCII letters only: there, others are the same as themselves at least.
    alike = Q(lower__in={value.lower() for value in wanted}) | Q((f"{field}__in", wanted))
    return list(User.objects.annotate(lower=Lower(field)).filter(alike))


def _refuse_emails(new: Iterable[Row], faults: FaultList) -> None:
    by_email = {row.email.lower(): row.line for row in new if row.email}
    for user in _by_lower("email", by_email):
        faults.add(by_email[user.email.lower()], "another account has this e-mail address")


def _derived(rows: Iterable[Row], new: Iterable[Row]) -> list[str]:
    """A username for each new learner whom the list gives none."""
    reserved = [row.username for row in rows if row.username]
    names = [row.name for row in new if not row.username]
    return derive_usernames(names, reserved, _taken)


def _taken(candidates: set[str]) -> Collection[str]:
    return {user.username.lower() for user in _by_lower("username", candidates)}


# Importing


def import_roster(
    *, classroom: Classroom, teacher: User, rows: Sequence[Row], now: datetime, choose: Choose
) -> list[Card]:
    """Do what the plan says; the cards of the new accounts, in the order of the list.

    Raises SheetFaults, having changed nothing, where the plan has faults.
    """
    passwords: dict[int, str] = {}
    hashed: dict[int, str] = {}

    def attempt() -> list[Card]:
        # Before the transaction, which would hold up everybody's answers for as long as it takes.
        for line in plan(classroom=classroom, teacher=teacher, rows=rows):
            if line.does is Does.NEW and line.row.line not in passwords:
                passwords[line.row.line] = draw_password(choose)
                hashed[line.row.line] = make_password(passwords[line.row.line])
        made = _write(classroom, teacher, rows, now, hashed)
        return [Card(row.row.name, row.username, passwords[row.row.line]) for row in made]

    for _attempt in range(TRIES - 1):
        with suppress(IntegrityError, _ChangedError):
            return attempt()
    return attempt()


@transaction.atomic
def _write(
    classroom: Classroom,
    teacher: User,
    rows: Sequence[Row],
    now: datetime,
    hashed: dict[int, str],
) -> list[Line]:
    """Do what the plan says now; the lines that made an account."""
    # Of two imports at once the second waits here, and then finds whom the first has brought in.
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    lines = plan(classroom=classroom, teacher=teacher, rows=rows)
    new = [line for line in lines if line.does is Does.NEW]
    if any(line.row.line not in hashed for line in new):
        raise _ChangedError
    users = User.objects.bulk_create(_account(line, hashed[line.row.line]) for line in new)
    joining = [*zip(new, users, strict=True), *_added(lines)]
    Member.objects.bulk_create(
        Member(
            classroom=classroom,
            user=user,
            role=Role.LEARNER,
            name=line.row.name,
            is_managed=line.does is Does.NEW,
            joined=now,
        )
        for line, user in joining
    )
    changed = [line for line in lines if line.does in (Does.BACK, Does.RENAMED)]
    Member.objects.bulk_update(_changed(changed), ["name", "role", "left"])
    return new


def _account(line: Line, password: str) -> User:
    return User(username=line.username, email=line.row.email.lower(), password=password)


def _added(lines: Iterable[Line]) -> Iterator[tuple[Line, User]]:
    for line in lines:
        if line.does is Does.ADDED and line.user is not None:
            yield line, line.user


def _changed(lines: Iterable[Line]) -> Iterator[Member]:
    for line in lines:
        if line.member is not None:
            line.member.name, line.member.role = line.row.name, Role.LEARNER
            line.member.left = None
            yield line.member
