"""How the tests of this folder state what the database refuses."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.db.models.constraints import BaseConstraint, UniqueConstraint
from factory.django import DjangoModelFactory

Act = Callable[[], object]


def twice(factory: type[DjangoModelFactory[Any]], *fields: str, **values: Any) -> Act:
    """Make one row, and another with the same in these fields."""

    def act() -> None:
        first = factory.create(**values)
        factory.create(**values, **{field: getattr(first, field) for field in fields})

    return act


def once(factory: type[DjangoModelFactory[Any]], **values: Any) -> Act:
    """Make a row with these values."""
    return lambda: factory.create(**values)


def constraints_of(room: str) -> dict[str, tuple[type[Model], BaseConstraint]]:
    """By name, every constraint of the tables of a room."""
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config("quizzes").get_models()
        if model.__module__ == f"quizzes.models.{room}"
        for constraint in model._meta.constraints
    }


def assert_refused(room: str, name: str, act: Act) -> None:
    """The database itself refuses it, and for the reason named."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
    model, constraint = constraints_of(room)[name]
    said = str(refused.value)
    assert name in said or all(column in said for column in columns_of(model, constraint))


def columns_of(model: type[Model], constraint: BaseConstraint) -> Iterable[str]:
    """As SQLite says which constraint failed: it names the columns of one that is unique."""
    assert isinstance(constraint, UniqueConstraint), f"{constraint.name} is not what failed"
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    return [f"{model._meta.db_table}.{columns[name]}" for name in constraint.fields]
