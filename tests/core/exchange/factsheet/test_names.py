import pytest
from hypothesis import given

from quizzes.core.exchange.factsheet.names import Names, kind_and_subkind
from quizzes.core.library import Entity, EntityKey, EntityKind
from tests.core.exchange.factsheet.strategies import entities

WEBB = Entity("James Webb", EntityKind.PERSON, also=("Webb",))
TELESCOPE = Entity("Webb", EntityKind.PRODUCT)


def test_an_entity_is_found_by_any_of_its_names() -> None:
    names = Names([WEBB])

    assert names.resolve("James Webb") == names.resolve("Webb") == WEBB.key


def test_a_shared_name_needs_its_kind() -> None:
    names = Names([WEBB, TELESCOPE])

    with pytest.raises(
        ValueError, match=r"could be 2 entities: write “Webb / person” or “Webb / pr"
    ):
        names.resolve("Webb")
    assert names.resolve("Webb / product") == TELESCOPE.key
    assert names.resolve("Webb / person") == WEBB.key


def test_a_name_may_look_like_a_name_with_its_kind() -> None:
    work = Entity("Webb / person", EntityKind.WORK)
    names = Names([WEBB, work])

    assert names.resolve("Webb / person") == WEBB.key
    assert names.refer(work.key) == "Webb / person / work"
    assert Names([work]).resolve("Webb / person") == work.key


@pytest.mark.parametrize("reference", ["Hubble", "Webb / country", "webb", ""])
def test_an_unknown_name_is_refused(reference: str) -> None:
    with pytest.raises(ValueError, match="no entity is called"):
        Names([WEBB]).resolve(reference)


@given(entities())
def test_every_entity_is_found_by_the_reference_to_it(known: tuple[Entity, ...]) -> None:
    names = Names(known)

    assert [names.resolve(names.refer(entity.key)) for entity in known] == [e.key for e in known]


def test_a_kind_is_read_with_its_finer_kind() -> None:
    assert kind_and_subkind("person / diplomat") == (EntityKind.PERSON, "diplomat")
    assert kind_and_subkind("city") == (EntityKind.CITY, "")
    assert kind_and_subkind("work / film / silent") == (EntityKind.WORK, "film / silent")
    assert kind_and_subkind("state / small") == (None, "small")


def test_a_key_reads_as_a_reference() -> None:
    assert str(EntityKey("Webb", EntityKind.PRODUCT)) == "Webb / product"
