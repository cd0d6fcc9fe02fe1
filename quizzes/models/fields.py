"""Columns that hold core values, and constraints on columns."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quizzes.core.dates import Precision, When


class PrecisionChoice(models.TextChoices):
    DAY = Precision.DAY.value, _("day")
    MONTH = Precision.MONTH.value, _("month")
    YEAR = Precision.YEAR.value, _("year")


class WhenColumns(property):
    """An attribute that is a core `When` or None, kept in five columns of its model.

    `when = WhenColumns()` adds `when_start`, `when_end`, `when_precision`, `when_about` and
    `when_inferred`; they are written together, through the attribute. `check_when` is the
    constraint that belongs to it.
    """

    def __init__(self) -> None:
        super().__init__(self._read, self._write)

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        self.name = name
        columns: dict[str, models.Field[Any, Any]] = {
            "start": models.DateField(null=True, blank=True, editable=False),
            "end": models.DateField(null=True, blank=True, editable=False),
            "precision": models.CharField(
                max_length=5, choices=PrecisionChoice, blank=True, default="", editable=False
            ),
            "about": models.BooleanField(default=False, editable=False),
            "inferred": models.BooleanField(default=False, editable=False),
        }
        for part, column in columns.items():
            column.contribute_to_class(cls, f"{name}_{part}")
        setattr(cls, name, self)

    def _read(self, row: Any) -> When | None:
        if getattr(row, f"{self.name}_start") is None:
            return None
        parts = ("start", "end", "precision", "about", "inferred")
        start, end, precision, about, inferred = (
            getattr(row, f"{self.name}_{part}") for part in parts
        )
        return When(start, end, Precision(precision), about, inferred)

    def _write(self, row: Any, value: When | None) -> None:
        setattr(row, f"{self.name}_start", value and value.start)
        setattr(row, f"{self.name}_end", value and value.end)
        setattr(row, f"{self.name}_precision", value.precision.value if value else "")
        setattr(row, f"{self.name}_about", bool(value and value.about))
        setattr(row, f"{self.name}_inferred", bool(value and value.inferred))


def check_when(field: str, name: str) -> models.CheckConstraint:
    """The constraint that a `WhenColumns` holds a stretch of days in order, or nothing."""
    nothing = Q(
        **{f"{field}_start__isnull": True, f"{field}_end__isnull": True, f"{field}_precision": ""}
    )
    stretch = Q(
        **{
            f"{field}_start__isnull": False,
            f"{field}_end__gte": F(f"{field}_start"),
            f"{field}_precision__in": sorted(PrecisionChoice.values),
        }
    )
    return models.CheckConstraint(condition=nothing | stretch, name=name)


def check_choice(field: str, values: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The constraint that a column holds one of its choices."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": sorted(values.values)}), name=name
    )
