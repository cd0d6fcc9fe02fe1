from quizzes.core.claims import attributed, said_phrase, speaker_names, statement_of
from tests.core import cast

LIBRARY = cast.library()


def test_a_statement_is_explained_with_whoever_claims_it() -> None:
    assert statement_of(cast.OPENED, LIBRARY) == cast.OPENED.statement.text
    assert statement_of(cast.DENIED, LIBRARY) == (
        "Ann Byrne denied in June 2024 that the tender for the Halden Bridge had been rigged."
    )


def test_an_explanation_finds_another_form_where_that_can_not_follow() -> None:
    said = cast.fact("Oskar lost.", by=("Ann Byrne",), verb="said")
    assert statement_of(said, LIBRARY) == "According to Ann Byrne: Oskar lost."
    unnamed = cast.fact("oskar lost.", verb="claimed")
    assert statement_of(unnamed, LIBRARY) == "According to an unnamed source: Oskar lost."


def test_a_claim_stands_behind_its_speaker_verb_and_date() -> None:
    assert attributed(cast.RIGGED, "Two firms had won", LIBRARY) == (
        "Karl Lind alleged on 2 June 2024 that two firms had won"
    )
    assert attributed(cast.RIGGED, "Two firms had won", LIBRARY, "on ____") == (
        "Karl Lind alleged on ____ that two firms had won"
    )


def test_a_speaker_without_a_verb_said_it() -> None:
    fact = cast.fact("Sweden lost.", by=("Ann Byrne",))
    assert attributed(fact, "Sweden lost", LIBRARY) == "Ann Byrne said that Sweden lost"


def test_a_body_speaks_with_the_before_its_name() -> None:
    assert speaker_names(cast.COST, LIBRARY) == ["the Nordic Road Agency"]
    stranger = cast.fact("It rained.", by=("Ada Poe",))
    assert speaker_names(stranger, LIBRARY) == ["Ada Poe"]


def test_a_date_that_nobody_confirmed_is_not_told() -> None:
    assert said_phrase(cast.RIGGED) == "on 2 June 2024"
    assert said_phrase(cast.fact("It rained.", by=("Ann Byrne",), said_on="2024 inferred")) == ""
    assert said_phrase(cast.OPENED) == ""
