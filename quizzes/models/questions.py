"""Questions with their options and proof, question sets, and reports of bad questions."""

import re
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quizzes.core import questions as core
from quizzes.models.fields import check_choice
from quizzes.models.library import Article, ArticleRevision, Entity, Fact, Group, Target

LONGEST_TITLE = 300


class Form(models.TextChoices):
    CHOICE = core.Form.CHOICE.value, _("single choice")
    WHO_SAID = core.Form.WHO_SAID.value, _("who said it")
    TYPED = core.Form.TYPED.value, _("typed answer")


class Wording(models.TextChoices):
    EDITOR = core.Wording.EDITOR.value, _("the editor's")
    TEMPLATE = core.Wording.TEMPLATE.value, _("template")
    FRONTED = core.Wording.FRONTED.value, _("wh-question")
    CLOZE = core.Wording.CLOZE.value, _("gap")


class ReasonKind(models.TextChoices):
    UNIQUE = core.ReasonKind.UNIQUE.value, _("only the key is true here")
    ROLE = core.ReasonKind.ROLE.value, _("plays its part in another fact")
    GROUP = core.ReasonKind.GROUP.value, _("a complete group rules it out")
    EDITOR = core.ReasonKind.EDITOR.value, _("an editor vouches for it")
    DATE = core.ReasonKind.DATE.value, _("the dates rule it out")
    ATTRIBUTION = core.ReasonKind.ATTRIBUTION.value, _("the attribution rules it out")


class QuestionStatus(models.TextChoices):
    WAITING = "waiting", _("waiting for an editor")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn by an editor")
    RETIRED = "retired", _("replaced or out of use")


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> Self:
        return self.filter(status=QuestionStatus.PUBLISHED)

    def of_the_bank(self) -> Self:
        """Those that were made from the facts, without teachers' own wordings."""
        return self.filter(author__isnull=True)

    def usable_by(self, user: User | AnonymousUser) -> Self:
        """What somebody may put into a set: published, and open to all or worded by them.

        A wording belongs to the set that it was written in, and may change until that is
        published; from then on it may stand in their other sets too.
        """
        settled = SetItem.objects.filter(set__in=QuestionSet.objects.assignable_by(user))
        theirs = Q(author=user.pk, pk__in=settled.values("question"))
        readable = self.published().filter(article__in=Article.objects.readable())
        return readable.filter(Q(author__isnull=True) | theirs)

    def saying(self, text: str) -> Self:
        """Those with that text in the question, an option or an answer, in whatever case."""
        # A pattern, because SQLite's LIKE knows the capitals of plain ASCII only.
        pattern = re.escape(text)
        options = Option.objects.filter(question=models.OuterRef("pk"), label__iregex=pattern)
        answers = AcceptedAnswer.objects.filter(
            question=models.OuterRef("pk"), text__iregex=pattern
        )
        return self.filter(
            Q(stem__iregex=pattern) | Q(models.Exists(options)) | Q(models.Exists(answers))
        )

    def living(self) -> Self:
        """The one version of each identity that nothing has replaced yet."""
        return self.exclude(status=QuestionStatus.RETIRED)

    def with_parts(self) -> Self:
        """With everything that `to_core` reads, in a fixed number of queries."""
        # Joined where they can be: SQLite refuses a prefetch of a thousand different rows.
        options = Option.objects.select_related(
            "entity", "states__article", "reason_fact__article", "reason_group"
        )
        asked = QuestionTarget.objects.select_related("target__fact__article")
        used = QuestionFact.objects.select_related("fact__article")
        return self.select_related("article").prefetch_related(
            models.Prefetch("options", options),
            "answers",
            models.Prefetch("asked", asked),
            models.Prefetch("used", used),
        )

    def with_proof(self) -> Self:
        """With everything that a teacher sees of them, in a fixed number of queries."""
        proofs = Proof.objects.select_related("revision")
        return self.with_parts().prefetch_related(models.Prefetch("proofs", proofs))


class Question(models.Model):
    """One version of a question. Its content never changes; its status does.

    `identity` stays the same over versions (form and targets); `content` digests what this
    version shows and what proves it; `basis` digests the facts that it was made from.

    One with an `author` is a teacher's own wording of the question that it is `based_on`. It
    has an identity of its own, and stands in that teacher's sets alone.
    """

    identity = models.CharField(max_length=32, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    replaces = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="replaced_by", editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        editable=False,
    )
    based_on = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="wordings", editable=False
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="questions")
    form = models.CharField(_("form"), max_length=16, choices=Form)
    wording = models.CharField(_("wording"), max_length=8, choices=Wording)
    stem = models.TextField(_("question"))
    explanation = models.TextField(_("explanation"), blank=True)
    content = models.CharField(max_length=32, editable=False)
    basis = models.CharField(max_length=32, editable=False)
    status = models.CharField(_("status"), max_length=9, choices=QuestionStatus)
    created = models.DateTimeField(_("made"))
    retired = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "pk"]
        verbose_name, verbose_name_plural = _("question"), _("questions")
        constraints = [
            models.UniqueConstraint(fields=["identity", "version"], name="question_version"),
            models.UniqueConstraint(
                fields=["identity"],
                condition=~Q(status="retired"),
                name="one_living_version",
            ),
            models.CheckConstraint(
                condition=Q(status="retired", retired__isnull=False)
                | (~Q(status="retired") & Q(retired__isnull=True)),
                name="question_retired_when",
            ),
            check_choice("form", Form, "question_form"),
            check_choice("wording", Wording, "question_wording"),
            check_choice("status", QuestionStatus, "question_status"),
            models.CheckConstraint(condition=~Q(stem=""), name="question_has_stem"),
            models.CheckConstraint(
                condition=Q(author__isnull=True, based_on__isnull=True)
                | Q(author__isnull=False, based_on__isnull=False),
                name="own_wording_of_a_question",
            ),
        ]

    def __str__(self) -> str:
        return self.stem

    def to_core(self) -> core.Question:
        return core.Question(
            form=core.Form(self.form),
            wording=core.Wording(self.wording),
            article=self.article.slug,
            asks=tuple(
                core.TargetRef(row.target.fact.ref, row.target.label) for row in self.asked.all()
            ),
            stem=self.stem,
            uses=tuple(row.fact.ref for row in self.used.all()),
            options=tuple(option.to_core() for option in self.options.all()),
            accepted=tuple(answer.text for answer in self.answers.all()),
            explanation=self.explanation,
        )


class Option(models.Model):
    """One option. A distractor bears the reason why it is false, a key bears none."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(_("position"))
    # An option can be a whole statement, and a reason can quote one.
    label = models.CharField(_("option"), max_length=1000)
    is_key = models.BooleanField(_("right"), default=False)
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="+")
    states = models.ForeignKey(Fact, models.RESTRICT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("why it is false"), max_length=12, choices=ReasonKind, blank=True)
    reason_text = models.TextField(_("reason in words"), blank=True)
    reason_fact = models.ForeignKey(Fact, models.RESTRICT, null=True, blank=True, related_name="+")
    reason_group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["question", "position"]
        verbose_name, verbose_name_plural = _("option"), _("options")
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="option_position"),
            models.UniqueConstraint(fields=["question", "label"], name="option_label"),
            models.CheckConstraint(
                condition=Q(is_key=True, reason="") | (Q(is_key=False) & ~Q(reason="")),
                name="distractor_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["", *sorted(ReasonKind.values)]), name="option_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def bare(self) -> core.Option:
        """As grading needs it: without its reason and the rows that reason points at."""
        return core.Option(self.label, self.is_key, self.entity.key if self.entity else None)

    def to_core(self) -> core.Option:
        reason = None
        if self.reason:
            reason = core.Reason(
                kind=core.ReasonKind(self.reason),
                text=self.reason_text,
                fact=self.reason_fact.ref if self.reason_fact else "",
                group=self.reason_group.name if self.reason_group else "",
            )
        return core.Option(
            label=self.label,
            is_key=self.is_key,
            entity=self.entity.key if self.entity else None,
            fact=self.states.ref if self.states else "",
            reason=reason,
        )


class AcceptedAnswer(models.Model):
    """A right answer to a typed question; the first is the one to show."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("answer"), max_length=300)

    class Meta:
        ordering = ["question", "position"]
        verbose_name, verbose_name_plural = _("accepted answer"), _("accepted answers")
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="answer_position"),
            models.UniqueConstraint(fields=["question", "text"], name="answer_once"),
        ]

    def __str__(self) -> str:
        return self.text


class QuestionTarget(models.Model):
    """A target that a question asks."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="asked")
    target = models.ForeignKey(Target, models.RESTRICT, related_name="questions")

    class Meta:
        ordering = ["question", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "target"], name="asked_once")]

    def __str__(self) -> str:
        return str(self.target)


class QuestionFact(models.Model):
    """A fact that a question uses: the ones it asks, and those that rule options out."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="used")
    fact = models.ForeignKey(Fact, models.RESTRICT, related_name="questions")

    class Meta:
        ordering = ["question", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "fact"], name="used_once")]

    def __str__(self) -> str:
        return str(self.fact)


class Proof(models.Model):
    """A stretch of an article that proves a question's key, frozen with the question.

    `start` and `end` (exclusive) are character offsets into the revision's text.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="proofs")
    revision = models.ForeignKey(ArticleRevision, models.RESTRICT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["question", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="proof_not_empty"),
            models.UniqueConstraint(fields=["question", "start", "end"], name="proof_once"),
        ]

    def __str__(self) -> str:
        return self.revision.text[self.start : self.end]


class QuestionSetQuerySet(models.QuerySet["QuestionSet"]):
    def open_to_all(self) -> Self:
        """The sets that anybody may take: those with questions, of readable articles."""
        return self.filter(article__in=Article.objects.readable(), items__isnull=False).distinct()

    def owned_by(self, user: User | AnonymousUser) -> Self:
        """The sets that a teacher made; none, of a guest."""
        return self.filter(owner=user.pk) if user.pk else self.none()

    def assignable_by(self, user: User | AnonymousUser) -> Self:
        """The sets that a teacher may assign: their own, once published."""
        return self.owned_by(user).filter(published__isnull=False)

    def with_counts(self) -> Self:
        """With `question_count`."""
        return self.annotate(question_count=models.Count("items", distinct=True))


class QuestionSet(models.Model):
    """Questions that go well together, in their order.

    Either one of the ready sets of an `article`, with its number, or a teacher's own, which is
    a draft until it is `published` and stays as it is from then on.
    """

    slug = models.SlugField(_("short name"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="sets")
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="sets"
    )
    created = models.DateTimeField(_("made"), null=True, blank=True)
    published = models.DateTimeField(_("published"), null=True, blank=True)
    questions = models.ManyToManyField(Question, through="SetItem", related_name="sets")

    # Set by with_counts
    question_count: int

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        verbose_name, verbose_name_plural = _("question set"), _("question sets")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="set_number"),
            models.CheckConstraint(
                condition=Q(article__isnull=False, number__isnull=False, owner__isnull=True)
                | Q(article__isnull=True, number__isnull=True, owner__isnull=False),
                name="ready_or_own_set",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is taken, or where its owner works on it."""
        return reverse("set" if self.owner_id is None else "own_set", args=[self.slug])


class SetItem(models.Model):
    set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, models.RESTRICT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["set", "position"]
        verbose_name, verbose_name_plural = _("question of a set"), _("questions of a set")
        constraints = [
            models.UniqueConstraint(fields=["set", "question"], name="question_once_in_set"),
            models.UniqueConstraint(fields=["set", "position"], name="set_position"),
        ]

    def __str__(self) -> str:
        return str(self.question)


class Report(models.Model):
    """A learner's word that something is wrong with a question."""

    class Reason(models.TextChoices):
        WRONG_KEY = "wrong_key", _("The answer is wrong")
        TWO_KEYS = "two_keys", _("Another answer is right too")
        UNCLEAR = "unclear", _("The question is unclear")
        NO_PROOF = "no_proof", _("The article doesn't say so")
        OTHER = "other", _("Something else")

    question = models.ForeignKey(Question, models.PROTECT, related_name="reports")
    attempt_question = models.OneToOneField(
        "AttemptQuestion", models.SET_NULL, null=True, blank=True, related_name="report"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    reason = models.CharField(_("reason"), max_length=9, choices=Reason)
    created = models.DateTimeField(_("reported"))
    closed = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["-created"]
        verbose_name, verbose_name_plural = _("report"), _("reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["no_proof", "other", "two_keys", "unclear", "wrong_key"]),
                name="report_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.question}"
