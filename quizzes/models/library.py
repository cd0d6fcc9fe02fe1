"""Articles and their revisions, entities and groups, facts with their targets and evidence."""

import hashlib
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quizzes.core import library as core
from quizzes.core.evidence import locate
from quizzes.core.statement import parse_statement
from quizzes.models.fields import WhenColumns, check_choice, check_when


class Status(models.TextChoices):
    DRAFT = core.Status.DRAFT.value, _("draft")
    APPROVED = core.Status.APPROVED.value, _("approved")
    RETIRED = core.Status.RETIRED.value, _("retired")


class Show(models.TextChoices):
    FULL = core.Show.FULL.value, _("the whole text")
    QUOTES = core.Show.QUOTES.value, _("the proving sentences only")


class EntityKind(models.TextChoices):
    PERSON = core.EntityKind.PERSON.value, _("person")
    COUNTRY = core.EntityKind.COUNTRY.value, _("country")
    CITY = core.EntityKind.CITY.value, _("city")
    PLACE = core.EntityKind.PLACE.value, _("place")
    ORGANISATION = core.EntityKind.ORGANISATION.value, _("organisation")
    EVENT = core.EntityKind.EVENT.value, _("event")
    WORK = core.EntityKind.WORK.value, _("work")
    PRODUCT = core.EntityKind.PRODUCT.value, _("product")
    LANGUAGE = core.EntityKind.LANGUAGE.value, _("language")
    MONEY = core.EntityKind.MONEY.value, _("money")
    OTHER = core.EntityKind.OTHER.value, _("other")


class SpanKind(models.TextChoices):
    ENTITY = core.SpanKind.ENTITY.value, _("name of an entity")
    DATE = core.SpanKind.DATE.value, _("date")
    NUMBER = core.SpanKind.NUMBER.value, _("number")
    PHRASE = core.SpanKind.PHRASE.value, _("phrase")


class TargetRole(models.TextChoices):
    SPAN = core.TargetRole.SPAN.value, _("words of the statement")
    SPEAKER = core.TargetRole.SPEAKER.value, _("who says so")
    WHEN = core.TargetRole.WHEN.value, _("when it happened")
    SAID_ON = core.TargetRole.SAID_ON.value, _("when it was said")
    STATEMENT = core.TargetRole.STATEMENT.value, _("the whole statement")


class Pronoun(models.TextChoices):
    HE = "he", "he"
    SHE = "she", "she"
    IT = "it", "it"
    THEY = "they", "they"


class ArticleQuerySet(models.QuerySet["Article"]):
    def readable(self) -> Self:
        """The articles that anybody may read."""
        return self.filter(status=Status.APPROVED)

    def with_counts(self) -> Self:
        """With `question_count`, of the questions in the article's sets, and `set_count`."""
        return self.annotate(
            question_count=models.Count("sets__items", distinct=True),
            set_count=models.Count("sets", distinct=True),
        )


class Article(models.Model):
    """An article; its text stands in its revisions, of which the last is current."""

    slug = models.SlugField(_("short name"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=300)
    source = models.CharField(_("source"), max_length=300, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=16, default="en")
    published = models.DateField(_("published on"), null=True, blank=True)
    text_name = models.CharField(_("name of the text file"), max_length=100)
    show = models.CharField(_("readers see"), max_length=8, choices=Show, default=Show.FULL)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.DRAFT)
    note = models.TextField(_("note for editors"), blank=True)

    # Set by with_counts
    question_count: int
    set_count: int

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "title"]
        verbose_name, verbose_name_plural = _("article"), _("articles")
        constraints = [
            check_choice("status", Status, "article_status"),
            check_choice("show", Show, "article_show"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    @property
    def current(self) -> "ArticleRevision":
        """The last revision; the prefetched ones serve without a query."""
        last: ArticleRevision = max(self.revisions.all(), key=lambda revision: revision.number)
        return last

    def to_core(self) -> core.Article:
        return core.Article(
            title=self.title,
            slug=self.slug,
            text=self.current.text,
            text_name=self.text_name,
            source=self.source,
            url=self.url,
            licence=self.licence,
            language=self.language,
            published=self.published,
            show=core.Show(self.show),
            status=core.Status(self.status),
            note=self.note,
        )


class ImmutableQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> int:
        raise TypeError("a revision never changes: add another")


class ArticleRevision(models.Model):
    """Text as it stood once. It never changes: a correction is another revision."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("revision"))
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, editable=False)
    created = models.DateTimeField(_("added"))

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        verbose_name, verbose_name_plural = _("revision"), _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number"),
            models.CheckConstraint(condition=~Q(text=""), name="revision_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("a revision never changes: add another")
        self.sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        super().save(*args, **kwargs)


class EntityQuerySet(models.QuerySet["Entity"]):
    def with_parts(self) -> Self:
        """With everything that `to_core` reads, in a fixed number of queries."""
        return self.select_related("stands_for", "part_of", "country").prefetch_related(
            # Joined: SQLite refuses a prefetch of a thousand different rows.
            "names",
            "demonyms",
            models.Prefetch("neighbours", Neighbour.objects.select_related("neighbour")),
        )


class Entity(models.Model):
    """Something with a name, known in the whole library by its name and kind."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=EntityKind)
    subkind = models.CharField(_("finer kind"), max_length=60, blank=True)
    sort = models.CharField(_("sorted by"), max_length=200, blank=True)
    stands_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="stand_ins"
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    country = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="belonging"
    )
    pronoun = models.CharField(_("pronoun"), max_length=4, choices=Pronoun, blank=True)
    note = models.TextField(_("note for editors"), blank=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "kind"]
        verbose_name, verbose_name_plural = _("entity"), _("entities")
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="entity_name"),
            check_choice("kind", EntityKind, "entity_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="entity_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.names.update_or_create(position=0, defaults={"kind": self.kind, "text": self.name})
        self.names.exclude(kind=self.kind).update(kind=self.kind)

    @property
    def key(self) -> core.EntityKey:
        return core.EntityKey(self.name, core.EntityKind(self.kind))

    def to_core(self) -> core.Entity:
        return core.Entity(
            name=self.name,
            kind=core.EntityKind(self.kind),
            subkind=self.subkind,
            also=tuple(name.text for name in self.names.all() if name.text != self.name),
            sort=self.sort,
            stands_for=self.stands_for.key if self.stands_for else None,
            part_of=self.part_of.key if self.part_of else None,
            country=self.country.key if self.country else None,
            pronoun=self.pronoun,
            demonyms=tuple(demonym.text for demonym in self.demonyms.all()),
            near=tuple(row.neighbour.key for row in self.neighbours.all()),
            note=self.note,
        )


class EntityName(models.Model):
    """A name that an entity goes by: its main one at position 0, then the others.

    The kind stands here too, so that the database itself keeps two entities of one kind
    from sharing any name.
    """

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=16, choices=EntityKind, editable=False)
    text = models.CharField(_("other name"), max_length=200)
    position = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["entity", "position", "pk"]
        verbose_name, verbose_name_plural = _("name"), _("names")
        constraints = [
            models.UniqueConstraint(fields=["kind", "text"], name="one_entity_by_name"),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.entity.kind
        super().save(*args, **kwargs)


class Demonym(models.Model):
    """A word that gives an entity away without being its name: Armenian for Armenia."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="demonyms")
    text = models.CharField(_("demonym"), max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["entity", "position", "pk"]
        verbose_name, verbose_name_plural = _("demonym"), _("demonyms")
        constraints = [models.UniqueConstraint(fields=["entity", "text"], name="demonym_once")]

    def __str__(self) -> str:
        return self.text


class Neighbour(models.Model):
    """An entity that lies beside another: a rival when options are sought."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="neighbours")
    neighbour = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["entity", "position", "pk"]
        verbose_name, verbose_name_plural = _("neighbour"), _("neighbours")
        constraints = [
            models.UniqueConstraint(fields=["entity", "neighbour"], name="neighbour_once"),
            models.CheckConstraint(condition=~Q(entity=F("neighbour")), name="neighbour_other"),
        ]

    def __str__(self) -> str:
        return self.neighbour.name


class GroupQuerySet(models.QuerySet["Group"]):
    def with_parts(self) -> Self:
        """With everything that `to_core` reads, in a fixed number of queries."""
        # Joined: SQLite refuses a prefetch of a thousand different rows.
        return self.prefetch_related(
            models.Prefetch("members", GroupMember.objects.select_related("entity"))
        )


class Group(models.Model):
    """A named set of entities; where it is complete, nothing else belongs to it."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    complete = models.BooleanField(_("complete"), default=False)
    as_of = WhenColumns()
    source = models.CharField(_("source"), max_length=300, blank=True)
    note = models.TextField(_("note for editors"), blank=True)
    entities = models.ManyToManyField(Entity, through="GroupMember", related_name="groups")

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name, verbose_name_plural = _("group"), _("groups")
        constraints = [check_when("as_of", "group_as_of")]

    def __str__(self) -> str:
        return self.name

    def to_core(self) -> core.Group:
        return core.Group(
            name=self.name,
            members=tuple(member.entity.key for member in self.members.all()),
            complete=self.complete,
            as_of=self.as_of,
            source=self.source,
            note=self.note,
        )


class GroupMember(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="memberships")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["group", "position", "pk"]
        verbose_name, verbose_name_plural = _("member"), _("members")
        constraints = [models.UniqueConstraint(fields=["group", "entity"], name="member_once")]

    def __str__(self) -> str:
        return self.entity.name


class FactQuerySet(models.QuerySet["Fact"]):
    def with_parts(self) -> Self:
        """With everything that `to_core` reads, in a fixed number of queries."""
        return self.select_related("article").prefetch_related(
            # Joined: SQLite refuses a prefetch of a thousand different rows.
            models.Prefetch("speakers", Speaker.objects.select_related("entity")),
            "evidence",
            models.Prefetch("targets", Target.objects.select_related("entity")),
            "targets__words",
        )

    def with_question_counts(self) -> Self:
        """With `published_count`, `waiting_count` and `report_count` (of those still open), of
        the questions that ask the fact. Teachers' own wordings count for their reports alone.
        """
        asked = "targets__questions__question"
        of_the_bank = Q(**{f"{asked}__author__isnull": True})
        return self.annotate(
            published_count=models.Count(
                asked, filter=of_the_bank & Q(**{f"{asked}__status": "published"}), distinct=True
            ),
            waiting_count=models.Count(
                asked, filter=Q(**{f"{asked}__status": "waiting"}), distinct=True
            ),
            report_count=models.Count(
                f"{asked}__reports",
                filter=Q(**{f"{asked}__reports__closed__isnull": True}),
                distinct=True,
            ),
        )


class Fact(models.Model):
    """One self-contained statement of an article, with who says so, when, and its proof.

    `statement` is in bracket notation; its spans stand as targets beside it.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="facts")
    key = models.SlugField(_("id in the fact sheet"), max_length=100)
    statement = models.TextField(_("statement"), max_length=1000)
    when = WhenColumns()
    said_on = WhenColumns()
    verb = models.CharField(_("verb of saying"), max_length=60, blank=True)
    important = models.BooleanField(_("important"), default=False)
    cause = models.BooleanField(_("states a cause"), default=False)
    derived = models.BooleanField(_("follows from the quotes"), default=False)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.DRAFT)
    note = models.TextField(_("note for editors"), blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    # Set by with_question_counts
    published_count: int
    waiting_count: int
    report_count: int

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position", "pk"]
        verbose_name, verbose_name_plural = _("fact"), _("facts")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="fact_key"),
            # One that is out of use may be stated anew, under another id.
            models.UniqueConstraint(
                fields=["article", "statement"],
                condition=~Q(status=Status.RETIRED),
                name="fact_statement",
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="fact_has_statement"),
            check_choice("status", Status, "fact_status"),
            check_when("when", "fact_when"),
            check_when("said_on", "fact_said_on"),
        ]

    def __str__(self) -> str:
        return parse_statement(self.statement).text

    @property
    def ref(self) -> str:
        return f"{self.article.slug}/{self.key}"

    def to_core(self) -> core.Fact:
        return core.Fact(
            id=self.key,
            article=self.article.slug,
            statement=parse_statement(self.statement),
            quotes=tuple(core.Quote(row.quote, row.nth) for row in self.evidence.all()),
            targets=tuple(row.to_core() for row in self.targets.all() if not row.retired),
            when=self.when,
            said_on=self.said_on,
            speakers=tuple(row.entity.key for row in self.speakers.all()),
            verb=self.verb,
            important=self.important,
            cause=self.cause,
            derived=self.derived,
            status=core.Status(self.status),
            note=self.note,
        )


class Speaker(models.Model):
    """Somebody to whom a fact is attributed."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="speakers")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="claims")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["fact", "position", "pk"]
        verbose_name, verbose_name_plural = _("speaker"), _("speakers")
        constraints = [models.UniqueConstraint(fields=["fact", "entity"], name="speaker_once")]

    def __str__(self) -> str:
        return self.entity.name


class Evidence(models.Model):
    """A quote that proves a fact, and where it stands in a revision.

    `start` and `end` (exclusive) are character offsets into the revision's text.
    """

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="evidence")
    revision = models.ForeignKey(ArticleRevision, models.RESTRICT, related_name="evidence")
    quote = models.TextField(_("quote"), max_length=2000)
    nth = models.PositiveSmallIntegerField(_("place, from 1"), default=1)
    start = models.PositiveIntegerField(editable=False)
    end = models.PositiveIntegerField(editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["fact", "position", "pk"]
        verbose_name, verbose_name_plural = _("quote"), _("evidence")
        constraints = [
            models.UniqueConstraint(fields=["fact", "quote", "nth"], name="quote_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="quote_not_empty"),
            models.CheckConstraint(condition=Q(nth__gte=1), name="quote_place"),
        ]

    def __str__(self) -> str:
        return self.quote

    def locate(self) -> None:
        """Set the offsets. Raises ValidationError where the revision doesn't hold the quote."""
        place = locate(self.revision.text, self.quote, self.nth)
        if place is None:
            raise ValidationError({"quote": _("These words don't stand in the article.")})
        self.start, self.end = place


class Target(models.Model):
    """What a question can ask of a fact. Retired ones stay for the questions that asked them."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="targets")
    role = models.CharField(_("asks for"), max_length=9, choices=TargetRole)
    label = models.CharField(_("answer"), max_length=300)
    kind = models.CharField(_("kind"), max_length=6, choices=SpanKind)
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    unique = models.BooleanField(_("only this is true here"), default=False)
    ask = models.TextField(_("question"), max_length=500, blank=True)
    why = models.TextField(_("explanation"), max_length=1000, blank=True)
    publish = models.BooleanField(_("publish in spite of warnings"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["fact", "position", "pk"]
        verbose_name, verbose_name_plural = _("target"), _("targets")
        constraints = [
            models.UniqueConstraint(fields=["fact", "label"], name="target_label"),
            check_choice("role", TargetRole, "target_role"),
            check_choice("kind", SpanKind, "target_kind"),
            models.CheckConstraint(
                condition=Q(entity__isnull=True) | Q(kind=SpanKind.ENTITY),
                name="target_entity_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def to_core(self) -> core.Target:
        words: dict[str, list[str]] = {"accept": [], "wrong": [], "avoid": []}
        for word in self.words.all():
            words[word.use].append(word.text)
        return core.Target(
            role=core.TargetRole(self.role),
            label=self.label,
            kind=core.SpanKind(self.kind),
            entity=self.entity.key if self.entity else None,
            unique=self.unique,
            ask=self.ask,
            why=self.why,
            accept=tuple(words["accept"]),
            wrong=tuple(words["wrong"]),
            avoid=tuple(words["avoid"]),
            publish=self.publish,
        )


class TargetWord(models.Model):
    """An answer that the editor accepts, offers as wrong, or keeps from being offered."""

    class Use(models.TextChoices):
        ACCEPT = "accept", _("also right")
        WRONG = "wrong", _("wrong option")
        AVOID = "avoid", _("never offer")

    target = models.ForeignKey(Target, models.CASCADE, related_name="words")
    use = models.CharField(_("use"), max_length=6, choices=Use)
    text = models.CharField(_("words"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["target", "use", "position", "pk"]
        verbose_name, verbose_name_plural = _("wording"), _("wordings")
        constraints = [
            models.UniqueConstraint(fields=["target", "use", "text"], name="wording_once"),
            models.CheckConstraint(
                condition=Q(use__in=["accept", "avoid", "wrong"]), name="wording_use"
            ),
        ]

    def __str__(self) -> str:
        return self.text
