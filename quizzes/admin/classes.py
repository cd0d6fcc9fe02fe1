"""Classes and assignments, to look at."""

from django.contrib import admin

from quizzes.admin.readonly import ShownInside, WrittenElsewhere
from quizzes.models import Assignment, Classroom, Member


class MemberInline(ShownInside, admin.TabularInline[Member, Classroom]):
    model = Member
    fields = ("name", "user", "role", "is_managed", "joined", "left")


@admin.register(Classroom)
class ClassroomAdmin(WrittenElsewhere, admin.ModelAdmin[Classroom]):
    """Who teaches and learns where. The code is not shown: it is the teachers' to give away."""

    list_display = ("name", "zone", "created", "archived")
    list_filter = (("archived", admin.EmptyFieldListFilter),)
    search_fields = ("name", "members__user__username")
    inlines = (MemberInline,)
    fields = ("name", "zone", "is_joinable", "created", "archived")


@admin.register(Assignment)
class AssignmentAdmin(WrittenElsewhere, admin.ModelAdmin[Assignment]):
    """What was given to which class, on which terms."""

    list_display = ("title", "classroom", "given", "opens", "due", "closes")
    list_filter = (("given", admin.EmptyFieldListFilter),)
    search_fields = ("title", "classroom__name")
    list_select_related = ("classroom",)
    fields = (
        *("title", "classroom", "question_set", "given", "opens", "due", "closes"),
        *("attempts_allowed", "minutes", "counts", "shows"),
    )
