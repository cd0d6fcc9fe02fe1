"""The rows of a fact's form that an editor adds and empties: its quotes and its speakers."""

import json
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from quizzes.forms.fields import EntityField


class QuoteForm(forms.Form):
    quote = forms.CharField(
        label=_("Quote"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2, "cols": 90}),
    )
    nth = forms.IntegerField(
        label=_("Place, from 1"), required=False, min_value=1, max_value=999, initial=1
    )


class SpeakerForm(forms.Form):
    entity = EntityField(label=_("Speaker"))


class Rows(forms.BaseFormSet[Any]):
    """Rows without a life of their own: an empty one is none, and saving writes all anew."""

    title: StrOrPromise = ""
    add_text: StrOrPromise = ""
    # The field without which a row is empty.
    main = ""

    def filled(self) -> Iterator[forms.Form]:
        """The valid posted rows that are not empty."""
        return (row for row in self.forms if row.is_bound and row.cleaned_data.get(self.main))

    @property
    def inline_data(self) -> str:
        """What the admin's own script needs to add and remove rows."""
        texts = {"addText": str(self.add_text), "deleteText": _now("Remove")}
        return json.dumps({"name": f"#{self.prefix}", "options": {"prefix": self.prefix, **texts}})


class BaseQuoteRows(Rows):
    title, add_text, main = _("Evidence: the article's own words"), _("Add another quote"), "quote"


class BaseSpeakerRows(Rows):
    title, add_text, main = _("Speakers"), _("Add another speaker"), "entity"


QuoteRows = cast("type[Rows]", forms.formset_factory(QuoteForm, BaseQuoteRows, extra=1))
SpeakerRows = cast("type[Rows]", forms.formset_factory(SpeakerForm, BaseSpeakerRows, extra=1))
