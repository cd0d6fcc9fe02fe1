"""What the form of a fact holds, as the lines of a fact sheet, each with its field."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from django import forms

from quizzes.core.statement import Statement, write_statement
from quizzes.forms.rows import Rows
from quizzes.forms.targets import TargetForm

# Read where there is no statement yet, so that faults elsewhere are found at the same time.
STAND_IN = Statement("x")


class Line(NamedTuple):
    """A key of the fact sheet with its value, and the field that its faults are told beside."""

    key: str
    value: str | tuple[str, ...]
    form: forms.BaseForm
    field: str


def fact_lines(
    form: forms.BaseForm,
    statement: Statement | None,
    quotes: Rows,
    speakers: Rows,
    targets: Mapping[str, TargetForm],
) -> Iterator[Line]:
    """The lines of the fact's block; the statement comes first. All forms are cleaned.

    `targets` are the posted rows by label; without a statement they name nothing.
    """
    given = form.cleaned_data
    meant = with_chosen_entities(statement, targets) if statement else STAND_IN
    yield Line("fact", write_statement(meant), form, "statement")
    # A faulty id was told already: it must not keep other faults from being found.
    yield Line("id", given.get("key") or "faulty", form, "key")
    yield from _quotes(quotes)
    said_by = [(row, str(row.cleaned_data["entity"].key)) for row in speakers.filled()]
    if said_by:
        yield Line("by", tuple(name for _, name in said_by), said_by[0][0], "entity")
    for name in ("verb", "when", "said_on", "status", "note"):
        if given.get(name):
            yield Line(name.replace("_", " "), str(given[name]), form, name)
    for name in ("important", "cause", "derived"):
        if given.get(name):
            yield Line(name, "yes", form, name)
    if statement:
        yield from _targets(targets)


def with_chosen_entities(statement: Statement, targets: Mapping[str, TargetForm]) -> Statement:
    """The statement with the entities that were chosen in the rows behind its words."""
    spans = []
    for span in statement.spans:
        row = targets.get(span.surface)
        if row and row.chose_entity:
            chosen = row.cleaned_data.get("entity")
            span = replace(span, entity=str(chosen.key) if chosen else "")
        if row:
            row.names_entity = bool(span.entity)
        spans.append(span)
    return replace(statement, spans=tuple(spans))


def _quotes(quotes: Rows) -> Iterator[Line]:
    for row in quotes.filled():
        nth = row.cleaned_data.get("nth") or 1
        key = "quote" if nth == 1 else f"quote {nth}"
        yield Line(key, row.cleaned_data["quote"], row, "quote")


def _targets(targets: Mapping[str, TargetForm]) -> Iterator[Line]:
    unique = [label for label, row in targets.items() if row.cleaned_data.get("unique")]
    if unique:
        yield Line("unique", tuple(unique), targets[unique[0]], "unique")
    for row in targets.values():
        yield from (Line(key, value, row, field) for field, key, value in row.pairs())
