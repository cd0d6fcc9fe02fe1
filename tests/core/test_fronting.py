from dataclasses import replace

import pytest

from quizzes.core.fronting import Fronted, speaker_questions, subject_questions
from quizzes.core.library import Fact
from tests.core import cast

LIBRARY = cast.library()


def of_subject(fact: Fact) -> list[Fronted]:
    return list(subject_questions(fact, replace(fact.targets[0], unique=True), LIBRARY))


def test_each_wh_phrase_says_which_subkind_it_fits() -> None:
    assert of_subject(cast.fact("The [Nordic Council] met.")) == [
        Fronted("Which council met?", "council"),
        Fronted("Which organisation met?", ""),
    ]


@pytest.mark.parametrize(
    "notation",
    [
        "The late [Ann Byrne] won.",  # "which late" is no English
        "[Norway] hurriedly.",  # no verb
        "[Norway]",
        "Then [Norway] won.",
        "[a bridge] was opened.",
        "[Oslo] was calm.",
    ],
)
def test_what_is_not_surely_a_subject_is_not_fronted(notation: str) -> None:
    assert of_subject(cast.fact(notation)) == []


def test_an_entity_that_the_library_lost_is_not_fronted() -> None:
    fact = cast.fact("[Norway] won.")
    assert list(subject_questions(fact, fact.targets[0], cast.library(entities=cast.PEOPLE))) == []


def test_where_others_are_right_too_only_the_offered_are_asked_about() -> None:
    fact = cast.fact("[Norway] is a member of the council.")
    (question,) = subject_questions(fact, fact.targets[0], LIBRARY)
    assert question.text == "Which of these countries is a member of the council?"


def test_what_the_speaker_would_part_from_its_verb_is_not_fronted() -> None:
    agency = cast.key("Nordic Road Agency", "organisation")
    fact = cast.fact("[Sweden] had by May 2024 lost.", by=(agency,), verb="claimed")
    assert of_subject(fact) == []


def test_a_claim_is_asked_past_its_speaker() -> None:
    fact = cast.fact(
        "[Sweden] had lost.", by=(cast.key("Nordic Road Agency", "organisation"),), verb="claimed"
    )
    assert of_subject(fact)[0].text == ("Which country did the Nordic Road Agency claim had lost?")


def test_the_speaker_is_asked_with_verb_date_and_claim() -> None:
    (question,) = speaker_questions(cast.RIGGED, LIBRARY)
    assert question.text == (
        "Who alleged on 2 June 2024 that two firms had rigged the tender for the Halden Bridge?"
    )


def test_without_one_speaker_there_is_nobody_to_ask_for() -> None:
    assert list(speaker_questions(cast.OPENED, LIBRARY)) == []
