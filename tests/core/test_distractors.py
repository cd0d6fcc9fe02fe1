from quizzes.core.distractors import false_options
from quizzes.core.library import Fact, Library
from quizzes.core.options import Case
from quizzes.core.questions import ReasonKind
from quizzes.core.rivals import Pool
from quizzes.core.stems import stems_for
from tests.core import cast

LIBRARY = cast.library()
POOL = Pool(LIBRARY)


def case(fact: Fact, label: str, nth: int = -1, library: Library = LIBRARY, seed: int = 0) -> Case:
    target = fact.target(label)
    return Case(fact, target, stems_for(fact, target, library)[nth], seed)


def labels(fact: Fact, label: str, *others: Fact, nth: int = -1) -> list[str]:
    library = cast.library(fact, *others)
    return [o.label for o in false_options(case(fact, label, nth, library), Pool(library))]


def test_the_editors_own_come_first() -> None:
    fact = cast.fact(
        "[Norway] opened a bridge.", unique=("Norway",), wrong={"Norway": ("Finland", "Germany")}
    )
    options = false_options(case(fact, "Norway"), POOL)
    assert [o.label for o in options][:2] == ["Finland", "Germany"]
    assert {o.reason.kind for o in options[:2] if o.reason} == {ReasonKind.EDITOR}
    assert options[0].entity == cast.key("Finland")


def test_who_plays_in_the_same_article_comes_before_who_does_not() -> None:
    here = cast.fact("Karl Lind met Mia Holm.", id="met")
    found = labels(cast.RIBBON, "Ann Byrne", here)
    assert set(found[:2]) == {"Karl Lind", "Mia Holm"}
    assert set(found[2:]) == {"Eva Dahl", "Jan Ek", "Nils Aas"}


def test_neighbours_come_before_those_who_only_share_a_group() -> None:
    assert labels(cast.fact("[Norway] won.", unique=("Norway",)), "Norway")[0] == "Sweden"


def test_what_has_nothing_in_common_is_no_rival() -> None:
    stranger = cast.entity("Ada Poe", "person", "poet")
    library = cast.library(cast.RIBBON, entities=(*cast.ENTITIES, stranger))
    found = false_options(case(cast.RIBBON, "Ann Byrne", library=library), Pool(library))
    assert "Ada Poe" not in {o.label for o in found}


def test_only_another_kind_is_left_where_the_wh_phrase_names_a_subkind() -> None:
    assert set(labels(cast.OPENED, "Halden Bridge")) == {"Sund Bridge", "Belt Bridge"}
    built = cast.fact("The [Nordic Road Agency] built it.", unique=("Nordic Road Agency",))
    assert set(labels(built, "Nordic Road Agency", nth=0)) == {
        "Arctic Road Agency",
        "Baltic Road Agency",
    }


def test_whoever_the_stem_names_is_not_offered() -> None:
    assert "Sweden" not in labels(cast.OPENED, "Norway")


def test_what_an_editor_avoids_or_accepts_is_not_offered() -> None:
    fact = cast.fact(
        "[Norway] won.",
        unique=("Norway",),
        avoid={"Norway": ("Sweden",)},
        accept={"Norway": ("Finland",)},
    )
    assert not {"Sweden", "Finland"} & set(labels(fact, "Norway"))


def test_without_a_proof_nothing_is_offered() -> None:
    assert labels(cast.fact("[Norway] won."), "Norway") == []


def test_another_date_is_wrong_only_where_an_editor_says_it_happened_once() -> None:
    fact = cast.fact("Norway won in [March 2024].", when="2024-03")
    assert labels(fact, "March 2024") == []
    once = cast.fact("Norway won in [March 2024].", when="2024-03", unique=("March 2024",))
    assert labels(once, "March 2024")


def test_dates_lie_on_the_same_side_of_what_happened() -> None:
    fact = cast.fact(
        "A ship that left in [March 2024] came in May 2024.",
        when="2024-05",
        unique=("March 2024",),
    )
    later = cast.fact("Sweden won.", id="won", when="2024-06")
    assert "June 2024" not in labels(fact, "March 2024", later)


def test_a_number_that_opens_the_sentence_has_a_capital_in_every_option() -> None:
    found = labels(cast.fact("[Two] firms won.", unique=("Two",)), "Two")
    assert found
    assert all(label[0].isupper() for label in found)


def test_numbers_keep_the_hedge_and_the_unit_of_the_key() -> None:
    found = labels(cast.COST, "about 400 million euros")
    assert found
    assert all(label.startswith("about ") for label in found)
    assert all(label.endswith(" million euros") for label in found)


def test_a_or_an_before_the_blank_lets_only_those_pass_that_fit() -> None:
    fact = cast.fact("Norway met a [Swedish=Sweden] envoy.", unique=("Swedish",))
    austria = cast.entity("Austria", "country", demonyms=("Austrian",), near=(cast.SWEDEN,))
    library = cast.library(fact, entities=(*cast.ENTITIES, austria))
    found = {o.label for o in false_options(case(fact, "Swedish", library=library), Pool(library))}
    assert "Danish" in found
    assert "Austrian" not in found


def test_names_with_and_without_the_are_not_mixed_in_a_cloze() -> None:
    fact = cast.fact("Sweden left [NATO].", unique=("NATO",), wrong={"NATO": ("Nordic Council",)})
    assert labels(fact, "NATO") == []


def test_phrases_of_the_article_that_begin_alike_are_rivals() -> None:
    one = cast.fact("Lind spoke of [opening a bridge].", unique=("opening a bridge",))
    two = cast.fact("Holm spoke of [closing the road].", id="two")
    three = cast.fact("Ek spoke of [a new tunnel].", id="three")
    assert labels(one, "opening a bridge", two, three) == ["closing the road"]


def test_a_span_that_only_stands_for_its_entity_has_no_rivals() -> None:
    fact = cast.fact("Norway met [its neighbour=Sweden].", unique=("its neighbour",))
    assert labels(fact, "its neighbour") == []


def test_where_the_stem_names_the_country_rivals_come_from_there() -> None:
    fact = cast.fact("Norway's minister, [Ann Byrne], won.", unique=("Ann Byrne",))
    met = cast.fact("Karl Lind met Mia Holm.", id="met")
    assert set(labels(fact, "Ann Byrne", met)[:2]) == {"Eva Dahl", "Nils Aas"}


def test_the_seed_breaks_ties_only() -> None:
    fact = cast.fact("[Denmark] won.", unique=("Denmark",))
    orders = {
        tuple(o.label for o in false_options(case(fact, "Denmark", seed=seed), POOL))
        for seed in range(8)
    }
    assert len(orders) > 1
    assert len({frozenset(order) for order in orders}) == 1
