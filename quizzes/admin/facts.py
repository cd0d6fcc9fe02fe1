"""The editor's desk for facts."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quizzes.admin.filters import QuestionsFilter, SpeakersFilter
from quizzes.admin.history import what_changed
from quizzes.admin.outcomes import note_change, publish_and_tell, tell_of_facts
from quizzes.admin.panels import article_with_quotes, open_reports, previewed
from quizzes.admin.retrying import RetryingAdmin
from quizzes.core import library as core
from quizzes.forms.facts import FactForm
from quizzes.models import Fact, Question
from quizzes.models.library import Status
from quizzes.models.questions import QuestionStatus
from quizzes.services.decisions import bring_into_line, set_fact_status
from quizzes.services.facts import store_fact
from quizzes.services.library import current_library
from quizzes.services.questions import articles_resting_on


@admin.register(Fact)
class FactAdmin(RetryingAdmin[Fact]):
    """Facts with their evidence and targets, beside the questions that they give.

    What is stored is the core value that the form has read, as when a sheet is loaded.
    """

    form = FactForm
    list_display = (
        "states",
        "status",
        "important",
        "question_counts",
        "article",
    )
    list_filter = ("status", SpeakersFilter, QuestionsFilter, "important", "article")
    list_select_related = ("article",)
    list_per_page = 50
    search_fields = ("statement", "key", "evidence__quote")
    autocomplete_fields = ("article",)
    actions = ("approve", "retire", "reopen", "publish_waiting")
    fieldsets = (
        (None, {"fields": ("article", "statement", "key")}),
        (_("Who says so, and when"), {"fields": ("verb", ("when", "said_on"))}),
        (
            _("How it is used"),
            {"fields": ("status", ("important", "cause", "derived"), "note")},
        ),
    )

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fact]:
        return Fact.objects.with_question_counts().order_by("article", "position", "pk")

    @admin.display(description=_("statement"), ordering="statement")
    def states(self, fact: Fact) -> str:
        return str(fact)

    @admin.display(description=_("questions"), ordering="published_count")
    def question_counts(self, fact: Fact) -> str:
        """How many are published, and how many wait and are reported where any do."""
        counts = [
            ngettext("%d published", "%d published", fact.published_count) % fact.published_count
        ]
        if fact.waiting_count:
            counts.append(ngettext("%d waits", "%d wait", fact.waiting_count) % fact.waiting_count)
        if fact.report_count:
            counts.append(
                ngettext("%d report", "%d reports", fact.report_count) % fact.report_count
            )
        return ", ".join(counts)

    @admin.action(description=_("Approve"), permissions=["change"])
    def approve(self, request: HttpRequest, rows: QuerySet[Fact]) -> None:
        self._set_status(request, rows, Status.APPROVED)

    @admin.action(description=_("Retire"), permissions=["change"])
    def retire(self, request: HttpRequest, rows: QuerySet[Fact]) -> None:
        self._set_status(request, rows, Status.RETIRED)

    @admin.action(description=_("Back to draft"), permissions=["change"])
    def reopen(self, request: HttpRequest, rows: QuerySet[Fact]) -> None:
        self._set_status(request, rows, Status.DRAFT)

    def _set_status(self, request: HttpRequest, rows: QuerySet[Fact], status: Status) -> None:
        changed, runs = set_fact_status(facts=rows, status=status, now=timezone.now())
        note_change(request, changed, f"status: {status.value}")
        if not changed:
            said = _("Nothing was changed: it is so already, or another fact states the same now.")
            self.message_user(request, said, messages.WARNING)
            return
        count = len(changed)
        text = ngettext("%(count)d fact: %(status)s.", "%(count)d facts: %(status)s.", count)
        values = {"count": count, "status": status.label}
        self.message_user(request, text % values, messages.SUCCESS)
        tell_of_facts(request, changed, runs)

    @admin.action(description=_("Publish the waiting questions"), permissions=["change"])
    def publish_waiting(self, request: HttpRequest, rows: QuerySet[Fact]) -> None:
        waiting = Question.objects.filter(
            asked__target__fact__in=rows.values("pk"), status=QuestionStatus.WAITING
        )
        publish_and_tell(request, list(waiting.distinct()))

    # The page of a fact

    def get_readonly_fields(self, request: HttpRequest, obj: Fact | None = None) -> tuple[str, ...]:
        # A fact never moves to another article: its quotes stand in this one.
        return ("article",) if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Fact | None = None, change: bool = False, **kwargs: Any
    ) -> type[FactForm]:
        form = cast("type[FactForm]", super().get_form(request, obj, change, **kwargs))
        form.library = current_library()
        return form

    def save_model(self, request: HttpRequest, obj: Fact, form: FactForm, change: bool) -> None:
        if form.fact is None or form.fact == form.before:
            return
        if not change:
            last = obj.article.facts.aggregate(last=Max("position"))["last"]
            obj.position = 0 if last is None else last + 1
        store_fact(row=obj, fact=form.fact, revision=obj.article.current)

    def save_related(
        self, request: HttpRequest, form: FactForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        statuses = {fact.status for fact in (form.before, form.fact) if fact}
        if form.fact != form.before and core.Status.APPROVED in statuses:
            runs = bring_into_line(articles_resting_on([form.instance]), now=timezone.now())
            tell_of_facts(request, [form.instance], runs)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        if add or form.before is None or form.fact is None:
            return [{"added": {}}]
        changed = what_changed(form.before, form.fact)
        return [{"changed": {"fields": changed}}] if changed else []

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form: FactForm = context["adminform"].form
        fact = form.fact
        context["preview"] = previewed(fact, form.library) if fact else None
        context["is_of_input"] = form.is_bound
        quotes = fact.quotes if fact else ()
        context["paragraphs"] = article_with_quotes(form.article, quotes) if form.article else None
        if form.instance.pk:
            context["open_reports"] = open_reports(form.instance)
        return super().render_change_form(request, context, *args, **kwargs)
