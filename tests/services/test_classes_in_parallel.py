"""Real threads that join and import at once, on the database that the suite runs on."""

import pytest
from django.contrib.auth.models import User

from quizzes.core.exchange import roster
from quizzes.factories.accounts import UserFactory
from quizzes.factories.classes import FOUNDED, make_class
from quizzes.models import Member
from quizzes.services.classes import UsernameTakenError, join, sign_up_and_join
from quizzes.services.roster import import_roster
from tests.services.test_answers_in_parallel import THREADS, at_once
from tests.teaching import chance, owner_of

pytestmark = pytest.mark.django_db(transaction=True)

LIST = roster.read("name\nAda Brandt\nBen Kay\nChiara Moretti\n")


def test_imports_at_once_make_nobody_twice() -> None:
    classroom = make_class(learners=0)
    owner = owner_of(classroom)
    cards = at_once(
        lambda thread: import_roster(
            classroom=classroom, teacher=owner, rows=LIST, now=FOUNDED, choose=chance(thread)
        )
    )
    assert classroom.members.learners().count() == len(LIST)
    # One has made all, and has all the cards.
    assert sorted(map(len, cards)) == [0] * (THREADS - 1) + [len(LIST)]
    for card in max(cards, key=len):
        assert User.objects.get(username=card.username).check_password(card.password)


def test_the_same_list_into_several_classes_at_once_gives_everybody_a_username() -> None:
    classes = [make_class(learners=0) for _ in range(3)]
    owners = [owner_of(classroom) for classroom in classes]
    cards = at_once(
        lambda thread: import_roster(
            classroom=classes[thread % 3],
            teacher=owners[thread % 3],
            rows=LIST[:1],
            now=FOUNDED,
            choose=chance(thread),
        )
    )
    usernames = [card.username for made in cards for card in made]
    assert sorted(usernames) == ["ada.brandt", "ada.brandt2", "ada.brandt3"]


def test_joining_at_once_is_joining_once() -> None:
    classroom, user = make_class(learners=0), UserFactory.create()
    rows = at_once(lambda _thread: join(classroom=classroom, user=user, now=FOUNDED))
    assert {row.pk for row in rows} == {Member.objects.learners().get().pk}


def test_of_guests_who_take_one_username_at_once_one_gets_it() -> None:
    classroom = make_class(learners=0)

    def sign_up(thread: int) -> str:
        try:
            return sign_up_and_join(
                classroom=classroom,
                name=f"Ada {thread}",
                username="ada",
                password="a quiet evening",
                now=FOUNDED,
            ).username
        except UsernameTakenError:
            return "taken"

    assert sorted(at_once(sign_up)) == ["ada"] + ["taken"] * (THREADS - 1)
    assert classroom.members.learners().count() == 1
