"""What teachers send about their own sets."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quizzes.core.questions import Finding
from quizzes.models import Article
from quizzes.models.questions import LONGEST_TITLE, Form

LONGEST_STEM = 500
LONGEST_EXPLANATION = 1000
LONGEST_SEARCH = 100


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)


class BankForm(forms.Form):
    """By what a teacher looks for questions; what is wrong or left empty narrows nothing."""

    article = forms.ModelChoiceField(
        Article.objects.none(),
        label=_("Article"),
        required=False,
        empty_label=_("all articles"),
        to_field_name="slug",
    )
    form = forms.ChoiceField(
        label=_("Form"), required=False, choices=[("", _("all forms")), *Form.choices]
    )
    text = forms.CharField(
        label=_("Words in question or answer"), required=False, max_length=LONGEST_SEARCH
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        articles = Article.objects.readable().order_by("-published", "title")
        self.fields["article"].queryset = articles  # type: ignore[attr-defined]

    @property
    def sought(self) -> dict[str, Any]:
        """The values that narrow the search."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AddForm(forms.Form):
    """A question of the bank, and what the page it was found on was narrowed by."""

    question = forms.IntegerField(min_value=1)
    filters = forms.CharField(required=False, max_length=1000)

    def clean_filters(self) -> str:
        return QueryDict(self.cleaned_data["filters"]).urlencode()


class RewordForm(forms.Form):
    """Another wording of a question. `is_warned` once the rules warned of it and nothing more."""

    stem = forms.CharField(
        label=_("Question"), max_length=LONGEST_STEM, widget=forms.Textarea({"rows": 3})
    )
    explanation = forms.CharField(
        label=_("Why the answer is right"),
        required=False,
        max_length=LONGEST_EXPLANATION,
        widget=forms.Textarea({"rows": 3}),
    )
    is_warned = False

    def clean_stem(self) -> str:
        """On one line, as every question is."""
        return " ".join(self.cleaned_data["stem"].split())

    def clean_explanation(self) -> str:
        return " ".join(self.cleaned_data["explanation"].split())

    def refuse(self, findings: Sequence[Finding], *, blocks: bool) -> None:
        """Say beside the question what the rules have against it."""
        for finding in findings:
            self.add_error("stem", f"{finding.message} ({finding.rule})")
        self.is_warned = not blocks
