"""What a teacher sends to give a set to classes, to change what was given, and to copy it."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from quizzes.core.availability import Terms
from quizzes.core.zones import moments, place_of, wall_clock
from quizzes.forms.classes import MembersField
from quizzes.forms.rules import TIMES, RulesForm
from quizzes.forms.wall_clock import FIRST, SECOND
from quizzes.models import Assignment, Classroom, Member, QuestionSet

ALL, SOME = "all", "some"


class TokenField(forms.UUIDField):
    """Made anew for each page: what is sent twice is done once."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(initial=uuid4)


class ClassesField(forms.ModelMultipleChoiceField[Classroom]):
    """Classes by check boxes, each with the place whose clocks count there."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Classes"),
            queryset=Classroom.objects.none(),
            to_field_name="slug",
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose a class.")},
        )

    def label_from_instance(self, obj: Classroom) -> str:
        return f"{obj.name} ({place_of(obj.zone)})"


class AssignmentForm(RulesForm):
    """A set of the teacher's own, for one or several of their classes."""

    token = TokenField()
    set = forms.ModelChoiceField(
        label=_("Set"),
        queryset=QuestionSet.objects.none(),
        to_field_name="slug",
        empty_label=None,
        error_messages={"required": _("Choose a set.")},
    )
    classes = ClassesField()

    def __init__(self, *args: Any, teacher: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sets = QuestionSet.objects.assignable_by(teacher).order_by("-published", "pk")
        _offer(self, "set", sets)
        _offer(self, "classes", _classes_of(teacher))

    def zones(self) -> Iterable[str]:
        return [row.zone for row in self.cleaned_data.get("classes", ())]

    @property
    def by_class(self) -> dict[Classroom, Terms]:
        """The terms for each class, of a valid form."""
        return {row: self.terms[row.zone] for row in self.cleaned_data["classes"]}

    @property
    def title_or_default(self) -> str:
        return str(self.cleaned_data["title"] or self.cleaned_data["set"].title)


class ChangeForm(RulesForm):
    """An assignment that is there already, and for whom of its class it is."""

    whom = forms.ChoiceField(
        label=_("For whom"),
        choices=[(ALL, _("the whole class")), (SOME, _("only some learners"))],
        widget=forms.RadioSelect,
    )
    members = MembersField(
        Member.objects.none(),
        label=_("Only these learners"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        self.assignment = assignment
        self.zone = assignment.classroom.zone
        named = list(assignment.learners.values_list("member", flat=True))
        whom = ALL if assignment.is_for_all else SOME
        initial = self._as_it_stands() | {"whom": whom, "members": named}
        is_given = assignment.given is not None
        super().__init__(*args, initial=initial, is_given=is_given, **kwargs)
        _offer(self, "members", assignment.classroom.members.learners().present())
        self._tell_which_is_meant()

    def zones(self) -> Iterable[str]:
        return [self.zone]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("whom") == SOME and not given.get("members"):
            self.add_error("members", _("Choose one learner at least."))
        return given

    @property
    def changed(self) -> dict[str, Any]:
        """What `change_assignment` is told, of a valid form."""
        given = self.cleaned_data
        return {
            "title": given["title"] or self.assignment.question_set.title,
            "terms": self.terms[self.zone],
            "members": list(given["members"]) if given["whom"] == SOME else None,
        }

    def refuse_reopening(self) -> None:
        """Say why it can't close later: of that only the service is sure."""
        message = _(
            "It has closed, and the answers have been shown. Copy it to ask the questions again."
        )
        self.add_error("closes", message)

    def _as_it_stands(self) -> dict[str, Any]:
        row = self.assignment
        times = {name: getattr(row, name) for name in TIMES}
        walls = {name: wall_clock(moment, self.zone) for name, moment in times.items() if moment}
        return walls | {
            "title": row.title,
            "attempts": row.attempts_allowed,
            "counts": row.counts,
            "shows": row.shows,
            "minutes": row.minutes,
        }

    def _tell_which_is_meant(self) -> None:
        """Of times that stand and come twice: then the form needn't ask back about them."""
        for name in TIMES:
            moment = getattr(self.assignment, name)
            named = moments(self.initial[name], self.zone) if moment else ()
            if len(named) > 1 and not self.is_bound:
                self.ask_back(name, named)
                self.initial[f"{name}_which"] = FIRST if moment == named[0] else SECOND


class CopyForm(forms.Form):
    """The classes that get a copy."""

    token = TokenField()
    classes = ClassesField()

    def __init__(self, *args: Any, teacher: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "classes", _classes_of(teacher))


def _classes_of(teacher: User) -> QuerySet[Classroom]:
    """Those that somebody can give a set to."""
    return Classroom.objects.taught_by(teacher).current()


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows
