"""The editor's desk for questions, sets and reports: to read and decide, never to rewrite."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quizzes.admin.outcomes import publish_and_tell, withdraw_and_tell
from quizzes.admin.readonly import ShownInside, Unsaved, WrittenElsewhere
from quizzes.core.rules import judge
from quizzes.models import AcceptedAnswer, Option, Question, QuestionSet, Report, SetItem
from quizzes.services.library import current_library
from quizzes.services.reports import close_reports


class OptionInline(ShownInside, admin.TabularInline[Option, Question]):
    model = Option
    fields = ("position", "label", "is_key", "reason", "reason_text", "reason_fact")


class AcceptedAnswerInline(ShownInside, admin.TabularInline[AcceptedAnswer, Question]):
    model = AcceptedAnswer
    fields = ("text",)


class ReportInline(ShownInside, admin.TabularInline[Report, Question]):
    model = Report
    fields = ("reason", "created", "closed")


@admin.register(Question)
class QuestionAdmin(Unsaved, admin.ModelAdmin[Question]):
    """Questions with their findings. What they say is changed by changing their fact."""

    list_display = ("stem", "status", "form", "wording", "open_reports", "article", "author")
    # Without an author: the bank. With one: what teachers worded for their own sets.
    list_filter = (
        "status",
        "form",
        "wording",
        ("author", admin.EmptyFieldListFilter),
        "article",
    )
    search_fields = ("stem", "options__label", "answers__text")
    ordering = ("article", "pk")
    list_per_page = 50
    actions = ("publish", "withdraw")
    inlines = (OptionInline, AcceptedAnswerInline, ReportInline)
    fields = (
        "stem",
        "form",
        "wording",
        "status",
        "version",
        "author",
        "based_on",
        "explanation",
        "facts",
        "findings",
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        # The page of a fact leads to its questions.
        return lookup == "asked__target__fact__id__exact" or super().lookup_allowed(
            lookup, value, request
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        rows = super().get_queryset(request).select_related("article", "author")
        still_open = Q(reports__closed__isnull=True)
        return rows.annotate(report_count=Count("reports", filter=still_open, distinct=True))

    @admin.display(description=_("reports"), ordering="report_count")
    def open_reports(self, question: Any) -> int:
        return int(question.report_count)

    @admin.display(description=_("facts"))
    def facts(self, question: Question) -> SafeString:
        """The facts it rests on, each a link to where it is changed."""
        rows = question.used.select_related("fact")
        return format_html_join(
            "",
            '<p><a href="{}">{}</a></p>',
            ((reverse("admin:quizzes_fact_change", args=[r.fact_id]), r.fact) for r in rows),
        )

    @admin.display(description=_("findings"))
    def findings(self, question: Question) -> SafeString | str:
        """What the rules have against it today."""
        row = Question.objects.with_parts().get(pk=question.pk)
        found = judge(row.to_core(), current_library())
        if not found:
            return str(_("None."))
        return format_html_join(
            "", "<p>{} ({}): {}</p>", ((f.rule, f.level, f.message) for f in found)
        )

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, rows: QuerySet[Question]) -> None:
        publish_and_tell(request, list(rows))

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request: HttpRequest, rows: QuerySet[Question]) -> None:
        withdraw_and_tell(request, list(rows))


class SetItemInline(ShownInside, admin.TabularInline[SetItem, QuestionSet]):
    model = SetItem
    fields = ("position", "question")


@admin.register(QuestionSet)
class QuestionSetAdmin(WrittenElsewhere, admin.ModelAdmin[QuestionSet]):
    """Sets as they were put together: those of articles, and those of teachers."""

    list_display = ("title", "article", "number", "owner", "size")
    list_filter = (("owner", admin.EmptyFieldListFilter), "article")
    search_fields = ("title",)
    ordering = ("article", "number")
    inlines = (SetItemInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionSet]:
        rows = super().get_queryset(request).select_related("article", "owner")
        return rows.annotate(item_count=Count("items"))

    @admin.display(description=_("questions"), ordering="item_count")
    def size(self, question_set: Any) -> int:
        return int(question_set.item_count)


@admin.register(Report)
class ReportAdmin(Unsaved, admin.ModelAdmin[Report]):
    """What learners say is wrong, beside the fact that it is about."""

    list_display = ("reason", "question", "fact", "created", "is_open")
    list_filter = (("closed", admin.EmptyFieldListFilter), "reason", "question__article")
    search_fields = ("question__stem",)
    date_hierarchy = "created"
    actions = ("close",)
    fields = ("reason", "question_link", "fact", "created", "closed")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        rows = super().get_queryset(request).select_related("question")
        return rows.prefetch_related("question__asked__target__fact")

    @admin.display(description=_("fact"))
    def fact(self, report: Report) -> SafeString:
        facts = {row.target.fact_id: row.target.fact for row in report.question.asked.all()}
        return format_html_join(
            "",
            '<a href="{}">{}</a> ',
            ((reverse("admin:quizzes_fact_change", args=[pk]), fact) for pk, fact in facts.items()),
        )

    @admin.display(description=_("question"))
    def question_link(self, report: Report) -> SafeString:
        url = reverse("admin:quizzes_question_change", args=[report.question_id])
        return format_html('<a href="{}">{}</a>', url, report.question)

    @admin.display(description=_("open"), boolean=True)
    def is_open(self, report: Report) -> bool:
        return report.closed is None

    @admin.action(description=_("Close"), permissions=["change"])
    def close(self, request: HttpRequest, rows: QuerySet[Report]) -> None:
        done = close_reports(reports=rows, now=timezone.now())
        text = ngettext("%d report is closed.", "%d reports are closed.", done) % done
        self.message_user(request, text, messages.SUCCESS if done else messages.INFO)
