"""A library looked up by words."""

from dataclasses import replace

import pytest

from quizzes.core.dates import When
from quizzes.core.index import Index, dates_in, parse_date
from quizzes.core.library import Group, Library
from tests.core import cast
from tests.core.cast import OPENED, RIGGED, fact, key

INDEX = Index.of(cast.library())


def test_a_library_is_indexed_once() -> None:
    library = cast.library()
    assert Index.of(library) is Index.of(library)
    assert Index.of(library) is not Index.of(cast.library())
    assert library == cast.library()


def test_names_are_found_whatever_their_case_and_article() -> None:
    (found,) = INDEX.named("the federal republic of germany")
    assert found.name == "Germany"
    assert INDEX.named("Atlantis") == ()
    assert INDEX.entity("Byrne") == INDEX.entity("whatever", key("Ann Byrne", "person"))
    assert INDEX.entity("Atlantis") is None
    assert INDEX.entity("Norway", key("Atlantis")) is None


def test_a_name_that_two_share_names_neither() -> None:
    entities = (*cast.ENTITIES, cast.entity("NATO", "event"))
    index = Index(cast.library(entities=entities))
    assert len(index.named("NATO")) == 2
    assert index.entity("NATO") is None
    assert index.mentions("NATO met.") == ()


def test_the_longest_name_is_the_one_that_is_meant() -> None:
    found = INDEX.mentions("Ann Byrne of the Nordic Road Agency met Lind.")
    assert [(start, end, entity.name) for start, end, entity in found] == [
        (0, 2, "Ann Byrne"), (4, 7, "Nordic Road Agency"), (8, 9, "Karl Lind"),
    ]  # fmt: skip
    assert Index(Library()).mentions("Ann Byrne") == ()


def test_plain_words_and_months_are_no_names() -> None:
    health = cast.entity("World Health Organization", "organisation", also=("WHO",))
    may = cast.entity("Theresa May", also=("May",))
    index = Index(Library.of(entities=(health, may)))
    assert index.mentions("Who met in May 2024?") == ()
    found = index.mentions("Theresa May asked the WHO.")
    assert [entity.name for _, _, entity in found] == ["Theresa May", "World Health Organization"]
    assert index.things("Who asked the WHO?") == {f"<{health.key}>", "ask"}


def test_equal_statements_are_equal_whatever_names_they_use() -> None:
    one, other = "The Byrne met Karl Lind.", "Ann Byrne met Lind"
    assert INDEX.canonical(one) == INDEX.canonical(other)
    assert INDEX.canonical(one) != INDEX.canonical("Karl Lind met Ann Byrne.")


def test_facts_are_found_by_statement_and_by_accepted_wording() -> None:
    given = fact("Norway paid.", id="paid", accept={"statement": ("The bill was Norway's.",)})
    index = Index(cast.library(given, OPENED))
    assert index.stating("Norway paid") == (given,)
    assert index.stating("the bill was Norway's") == (given,)
    assert index.stating("Sweden paid") == ()


def test_facts_with_the_same_words_around_a_span_are_alike() -> None:
    one = fact("[Norway] paid [Sweden] in [2024].", id="one")
    other = fact("[Denmark] paid [Sweden] in [2024].", id="other")
    index = Index(cast.library(one, other))
    assert [given.id for given, _ in index.alike(one, "Norway")] == ["one", "other"]
    assert [given.id for given, _ in index.alike(one, "Sweden")] == ["one"]
    put_in = {"Norway": "Denmark"}
    assert [given.id for given, _ in index.alike(one, "2024", put_in)] == ["other"]


def test_what_a_text_speaks_of_are_entities_dates_and_telling_words() -> None:
    found = INDEX.things("In Oslo, two Norwegian firms met Byrne on 3 June 2024.")
    assert found == {
        f"<{cast.NORWAY}>", "two", "firm", f"<{key('Ann Byrne', 'person')}>", "2024-06-03",
    }  # fmt: skip


def test_stand_ins_and_claim_verbs_are_known() -> None:
    assert [each.name for each in INDEX.stand_ins(cast.NORWAY)] == ["Oslo"]
    assert INDEX.stand_ins(key("Denmark")) == ()
    assert "alleg" in Index(cast.library(RIGGED)).claim_verbs


@pytest.mark.parametrize(
    "name",
    ["NATO members", "Members of NATO", "NATO member states", "member states of the NATO"],
)
def test_a_group_is_found_by_the_body_whose_members_it_has(name: str) -> None:
    group = Group(name, (cast.NORWAY,))
    alliance = cast.entity("NATO", "organisation", also=("North Atlantic Treaty Organization",))
    index = Index(replace(Library.of(entities=(alliance,)), groups=(group,)))
    assert index.groups_of("NATO") == (group,)
    assert index.groups_of("the North Atlantic Treaty Organization") == (group,)
    assert index.groups_of("EU") == ()


def test_a_label_is_a_date_as_a_whole_or_not_at_all() -> None:
    assert parse_date("May 8, 2024.") == When.parse("2024-05-08")
    assert parse_date("on 8 May 2024") is None


def test_dates_with_a_year_are_found_in_a_text() -> None:
    text = "From March 2024 to 8 May 2024, and in 1999, 2,024 people of flat 20240 paid 2024.5."
    assert [str(when) for _, _, when in dates_in(text)] == ["2024-03", "2024-05-08", "1999"]
    assert [text[start:end] for start, end, _ in dates_in(text)][1] == "8 May 2024"
    assert list(dates_in("on 31 February 2024")) == []
