from quizzes.core.questions import Option
from quizzes.core.rivals import Pool
from tests.core import cast

POOL = Pool(cast.library())


def option(name: str, kind: str = "person") -> Option:
    return Option(name, entity=cast.key(name, kind))


def test_a_key_alone_of_its_country_or_pronoun_stands_out() -> None:
    byrne, lind, ek, holm, dahl = map(
        option, ("Ann Byrne", "Karl Lind", "Jan Ek", "Mia Holm", "Eva Dahl")
    )
    assert POOL.stands_out(byrne, (lind, ek))  # the only Norwegian among Swedes
    assert not POOL.stands_out(byrne, (lind, dahl))
    assert POOL.stands_out(dahl, (option("Nils Aas"), lind, ek))  # the only woman
    assert not POOL.stands_out(byrne, (holm, dahl, lind))
    assert not POOL.stands_out(Option("two"), (Option("three"), Option("four")))


def test_a_name_in_the_article_comes_before_all_that_are_only_alike() -> None:
    found = [entity.name for _, entity in POOL.like(cast.key("Ann Byrne", "person"), cast.SLUG)]
    assert found[0] == "Karl Lind"
    elsewhere = [entity.name for _, entity in POOL.like(cast.key("Ann Byrne", "person"), "other")]
    assert elsewhere[0] == "Eva Dahl"  # of her office, her country and her pronoun


def test_cities_of_neighbours_are_alike() -> None:
    ranked = POOL.like(cast.key("Oslo", "city"), "other")
    found = {entity.name: likeness for likeness, entity in ranked}
    assert found["Stockholm"] > found.get("Bergen", 0)


def test_the_country_is_known_where_the_stem_names_it() -> None:
    byrne = cast.key("Ann Byrne", "person")
    assert POOL.hinted_country(byrne, "Norway's minister, ____, won.") == cast.NORWAY
    assert POOL.hinted_country(byrne, "A Norwegian minister, ____, won.") == cast.NORWAY
    assert POOL.hinted_country(byrne, "____ won.") is None
    assert POOL.hinted_country(cast.NORWAY, "____ won.") is None
