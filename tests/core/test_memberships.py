"""Who is told, or asked, to belong to a body."""

from dataclasses import replace

import pytest

from quizzes.core.index import Index
from quizzes.core.library import Group
from quizzes.core.memberships import groups_spoken_of, is_member, membership_asked
from tests.core import cast
from tests.core.cast import key

NATO = Group("NATO members", (key("Norway"), key("Denmark")), complete=True)
LIBRARY = replace(cast.library(), groups=(NATO,))


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("", "is a member of NATO."),
        ("", "was one of the founding members of the NATO in 1949."),
        ("", "became a full member state of NATO"),
        ("", "belonged to the NATO"),
        ("The NATO member ", " paid."),
        ("It is widely said that the NATO members are ", "."),
        ("NATO member states such as ", " paid."),
    ],
)
def test_a_sentence_may_say_that_its_blank_is_a_member(before: str, behind: str) -> None:
    assert groups_spoken_of(Index.of(LIBRARY), before, behind) == (NATO,)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("", "paid NATO."),
        ("", "is a member of the Nordic Council."),
        ("NATO members met in ", "."),
        ("NATO's ", " paid."),
    ],
)
def test_other_sentences_that_name_the_body_do_not(before: str, behind: str) -> None:
    assert groups_spoken_of(Index.of(LIBRARY), before, behind) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Which country is a member of NATO?",
        "Which northern state was one of the members of NATO?",
        "Which countries belong to the NATO?",
    ],
)
def test_a_question_may_ask_for_any_member(question: str) -> None:
    assert membership_asked(LIBRARY, question) == (NATO,)


@pytest.mark.parametrize(
    "question",
    [
        "Which country is a member of NATO and paid for the bridge?",
        "Which NATO member paid for the bridge?",
        "Which country paid NATO?",
        "Who was a member of NATO?",
        "Norway is a member of NATO.",
    ],
)
def test_a_question_that_asks_for_more_is_answered_by_fewer(question: str) -> None:
    assert membership_asked(LIBRARY, question) == ()


def test_members_are_known_by_any_name_and_stand_in() -> None:
    assert is_member(LIBRARY, NATO, "Norway")
    assert is_member(LIBRARY, NATO, "Oslo")
    assert is_member(LIBRARY, NATO, "whatever", key("Denmark"))
    assert not is_member(LIBRARY, NATO, "Sweden")
    assert not is_member(LIBRARY, NATO, "Atlantis")
