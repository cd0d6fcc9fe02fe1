"""A list brought into a class: sent, looked at, put right, and done."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import MemberFactory, make_class
from quizzes.models import Classroom
from tests.taking import client_of_user, text_of
from tests.teaching import a_teacher, owner_of

pytestmark = pytest.mark.django_db

LIST = "name,username\nAda Brandt,\nBen Kay,benny\n"


@pytest.fixture
def classroom() -> Classroom:
    return make_class(owner=a_teacher(), learners=0)


def send(classroom: Classroom, **data: object) -> Any:
    return client_of_user(owner_of(classroom)).post(f"/classes/{classroom.slug}/roster/", data)


def test_a_list_is_looked_at_before_anything_is_done(classroom: Classroom) -> None:
    MemberFactory.create(classroom=classroom, name="Ada Brandt")
    answer = send(classroom, text=LIST)
    shown = text_of(answer)
    assert answer.status_code == 200
    for text in ("Nothing has happened yet.", "is here already", "new account", "benny"):
        assert text in shown
    assert not User.objects.filter(username="benny").exists()


def test_what_was_looked_at_is_done_and_gives_cards(classroom: Classroom) -> None:
    looked = send(classroom, text=LIST)
    answer = send(classroom, text=looked.context["form"].shown, **{"import": ""})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    for card in answer.context["cards"]:
        assert card.password in text_of(answer)
        assert User.objects.get(username=card.username).check_password(card.password)
    assert classroom.members.learners().count() == 2


def test_done_again_nothing_happens_and_no_password_is_shown(classroom: Classroom) -> None:
    send(classroom, text=LIST, **{"import": ""})
    looked = send(classroom, text=LIST)
    assert 'name="import"' not in text_of(looked)
    answer = send(classroom, text=LIST, **{"import": ""})
    assert answer.headers["Location"] == f"/classes/{classroom.slug}/"
    assert classroom.members.learners().count() == 2


@pytest.mark.parametrize("more", [{}, {"import": ""}])
def test_a_list_with_faults_comes_back_as_it_was_with_each_by_its_line(
    classroom: Classroom, more: dict[str, str]
) -> None:
    UserFactory.create(username="benny")
    answer = send(classroom, text=LIST, **more)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "Line 3: this username belongs to an account outside your classes" in shown
    assert "Ben Kay,benny" in shown
    assert not classroom.members.learners().exists()


def test_a_file_with_faults_comes_back_as_text_to_be_put_right(classroom: Classroom) -> None:
    file = SimpleUploadedFile("list.csv", "\ufeffname;username\r\nZoë;z z\r\n".encode())
    answer = send(classroom, file=file)
    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == "name;username\r\nZoë;z z\r\n"


def test_a_file_is_carried_on_as_text(classroom: Classroom) -> None:
    looked = send(classroom, file=SimpleUploadedFile("list.csv", "\ufeffname\nZoë\n".encode()))
    assert 'value="name\nZoë\n"' in text_of(looked)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00\x01", b"PK\x03\x04" + b"\0" * 200, b"name\n" + b"x" * 200_000]
)
def test_a_file_that_is_no_list_is_refused_with_a_reason(
    classroom: Classroom, content: bytes
) -> None:
    answer = send(classroom, file=SimpleUploadedFile("list.csv", content))
    assert answer.status_code == 422
    assert answer.context.get("faults") or answer.context["form"].errors


def test_sent_empty_it_says_what_it_wants(classroom: Classroom) -> None:
    answer = send(classroom)
    assert answer.status_code == 422
    assert "Choose a file, or type or paste the list." in text_of(answer)


def test_script_in_a_list_is_text(classroom: Classroom) -> None:
    evil = "<script>alert(1)</script>"
    for text in (f"name\n{evil}\n", f"name,{evil}\nAda,1\n", f"name,username\nAda,{evil}\n"):
        assert evil not in text_of(send(classroom, text=text))
    assert evil not in text_of(send(classroom, text=f"name\n{evil}\n", **{"import": ""}))


def test_the_name_of_whom_a_list_renames_is_shown(classroom: Classroom) -> None:
    row = MemberFactory.create(classroom=classroom, name="Ada Berg")
    shown = text_of(send(classroom, text=f"name,username\nAda Brandt,{row.user.username}"))
    assert "Ada Brandt" in shown
    assert "now Ada Berg" in shown
