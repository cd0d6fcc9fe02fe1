"""What learners send while they take a quiz."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quizzes.models import Report
from quizzes.models.attempts import LONGEST_ANSWER


class AnswerForm(forms.Form):
    """The answer to a question: the position of an option, or a typed text.

    Whether the question has such an option only the service knows, which looks once for all.
    The token is made anew for each page and holds for its question only, whoever sends it: after
    a new login the same page can still send what it kept.
    """

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    choice = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100,
        error_messages={
            "invalid": _("Choose one of the options."),
            "min_value": _("Choose one of the options."),
            "max_value": _("Choose one of the options."),
        },
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST_ANSWER,
        error_messages={
            "max_length": _(
                "That is too long: %(show_value)d characters, where %(limit_value)d are enough."
            )
        },
    )

    def __init__(
        self, attempt_id: UUID, number: int, data: QueryDict | None = None, **initial: Any
    ) -> None:
        self.signer = Signer(salt=f"answer to {attempt_id}, {number}")
        super().__init__(data, initial=initial | {"token": self.new_token()})

    def new_token(self) -> str:
        return self.signer.sign(str(uuid4()))

    def clean(self) -> dict[str, Any]:
        """Turn the token into the UUID that it signs; a page with a wrong one gets a right one."""
        cleaned = self.cleaned_data
        try:
            cleaned["token"] = UUID(self.signer.unsign(cleaned.get("token", "")))
        except (BadSignature, ValueError):
            self.data = dict(self.data.items()) | {"token": self.new_token()}
            self.add_error(None, _("This page was out of date. Please send your answer again."))
        return cleaned

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen or typed, of a form that is valid."""
        return self.cleaned_data["choice"] is None and not self.cleaned_data["text"]

    def refuse_empty(self, *, typed: bool) -> None:
        """Say beside the right field that there was no answer to this question."""
        if typed:
            self.add_error("text", _("Type an answer first."))
        else:
            self.add_error("choice", _("Choose one of the options."))


class ReportForm(forms.Form):
    reason = forms.ChoiceField(choices=Report.Reason.choices)
