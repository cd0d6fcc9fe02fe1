"""A list brought into a class: what each line would do, and that doing it twice does it once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.core.exchange import roster
from quizzes.core.exchange.factsheet.sheet import SheetFaults
from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import FOUNDED, MemberFactory, make_class
from quizzes.models import Classroom, Member
from quizzes.models.classes import Role
from quizzes.services.classes import Card, remove, rename
from quizzes.services.roster import Does, import_roster, plan
from tests.teaching import chance, owner_of

pytestmark = pytest.mark.django_db

LATER = FOUNDED + timedelta(days=7)
LIST = "name,username,email\nAda Brandt,,ada@example.org\nBen Kay,benny,\nAda Brandt2,,\n"


@pytest.fixture
def classroom() -> Classroom:
    return make_class(learners=0)


def planned(classroom: Classroom, text: str) -> list[tuple[Does, str]]:
    lines = plan(classroom=classroom, teacher=owner_of(classroom), rows=roster.read(text))
    return [(line.does, line.username) for line in lines]


def brought(classroom: Classroom, text: str, seed: int = 1) -> list[Card]:
    return import_roster(
        classroom=classroom,
        teacher=owner_of(classroom),
        rows=roster.read(text),
        now=LATER,
        choose=chance(seed),
    )


def refused(classroom: Classroom, text: str) -> list[tuple[int, str]]:
    """The faults of a list, which has changed nothing."""
    before = everything()
    with pytest.raises(SheetFaults) as error:
        brought(classroom, text)
    assert everything() == before
    return [(fault.line, fault.message) for fault in error.value.faults]


def everything() -> list[tuple[object, ...]]:
    """All that an import could change."""
    people = User.objects.order_by("pk").values_list("username", "email", "password")
    members = Member.objects.order_by("pk").values_list("name", "role", "joined", "left")
    return [*people, *members]


def learner(classroom: Classroom, name: str = "Ada Brandt", **values: object) -> Member:
    return MemberFactory.create(classroom=classroom, name=name, **values)


def test_new_learners_get_accounts_and_cards(classroom: Classroom) -> None:
    cards = brought(classroom, LIST)
    usernames = ["ada.brandt", "benny", "ada.brandt2"]
    assert [card.username for card in cards] == usernames
    for card in cards:
        row = Member.objects.managed().get(user__username=card.username)
        assert (row.classroom, row.name, row.joined) == (classroom, card.name, LATER)
        assert row.user.check_password(card.password)
    assert User.objects.get(username="ada.brandt").email == "ada@example.org"


def test_the_same_list_again_changes_nothing(classroom: Classroom) -> None:
    brought(classroom, LIST)
    before = everything()
    assert {does for does, _ in planned(classroom, LIST)} == {Does.HERE}
    assert brought(classroom, LIST, seed=2) == []
    assert everything() == before


def test_a_plan_changes_nothing_and_names_what_will_be_made(classroom: Classroom) -> None:
    before = everything()
    said = planned(classroom, LIST)
    assert everything() == before
    assert [username for _, username in said] == [c.username for c in brought(classroom, LIST)]


def test_a_name_is_found_in_any_case(classroom: Classroom) -> None:
    row = learner(classroom)
    assert planned(classroom, "name\nada  BRANDT")[0][1] == row.user.username


def test_a_username_is_found_in_any_case(classroom: Classroom) -> None:
    learner(classroom, user=UserFactory.create(username="Ada.B"))
    assert planned(classroom, "name,username\nAda Brandt,ada.b") == [(Does.HERE, "Ada.B")]


def test_the_learner_of_a_username_is_renamed(classroom: Classroom) -> None:
    row = learner(classroom)
    text = f"name,username\nAda Berg,{row.user.username}"
    assert planned(classroom, text) == [(Does.RENAMED, row.user.username)]
    assert brought(classroom, text) == []
    row.refresh_from_db()
    assert row.name == "Ada Berg"


@pytest.mark.parametrize("by_username", [True, False])
def test_who_has_left_comes_back(classroom: Classroom, by_username: bool) -> None:
    row = learner(classroom, is_managed=True)
    remove(member=row, now=LATER)
    text = f"name,username\nAda Brandt,{row.user.username if by_username else ''}"
    assert planned(classroom, text) == [(Does.BACK, row.user.username)]
    brought(classroom, text)
    row.refresh_from_db()
    assert (row.left, row.is_managed) == (None, True)


def test_one_who_is_here_is_meant_before_one_of_the_name_who_has_left(
    classroom: Classroom,
) -> None:
    learner(classroom, left=LATER)
    here = learner(classroom)
    assert planned(classroom, "name\nAda Brandt") == [(Does.HERE, here.user.username)]


def test_a_learner_of_another_class_of_the_teacher_joins(classroom: Classroom) -> None:
    other = make_class(owner=owner_of(classroom), learners=0)
    row = learner(other, is_managed=True)
    text = f"name,username\nAda Brandt,{row.user.username}"
    assert planned(classroom, text) == [(Does.ADDED, row.user.username)]
    assert brought(classroom, text) == []
    joined = classroom.members.get(user=row.user)
    # The password stays with the class that the account was made for.
    assert (joined.role, joined.is_managed) == (Role.LEARNER, False)


FOREIGN = "this username belongs to an account outside your classes"


def test_an_account_of_somebody_else_is_never_adopted(classroom: Classroom) -> None:
    strangers = [
        UserFactory.create(),
        learner(make_class()).user,
        owner_of(make_class()),
        learner(make_class(owner=owner_of(classroom)), left=LATER).user,
        learner(make_class(owner=owner_of(classroom)), user__is_staff=True).user,
        learner(classroom, left=LATER, user__is_superuser=True).user,
    ]
    lines = [f"Ada {user.pk},{user.username}" for user in strangers]
    found = refused(classroom, "\n".join(["name,username", *lines]))
    assert [line for line, _ in found] == [2, 3, 4, 5, 6, 7]
    assert all(message.startswith(FOREIGN) for _, message in found)


def test_a_name_alone_adopts_nobody_outside_the_class(classroom: Classroom) -> None:
    learner(make_class(owner=owner_of(classroom)))
    [card] = brought(classroom, "name\nAda Brandt")
    assert card.username == "ada.brandt"


def test_faults_that_only_the_class_knows_are_named_by_line(classroom: Classroom) -> None:
    UserFactory.create(email="taken@example.org")
    twin = learner(classroom, "Ben Kay")
    learner(classroom, "Ben Kay")
    one = learner(classroom, "Carl Lind")
    teacher = owner_of(classroom).username
    text = "\n".join(
        [
            "name,username,email",
            "Ada Brandt,,Taken@example.org",
            "Ben Kay,,",
            f"Dora,{one.user.username},",
            "Carl Lind,,",
            f"Emil,{teacher},",
            f"Ben K.,{twin.user.username},",
        ]
    )
    assert refused(classroom, text) == [
        (2, "another account has this e-mail address"),
        (3, "the class has several learners of this name: add usernames"),
        (5, "this is the same learner as in line 4"),
        (6, "Ms Owner teaches in this class"),
        (7, "this is the same learner as in line 3"),
    ]


def test_usernames_that_are_taken_anywhere_are_passed_over(classroom: Classroom) -> None:
    UserFactory.create(username="Ada.Brandt")
    text = "name,username\nAda Brandt,\nSomebody Else,ada.brandt2"
    assert [card.username for card in brought(classroom, text)] == ["ada.brandt3", "ada.brandt2"]


def test_a_username_beyond_ascii_that_is_taken_is_a_fault(classroom: Classroom) -> None:
    UserFactory.create(username="Änne")
    [(line, message)] = refused(classroom, "name,username\nÄnne,Änne")
    assert line == 2
    assert message.startswith(FOREIGN)


@pytest.mark.parametrize("size", [3, 60])
def test_an_import_asks_the_database_no_more_for_more_learners(
    classroom: Classroom, size: int
) -> None:
    text = "name,username\n" + "\n".join(f"Pupil of {n} names," for n in range(size))
    with CaptureQueriesContext(connection) as queries:
        planned(classroom, text)
    assert len(queries) <= 7
    with CaptureQueriesContext(connection) as queries:
        brought(classroom, text)
    assert len(queries) <= 20


def test_who_was_made_between_looking_and_doing_is_not_made_twice(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another import is done after the first has planned, and before it writes."""
    from quizzes.services import roster as services

    write = services._write
    done: list[bool] = []

    def after_another(*args: object) -> object:
        if not done:
            done.append(True)
            brought(classroom, LIST)
        return write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(services, "_write", after_another)
    assert brought(classroom, LIST, seed=2) == []
    assert classroom.members.learners().count() == 3


def test_a_name_taken_between_looking_and_doing_is_derived_anew(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another class, whose lock is another, somebody of the same name is made meanwhile."""
    from quizzes.services import roster as services

    account = services._account
    other = make_class(learners=0)
    done: list[bool] = []

    def after_another(line: services.Line, password: str) -> User:
        if not done:
            done.append(True)
            UserFactory.create(username=line.username)
        return account(line, password)

    monkeypatch.setattr(services, "_account", after_another)
    [card] = brought(other, "name\nAda Brandt")
    assert card.username in {"ada.brandt", "ada.brandt2"}
    assert other.members.get(user__username=card.username).user.check_password(card.password)


def test_who_is_renamed_between_looking_and_doing_is_another_learner(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizzes.services import roster as services

    write = services._write
    row = learner(classroom, "Ada Brandt")

    def after_renaming(*args: object) -> object:
        rename(member=row, name="Ada Kay")
        return write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(services, "_write", after_renaming)
    [card] = brought(classroom, "name\nAda Brandt")
    assert User.objects.get(username=card.username).check_password(card.password)
    assert classroom.members.learners().count() == 2
