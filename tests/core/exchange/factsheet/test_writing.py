from dataclasses import replace
from pathlib import Path

from hypothesis import example, given

from quizzes.core.exchange.factsheet import Sheet, read, write
from quizzes.core.library import (
    Article,
    Entity,
    EntityKind,
    Group,
    Library,
    SpanKind,
    Target,
    TargetRole,
)
from quizzes.core.statement import Span, Statement
from tests.core.exchange.factsheet.sheets import SHEET, texts
from tests.core.exchange.factsheet.strategies import sheets

FIXTURES = Path(__file__).parents[4] / "fixtures"


def again(sheet: Sheet, known: Library | None = None) -> Sheet:
    """The sheet written and read."""
    content = {sheet.article.text_name: sheet.article.text.encode()} if sheet.article else {}
    return read(write(sheet, known).encode(), content.get, known)


def with_targets(statement: Statement, *targets: Target) -> Sheet:
    """The small sheet with another statement and targets in its second fact."""
    sheet = read(SHEET, texts())
    recall, helped = sheet.facts
    kept = helped.targets[1:]
    helped = replace(helped, statement=statement, targets=(*targets, *kept))
    return replace(sheet, facts=(recall, helped))


@given(sheets())
@example(Sheet())
def test_writing_and_reading_a_sheet_gives_it_back(sheet: Sheet) -> None:
    assert again(sheet) == sheet


@given(sheets())
def test_a_sheet_reads_back_beside_the_library_that_it_went_into(sheet: Sheet) -> None:
    known = Library.of(entities=sheet.entities, groups=sheet.groups)

    assert again(sheet, known) == sheet


@given(sheets())
def test_writing_what_was_read_gives_the_same_text(sheet: Sheet) -> None:
    assert write(again(sheet)) == write(sheet)


def test_the_small_sheet_is_written_with_no_line_too_many() -> None:
    assert sorted(write(read(SHEET, texts())).splitlines()) == sorted(
        [*SHEET.splitlines(), "language: en"]
    )


def test_every_sheet_of_the_demo_library_comes_back() -> None:
    known = Library()
    for path in sorted(FIXTURES.glob("**/*.facts")):
        sheet = read(path.read_bytes(), lambda name: (FIXTURES / name).read_bytes(), known)
        assert again(sheet, known) == sheet
        known = Library.of(
            entities=[*known.entities.values(), *sheet.entities],
            groups={group.name: group for group in (*known.groups, *sheet.groups)}.values(),
        )
    assert len(known.entities) > 100


def test_a_reference_is_written_only_where_the_words_do_not_name_the_entity() -> None:
    sheet = with_targets(
        Statement("Moscow and the capital", (Span("Moscow", 0, 6), Span("the capital", 11, 22))),
        *(
            Target(TargetRole.SPAN, label, SpanKind.ENTITY, read(SHEET, texts()).entities[3].key)
            for label in ("Moscow", "the capital")
        ),
    )

    assert "\nfact: [Moscow] and [the capital=Moscow]\n" in write(sheet)


def test_a_kind_behind_a_name_is_written_only_where_two_kinds_share_it() -> None:
    russia, ship = Entity("Russia", EntityKind.COUNTRY), Entity("Russia", EntityKind.PRODUCT)
    group = Group("All", (russia.key, ship.key))

    assert "members: Russia\n" in write(
        Sheet(None, (russia,), (replace(group, members=(russia.key,)),))
    )
    assert "members: Russia / country | Russia / product\n" in write(
        Sheet(None, (russia, ship), (group,))
    )


def test_names_of_the_library_around_a_sheet_are_kept_apart() -> None:
    russia = Entity("Russia", EntityKind.COUNTRY)
    known = Library.of(entities=[russia, Entity("Russia", EntityKind.PRODUCT)])
    sheet = Sheet(None, (russia,), (Group("All", (russia.key,)),))

    assert "members: Russia / country\n" in write(sheet, known)
    assert again(sheet, known) == sheet


def test_a_key_that_could_be_read_as_another_is_kept_apart() -> None:
    sheet = with_targets(
        Statement("a and a: b", (Span("a", 0, 1), Span("a: b", 6, 10))),
        Target(TargetRole.SPAN, "a", SpanKind.PHRASE, ask="b: c"),
        Target(TargetRole.SPAN, "a: b", SpanKind.PHRASE, ask="c"),
    )

    assert again(sheet) == sheet


def test_white_space_is_folded_in_what_is_written() -> None:
    sheet = Sheet(None, (Entity("Russia", EntityKind.COUNTRY, note="Large.\n\n  Cold."),))

    assert again(sheet).entities[0].note == "Large. Cold."


def test_a_text_without_a_name_is_named_for_its_article() -> None:
    article = Article("Ash", "ash", "Ash fell.")

    assert "text: ash.txt\n" in write(Sheet(article))
