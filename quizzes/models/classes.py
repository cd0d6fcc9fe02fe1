"""Classes with their members, and the sets that are assigned to them."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quizzes.core import availability as core
from quizzes.models.fields import check_choice
from quizzes.models.questions import QuestionSet


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    TEACHER = "teacher", _("teacher")
    LEARNER = "learner", _("learner")


TEACHING = (Role.OWNER, Role.TEACHER)

STILL_OF_INTEREST = timedelta(days=7)


class Shows(models.TextChoices):
    AT_ONCE = core.Shows.AT_ONCE.value, _("after each answer")
    SUBMITTED = core.Shows.SUBMITTED.value, _("after handing in")
    CLOSED = core.Shows.CLOSED.value, _("after the closing")


class Counts(models.TextChoices):
    HIGHEST = core.Counts.HIGHEST.value, _("the highest")
    LATEST = core.Counts.LATEST.value, _("the latest")


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def taught_by(self, user: User | AnonymousUser) -> Self:
        """The classes that somebody owns or teaches."""
        return self.filter(pk__in=Member.objects.teaching(user).values("classroom"))

    def owned_by(self, user: User | AnonymousUser) -> Self:
        mine = Member.objects.teaching(user).filter(role=Role.OWNER)
        return self.filter(pk__in=mine.values("classroom"))

    def attended_by(self, user: User | AnonymousUser) -> Self:
        """The classes that somebody learns in."""
        return self.filter(pk__in=Member.objects.learning(user).values("classroom"))

    def current(self) -> Self:
        return self.filter(archived__isnull=True)

    def joinable(self) -> Self:
        """Those that a code lets people into."""
        return self.current().filter(is_joinable=True)

    def with_counts(self) -> Self:
        """With `learner_count`."""
        present = Q(members__role=Role.LEARNER, members__left__isnull=True)
        return self.annotate(learner_count=Count("members", filter=present))


class Classroom(models.Model):
    """A class: who teaches and who learns in it, in which time zone, and how it is joined."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    zone = models.CharField(_("time zone"), max_length=64)
    code = models.CharField(_("join code"), max_length=16, unique=True)
    is_joinable = models.BooleanField(_("can be joined by code"), default=True)
    created = models.DateTimeField(_("made"))
    archived = models.DateTimeField(_("archived"), null=True, blank=True)

    # Set by with_counts
    learner_count: int

    objects = ClassroomQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name, verbose_name_plural = _("class"), _("classes")
        permissions = [("teach", "Can make classes and question sets")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="class_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("class", args=[self.slug])


class MemberQuerySet(models.QuerySet["Member"]):
    def present(self) -> Self:
        """Those who have not left."""
        return self.filter(left__isnull=True)

    def learners(self) -> Self:
        return self.filter(role=Role.LEARNER)

    def teachers(self) -> Self:
        """Those who own or teach, the owner first."""
        return self.filter(role__in=TEACHING).order_by("classroom", "role", "name", "pk")

    def in_results_of(self, assignment: "Assignment") -> Self:
        """Those whom it is for, and whoever has begun it.

        With `is_expected`, which is True of the former.
        """
        expected = Q(role=Role.LEARNER, left__isnull=True)
        if not assignment.is_for_all:
            expected &= Q(Exists(assignment.learners.filter(member=OuterRef("pk"))))
        begun = Q(Exists(assignment.attempts.filter(user=OuterRef("user"))))
        members = self.filter(classroom=assignment.classroom_id)
        return members.annotate(is_expected=expected).filter(expected | begun)

    def learning(self, user: User | AnonymousUser) -> Self:
        """Where somebody learns; nowhere, of a guest."""
        return self.learners().present().filter(user=user.pk) if user.pk else self.none()

    def teaching(self, user: User | AnonymousUser) -> Self:
        """Where somebody owns or teaches; nowhere, of a guest."""
        return self.teachers().present().filter(user=user.pk) if user.pk else self.none()

    def managed(self) -> Self:
        """Learners whom the teachers of the class may give a new password.

        Their account was made for it, and opens nothing that is more than a learner's.
        """
        teach = Q(codename="teach", content_type__app_label="quizzes")
        permission = Permission.objects.filter(teach)
        powerful = User.objects.filter(
            Q(is_staff=True)
            | Q(is_superuser=True)
            | Q(groups__permissions__in=permission)
            | Q(user_permissions__in=permission)
            | Q(memberships__in=Member.objects.teachers().present())
        )
        return self.learners().present().filter(is_managed=True).exclude(user__in=powerful)

    def removable_by(self, user: User | AnonymousUser) -> Self:
        """The learners of the classes that somebody teaches, and the co-teachers of their own."""
        taught, owned = Classroom.objects.taught_by(user), Classroom.objects.owned_by(user)
        return self.present().filter(
            Q(role=Role.LEARNER, classroom__in=taught) | Q(role=Role.TEACHER, classroom__in=owned)
        )

    def renamable_by(self, user: User | AnonymousUser) -> Self:
        """The learners of the classes that somebody teaches, and that teacher too."""
        taught = Classroom.objects.taught_by(user)
        theirs = Q(role=Role.LEARNER) | Q(user=user.pk)
        return self.present().filter(theirs, classroom__in=taught)


class Member(models.Model):
    """Somebody in a class, under the name that is used there. Who has left keeps their work.

    `is_managed` where the account was made for the class: then its teachers may give it a new
    password.
    """

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=7, choices=Role)
    name = models.CharField(_("name"), max_length=80)
    is_managed = models.BooleanField(_("account made for the class"), default=False)
    joined = models.DateTimeField(_("joined"))
    left = models.DateTimeField(_("left"), null=True, blank=True)

    # Set by in_results_of
    is_expected: bool

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["classroom", "name", "pk"]
        verbose_name, verbose_name_plural = _("member"), _("members")
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="member_of_class_once"),
            models.UniqueConstraint(
                fields=["classroom"], condition=Q(role="owner"), name="one_owner"
            ),
            models.CheckConstraint(
                condition=~Q(role="owner") | Q(left__isnull=True), name="owner_stays"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="member_has_name"),
            check_choice("role", Role, "member_role"),
        ]

    def __str__(self) -> str:
        return self.name


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def for_teacher(self, user: User | AnonymousUser) -> Self:
        """Those of the classes that somebody teaches, drafts included."""
        return self.filter(classroom__in=Classroom.objects.taught_by(user))

    def for_learner(self, user: User | AnonymousUser) -> Self:
        """Those that were given to somebody, open or not."""
        named = AssignmentLearner.objects.filter(member__user=user.pk).values("assignment")
        attended = Classroom.objects.attended_by(user)
        to_them = Q(is_for_all=True) | Q(pk__in=named)
        return self.filter(to_them, classroom__in=attended, given__isnull=False)

    def open(self, now: datetime) -> Self:
        """Those that can be begun now; `core.availability.state` says the same of one."""
        return self.filter(
            Q(opens__isnull=True) | Q(opens__lte=now),
            Q(closes__isnull=True) | Q(closes__gt=now),
            given__isnull=False,
            classroom__archived__isnull=True,
        )

    def open_for(self, user: User | AnonymousUser, now: datetime) -> Self:
        return self.for_learner(user).open(now)

    def of_interest(self, now: datetime) -> Self:
        """What a teacher has given and is likely to ask after: not closed for long."""
        lately = Q(closes__isnull=True) | Q(closes__gt=now - STILL_OF_INTEREST)
        return self.filter(lately, given__isnull=False, classroom__archived__isnull=True)

    def with_progress(self, now: datetime) -> Self:
        """With `learner_count`, for how many it is, and `handed_in`, how many have done so."""
        over = Q(user__attempts__finished__isnull=False) | Q(
            user__attempts__deadline__lte=now - core.GRACE
        )
        named = Q(assigned__assignment=OuterRef("pk"))
        is_for_all = Q(
            classroom__assignments=OuterRef("pk"), classroom__assignments__is_for_all=True
        )
        present = Member.objects.learners().present()
        whose = present.filter(named | is_for_all, classroom=OuterRef("classroom"))
        done = whose.filter(over, user__attempts__assignment=OuterRef("pk"))
        return self.annotate(learner_count=_how_many(whose), handed_in=_how_many(done))


def _how_many(members: MemberQuerySet) -> Coalesce:
    """Their number, as a part of another query."""
    counted = members.order_by().values("classroom").annotate(count=Count("pk", distinct=True))
    return Coalesce(Subquery(counted.values("count")), 0)


class Assignment(models.Model):
    """A question set given to a class, or to some learners of it, and the rules for taking it.

    It is a draft until it is `given`. A set that is given to several classes is an assignment
    to each.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="assignments")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="assignments")
    title = models.CharField(_("title"), max_length=300)
    is_for_all = models.BooleanField(_("for the whole class"), default=True)
    created = models.DateTimeField(_("made"))
    given = models.DateTimeField(_("given"), null=True, blank=True)
    opens = models.DateTimeField(_("opens"), null=True, blank=True)
    due = models.DateTimeField(_("due"), null=True, blank=True)
    closes = models.DateTimeField(_("closes"), null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("time limit in minutes"), null=True, blank=True)
    counts = models.CharField(
        _("which attempt counts"), max_length=7, choices=Counts, default=Counts.HIGHEST
    )
    shows = models.CharField(
        _("answers are shown"), max_length=9, choices=Shows, default=Shows.AT_ONCE
    )

    # Set by with_progress
    learner_count: int
    handed_in: int

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["classroom", "-created", "pk"]
        verbose_name, verbose_name_plural = _("assignment"), _("assignments")
        constraints = [
            check_choice("counts", Counts, "assignment_counts"),
            check_choice("shows", Shows, "assignment_shows"),
            models.CheckConstraint(
                condition=Q(attempts_allowed__isnull=True) | Q(attempts_allowed__gte=1),
                name="one_attempt_at_least",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1), name="one_minute_at_least"
            ),
            models.CheckConstraint(
                condition=Q(given__isnull=True) | ~Q(shows="closed") | Q(closes__isnull=False),
                name="shown_after_a_closing",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{one}__isnull": True})
                    | Q(**{f"{other}__isnull": True})
                    | Q(**{f"{other}__gte": F(one)}),
                    name=f"{one}_before_{other}",
                )
                for one, other in (("opens", "due"), ("due", "closes"), ("opens", "closes"))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assignment", args=[self.pk])

    @property
    def terms(self) -> core.Terms:
        return core.Terms(
            opens=self.opens,
            due=self.due,
            closes=self.closes,
            attempts=self.attempts_allowed,
            minutes=self.minutes,
            counts=core.Counts(self.counts),
            shows=core.Shows(self.shows),
        )

    def state(self, now: datetime) -> core.State:
        """How it stands, of one that was fetched with its class."""
        archived = self.classroom.archived
        return core.state(self.terms, given=self.given, archived=archived, now=now)


class AssignmentLearner(models.Model):
    """One of the learners that an assignment is for which is not for the whole class."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="learners")
    member = models.ForeignKey(Member, models.CASCADE, related_name="assigned")

    class Meta:
        ordering = ["assignment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "member"], name="assigned_once"),
        ]

    def __str__(self) -> str:
        return str(self.member)
