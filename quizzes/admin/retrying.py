"""What the desk does where two editors save the same at the same moment."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse

Row = TypeVar("Row", bound=models.Model)


class RetryingAdmin(admin.ModelAdmin[Row]):
    """Forms look for what is taken before they save; between the two somebody may be faster.

    The database refuses the second of them then, and the form, asked again, finds what is
    taken and says so beside the field.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)
