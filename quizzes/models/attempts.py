"""Attempts at question sets, and the responses given in them."""

import uuid
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quizzes.models.questions import Option, Question, QuestionSet

LONGEST_ANSWER = 300


@dataclass(frozen=True, slots=True)
class Learner:
    """Who takes an attempt: a user, or a guest by the random token of their session.

    A guest without a token has no attempts yet.
    """

    user: User | None = None
    guest: str = ""

    @property
    def is_guest(self) -> bool:
        return self.user is None


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def for_learner(self, learner: Learner) -> Self:
        """The learner's own attempts, and nobody else's."""
        if learner.user is not None:
            return self.filter(user=learner.user)
        return self.filter(guest=learner.guest) if learner.guest else self.none()

    def open(self) -> Self:
        return self.filter(finished__isnull=True)

    def without_answers(self) -> Self:
        """Begun, and nothing answered yet."""
        given = Response.objects.filter(attempt_question__attempt=models.OuterRef("pk"))
        return self.filter(~models.Exists(given))

    def with_score(self) -> Self:
        """With `points` and `answered`, each counted from the responses, and `total`."""
        return self.annotate(
            points=Coalesce(models.Sum("questions__responses__points"), 0),
            answered=models.Count("questions__responses"),
            total=models.Count("questions", distinct=True),
        )


class Attempt(models.Model):
    """One go at a set: its questions and their option order, frozen as rows.

    It belongs to a user or to a guest, never to both. `seed` ordered it; `retry_of` is the
    attempt whose missed questions it practises or which it repeats.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="attempts"
    )
    guest = models.CharField(max_length=64, blank=True, editable=False)
    question_set = models.ForeignKey(
        QuestionSet, models.SET_NULL, null=True, blank=True, related_name="attempts"
    )
    retry_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="retries"
    )
    title = models.CharField(_("title"), max_length=300)
    seed = models.PositiveIntegerField(editable=False)
    started = models.DateTimeField(_("started"))
    finished = models.DateTimeField(_("finished"), null=True, blank=True)

    # Set by with_score
    points: int
    answered: int
    total: int

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started"]
        verbose_name, verbose_name_plural = _("attempt"), _("attempts")
        indexes = [models.Index(fields=["guest", "started"], name="attempt_guest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, guest="") | (Q(user__isnull=True) & ~Q(guest="")),
                name="attempt_of_one_learner",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("attempt", args=[self.pk])

    @property
    def learner(self) -> Learner:
        return Learner(self.user, self.guest)


class AttemptQuestionQuerySet(models.QuerySet["AttemptQuestion"]):
    def for_learner(self, learner: Learner) -> Self:
        """The questions of the learner's own attempts, and nobody else's."""
        return self.filter(attempt__in=Attempt.objects.for_learner(learner))

    def with_progress(self) -> Self:
        """With `is_answered`, `open_number` (the attempt's first question without an answer,
        None where there is none) and `total`.
        """
        siblings = AttemptQuestion.objects.filter(attempt=models.OuterRef("attempt"))
        unanswered = siblings.filter(responses__isnull=True).order_by("number")
        counted = siblings.order_by().values("attempt").annotate(count=models.Count("pk"))
        return self.annotate(
            is_answered=models.Exists(
                Response.objects.filter(attempt_question=models.OuterRef("pk"))
            ),
            open_number=models.Subquery(unanswered.values("number")[:1]),
            total=models.Subquery(counted.values("count")),
        )

    def for_page(self) -> Self:
        """As the page of a question needs them, without a word that tells the key."""
        return (
            self.with_progress()
            .select_related("question")
            .only("attempt", "number", "question__form", "question__stem")
        )

    def for_review(self) -> Self:
        """With everything that a review tells, in a fixed number of queries."""
        return self.select_related("question__article").prefetch_related(
            "question__options",
            "question__answers",
            "question__proofs__revision",
            "responses__chosen__option__option",
        )


class AttemptQuestion(models.Model):
    """Question `number` (from 1) of an attempt."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="asked_in")

    # Set by with_progress
    is_answered: bool
    open_number: int | None
    total: int

    objects = AttemptQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="attempt_number"),
            models.UniqueConstraint(fields=["attempt", "question"], name="question_once_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.question}"

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.attempt_id, self.number])

    @property
    def is_ahead(self) -> bool:
        """Whether an earlier question is still open, of one that was fetched `with_progress`."""
        return self.open_number is not None and self.open_number < self.number


class AttemptOptionQuerySet(models.QuerySet["AttemptOption"]):
    def with_choice(self) -> Self:
        """With `chosen`: whether the learner chose it."""
        rows = ChosenOption.objects.filter(option=models.OuterRef("pk"))
        return self.annotate(chosen=models.Exists(rows))


class AttemptOption(models.Model):
    """Where an option stands (from 1) in an attempt: what a form posts is this position."""

    attempt_question = models.ForeignKey(AttemptQuestion, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    option = models.ForeignKey(Option, models.PROTECT, related_name="+")

    # Set by with_choice
    chosen: bool

    objects = AttemptOptionQuerySet.as_manager()

    class Meta:
        ordering = ["attempt_question", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt_question", "position"], name="attempt_option_position"
            ),
            models.UniqueConstraint(
                fields=["attempt_question", "option"], name="attempt_option_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.option}"


class Response(models.Model):
    """What a learner answered, once stored never changed. A retry bears the same token.

    `points` are frozen with it, of a maximum of 1; the score is their sum.
    """

    attempt_question = models.ForeignKey(AttemptQuestion, models.CASCADE, related_name="responses")
    revision = models.PositiveSmallIntegerField(default=1)
    token = models.UUIDField()
    text = models.CharField(_("typed answer"), max_length=LONGEST_ANSWER, blank=True)
    points = models.PositiveSmallIntegerField(_("points"))
    answered = models.DateTimeField(_("answered"))

    class Meta:
        ordering = ["attempt_question", "revision"]
        verbose_name, verbose_name_plural = _("response"), _("responses")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt_question", "revision"], name="one_response_a_revision"
            ),
            models.CheckConstraint(condition=Q(points__lte=1), name="points_of_one"),
        ]

    def __str__(self) -> str:
        return self.text or ", ".join(str(row.option.option) for row in self.chosen.all())


class ChosenOption(models.Model):
    """An option that a response chose."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="chosen")
    # Not PROTECT: an attempt that is deleted takes its options and responses with it.
    option = models.ForeignKey(AttemptOption, models.RESTRICT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "option"], name="chosen_once")]

    def __str__(self) -> str:
        return str(self.option)
