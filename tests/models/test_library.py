"""What the tables of the library refuse, and what never changes in them."""

from datetime import date
from typing import Any

import pytest

from quizzes.core.dates import When
from quizzes.factories.library import (
    ArticleFactory,
    ArticleRevisionFactory,
    DemonymFactory,
    EntityFactory,
    EntityNameFactory,
    EvidenceFactory,
    FactFactory,
    GroupFactory,
    GroupMemberFactory,
    NeighbourFactory,
    SpeakerFactory,
    TargetFactory,
    TargetWordFactory,
)
from quizzes.models import Article, ArticleRevision, EntityName
from quizzes.models.library import EntityKind, SpanKind, Status
from tests.models.refusing import Act, assert_refused, constraints_of, once, twice

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 24)


def backwards(name: str) -> dict[str, Any]:
    """The columns of a stretch of days that ends before it starts."""
    return {
        f"{name}_start": DAY,
        f"{name}_end": date(2024, 5, 23),
        f"{name}_precision": "day",
    }


def neighbour_of_itself() -> None:
    entity = EntityFactory.create()
    NeighbourFactory.create(entity=entity, neighbour=entity)


def named_as_another() -> None:
    EntityNameFactory.create(text=EntityFactory.create().name)


REFUSED: dict[str, Act] = {
    "article_status": once(ArticleFactory, status="lost"),
    "article_show": once(ArticleFactory, show="nothing"),
    "revision_number": twice(ArticleRevisionFactory, "article", "number"),
    "revision_has_text": once(ArticleRevisionFactory, text=""),
    "entity_name": twice(EntityFactory, "name"),
    "entity_kind": once(EntityFactory, kind="ghost"),
    "entity_has_name": once(EntityFactory, name=""),
    "one_entity_by_name": named_as_another,
    "demonym_once": twice(DemonymFactory, "entity", "text"),
    "neighbour_once": twice(NeighbourFactory, "entity", "neighbour"),
    "neighbour_other": neighbour_of_itself,
    "group_as_of": once(GroupFactory, **backwards("as_of")),
    "member_once": twice(GroupMemberFactory, "group", "entity"),
    "fact_key": twice(FactFactory, "article", "key"),
    "fact_statement": twice(FactFactory, "article", "statement"),
    "fact_has_statement": once(FactFactory, statement=""),
    "fact_status": once(FactFactory, status="lost"),
    "fact_when": once(FactFactory, **backwards("when")),
    "fact_said_on": once(FactFactory, **backwards("said_on")),
    "speaker_once": twice(SpeakerFactory, "fact", "entity"),
    "quote_once": twice(EvidenceFactory, "fact", "revision", "quote", nth=1),
    "quote_not_empty": once(EvidenceFactory, start=3, end=3),
    "quote_place": once(EvidenceFactory, nth=0),
    "target_label": twice(TargetFactory, "fact", "label"),
    "target_role": once(TargetFactory, role="mood"),
    "target_kind": once(TargetFactory, kind="colour"),
    "target_entity_kind": lambda: TargetFactory.create(
        kind=SpanKind.PHRASE, entity=EntityFactory.create()
    ),
    "wording_once": twice(TargetWordFactory, "target", "use", "text"),
    "wording_use": once(TargetWordFactory, use="sing"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name: str) -> None:
    assert_refused("library", name, REFUSED[name])


def test_every_constraint_is_tried() -> None:
    assert REFUSED.keys() == constraints_of("library").keys()


@pytest.mark.parametrize("field", ["start", "precision"])
def test_half_a_date_is_refused(field: str) -> None:
    known: dict[str, Any] = {"start": DAY, "end": DAY, "precision": "day"}
    half = {f"when_{name}": value for name, value in known.items() if name != field}
    assert_refused("library", "fact_when", once(FactFactory, **half))


def test_a_date_comes_back_as_it_was_stored() -> None:
    for text in ("2024-05-24", "~2024-05", "2020/2024 inferred"):
        fact = FactFactory.create(when=When.parse(text))
        fact.refresh_from_db()
        assert str(fact.when) == text
        assert fact.said_on is None


def test_a_revision_never_changes() -> None:
    revision = ArticleRevisionFactory.create()
    revision.text = "Another text."
    with pytest.raises(TypeError):
        revision.save()
    with pytest.raises(TypeError):
        ArticleRevision.objects.update(text="Another text.")


def test_the_last_revision_is_the_current_one() -> None:
    article = ArticleFactory.create()
    revisions = [ArticleRevisionFactory.create(article=article, number=n) for n in (2, 10, 9)]
    assert article.current == revisions[1]


def test_an_entity_is_found_by_its_name_as_it_is_now() -> None:
    entity = EntityFactory.create(name="Swaziland", kind=EntityKind.PLACE)
    other = EntityNameFactory.create(entity=entity, text="Ngwane")
    entity.name, entity.kind = "Eswatini", EntityKind.COUNTRY
    entity.save()
    other.refresh_from_db()
    assert other.kind == EntityKind.COUNTRY
    assert [name.text for name in EntityName.objects.filter(entity=entity)] == [
        "Eswatini",
        "Ngwane",
    ]


def test_readers_see_approved_articles_only() -> None:
    articles = {status: ArticleFactory.create(status=status) for status in Status}
    assert list(Article.objects.readable()) == [articles[Status.APPROVED]]
