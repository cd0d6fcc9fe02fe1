"""One fact without a sheet around it."""

from dataclasses import replace

import pytest

from quizzes.core.exchange.factsheet import SheetFaults, notation_of, read_fact
from quizzes.core.library import (
    Article,
    Entity,
    EntityKey,
    EntityKind,
    Fact,
    Library,
    Quote,
    SpanKind,
    Status,
)

ARTICLE = Article(
    "A bridge opens", "bridge", "Ann Byrne opened the bridge: a day of joy.\n\nIt rains."
)
BYRNE = EntityKey("Ann Byrne", EntityKind.PERSON)
LIBRARY = Library.of(
    [ARTICLE],
    [
        Entity("Ann Byrne", EntityKind.PERSON, also=("Byrne",)),
        Entity("Halden", EntityKind.CITY),
        Entity("Halden", EntityKind.PERSON),
    ],
)
PAIRS = {
    "fact": "[Byrne] opened  the [bridge: new].",
    "id": "opening",
    "quote": "Ann Byrne opened the bridge: a day of joy.",
    "unique": ("Byrne",),
    "wrong Byrne": ("Jo | Ann", "Karl \\ Lind"),
    "ask bridge: new": "What: was opened?",
    "status": "approved",
}


def read(**others: str) -> Fact:
    return read_fact([*PAIRS.items(), *others.items()], ARTICLE, LIBRARY)


def faults(**changed: str) -> dict[str, str]:
    """The key of each faulty pair with its message."""
    pairs = PAIRS | changed
    with pytest.raises(SheetFaults) as refused:
        read_fact(pairs.items(), ARTICLE, LIBRARY)
    return {list(pairs)[fault.line - 1]: fault.message for fault in refused.value.faults}


def test_pairs_make_a_fact_of_the_article() -> None:
    fact = read()
    assert (fact.ref, fact.status) == ("bridge/opening", Status.APPROVED)
    assert fact.statement.text == "Byrne opened the bridge: new."
    assert fact.quotes == (Quote("Ann Byrne opened the bridge: a day of joy."),)
    assert fact.target("Byrne").entity == BYRNE
    assert fact.target("Byrne").unique
    assert fact.target("bridge: new").kind is SpanKind.PHRASE


def test_values_need_no_escapes_and_may_have_colons() -> None:
    fact = read()
    assert fact.target("Byrne").wrong == ("Jo | Ann", "Karl \\ Lind")
    assert fact.target("bridge: new").ask == "What: was opened?"


def test_an_empty_value_is_as_if_left_out() -> None:
    assert read(note="", verb=" ") == read()


def test_every_fault_bears_the_number_of_its_pair() -> None:
    assert faults(quote="It pours.", id="Not This", status="new", fact="[Halden] and [Byrne].") == {
        "fact": "“Halden” could be 2 entities: write “Halden / city” or “Halden / person”",
        "id": "“Not This” is made of other things than a-z, 0-9 and -",
        "quote": "these words are not in the text: “It pours.”",
        "ask bridge: new": "“bridge” is no target of this fact; these are: "
        "“Halden”, “Byrne”, “statement”",
        "status": "“new” is no status that is known: write one of draft, approved, retired",
    }


def test_a_span_refers_to_its_entity_only_where_its_words_do_not_name_it() -> None:
    fact = read()
    assert notation_of(fact, LIBRARY) == "[Byrne] opened the [bridge: new]."
    renamed = Library.of([ARTICLE], [replace(LIBRARY.entities[BYRNE], also=())])
    assert notation_of(fact, renamed) == "[Byrne=Ann Byrne] opened the [bridge: new]."


def test_a_reference_says_the_kind_where_the_name_could_be_two() -> None:
    city = EntityKey("Halden", EntityKind.CITY)
    fact = read_fact(
        [*(PAIRS | {"fact": "[Byrne] came to [the town=Halden / city]."}).items()][:3],
        ARTICLE,
        LIBRARY,
    )
    assert fact.target("the town").entity == city
    assert notation_of(fact, LIBRARY) == "[Byrne] came to [the town=Halden / city]."
