"""Attempts, to look at."""

from django.contrib import admin

from quizzes.admin.readonly import ShownInside, WrittenElsewhere
from quizzes.models import Attempt, AttemptQuestion


class AttemptQuestionInline(ShownInside, admin.TabularInline[AttemptQuestion, Attempt]):
    model = AttemptQuestion
    fields = ("number", "question")


@admin.register(Attempt)
class AttemptAdmin(WrittenElsewhere, admin.ModelAdmin[Attempt]):
    """Who took what, and when. What was answered never changes."""

    list_display = ("title", "user", "started", "finished")
    list_filter = (("finished", admin.EmptyFieldListFilter),)
    search_fields = ("title", "user__username")
    list_select_related = ("user",)
    date_hierarchy = "started"
    inlines = (AttemptQuestionInline,)
    fields = ("title", "user", "question_set", "started", "finished")
