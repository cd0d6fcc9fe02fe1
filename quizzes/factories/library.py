"""Articles, entities, groups and facts, each as small as its tables allow."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from quizzes.models import (
    Article,
    ArticleRevision,
    Demonym,
    Entity,
    EntityName,
    Evidence,
    Fact,
    Group,
    GroupMember,
    Neighbour,
    Speaker,
    Target,
    TargetWord,
)
from quizzes.models.library import EntityKind, SpanKind, Status, TargetRole

ADDED = datetime(2024, 5, 24, 9, 0, tzinfo=UTC)
SENTENCES = (
    "The library of the town opened on Friday.",
    "Its mayor cut the ribbon at noon.",
    "About 200 people came to see it.",
    "It stands beside the old harbour.",
)
TEXT = f"{SENTENCES[0]} {SENTENCES[1]}\n\n{SENTENCES[2]} {SENTENCES[3]}"


class ArticleFactory(DjangoModelFactory[Article]):
    class Meta:
        model = Article

    slug = factory.Sequence(lambda n: f"article-{n}")
    title = factory.Sequence(lambda n: f"A library opens ({n})")
    source = "The Harbour Gazette"
    published = date(2024, 5, 24)
    text_name = factory.LazyAttribute(lambda article: f"{article.slug}.txt")
    status = Status.APPROVED


class ArticleRevisionFactory(DjangoModelFactory[ArticleRevision]):
    class Meta:
        model = ArticleRevision

    article = factory.SubFactory(ArticleFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = TEXT
    created = ADDED


class EntityFactory(DjangoModelFactory[Entity]):
    class Meta:
        model = Entity

    name = factory.Sequence(lambda n: f"Reader Number {n}")
    kind = EntityKind.PERSON


class EntityNameFactory(DjangoModelFactory[EntityName]):
    class Meta:
        model = EntityName

    entity = factory.SubFactory(EntityFactory)
    text = factory.Sequence(lambda n: f"Other Name {n}")


class DemonymFactory(DjangoModelFactory[Demonym]):
    class Meta:
        model = Demonym

    entity = factory.SubFactory(EntityFactory, kind=EntityKind.COUNTRY)
    text = factory.Sequence(lambda n: f"Readerian {n}")


class NeighbourFactory(DjangoModelFactory[Neighbour]):
    class Meta:
        model = Neighbour

    entity = factory.SubFactory(EntityFactory, kind=EntityKind.COUNTRY)
    neighbour = factory.SubFactory(EntityFactory, kind=EntityKind.COUNTRY)


class GroupFactory(DjangoModelFactory[Group]):
    class Meta:
        model = Group

    name = factory.Sequence(lambda n: f"Reading circle {n}")


class GroupMemberFactory(DjangoModelFactory[GroupMember]):
    class Meta:
        model = GroupMember

    group = factory.SubFactory(GroupFactory)
    entity = factory.SubFactory(EntityFactory)


class FactFactory(DjangoModelFactory[Fact]):
    class Meta:
        model = Fact

    article = factory.SubFactory(ArticleFactory)
    key = factory.Sequence(lambda n: f"fact-{n}")
    statement = factory.Sequence(lambda n: f"The library of town {n} opened on [Friday].")
    status = Status.APPROVED


class SpeakerFactory(DjangoModelFactory[Speaker]):
    class Meta:
        model = Speaker

    fact = factory.SubFactory(FactFactory, verb="said")
    entity = factory.SubFactory(EntityFactory)


class EvidenceFactory(DjangoModelFactory[Evidence]):
    """The first sentence of the article as proof."""

    class Meta:
        model = Evidence

    fact = factory.SubFactory(FactFactory)
    revision = factory.SubFactory(
        ArticleRevisionFactory, article=factory.SelfAttribute("..fact.article")
    )
    quote = SENTENCES[0]
    start = factory.LazyAttribute(lambda proof: proof.revision.text.index(proof.quote))
    end = factory.LazyAttribute(lambda proof: proof.start + len(proof.quote))


class TargetFactory(DjangoModelFactory[Target]):
    class Meta:
        model = Target

    fact = factory.SubFactory(FactFactory)
    role = TargetRole.SPAN
    label = "Friday"
    kind = SpanKind.PHRASE


class TargetWordFactory(DjangoModelFactory[TargetWord]):
    class Meta:
        model = TargetWord

    target = factory.SubFactory(TargetFactory)
    use = TargetWord.Use.ACCEPT
    text = factory.Sequence(lambda n: f"Friday, put another way {n}")
