"""Model fields that hold core values."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from quizzes.core.dates import When

_ONE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
WHEN_PATTERN = rf"^(~?{_ONE}(/{_ONE})?( inferred)?)?$"


class WhenField(models.CharField):
    """A `When` in one column, in the fact sheet's form (`~2024-05`, `2020/2024`).

    Empty means that nothing is known and is None in Python. What cannot be parsed is never
    written; `check_when` makes the database refuse it too. ADR 0001 says why it is one column.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *args: object) -> When | None:
        return When.parse(value) if value else None

    def to_python(self, value: Any) -> When | None:
        if value is None or isinstance(value, When):
            return value
        try:
            return When.parse(value) if value.strip() else None
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str:
        return "" if value is None or value == "" else str(self.to_python(value) or "")

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if value is not None:
            super().validate(value, model_instance)

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

    def formfield(self, *args: Any, **kwargs: Any) -> forms.Field | None:
        return super().formfield(*args, **{"empty_value": None, **kwargs})


def check_when(field: str, name: str) -> models.CheckConstraint:
    """The constraint that a `WhenField` column holds the fact sheet's form or nothing."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__regex": WHEN_PATTERN}), name=name
    )


def check_choice(field: str, values: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The constraint that a column holds one of its choices."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": sorted(values.values)}), name=name
    )
