"""Attempts at question sets, and the responses given in them."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quizzes.core import availability
from quizzes.core.availability import GRACE
from quizzes.models.classes import Assignment, Shows
from quizzes.models.fields import check_choice
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

    def running(self, now: datetime) -> Self:
        """Those that take answers; `core.availability.is_over` says the same of one."""
        in_time = Q(deadline__isnull=True) | Q(deadline__gt=now - GRACE)
        return self.filter(in_time, finished__isnull=True)

    def for_teacher(self, user: User | AnonymousUser) -> Self:
        """Those at assignments of the classes that somebody teaches."""
        return self.filter(assignment__in=Assignment.objects.for_teacher(user))

    def without_answers(self) -> Self:
        """Begun, and nothing answered yet."""
        given = Response.objects.filter(attempt_question__attempt=models.OuterRef("pk"))
        return self.filter(~models.Exists(given))

    def with_score(self) -> Self:
        """With `points` and `answered`, each counted from the responses that stand, and `total`."""
        # A response stands unless a later one to the same question has taken its place.
        later = Response.objects.filter(
            attempt_question=models.OuterRef("questions"),
            revision__gt=models.OuterRef("questions__responses__revision"),
        )
        standing = ~models.Exists(later)
        return self.annotate(
            points=Coalesce(models.Sum("questions__responses__points", filter=standing), 0),
            answered=models.Count("questions__responses", filter=standing),
            total=models.Count("questions", distinct=True),
        )

    def with_origin(self) -> Self:
        """With the set or the assignment that it came from."""
        return self.select_related("question_set", "assignment__classroom")


class Attempt(models.Model):
    """One go at a set: its questions and their option order, frozen as rows.

    It belongs to a user or to a guest, never to both. `seed` ordered it; `retry_of` is the
    attempt whose missed questions it practises or which it repeats.

    One at an assignment is the learner's `go`th (from 1) at it, and keeps the rules that it
    began under: when answers are shown, its minutes, when the assignment closes, and the
    `deadline` that follows from these.
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
    assignment = models.ForeignKey(
        Assignment, models.SET_NULL, null=True, blank=True, related_name="attempts"
    )
    go = models.PositiveSmallIntegerField(default=1, db_default=1, editable=False)
    shows = models.CharField(
        max_length=9,
        choices=Shows,
        default=Shows.AT_ONCE,
        db_default=Shows.AT_ONCE,
        editable=False,
    )
    minutes = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    closes = models.DateTimeField(_("closes"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
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
            check_choice("shows", Shows, "attempt_shows"),
            models.UniqueConstraint(fields=["assignment", "user", "go"], name="one_attempt_a_go"),
            # One whose time is up counts as over, and is finished before another begins.
            models.UniqueConstraint(
                fields=["assignment", "user"],
                condition=Q(finished__isnull=True),
                name="one_running_attempt",
            ),
            models.CheckConstraint(
                condition=Q(assignment__isnull=True) | Q(user__isnull=False),
                name="assigned_to_a_user",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("attempt", args=[self.pk])

    @property
    def learner(self) -> Learner:
        return Learner(self.user, self.guest)

    @property
    def tells_at_once(self) -> bool:
        """Whether each answer is final and explained, rather than open until all are handed in."""
        return self.shows == Shows.AT_ONCE

    def is_over(self, now: datetime) -> bool:
        """Whether it takes no more answers."""
        return availability.is_over(self.deadline, finished=self.finished, now=now)

    def ended(self, now: datetime) -> datetime | None:
        """When it was handed in, by the learner or by its deadline; None while it runs."""
        return availability.ended(self.deadline, finished=self.finished, now=now)

    def is_told(self, now: datetime) -> bool:
        """Whether the learner may see all its answers now."""
        shows = availability.Shows(self.shows)
        return availability.are_told(shows, over=self.is_over(now), closes=self.closes, now=now)


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

    def with_standing(self) -> Self:
        """Joined with the response that stands, whose columns are None without an answer."""
        later = Response.objects.filter(
            attempt_question=models.OuterRef("pk"),
            revision__gt=models.OuterRef("responses__revision"),
        )
        return self.filter(~models.Exists(later))

    def for_page(self) -> Self:
        """As the page of a question needs them, without a word that tells the key.

        With `zone`, that of the class whose assignment it is, None where it is nobody's.
        """
        return (
            self.with_progress()
            .annotate(zone=models.F("attempt__assignment__classroom__zone"))
            .select_related("question", "attempt")
            .only(
                "number",
                "question__form",
                "question__stem",
                "attempt__shows",
                "attempt__closes",
                "attempt__deadline",
                "attempt__finished",
                "attempt__assignment",
            )
        )

    def for_telling(self) -> Self:
        """With what its page tells of it, and of the response that stands, which comes first.

        Of the response: `response_pk`, `text` and `points`, all None where there is none.
        """
        response = {
            "response_pk": models.F("responses__pk"),
            "text": models.F("responses__text"),
            "points": models.F("responses__points"),
        }
        rows = self.annotate(**response).select_related("question__article", "report")
        return rows.order_by("-responses__revision")

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

    # Set by for_page
    zone: str | None

    # Set by for_telling
    response_pk: int | None
    text: str | None
    points: int | None

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
        """Whether an earlier question must be answered first, of one fetched `with_progress`."""
        if not self.attempt.tells_at_once or self.open_number is None:
            return False
        return self.open_number < self.number

    def is_told(self, now: datetime) -> bool:
        """Whether its answer may be shown, of one that was fetched `with_progress`."""
        answered_for_good = self.attempt.tells_at_once and self.is_answered
        return answered_for_good or self.attempt.is_told(now)


class AttemptOptionQuerySet(models.QuerySet["AttemptOption"]):
    def with_choice(self, response: int | None) -> Self:
        """With `chosen`: whether the response of that key chose it."""
        rows = ChosenOption.objects.filter(option=models.OuterRef("pk"), response=response)
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


class ResponseQuerySet(models.QuerySet["Response"]):
    def standing(self) -> Self:
        """Of each question the last response: the one that counts."""
        later = Response.objects.filter(
            attempt_question=models.OuterRef("attempt_question"),
            revision__gt=models.OuterRef("revision"),
        )
        return self.filter(~models.Exists(later))

    def at(self, assignment: Assignment) -> Self:
        return self.filter(attempt_question__attempt__assignment=assignment)


class Response(models.Model):
    """What a learner answered, once stored never changed. A retry bears the same token.

    Where answers are told only after handing in, another answer is another revision, and the
    last one stands. `points` are frozen with it, of a maximum of 1; the score is their sum.
    """

    attempt_question = models.ForeignKey(AttemptQuestion, models.CASCADE, related_name="responses")
    revision = models.PositiveSmallIntegerField(default=1)
    token = models.UUIDField()
    text = models.CharField(_("typed answer"), max_length=LONGEST_ANSWER, blank=True)
    points = models.PositiveSmallIntegerField(_("points"))
    answered = models.DateTimeField(_("answered"))

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["attempt_question", "revision"]
        verbose_name, verbose_name_plural = _("response"), _("responses")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt_question", "revision"], name="one_response_a_revision"
            ),
            models.UniqueConstraint(
                fields=["attempt_question", "token"], name="one_response_a_token"
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
