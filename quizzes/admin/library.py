"""The editor's desk for articles, entities and groups. Facts have a file of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.admin import sheets
from quizzes.admin.outcomes import tell_of_articles
from quizzes.admin.readonly import ShownInside
from quizzes.admin.retrying import RetryingAdmin
from quizzes.forms.library import ArticleForm, EntityForm, GroupForm
from quizzes.models import Article, ArticleRevision, Entity, Group
from quizzes.services.decisions import bring_into_line
from quizzes.services.entities import store_entity, store_group
from quizzes.services.library import revise
from quizzes.services.questions import articles_judged_by, articles_naming


def bring_and_tell(request: HttpRequest, articles: Iterable[Article]) -> None:
    """Make the questions of these articles anew, and say how they stand then."""
    rows = list(articles)
    tell_of_articles(request, rows, bring_into_line(rows, now=timezone.now()))


class RevisionInline(ShownInside, admin.StackedInline[ArticleRevision, Article]):
    model = ArticleRevision
    fields = ("created", "text")
    ordering = ("-number",)
    classes = ("collapse",)


@admin.register(Article)
class ArticleAdmin(RetryingAdmin[Article]):
    """Articles; a changed text becomes a new revision, the old one stays."""

    form = ArticleForm
    list_display = ("title", "status", "published", "fact_count", "question_count")
    list_filter = ("status", "language")
    search_fields = ("title", "slug", "source")
    ordering = ("-published", "title")
    date_hierarchy = "published"
    actions = ("generate",)
    inlines = (RevisionInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "text", "status", "show")}),
        (
            _("Where it comes from"),
            {"fields": ("source", "url", "licence", "language", "published")},
        ),
        (_("For editors"), {"fields": ("text_name", "note")}),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("upload/", view(sheets.upload), name="quizzes_article_upload"),
            path("<int:pk>/sheet/", view(sheets.download), name="quizzes_article_download"),
        ]
        return own + super().get_urls()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        live = Q(questions__status="published")
        return (
            super()
            .get_queryset(request)
            .annotate(
                fact_total=Count("facts", distinct=True),
                question_total=Count("questions", filter=live, distinct=True),
            )
        )

    def get_readonly_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> tuple[str, ...]:
        # Sheets, links and questions know an article by its short name.
        return ("slug",) if obj else ()

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ("title",)}

    @admin.display(description=_("facts"), ordering="fact_total")
    def fact_count(self, article: Any) -> int:
        return int(article.fact_total)

    @admin.display(description=_("published questions"), ordering="question_total")
    def question_count(self, article: Any) -> int:
        return int(article.question_total)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        revise(article=form.instance, text=form.cleaned_data["text"], now=timezone.now())
        after = form.instance.to_core()
        if form.before and replace(after, note="") != replace(form.before, note=""):
            bring_and_tell(request, [form.instance])

    @admin.action(description=_("Generate questions"), permissions=["change"])
    def generate(self, request: HttpRequest, rows: QuerySet[Article]) -> None:
        bring_and_tell(request, rows)


@admin.register(Entity)
class EntityAdmin(RetryingAdmin[Entity]):
    """Everything that has a name."""

    form = EntityForm
    list_display = ("name", "kind", "subkind", "country")
    list_filter = ("kind", "subkind")
    list_select_related = ("country",)
    search_fields = ("name", "names__text")
    autocomplete_fields = ("stands_for", "part_of", "country")
    fieldsets = (
        (None, {"fields": ("name", "kind", "subkind", "also", "demonyms", "pronoun", "sort")}),
        (_("How it belongs"), {"fields": ("country", "part_of", "stands_for", "near")}),
        (_("For editors"), {"fields": ("note",)}),
    )

    def save_model(self, request: HttpRequest, obj: Entity, form: Any, change: bool) -> None:
        if form.entity == form.before:
            return
        store_entity(row=obj, entity=form.entity)
        if form.before and replace(form.before, note="") != replace(form.entity, note=""):
            bring_and_tell(request, articles_naming([obj]))


@admin.register(Group)
class GroupAdmin(RetryingAdmin[Group]):
    """Sets of entities that can rule an option out."""

    form = GroupForm
    list_display = ("name", "complete", "as_of", "member_count", "source")
    list_filter = ("complete",)
    search_fields = ("name", "members__entity__name")
    ordering = ("name",)
    fields = ("name", "members", "complete", "as_of", "source", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).annotate(member_total=Count("members"))

    @admin.display(description=_("members"), ordering="member_total")
    def member_count(self, group: Any) -> int:
        return int(group.member_total)

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: bool) -> None:
        if form.group == form.before:
            return
        store_group(row=obj, group=form.group)
        bring_and_tell(request, articles_judged_by(obj))
