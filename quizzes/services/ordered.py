"""Rows that stand in an order beneath another row, rewritten only where they changed."""

from typing import Any

from django.db import models


def rewrite(
    rows: "models.QuerySet[Any]", wanted: list[dict[str, Any]], **owner: models.Model
) -> None:
    """Make the owner's rows the wanted ones in that order; where they are already, leave them."""
    wanted = [{**values, "position": position} for position, values in enumerate(wanted)]
    names = list(wanted[0]) if wanted else []
    # The columns themselves are compared: that needs no query for the rows they point at.
    stored = [{name: row.serializable_value(name) for name in names} for row in rows]
    if stored == [_plain(values) for values in wanted]:
        return
    rows.delete()
    rows.model.objects.bulk_create(rows.model(**owner, **values) for values in wanted)


def texts(wanted: tuple[str, ...]) -> list[dict[str, Any]]:
    """What `rewrite` wants of rows that are a text each."""
    return [{"text": text} for text in wanted]


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {n: v.pk if isinstance(v, models.Model) else v for n, v in values.items()}
