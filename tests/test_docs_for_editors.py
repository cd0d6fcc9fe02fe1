"""What editors are told is true: the keys of the fact sheet, the worked example, the rules."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from quizzes.core.exchange import factsheet
from quizzes.core.exchange.factsheet.article import ARTICLE_KEYS
from quizzes.core.exchange.factsheet.entities import ENTITY_KEYS, GROUP_KEYS, PRONOUNS
from quizzes.core.exchange.factsheet.facts import FACT_KEYS
from quizzes.core.exchange.factsheet.fields import Key
from quizzes.core.exchange.factsheet.targets import SPAN_KEYS
from quizzes.core.generation import generate
from quizzes.core.library import EntityKind, Library, Show, SpanKind, Status
from quizzes.core.questions import Form
from quizzes.core.rules import RULES
from quizzes.models.questions import ReasonKind, Wording
from tests import markdown

DOCS = Path(__file__).resolve().parent.parent / "docs"
AUTHORING = (DOCS / "authoring.md").read_text()

# ---- The fact sheet


BLOCKS: dict[str, dict[str, Key]] = {
    "The article": ARTICLE_KEYS,
    "An entity": ENTITY_KEYS,
    "A group": GROUP_KEYS,
    "A fact": FACT_KEYS
    | {"quote": Key(required=True)}
    | {f"{name} SPAN": key for name, key in SPAN_KEYS.items()},
}


@pytest.mark.parametrize("block", BLOCKS)
def test_every_key_of_the_fact_sheet_is_explained(block: str) -> None:
    rows = list(markdown.rows(markdown.section(AUTHORING, block)))
    explained = {key.strip("`"): needed == "yes" for key, needed, _ in rows}
    assert explained == {name: key.required for name, key in BLOCKS[block].items()}
    assert len(rows) == len(explained)
    assert all(meaning for *_, meaning in rows)


@pytest.mark.parametrize(
    ("block", "key", "values"),
    [
        ("The article", "show", Show),
        ("The article", "status", Status),
        ("An entity", "kind", EntityKind),
        ("An entity", "pronoun", PRONOUNS),
        ("A fact", "kind SPAN", SpanKind),
    ],
)
def test_every_value_of_a_key_is_explained(block: str, key: str, values: Iterable[str]) -> None:
    [meaning] = [
        row[2] for row in markdown.rows(markdown.section(AUTHORING, block)) if row[0] == f"`{key}`"
    ]
    assert {f"`{value}`" for value in values} <= set(re.findall(r"`\w+`", meaning))


def test_every_reason_is_explained_as_the_admin_shows_it() -> None:
    assert sorted(markdown.first_cells(AUTHORING, "Wrong options")) == sorted(
        map(str, ReasonKind.labels)
    )


def example() -> Library:
    """The worked example as a library; SheetFaults where it has a fault."""
    worked = markdown.section(AUTHORING, "A worked example")
    [sheet], [text] = markdown.fences(worked, "facts"), markdown.fences(worked, "text")
    read_sheet = factsheet.read(sheet, {"harbour.txt": text.encode()}.get)
    assert read_sheet.article
    return Library.of(
        [read_sheet.article], read_sheet.entities, read_sheet.groups, read_sheet.facts
    )


def test_the_worked_example_gives_the_questions_that_it_shows() -> None:
    made = generate(example())
    given = {
        (question.asks[0].target, str(Wording(question.wording).label), question.stem)
        for question, _ in made
    }
    worked = markdown.section(AUTHORING, "A worked example")
    shown = {(target.strip("`"), wording, stem) for target, wording, stem in markdown.rows(worked)}
    assert shown
    assert shown <= given
    assert [each for each in made if each.findings] == []


def test_the_worked_example_is_loaded_under_the_name_that_it_has() -> None:
    [slug] = example().articles
    assert f"--article {slug}" in markdown.section(AUTHORING, "A worked example")


# ---- The rules


JUDGED = {
    "all": frozenset(Form),
    "options": frozenset(Form) - {Form.TYPED},
    "but fact or claim": frozenset(Form) - {Form.FACT_OR_CLAIM},
}


def listed_rules(text: str) -> list[tuple[object, ...]]:
    """Number, level, scope, forms and title of every rule that the page lists."""
    found = markdown.rows(markdown.section(text, "The rules"))
    return [
        (number, level, scope, JUDGED[judged], title)
        for number, level, scope, judged, title, demand in found
        if demand
    ]


def test_the_rules_stand_on_their_page_as_the_code_has_them() -> None:
    assert listed_rules((DOCS / "rules.md").read_text()) == [
        (rule.number, rule.level, rule.scope, rule.forms, rule.title) for rule in RULES
    ]
