"""Rows that come about elsewhere, and are looked at here."""

from typing import Any

from django.http import HttpRequest


class WrittenElsewhere:
    """Nobody adds or changes these here; deleting is the admin's, where it goes at all."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Unsaved:
    """A page to read and to act from, on which there is nothing to save."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        nothing = {"show_save": False, "show_save_and_continue": False}
        return super().changeform_view(  # type: ignore[misc]
            request, object_id, form_url, {**nothing, **(extra_context or {})}
        )


class ShownInside(WrittenElsewhere):
    """Rows beneath another row, which go only with that."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
