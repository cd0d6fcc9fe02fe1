"""Loading sheets into the library, writing them out again, and revising articles."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from quizzes.core.exchange.factsheet import SheetFaults
from quizzes.core.rules import enemy_pairs
from quizzes.models import (
    Article,
    ArticleRevision,
    Entity,
    EntityName,
    Evidence,
    Fact,
    Group,
    Question,
    Target,
)
from quizzes.services.library import (
    current_library,
    dump_sheet,
    library_around,
    load_sheet,
    revise,
)
from tests.desk import ENTITIES, NOW, SHEET, TEXT, entity, fact, load, load_article

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
HEIGHT = "The new lighthouse of [Lervik] is [31 metres] tall."
DANGER = "the old light of Lervik had put ships at risk for [ten years]."


def without(key: str) -> str:
    """The sheet without that fact."""
    blocks = SHEET.split("\n\n")
    return "\n\n".join(block for block in blocks if f"\nid: {key}\n" not in block)


def tables() -> list[object]:
    """Every row that a sheet fills."""
    models = (Article, ArticleRevision, Entity, EntityName, Group, Fact, Target, Evidence, Question)
    return [list(model.objects.order_by("pk").values()) for model in models]


# ---- Loading


def test_a_sheet_is_loaded_as_it_says() -> None:
    assert load().facts.added == ["lamp", "height", "danger"]
    library = current_library()
    assert library.articles["lervik-lighthouse"].text == TEXT
    assert entity("Ingrid Solberg", "person").to_core().also == ("Solberg",)
    lamp = library.facts["lervik-lighthouse/lamp"]
    assert [target.label for target in lamp.targets] == [
        "Ingrid Solberg",
        "Lervik",
        "14 September 2024",
        "when",
        "statement",
    ]
    assert lamp.target("Lervik").wrong == ("Molvik", "Nordvik", "Sundby")
    assert lamp.target("Lervik").entity == entity("Lervik").key


def test_evidence_is_stored_with_where_it_stands() -> None:
    load()
    rows = list(Evidence.objects.select_related("revision"))
    assert len(rows) == 5
    assert all(row.revision.text[row.start : row.end] == row.quote for row in rows)


def test_the_same_sheet_again_changes_nothing() -> None:
    load()
    before = tables()
    again = load().facts
    assert again.unchanged == ["lamp", "height", "danger"]
    assert (again.added, again.changed, again.retired) == ([], [], [])
    assert tables() == before


def test_a_changed_fact_keeps_its_row() -> None:
    load()
    row = fact("height").pk
    assert load(SHEET.replace("is [31 metres] tall", "is [31 metres] high")).facts.changed == [
        "height"
    ]
    assert fact("height").pk == row
    assert str(fact("height")) == "The new lighthouse of Lervik is 31 metres high."


def test_a_fact_that_is_gone_is_retired_and_comes_back() -> None:
    load()
    row = fact("height").pk
    assert load(without("height")).facts.retired == ["height"]
    assert fact("height").status == "retired"
    assert load(without("height")).facts.retired == []
    assert load().facts.changed == ["height"]
    assert (fact("height").pk, fact("height").status) == (row, "approved")


def test_a_fact_under_a_new_id_is_new_and_the_old_one_is_retired() -> None:
    load()
    changes = load(SHEET.replace("id: height", "id: tallness")).facts
    assert (changes.added, changes.retired) == (["tallness"], ["height"])
    assert fact("tallness").statement == fact("height").statement


def test_facts_may_exchange_their_statements() -> None:
    load()
    exchanged = SHEET.replace("id: lamp", "id: x").replace("id: height", "id: lamp")
    changes = load(exchanged.replace("id: x", "id: height")).facts
    assert sorted(changes.changed) == ["height", "lamp"]
    assert fact("lamp").statement == HEIGHT


def test_a_fact_may_take_over_the_statement_of_one_that_is_gone() -> None:
    load()
    load(without("height"))
    taken = without("height").replace(DANGER, HEIGHT).replace("unique: ten years", "derived: yes")
    assert load(taken).facts.changed == ["danger"]
    assert fact("danger").statement == fact("height").statement


def test_facts_stand_in_the_order_of_the_sheet() -> None:
    load()
    *head, lamp, height, danger = SHEET.split("\n\n")
    assert load("\n\n".join([*head, danger, height, lamp])).facts.changed == []
    in_order = Fact.objects.order_by("position").values_list("key", flat=True)
    assert list(in_order) == ["danger", "height", "lamp"]


def test_a_target_that_was_asked_is_kept_for_its_questions() -> None:
    load_article()
    load(SHEET.replace("is [31 metres] tall", "is 31 metres tall").replace("unique: 31 metres", ""))
    assert fact("height").targets.get(label="31 metres").retired
    assert "31 metres" not in [target.label for target in fact("height").to_core().targets]


def test_a_target_that_nobody_was_asked_is_deleted() -> None:
    load()
    load(SHEET.replace("is [31 metres] tall", "is 31 metres tall").replace("unique: 31 metres", ""))
    assert not fact("height").targets.filter(label="31 metres").exists()


def test_a_new_text_is_a_new_revision_and_the_old_one_stays() -> None:
    load()
    load(text=f"Good news.\n{TEXT}")
    assert [row.text for row in ArticleRevision.objects.order_by("number")] == [
        TEXT,
        f"Good news.\n{TEXT}",
    ]
    rows = list(Evidence.objects.select_related("revision"))
    assert {row.revision.number for row in rows} == {2}
    assert all(row.revision.text[row.start : row.end] == row.quote for row in rows)


def test_a_reference_sheet_adds_to_what_is_known() -> None:
    load()
    loaded = load(f"{ENTITIES.replace('also: Solberg', 'also: I. Solberg')}", text=None)
    assert loaded.article is None
    assert entity("Ingrid Solberg", "person").to_core().also == ("Solberg", "I. Solberg")


@pytest.mark.parametrize(
    ("sheet", "text", "fault"),
    [
        (SHEET.replace("quote: The tower", "quote: A tower"), TEXT, "not in the text"),
        (SHEET.replace("[Lervik] is", "[Lervik is"), TEXT, "bracket"),
        (SHEET.replace("id: height", "id: lamp"), TEXT, "has the id “lamp” already"),
        (SHEET.replace("kind: city / port", "kind: town", 1), TEXT, "is no kind"),
        (SHEET, None, "is missing"),
        (SHEET, "", "is empty"),
        (f"{ENTITIES}\nentity: Molvik\nkind: city\nalso: Lervik\n", None, "already a name of"),
    ],
)
def test_a_sheet_with_a_fault_changes_nothing(sheet: str, text: str | None, fault: str) -> None:
    load_article(SHEET.replace("important: yes\n", "").replace("also: Solberg\n", ""))
    before = tables()
    with pytest.raises(SheetFaults, match=fault):
        load(sheet, text)
    assert tables() == before


# ---- Writing out


def load_fixtures() -> None:
    for path in [*sorted(FIXTURES.glob("reference/*.facts")), *sorted(FIXTURES.glob("*.facts"))]:
        call_command("load_factsheet", path, stdout=StringIO())


@pytest.mark.parametrize("name", ["seed", "voyager"])
def test_a_sheet_that_is_written_out_loads_to_the_same_library(name: str) -> None:
    load_fixtures()
    text = (FIXTURES / f"{name}.txt").read_bytes()
    article = Article.objects.get(text_name=f"{name}.txt")
    before, sheet = current_library(), dump_sheet(article=article)
    again = load_sheet(sheet=sheet.encode(), fetch_text=lambda name: text, now=NOW).facts
    assert (again.added, again.changed, again.retired) == ([], [], [])
    assert current_library() == before

    empty_the_library()
    load_sheet(sheet=sheet.encode(), fetch_text=lambda name: text, now=NOW)
    after = current_library()
    assert after.articles[article.slug] == before.articles[article.slug]
    assert {ref: fact for ref, fact in before.facts.items() if fact.article == article.slug} == (
        after.facts
    )
    assert after.entities.items() <= before.entities.items()
    assert set(after.groups) <= set(before.groups)
    assert dump_sheet(article=Article.objects.get()) == sheet


def empty_the_library() -> None:
    Article.objects.all().delete()
    Group.objects.all().delete()
    Entity.objects.update(stands_for=None, part_of=None, country=None)
    Entity.objects.all().delete()


def test_a_fact_that_was_retired_is_written_out_too() -> None:
    load()
    load(without("height"))
    sheet = dump_sheet(article=Article.objects.get())
    assert load(sheet).facts.unchanged == ["lamp", "height", "danger"]
    assert fact("height").status == "retired"


def test_what_no_sheet_could_hold_any_more_is_left_out() -> None:
    load()
    # The words that proved the one are gone, and the other is stated anew under another id.
    other = TEXT.replace("The tower is 31 metres tall.", "The tower is tall.")
    load(without("height").replace("id: danger", "id: risk"), other)
    sheet = dump_sheet(article=Article.objects.get())
    assert load(sheet, other).facts.unchanged == ["lamp", "risk"]


def test_a_name_that_could_be_two_is_written_with_its_kind() -> None:
    load(SHEET.replace("of [Lervik] is", "of [Lervik=Havnes / city] is"))
    sheet = dump_sheet(article=Article.objects.get())
    assert "[Lervik=Havnes / city]" in sheet


# ---- Revising


def test_evidence_moves_with_a_text_that_still_has_it() -> None:
    article = load().article
    revision = revise(article=article, text=f"Good news.\n{TEXT}", now=NOW + timedelta(days=1))
    assert (revision.number, article.current) == (2, revision)
    for row in Evidence.objects.select_related("revision"):
        assert row.revision == revision
        assert row.revision.text[row.start : row.end] == row.quote


def test_the_same_text_is_no_new_revision() -> None:
    article = load().article
    before = tables()
    revise(article=article, text=TEXT, now=NOW + timedelta(days=1))
    assert tables() == before


def test_evidence_that_a_text_dropped_stays_where_it_was() -> None:
    article = load().article
    revise(article=article, text=TEXT.replace("The tower is", "It is"), now=NOW)
    [stayed] = Evidence.objects.filter(revision__number=1)
    assert stayed.quote == "The tower is 31 metres tall."


# ---- Growing


def test_a_library_of_more_entities_than_sqlite_joins_by_or_is_read() -> None:
    load()
    names = [f"Village {number}" for number in range(1, 1102)]
    entities = Entity.objects.bulk_create(Entity(name=name, kind="place") for name in names)
    target_of = fact("lamp")
    Target.objects.bulk_create(
        Target(fact=target_of, role="span", label=row.name, kind="entity", entity=row)
        for row in entities
    )
    targets = current_library().facts["lervik-lighthouse/lamp"].targets
    assert {target.entity.name for target in targets if target.entity} >= set(names)


# ---- Reading a part of it


def test_the_library_around_questions_finds_the_same_enemies_as_the_whole() -> None:
    load_article()
    rows = list(Question.objects.published().with_parts())
    questions = [row.to_core() for row in rows]
    found = enemy_pairs(questions, library_around(rows))
    assert found == enemy_pairs(questions, current_library())
    assert 0 < len(found) < len(rows) * (len(rows) - 1) / 2


def test_the_library_around_a_question_leaves_other_facts_unread() -> None:
    load_article()
    [row] = Question.objects.filter(asked__target__fact__key="height")[:1]
    assert list(library_around([row]).facts) == ["lervik-lighthouse/height"]
