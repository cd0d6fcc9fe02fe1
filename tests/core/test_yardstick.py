"""The twelve good and eight bad items of the yardstick, on the demo library's own facts.

The test says what each item asks, and which fact a statement option states; why an option is
false is found by the program.
"""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from quizzes.core.questions import Form, Level, Option, Question, TargetRef, Wording
from quizzes.core.rules import enemies, judge
from tests.core.demo import demo_library

YARDSTICK = json.loads((Path(__file__).parents[1] / "yardstick/seed_items.json").read_text())
SLUG = "russia-recalls-ambassador-armenia"

# The fact and the targets that each item asks.
ASKS: dict[int | str, tuple[str, ...]] = {
    1: ("recall", "Armenia"),
    2: ("csto-helped-azerbaijan", "by"),
    3: ("lavrov-accusation", "steering bilateral ties towards collapse"),
    4: ("two-days", "Two days"),
    5: ("lavrov-accusation", "when"),
    6: ("csto-helped-azerbaijan", "statement"),
    7: ("no-explanation", "it gave no explanation at all"),
    8: ("summit-before-talks", "Eurasian Economic Union"),
    9: ("believed-russia-belarus", "Russia", "Belarus"),
    10: ("recall", "statement"),
    11: ("challenge", "Maria Zakharova"),
    12: ("csto-withdrawal", "Collective Security Treaty Organization"),
    "b1": ("believed-russia-belarus", "Russia", "Belarus"),
    "b2": ("recall", "when"),
    "b3": ("recall", "statement"),
    "b4": ("summons-announced", "Sergei Kopyrkin"),
    "b5": ("ceasefire-agreed", "when"),
    "b6": ("ceasefire-rejected", "statement"),
    "b7": ("csto-member", "Armenia"),
    "b8": ("pashinyan-office", "Armenia"),
}

# The facts that the options state, where they are statements of facts.
STATES: dict[int | str, tuple[str, ...]] = {
    5: ("lavrov-accusation", "csto-helped-azerbaijan", "putin-met-pashinyan", "challenge"),
    6: ("ceasefire-agreed", "putin-met-pashinyan", "recall", "csto-helped-azerbaijan"),
}


def question(item: dict[str, Any]) -> Question:
    fact, *labels = ASKS[item["id"]]
    stated = STATES.get(item["id"], ("",) * len(item["options"]))
    return Question(
        form=Form(item["form"]),
        wording=Wording.EDITOR,
        article=SLUG,
        asks=tuple(TargetRef(f"{SLUG}/{fact}", label) for label in labels),
        stem=item["stem"],
        options=tuple(
            Option(label, label in item["key"], fact=f"{SLUG}/{fact}" if fact else "")
            for label, fact in zip(item["options"], stated, strict=True)
        ),
    )


@pytest.mark.parametrize("item", YARDSTICK["good"], ids=lambda item: str(item["id"]))
def test_no_rule_blocks_a_good_item(item: dict[str, Any]) -> None:
    found = judge(question(item), demo_library())
    assert [finding for finding in found if finding.level is Level.BLOCK] == []


@pytest.mark.parametrize("item", YARDSTICK["bad"], ids=lambda item: str(item["id"]))
def test_a_bad_item_is_stopped_by_its_rules(item: dict[str, Any]) -> None:
    found = judge(question(item), demo_library())
    stopped_by = {finding.rule for finding in found if finding.level is Level.BLOCK}
    assert set(item["stopped_by"]) <= stopped_by


def test_the_enemies_among_the_good_items_are_found() -> None:
    items = YARDSTICK["good"]
    wanted = {frozenset((item["id"], other)) for item in items for other in item["enemies"]}
    found = {
        frozenset((one["id"], other["id"]))
        for one, other in combinations(items, 2)
        if enemies(question(one), question(other), demo_library())
    }
    right = len(wanted & found)
    recall, precision = right / len(wanted), right / len(found)
    print(
        f"enemies: recall {recall:.0%} ({right} of {len(wanted)}), precision {precision:.0%} "
        f"({right} of {len(found)}); missed {_pairs(wanted - found)}, "
        f"too many {_pairs(found - wanted)}"
    )
    assert recall >= 0.9
    assert precision >= 0.8


def _pairs(found: set[frozenset[int]]) -> list[list[int]]:
    return sorted(sorted(pair) for pair in found)


def test_whoever_is_asked_first_makes_no_difference_to_enmity() -> None:
    questions = [question(item) for item in YARDSTICK["good"]]
    for one, other in combinations(questions, 2):
        there, back = (enemies(*pair, demo_library()) for pair in ((one, other), (other, one)))
        assert (there is None) == (back is None)


# One fault planted into a good item: what is replaced (in the stem and the options), by what,
# and the rule that must notice.
PLANTED = [
    (1, "Georgia", "Yerevan", "R1"),
    (1, "Georgia", "Atlantis", "R2"),
    (1, "Georgia", "Nagorno-Karabakh", "R8"),
    (1, "the Russian ambassador", "not the Russian ambassador", "R12"),
    (1, "the Russian ambassador", "the Armenian-based Russian ambassador", "R21"),
    (1, "in May 2024", "last week", "R6"),
    (2, "alleged", "remarked", "R4"),
    (2, "Who alleged", "Who, according to the article, alleged", "R7"),
    (2, "Maria Zakharova", "Azerbaijan", "R8"),
    (3, "in March 2024", "on 5 March 2024", "R6"),
    (3, "Steering bilateral", "It steered bilateral", "R8"),
    (3, "Breaching its", "To breach its", "R8"),
    (4, "May 2024 allegation", "22 May allegation", "R6"),
    (4, "One week", "48 hours", "R1"),
    (4, "One day", "about one day", "R8"),
    (5, "happened first", "happened last", "R1"),
    (7, "How did", "Why did", "R5"),
    (7, "It blamed Western interference.", "It always blamed the West.", "R15"),
    (8, "Commonwealth of Independent States", "EAEU", "R9"),
    (8, "on 8 May 2024", "this month", "R6"),
    (9, "Select two.", "Select three.", "R1"),
    (9, "widely believed", "known", "R4"),
    (10, "Armenia expelled Russia's ambassador.", "All of these.", "R10"),
    (11, "he had accused", "she said he had accused", "R11"),
    (12, "From which organisation", "From which collective body", "R13"),
    (12, "Council of Europe", "NATO", "R2"),
    (12, "Council of Europe", "Yankee Union", "R16"),
]


@pytest.mark.parametrize(("number", "part", "planted", "rule"), PLANTED)
def test_a_fault_planted_into_a_good_item_is_noticed(
    number: int, part: str, planted: str, rule: str
) -> None:
    item = next(each for each in YARDSTICK["good"] if each["id"] == number)
    faulty = json.loads(json.dumps(item, ensure_ascii=False).replace(part, planted))
    assert faulty != item
    found = judge(question(faulty), demo_library())
    assert rule in {finding.rule for finding in found if finding.level is Level.BLOCK}
