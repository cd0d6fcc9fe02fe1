"""Fields for a time as clocks on a wall show it, and for which of two moments is meant by it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.forms.fields import BaseTemporalField
from django.utils.translation import gettext_lazy as _

FIRST, SECOND = "first", "second"
WHICH = (
    (FIRST, _("The first, before the clocks go back")),
    (SECOND, _("The second, after the clocks have gone back")),
)


class WallClockField(BaseTemporalField):
    """A date with a time, to the minute, as clocks somewhere show it: naive."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    # As browsers send it, with seconds at times; and as somebody types it where they have no such
    # field.
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
    default_error_messages = {
        "invalid": _("Give a date and a time, as in 2026-11-27 18:00."),
        "year": _("Give a year between 2000 and 2099."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        return None if value in self.empty_values else super().to_python(value)

    def strptime(self, value: str, format: str) -> datetime:  # noqa: A002 - as Django names it
        return datetime.strptime(value, format).replace(second=0)  # noqa: DTZ007 - naive is meant

    def validate(self, value: datetime | None) -> None:
        if value is not None and value.year not in range(2000, 2100):
            raise forms.ValidationError(self.error_messages["year"], code="year")


class WhichField(forms.ChoiceField):
    """Which of the two moments is meant by a time that comes twice; asked only of such a time."""

    widget = forms.RadioSelect

    def __init__(self) -> None:
        super().__init__(label=_("Which one is meant?"), choices=WHICH, required=False)

    def tell(self, times: Iterable[tuple[datetime, ...]]) -> None:
        """Tell in UTC what is meant by each choice; in several zones that may be several times."""
        self.choices = [
            (value, f"{label} ({', '.join(dict.fromkeys(f'{time:%H:%M} UTC' for time in meant))})")
            for (value, label), meant in zip(WHICH, zip(*times, strict=True), strict=True)
        ]
