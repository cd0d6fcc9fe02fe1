"""Who teaches and who learns in a class, and new passwords."""

import pytest
from django.contrib.auth.models import User

from quizzes.factories.classes import FOUNDED, MemberFactory, make_class
from quizzes.models import Classroom, Member
from quizzes.models.classes import Role
from tests.taking import client_of_user, text_of
from tests.teaching import a_teacher, owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom() -> Classroom:
    return make_class(owner=a_teacher(), learners=0)


@pytest.fixture
def learner(classroom: Classroom) -> Member:
    return MemberFactory.create(classroom=classroom, name="Ada Brandt", is_managed=True)


@pytest.fixture
def fellow(classroom: Classroom) -> Member:
    return MemberFactory.create(
        classroom=classroom, name="Mr Lind", role=Role.TEACHER, user=a_teacher()
    )


def url(row: Member, more: str = "") -> str:
    return f"/classes/{row.classroom.slug}/members/{row.pk}/{more}"


def owner(classroom: Classroom) -> Member:
    return classroom.members.get(role=Role.OWNER)


# Learners


def test_a_learner_is_renamed(learner: Member, fellow: Member) -> None:
    assert client_of_user(fellow.user).post(url(learner), {"name": "Ada B."}).status_code == 302
    learner.refresh_from_db()
    assert learner.name == "Ada B."


@pytest.mark.parametrize("name", ["", " ", "a\u202eb", "x" * 81])
def test_a_name_that_cannot_be_changes_nothing(learner: Member, name: str) -> None:
    answer = client_of_user(owner_of(learner.classroom)).post(url(learner), {"name": name})
    assert answer.status_code == 422
    learner.refresh_from_db()
    assert learner.name == "Ada Brandt"


def test_a_learner_who_is_removed_keeps_the_account(learner: Member, fellow: Member) -> None:
    asked = client_of_user(fellow.user).get(url(learner, "remove/"))
    assert "Their account stays" in text_of(asked)
    assert Member.objects.present().filter(pk=learner.pk).exists()
    assert client_of_user(fellow.user).post(url(learner, "remove/")).status_code == 302
    assert not Member.objects.present().filter(pk=learner.pk).exists()
    assert User.objects.filter(pk=learner.user_id).exists()


def test_a_learner_renames_nobody_not_even_themselves(learner: Member) -> None:
    client = client_of_user(learner.user)
    assert client.post(url(learner), {"name": "The Boss"}).status_code == 404
    assert client.post(url(learner, "remove/")).status_code == 404


def test_a_member_is_found_in_their_own_class_alone(learner: Member) -> None:
    teacher = owner_of(learner.classroom)
    other = make_class(owner=teacher)
    path = f"/classes/{other.slug}/members/{learner.pk}/"
    assert client_of_user(teacher).get(path).status_code == 404
    assert client_of_user(teacher).post(f"{path}remove/").status_code == 404


def test_whoever_has_left_is_not_there_to_be_renamed(learner: Member) -> None:
    Member.objects.filter(pk=learner.pk).update(left=FOUNDED)
    client = client_of_user(owner_of(learner.classroom))
    assert client.get(url(learner)).status_code == 404
    assert client.post(url(learner, "remove/")).status_code == 404


# Teachers


def test_a_co_teacher_is_brought_in_by_username(classroom: Classroom) -> None:
    other = a_teacher()
    path = f"/classes/{classroom.slug}/teachers/"
    answer = client_of_user(owner_of(classroom)).post(path, {"username": other.username})
    assert answer.headers["Location"] == path
    assert classroom in Classroom.objects.taught_by(other)


def test_nobody_becomes_a_co_teacher_who_may_not_teach(
    classroom: Classroom, learner: Member
) -> None:
    path = f"/classes/{classroom.slug}/teachers/"
    answer = client_of_user(owner_of(classroom)).post(path, {"username": learner.user.username})
    assert answer.status_code == 422
    assert "There is no teacher by this username." in text_of(answer)
    learner.refresh_from_db()
    assert learner.role == Role.LEARNER


def test_the_owner_removes_a_co_teacher_and_nobody_else_does(
    classroom: Classroom, fellow: Member
) -> None:
    third = MemberFactory.create(classroom=classroom, role=Role.TEACHER, user=a_teacher())
    assert client_of_user(third.user).post(url(fellow, "remove/")).status_code == 404
    assert client_of_user(third.user).post(url(owner(classroom), "remove/")).status_code == 404
    assert client_of_user(owner_of(classroom)).post(url(fellow, "remove/")).status_code == 302
    assert client_of_user(fellow.user).get(f"/classes/{classroom.slug}/").status_code == 404


def test_the_owner_can_neither_be_removed_nor_leave(classroom: Classroom) -> None:
    client = client_of_user(owner_of(classroom))
    assert client.post(url(owner(classroom), "remove/")).status_code == 404
    assert client.post(f"/classes/{classroom.slug}/leave/").status_code == 404
    assert owner(classroom).left is None


def test_teachers_choose_their_own_name_and_not_that_of_another(
    classroom: Classroom, fellow: Member
) -> None:
    assert client_of_user(fellow.user).post(url(fellow), {"name": "Mr L."}).status_code == 302
    assert (
        client_of_user(fellow.user).post(url(owner(classroom)), {"name": "Nobody"}).status_code
        == 404
    )
    assert (
        client_of_user(owner_of(classroom)).post(url(fellow), {"name": "Nobody"}).status_code == 404
    )


@pytest.mark.parametrize("role", [Role.LEARNER, Role.TEACHER])
def test_others_leave_when_they_like(classroom: Classroom, role: Role) -> None:
    row = MemberFactory.create(classroom=classroom, role=role)
    path = f"/classes/{classroom.slug}/leave/"
    assert "keep your results" in text_of(client_of_user(row.user).get(path))
    assert client_of_user(row.user).post(path).headers["Location"] == "/classes/"
    assert not Member.objects.present().filter(pk=row.pk).exists()


# Passwords


def cards_for(*rows: Member) -> dict[str, list[int]]:
    return {"members": [row.pk for row in rows]}


def test_new_passwords_are_shown_once_on_cards(learner: Member) -> None:
    path = f"/classes/{learner.classroom.slug}/cards/"
    signed_in = client_of_user(learner.user)
    answer = client_of_user(owner_of(learner.classroom)).post(path, cards_for(learner))
    [card] = answer.context["cards"]
    shown = text_of(answer)
    for text in ("Ada Brandt", learner.user.username, card.password, "<dd>testserver</dd>"):
        assert text in shown
    assert "no-store" in answer.headers["Cache-Control"]
    assert User.objects.get(pk=learner.user_id).check_password(card.password)
    # The old password is gone, and so is whoever was signed in by it.
    assert signed_in.get(f"/classes/{learner.classroom.slug}/").status_code == 302


def test_without_anybody_ticked_nothing_is_changed(learner: Member) -> None:
    path = f"/classes/{learner.classroom.slug}/cards/"
    answer = client_of_user(owner_of(learner.classroom)).post(path, follow=True)
    assert "Tick somebody first." in text_of(answer)
    assert User.objects.get(pk=learner.user_id).password == learner.user.password


def test_no_teacher_gives_passwords_to_those_of_another(learner: Member) -> None:
    other = make_class(owner=a_teacher(), learners=0)
    for path in (f"/classes/{other.slug}/cards/", f"/classes/{learner.classroom.slug}/cards/"):
        answer = client_of_user(owner_of(other)).post(path, cards_for(learner))
        assert answer.status_code in {302, 404}
    assert User.objects.get(pk=learner.user_id).password == learner.user.password


def test_one_who_is_not_to_be_ticked_stops_all(classroom: Classroom, learner: Member) -> None:
    own = MemberFactory.create(classroom=classroom)
    path = f"/classes/{classroom.slug}/cards/"
    assert (
        client_of_user(owner_of(classroom)).post(path, cards_for(learner, own)).status_code == 302
    )
    assert User.objects.get(pk=learner.user_id).password == learner.user.password
