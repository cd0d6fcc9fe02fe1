"""By what an editor narrows the list of facts."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quizzes.models import Fact


class SpeakersFilter(admin.SimpleListFilter):
    title = _("who says so")
    parameter_name = "said"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("named", _("a named speaker")),
            ("unnamed", _("an unnamed source")),
            ("report", _("the report itself")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fact]) -> QuerySet[Fact]:
        # Of facts, not of rows joined: one with two speakers is listed once.
        named = Q(pk__in=Fact.objects.filter(speakers__isnull=False).values("pk"))
        if self.value() == "named":
            return queryset.filter(named)
        if self.value() == "unnamed":
            return queryset.filter(~named & ~Q(verb=""))
        if self.value() == "report":
            return queryset.filter(~named & Q(verb=""))
        return queryset


class QuestionsFilter(admin.SimpleListFilter):
    title = _("questions")
    parameter_name = "questions"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("some wait for an editor")),
            ("reported", _("some are reported")),
            ("none", _("none is published")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fact]) -> QuerySet[Fact]:
        if self.value() == "waiting":
            return queryset.filter(Q(("waiting_count__gt", 0)))
        if self.value() == "reported":
            return queryset.filter(Q(("report_count__gt", 0)))
        if self.value() == "none":
            return queryset.filter(Q(("published_count", 0)))
        return queryset
