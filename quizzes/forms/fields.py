"""Form fields that read the notations of the fact sheet, and that find entities."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.utils.translation import gettext_lazy as _

from quizzes.core.dates import When
from quizzes.models import Entity, Speaker


class WhenField(forms.CharField):
    """A day, month or year as the fact sheet writes it, cleaned to a `When` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault(
            "help_text", _("2024-05-24, 2024-05 or 2024; ~ before it: about; / between two.")
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> str:
        return "" if value is None else str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != (data or "").strip()

    def clean(self, value: Any) -> When | None:
        text = super().clean(value)
        try:
            return When.parse(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class LinesField(forms.CharField):
    """Texts, one a line, cleaned to a tuple without empty ones and repeats.

    `longest` is the most characters of one of them.
    """

    def __init__(self, *, longest: int = 300, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 5000)
        kwargs.setdefault("widget", forms.Textarea({"rows": 3, "cols": 30}))
        super().__init__(**kwargs)
        self.longest = longest

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "\n".join(value or ())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _lines(self.prepare_value(initial)) != _lines(data or "")

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = _lines(super().clean(value))
        for line in lines:
            if len(line) > self.longest:
                message = _("“%(start)s…” is too long: %(longest)d characters at most.")
                params = {"start": line[:30], "longest": self.longest}
                raise forms.ValidationError(message, params=params)
        return lines


def _lines(text: str) -> tuple[str, ...]:
    folded = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in folded if line))


class ProseField(forms.CharField):
    """A long text as it is, but that browsers send its line breaks as two characters."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class EntityField(forms.ModelChoiceField[Entity]):
    """An entity, found by typing a part of its name; a missing one can be added on the way."""

    def __init__(self, **kwargs: Any) -> None:
        relation = Speaker._meta.get_field("entity")
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "widget",
            RelatedFieldWidgetWrapper(
                AutocompleteSelect(relation, admin.site),
                relation.remote_field,
                admin.site,
                can_add_related=True,
            ),
        )
        super().__init__(Entity.objects.all(), **kwargs)


class ManyEntitiesSelect(AutocompleteSelectMultiple):
    """Without the button that clears all: it would stand in the list of what is chosen."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-allow-clear": "false"}


class EntitiesField(forms.ModelMultipleChoiceField[Entity]):
    """Entities, found by typing a part of their names, cleaned to a list of them.

    Those of `kept` come first, in its order; so a list that nobody changed stays as it was.
    """

    def __init__(self, **kwargs: Any) -> None:
        relation = Speaker._meta.get_field("entity")
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", ManyEntitiesSelect(relation, admin.site))
        super().__init__(Entity.objects.all(), **kwargs)
        self.kept: list[int] = []

    def clean(self, value: Any) -> Any:
        chosen = {row.pk: row for row in super().clean(value)}
        order = [pk for pk in self.kept if pk in chosen]
        return [chosen[pk] for pk in dict.fromkeys([*order, *chosen])]
