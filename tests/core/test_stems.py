from dataclasses import replace

import pytest

from quizzes.core.library import Fact, Library, SpanKind, Target, TargetRole
from quizzes.core.questions import Wording
from quizzes.core.stems import Style, stems_for
from tests.core import cast

LIBRARY = cast.library()


def sure(target: Target) -> Target:
    """The target, with one right answer only."""
    return replace(target, unique=True)


def stems(fact: Fact, label: str, library: Library = LIBRARY) -> list[str]:
    return [stem.text for stem in stems_for(fact, sure(fact.target(label)), library)]


def test_the_editors_wording_stands_alone() -> None:
    fact = cast.fact("[Norway] opened a bridge.", ask={"Norway": "Who opened it?"})
    (stem,) = stems_for(fact, sure(fact.target("Norway")), LIBRARY)
    assert (stem.text, stem.wording) == ("Who opened it?", Wording.EDITOR)


# ---- the span as the subject


@pytest.mark.parametrize(
    ("notation", "question"),
    [
        ("[Norway] opened a bridge.", "Which country opened a bridge?"),
        ("[Ann Byrne] was there.", "Who was there?"),
        ("[Ann Byrne] repeatedly warned him.", "Who repeatedly warned him?"),
        ("The [Nordic Council] met.", "Which council met?"),
        ("The council [Nordic Council] met.", "Which council met?"),
        ("The organisation [Nordic Council] met.", "Which council met?"),
        ("The [Halden Bridge] leads to Sweden.", "Which bridge leads to Sweden?"),
        ("[Bergen] held a fair.", "Which city held a fair?"),
    ],
)
def test_a_subject_that_opens_the_statement_is_asked_for(notation: str, question: str) -> None:
    fact = cast.fact(notation)
    found = stems_for(fact, sure(fact.targets[0]), LIBRARY)
    assert found[0].text == question
    assert found[0].wording is Wording.FRONTED


@pytest.mark.parametrize(
    "notation",
    [
        "[Norway] and Sweden opened a bridge.",  # half a subject
        "[Norway], its builder, opened a bridge.",
        "[Norway]'s minister opened a bridge.",
        "[Norway] ministers opened a bridge.",
        "[Norway] are opening a bridge.",
        "[Norway] often.",
        "Norwegian minister [Ann Byrne] came.",
        "The late [Ann Byrne] came.",
        "The minister [Ann Byrne] came.",
        "[Oslo] warned Sweden.",  # a capital may be the government
        "[3 June 2024] was a Monday.",
        "[Bakers] opened a bridge.",
    ],
)
def test_anything_else_is_a_cloze(notation: str) -> None:
    fact = cast.fact(notation)
    found = stems_for(fact, sure(fact.targets[0]), LIBRARY)
    assert [stem.wording for stem in found] == [Wording.CLOZE]


def test_a_subject_in_the_plural_is_a_cloze() -> None:
    them = cast.entity("Byrne Brothers", "organisation", "firm", pronoun="they")
    fact = cast.fact("[Byrne Brothers] had won.")
    library = cast.library(entities=(them,))
    target = Target(TargetRole.SPAN, "Byrne Brothers", SpanKind.ENTITY, them.key)
    assert [stem.text for stem in stems_for(fact, target, library)] == ["____ had won."]


def test_a_narrow_wh_phrase_comes_before_the_wide_one_and_says_what_it_fits() -> None:
    fact = cast.fact("The [Nordic Council] met.")
    narrow, wide, cloze = stems_for(fact, sure(fact.targets[0]), LIBRARY)
    assert (narrow.text, narrow.subkind) == ("Which council met?", "council")
    assert (wide.text, wide.subkind) == ("Which organisation met?", "")
    assert (cloze.text, cloze.before) == ("The ____ met.", "the")


def test_no_wh_word_is_made_of_an_odd_subkind() -> None:
    odd = cast.entity("Halden Bridge", "place", "Bridge (road)")
    fact = cast.fact("[Halden Bridge] was opened.")
    assert stems(fact, "Halden Bridge", cast.library(entities=(odd,))) == ["____ was opened."]


# ---- cloze


def test_a_cloze_blanks_the_span_and_raises_the_first_letter() -> None:
    fact = cast.fact("ministers met in [Bergen].")
    assert stems(fact, "Bergen") == ["Ministers met in ____."]


def test_an_article_within_the_surface_stays_in_the_stem() -> None:
    fact = cast.fact("Norway left [the Nordic Council=Nordic Council].")
    (stem,) = stems_for(fact, sure(fact.target("the Nordic Council")), LIBRARY)
    assert (stem.text, stem.before) == ("Norway left the ____.", "the")


def test_the_style_follows_what_the_span_is() -> None:
    name = cast.fact("[Norway] met [Lind=Karl Lind] and a [Swedish=Sweden] aide of [its=Norway].")
    styles = {t.label: stems_for(name, t, LIBRARY)[-1].style for t in name.targets[:4]}
    assert styles == {
        "Norway": Style.NAME,
        "Lind": Style.NAME,
        "Swedish": Style.DEMONYM,
        "its": Style.SURFACE,
    }


def test_a_or_an_before_a_blank_is_noted() -> None:
    fact = cast.fact("Norway sent a [Swedish=Sweden] envoy home.")
    assert stems_for(fact, sure(fact.target("Swedish")), LIBRARY)[0].before == "a"


# ---- when


def test_a_date_that_the_statement_leaves_out_is_added() -> None:
    assert stems(cast.RIBBON, "Ann Byrne") == [
        "Who cut the ribbon of the Halden Bridge on 3 June 2024?",
        "____ cut the ribbon of the Halden Bridge on 3 June 2024.",
    ]


def test_a_date_goes_to_the_front_where_the_end_is_not_its_place() -> None:
    fact = cast.fact("Norway threatened to leave the [Nordic Council].", when="2024-05")
    assert stems(fact, "Nordic Council") == ["In May 2024, Norway threatened to leave the ____."]


def test_a_question_takes_its_date_at_the_end_or_as_of_it_only() -> None:
    event = cast.fact("[Norway] threatened to leave.", when="2024-05")
    assert stems(event, "Norway") == ["In May 2024, ____ threatened to leave."]
    state = cast.fact("[Norway] is at peace.", when="2024-05")
    assert stems(state, "Norway")[0] == "As of May 2024, which country is at peace?"


def test_without_a_sure_place_for_the_date_there_is_no_question() -> None:
    fact = cast.fact("After talks [Norway] said that it left.", when="2024-05")
    assert stems(fact, "Norway") == []
    odd = cast.fact("Oskar threatened to leave [Norway].", when="2024-05")
    assert stems(odd, "Norway") == []


def test_a_date_that_nobody_confirmed_is_not_said() -> None:
    fact = cast.fact("[Norway] opened a bridge.", when="2024-05 inferred")
    assert stems(fact, "Norway")[0] == "Which country opened a bridge?"


def test_the_time_of_an_event_is_asked_at_the_end() -> None:
    assert stems(cast.RIBBON, "when") == ["Ann Byrne cut the ribbon of the Halden Bridge on ____."]
    assert stems(cast.MET, "when") == ["The Nordic Council met in Oslo in ____."]


@pytest.mark.parametrize(
    ("notation", "when"),
    [
        ("Norway threatened to leave.", "2024-05"),  # no place at the end
        ("Norway opened a bridge in 2024.", "2024"),  # says it
        ("Norway opened a bridge.", "~2024"),
        ("Norway opened a bridge.", "2020/2024"),
        ("Norway opened a bridge.", "2024 inferred"),
    ],
)
def test_a_time_that_would_read_badly_or_is_unsure_is_not_asked(notation: str, when: str) -> None:
    assert stems(cast.fact(notation, when=when), "when") == []


def test_the_statement_as_a_whole_is_asked_in_an_editors_words_only() -> None:
    assert stems(cast.OPENED, "statement") == []


# ---- claims


def test_a_cloze_of_a_claim_says_who_said_it_and_when() -> None:
    assert stems(cast.RIGGED, "Two") == [
        "Karl Lind alleged on 2 June 2024 that ____ firms had rigged the tender "
        "for the Halden Bridge."
    ]


def test_a_denial_keeps_what_was_denied() -> None:
    assert stems(cast.DENIED, "Halden Bridge") == [
        "Ann Byrne denied in June 2024 that the tender for the ____ had been rigged."
    ]


def test_a_claim_of_nobody_named_is_impersonal() -> None:
    believed = cast.fact("Lind meant [Sweden].", verb="is widely believed")
    assert stems(believed, "Sweden") == ["It is widely believed that Lind meant ____."]
    alleged = cast.fact("Two firms bribed [Norway].", verb="allegedly")
    assert stems(alleged, "Norway") == ["Allegedly, two firms bribed ____."]
    odd = cast.fact("Two firms bribed [Norway].", verb="claimed")
    assert stems(odd, "Norway") == []


def test_the_subject_of_what_was_said_is_asked_with_the_verbs_that_allow_it() -> None:
    said = cast.fact("[Sweden] had lost.", by=("Ann Byrne",), verb="said", said_on="2024-06-03")
    assert stems(said, "Sweden")[0] == "Which country did Ann Byrne say on 3 June 2024 had lost?"
    noted = cast.fact("[Sweden] had lost.", by=("Ann Byrne",), verb="noted")
    assert stems(noted, "Sweden") == ["Ann Byrne noted that ____ had lost."]


def test_a_verb_that_takes_no_that_gives_no_question() -> None:
    fact = cast.fact("[Sweden] had lost.", by=("Ann Byrne",), verb="accused")
    assert stems(fact, "Sweden") == stems(fact, "by") == []


def test_several_speakers_say_it_together_and_are_not_asked_for() -> None:
    fact = cast.fact("[Sweden] had lost.", by=("Ann Byrne", "Karl Lind"), verb="noted")
    assert stems(fact, "Sweden") == ["Ann Byrne and Karl Lind noted that ____ had lost."]
    assert stems(fact, "by") == []


def test_who_said_it_keeps_verb_date_and_claim() -> None:
    assert stems(cast.RIGGED, "by") == [
        "Who alleged on 2 June 2024 that two firms had rigged the tender for the Halden Bridge?"
    ]


def test_who_said_it_asks_for_a_body_by_its_kind() -> None:
    assert stems(cast.COST, "by") == [
        "Which agency said on 3 June 2024 that the Halden Bridge cost about 400 million euros?",
        "Which organisation said on 3 June 2024 that the Halden Bridge cost "
        "about 400 million euros?",
    ]


def test_when_it_was_said_is_asked_behind_the_verb() -> None:
    assert stems(cast.RIGGED, "said on") == [
        "Karl Lind alleged on ____ that two firms had rigged the tender for the Halden Bridge."
    ]
    assert stems(cast.DENIED, "said on")[0].startswith("Ann Byrne denied in ____ that")


def test_a_date_that_the_claim_names_itself_is_not_said_twice_nor_asked() -> None:
    fact = cast.fact(
        "Sweden lost on 3 June 2024.", by=("Ann Byrne",), verb="said", said_on="2024-06-03"
    )
    assert stems(fact, "by") == ["Who said that Sweden lost on 3 June 2024?"]
    assert stems(fact, "said on") == []


def test_a_claim_that_may_begin_with_an_unknown_name_is_left_alone() -> None:
    fact = cast.fact("Oskar lost to [Sweden].", by=("Ann Byrne",), verb="said")
    assert stems(fact, "Sweden") == stems(fact, "by") == []


def test_who_said_it_is_not_asked_of_a_claim_that_names_no_speaker() -> None:
    fact = cast.fact("Two firms bribed Norway.", verb="allegedly", said_on="2024-06-03")
    assert stems(fact, "said on") == []


def test_when_it_was_said_is_not_asked_where_that_can_not_follow() -> None:
    fact = cast.fact("Sweden lost.", by=("Ann Byrne",), verb="accused", said_on="2024-06-03")
    assert stems(fact, "said on") == []
