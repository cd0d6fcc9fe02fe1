"""Rows in an order beneath another row."""

import pytest

from quizzes.factories.library import EntityFactory
from quizzes.models import Demonym, Entity
from quizzes.services.ordered import rewrite, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Entity:
    return EntityFactory.create()


def write(owner: Entity, *words: str) -> list[tuple[int, str]]:
    """The primary keys and texts of the owner's rows then, in their order."""
    rewrite(Demonym.objects.filter(entity=owner), texts(words), entity=owner)
    return list(owner.demonyms.values_list("pk", "text"))


def test_rows_stand_in_the_order_that_is_wanted(owner: Entity) -> None:
    write(owner, "Norse", "Norwegian")
    assert [text for _, text in write(owner, "Norwegian", "Norse", "Nordic")] == [
        "Norwegian",
        "Norse",
        "Nordic",
    ]


def test_rows_that_are_as_wanted_are_left(owner: Entity) -> None:
    assert write(owner, "Norse", "Norwegian") == write(owner, "Norse", "Norwegian")


def test_nothing_wanted_leaves_nothing(owner: Entity) -> None:
    write(owner, "Norse")
    assert write(owner) == []


def test_the_rows_of_others_are_left_alone(owner: Entity) -> None:
    other = EntityFactory.create()
    before = write(other, "Dane")
    write(owner, "Norse")
    write(owner)
    assert list(other.demonyms.values_list("pk", "text")) == before
