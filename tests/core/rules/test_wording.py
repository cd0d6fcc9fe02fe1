"""R7, R12 and R22 to R25: the stem."""

from dataclasses import replace

import pytest

from quizzes.core.library import Quote
from quizzes.core.questions import Form
from tests.core import cast
from tests.core.asking import ask, said, typed
from tests.core.cast import CLOSED, OPENED, RIBBON, RIGGED


def found(rule: str, stem: str) -> list[str]:
    return said(rule, ask(OPENED, "Norway", stem, "*Norway"))


# R7


@pytest.mark.parametrize(
    "stem",
    [
        "Which country, according to the article, opened a bridge?",
        "What does the author say of Norway?",
        "Which country opened a bridge, according to the report?",
        "Which bridge does this passage describe?",
        "Which of the bridges mentioned above did Norway open?",
    ],
)
def test_a_question_does_not_speak_of_the_article(stem: str) -> None:
    assert "points at the article" in found("R7", stem)[0]


@pytest.mark.parametrize(
    ("stem", "noun"),
    [
        ("Which country paid after the rift?", "rift"),
        ("Which country explained this move?", "move"),
        ("Which country gained from that sudden decision?", "decision"),
    ],
)
def test_a_question_does_not_point_at_what_it_never_named(stem: str, noun: str) -> None:
    assert f"say which {noun}" in found("R7", stem)[0]


@pytest.mark.parametrize(
    "stem",
    [
        "Which country paid after the rift between Norway and Sweden?",
        "Which country paid for the ceasefire brokered by Oslo?",
        "Which of these events happened first?",
        "When a deal with Sweden was near, who broke the deal?",
        "Which country did the 2015 Paris summit please?",
        "Who wrote the report of the Nordic Council on bridges?",
    ],
)
def test_what_is_named_may_be_pointed_at(stem: str) -> None:
    assert found("R7", stem) == []


@pytest.mark.parametrize(
    ("stem", "pronoun"),
    [
        ("Which of these is true of what she noted?", "she"),
        ("After Karl Lind's claim, what did she open?", "she"),
        ("To which country did he travel with Ann Byrne?", "he"),
        ("When did it open?", "it"),
        ("What did they open in 2024?", "they"),
        ("With Norway in the lead, what did they open?", "they"),
    ],
)
def test_a_pronoun_without_a_name_in_front_hangs_in_the_air(stem: str, pronoun: str) -> None:
    assert found("R7", stem) == [
        f"Nothing in front of “{pronoun}” says who or what it is: use the name."
    ]


@pytest.mark.parametrize(
    "stem",
    [
        "What did Ann Byrne cut when she opened the bridge?",
        "Which bridge did Karl Lind say he had paid for?",
        "Which country recalled its envoy?",
        "Who said that she had paid?",
        "Ann Byrne and Karl Lind discussed their countries' bridge in ____.",
        "Which firms said they had paid?",
        "How many people said they had paid?",
        "It is widely believed that ____ paid.",
        "Who said “they paid” of Norway?",
        "Which country paid for the bridge that it had built?",
    ],
)
def test_a_pronoun_may_follow_what_it_stands_for(stem: str) -> None:
    assert found("R7", stem) == []


def test_which_official_is_somebody_and_which_country_is_not() -> None:
    stem = "Which official said she had cut the ribbon?"
    assert said("R7", ask(RIBBON, "Ann Byrne", stem, "*Ann Byrne")) == []
    assert len(found("R7", "Which country said she had cut the ribbon?")) == 1


def test_a_person_of_unknown_pronoun_serves_either() -> None:
    entities = (*cast.ENTITIES, cast.entity("Kim Ro"))
    question = ask(OPENED, "Norway", "What did Kim Ro say she had paid?", "*Norway")
    assert said("R7", question, cast.library(OPENED, entities=entities)) == []


# R12


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these is NOT true of Norway?",
        "Which country did not open a bridge?",
        "Which country wasn't at the opening?",
        "Which country has never paid?",
        "Which country is least likely to pay?",
        "All these countries paid except which?",
        "Select two. Which countries did not pay?",
        "Norway did not pay ____.",
        "To which country did Norway not pay?",
    ],
)
def test_a_negated_question_is_turned_round(stem: str) -> None:
    assert "turns the question round" in found("R12", stem)[0]


@pytest.mark.parametrize(
    "stem",
    [
        "Who said that Norway had not paid?",
        "Who denied that Norway never paid?",
        "Which country asked why Sweden did not pay?",
        "Which country, which could not pay, asked for time?",
        "Which country paid no fewer than three firms?",
        "Which country paid not only for the bridge?",
        "Which country asked whether or not to pay?",
        "Which country offered no explanation?",
        "Who said “not a penny” of the bridge?",
        "At least how many firms paid?",
    ],
)
def test_a_negation_inside_what_is_reported_is_none_of_the_question(stem: str) -> None:
    assert found("R12", stem) == []


# R22


def test_a_focused_question_is_one_short_sentence_that_asks() -> None:
    assert found("R22", "Which country opened the Halden Bridge in June 2024?") == []
    assert found("R22", "The Halden Bridge was opened by ____ in June 2024.") == []
    assert found("R22", "Select two. Which countries paid?") == []
    assert found("R22", "Who runs Ace Ltd. and the No. 5 U.S. bank?") == []


@pytest.mark.parametrize(
    ("stem", "fault"),
    [
        ("Which country " + "really " * 30 + "paid?", "has 33 words"),
        ("Norway opened a bridge. Which country paid for it?", "more than one sentence"),
        ("Norway opened a bridge in June 2024.", "neither ends"),
        ("____ opened ____ in June 2024.", "neither ends"),
        ("Which of these is true?", "without its options"),
        ("Which of these was a member?", "without its options"),
        ("Which of the following paid?", "without its options"),
    ],
)
def test_an_unfocused_question_is_shown_to_the_editor(stem: str, fault: str) -> None:
    assert any(fault in message for message in found("R22", stem))


def test_options_that_state_facts_may_be_asked_about_by_themselves() -> None:
    states = {"A bridge was closed.": CLOSED, "A bridge was opened.": OPENED}
    stem = "Which of these happened first?"
    assert said("R22", ask(CLOSED, "when", stem, *states, states=states)) == []
    claim = ask(RIGGED, "statement", "Which of these is a claim?", form=Form.FACT_OR_CLAIM)
    assert said("R22", claim) == []


# R23


def test_what_stands_ahead_or_twice_or_is_marked_matters() -> None:
    aside = replace(OPENED, important=False, quotes=(Quote("The Nordic Council met in Oslo."),))
    question = typed(OPENED, "Norway", "Which country paid?", "Norway")
    assert len(said("R23", question, cast.library(aside))) == 1
    important = replace(aside, important=True)
    ahead = replace(aside, quotes=(Quote("Norway opened the Halden Bridge"),))
    twice = replace(aside, quotes=(*aside.quotes, Quote("Ann Byrne denied it.")))
    for matters in (important, ahead, twice):
        assert said("R23", question, cast.library(matters)) == []
    same = replace(aside, quotes=(Quote("The Nordic Council"), Quote("met in Oslo")))
    assert len(said("R23", question, cast.library(same))) == 1


# R24


def test_the_reporters_judgements_are_left_out() -> None:
    assert found("R24", "Which country opened an unprecedented bridge?") == [
        "“unprecedented” is the reporter's judgement: leave it out."
    ]
    question = ask(OPENED, "statement", "What did Norway do?", "*It took a dramatic step.")
    assert "dramatic" in said("R24", question)[0]


def test_others_judgements_and_names_may_stand() -> None:
    assert found("R24", "Who called the bridge “a historic step”?") == []
    entities = (*cast.ENTITIES, cast.entity("Historic England", "organisation"))
    question = ask(OPENED, "Norway", "Which country asked Historic England?", "*Norway")
    assert said("R24", question, cast.library(OPENED, entities=entities)) == []


# R25

SOURCE = "Later the old road across the river was closed to lorries for good by order of Ann Byrne."


def copied(stem: str) -> list[str]:
    article = replace(cast.ARTICLE, text=SOURCE)
    library = replace(cast.library(), articles={article.slug: article})
    return said("R25", ask(OPENED, "Norway", stem, "*Norway"), library)


def test_nine_of_the_articles_words_in_a_row_are_copied() -> None:
    stem = "Why was the old road across the river closed to lorries?"
    assert copied(stem) == []
    nine = "Is it true that the old road across the river was closed to lorries?"
    assert copied(nine) == [
        "“the old road across the river was closed to lorries” is copied from the article: say it "
        "in other words."
    ]


def test_names_quotations_and_clozes_are_not_counted() -> None:
    eight = "Which road closed to lorries for good by order of Ann Byrne?"
    assert copied(eight) == []
    quoted = "Who said “the old road across the river was closed to lorries for good”?"
    assert copied(quoted) == []
    cloze = "Later the old road across the river was closed to ____ for good."
    assert copied(cloze) == []


def test_without_the_article_nothing_can_be_copied() -> None:
    library = replace(cast.library(), articles={})
    question = ask(OPENED, "Norway", "Which country opened a bridge?", "*Norway")
    assert said("R25", question, library) == []
    assert said("R23", question, library) == []


def test_which_of_these_countries_says_what_is_asked_for() -> None:
    assert found("R22", "Which of these countries opened the Halden Bridge?") == []
