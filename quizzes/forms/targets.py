"""What an editor says of each target of a statement: rows that come and go with its brackets."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quizzes.core import library as core
from quizzes.forms.fields import EntityField, LinesField
from quizzes.models.library import SpanKind, TargetRole

PREFIX = "targets"
# More than a statement of the longest kind can have.
MOST_ROWS = 400

# A field of a row, the key that it has in the fact sheet, and the value there.
Pair = tuple[str, str, str | tuple[str, ...]]


class TargetForm(forms.Form):
    """One target. What it is called follows from the statement; the rest is the editor's.

    `kind` and `entity` show how the statement was read, and count where the editor changes
    them: until then the statement decides.
    """

    label = forms.CharField(max_length=300, widget=forms.HiddenInput)
    # What it asked for when it was shown: it still does where the statement can't be read now.
    asked_for = forms.ChoiceField(
        choices=TargetRole.choices, required=False, widget=forms.HiddenInput
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("as it reads")), *SpanKind.choices],
        required=False,
        show_hidden_initial=True,
    )
    entity = EntityField(label=_("Entity"), show_hidden_initial=True)
    unique = forms.BooleanField(label=_("Only this is true here"), required=False)
    publish = forms.BooleanField(label=_("Publish in spite of warnings"), required=False)
    ask = forms.CharField(
        label=_("Your wording of the question"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2, "cols": 60}),
    )
    why = forms.CharField(
        label=_("Explanation, shown with the answer"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2, "cols": 60}),
    )
    wrong = LinesField(label=_("Wrong options, one a line"))
    accept = LinesField(label=_("Also right, one a line"))
    avoid = LinesField(label=_("Never to be offered, one a line"))
    remove = forms.BooleanField(label=_("Remove"), required=False)

    EDITORS = ("unique", "publish", "ask", "why", "wrong", "accept", "avoid")

    # Whether the statement itself names an entity for it, behind "=".
    names_entity = False

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        number: int,
        role: TargetRole | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=f"{PREFIX}-{number}", initial=initial)
        self.number = number
        self.role = role
        shown_as = data.get(self.add_prefix("asked_for")) if data else None
        if role is None and shown_as in TargetRole.values:
            self.role = TargetRole(shown_as)

    @property
    def is_span(self) -> bool:
        return self.role == TargetRole.SPAN

    @property
    def name(self) -> str:
        """What it is called: a span by its words, any other target by what it asks for."""
        label = str(self["label"].value())
        return f"“{label}”" if self.role in (None, TargetRole.SPAN) else str(self.role.label)

    @property
    def is_open(self) -> bool:
        """Whether its texts are worth a look: some are filled, or something is wrong."""
        texts = ("ask", "why", "wrong", "accept", "avoid")
        return any(self[name].value() for name in texts) or bool(self.errors)

    @property
    def says_something(self) -> bool:
        """Whether the editor says more of it than the statement does already."""
        return any(self.cleaned_data.get(name) for name in self.EDITORS) or bool(self.errors)

    @property
    def chose_entity(self) -> bool:
        return self.is_span and "entity" in self.changed_data

    def pairs(self) -> Iterator[Pair]:
        """What the fact sheet would say of it."""
        label, given = self.cleaned_data["label"], self.cleaned_data
        if self.is_span and given.get("kind") and not self._kind_follows():
            yield "kind", f"kind {label}", given["kind"]
        for name in ("ask", "why", "accept", "wrong", "avoid"):
            if given.get(name):
                yield name, f"{name} {label}", given[name]
        if given.get("publish"):
            yield "publish", f"publish {label}", "yes"

    def _kind_follows(self) -> bool:
        """Whether the statement tells the kind, because the editor left it as it was."""
        names = self.names_entity or self.cleaned_data["kind"] == SpanKind.ENTITY
        return names and "kind" not in self.changed_data


class TargetRows:
    """The rows of one fact: a row for each target, found by its label.

    Posted rows that say something of what is no target are `strays`; those that say nothing
    are forgotten.
    """

    def __init__(self, data: QueryDict | None = None) -> None:
        sent = data.getlist(PREFIX) if data else ()
        # Python refuses to read a number of thousands of digits, and no form has so many rows.
        numbers = {int(n) for n in sent if n.isdecimal() and len(n) < 5}
        self.posted = [TargetForm(data, number=number) for number in sorted(numbers)[:MOST_ROWS]]
        self.forms = self.posted
        self.strays: list[TargetForm] = []

    @classmethod
    def of(
        cls, targets: Iterable[core.Target], entities: Mapping[core.EntityKey, int]
    ) -> "TargetRows":
        """Rows that show these targets; `entities` are primary keys."""
        rows = cls()
        for target in targets:
            initial = {name: getattr(target, name) for name in ("label", *TargetForm.EDITORS)}
            initial["kind"] = target.kind.value
            initial["entity"] = entities.get(target.entity) if target.entity else None
            rows._add(TargetRole(target.role.value), initial)
        return rows

    def fit(self, roles: Mapping[str, TargetRole]) -> bool:
        """Give each target of the statement, by label, its row: the posted one or a blank.

        False where a posted row has a fault, or is a stray.
        """
        # Each is asked, so that each tells its own faults.
        valid = [row.is_valid() for row in self.posted]
        posted: dict[str, TargetForm] = {}
        for row in sorted(self.posted, key=lambda row: not row.says_something):
            label = row.cleaned_data.get("label", "")
            if label in roles and label not in posted:
                posted[label] = row
            elif row.says_something and not row.cleaned_data.get("remove"):
                self._set_aside(row, label, is_second=label in roles)
        self.forms = []
        for label, role in roles.items():
            if label in posted:
                posted[label].role = role
                self.forms.append(posted[label])
            else:
                self._add(role, {"label": label})
        return all(valid) and not self.strays

    def __iter__(self) -> Iterator[TargetForm]:
        return iter([*self.strays, *self.forms])

    def __len__(self) -> int:
        return len(self.strays) + len(self.forms)

    @property
    def given(self) -> dict[str, TargetForm]:
        """The targets' posted rows by label."""
        return {row.cleaned_data["label"]: row for row in self.forms if row.is_bound}

    @property
    def media(self) -> forms.Media:
        return TargetForm(number=0).media

    def _add(self, role: TargetRole, initial: dict[str, Any]) -> None:
        number = 1 + max((row.number for row in (*self.posted, *self.forms)), default=-1)
        initial = {**initial, "asked_for": role.value}
        self.forms.append(TargetForm(number=number, role=role, initial=initial))

    def _set_aside(self, row: TargetForm, label: str, *, is_second: bool) -> None:
        row.role = None
        row.fields["label"].widget = forms.TextInput()
        said = _(
            "Nothing in the fact is called “%(label)s” now. Write here for which brackets "
            "this is meant, or remove it."
        )
        if is_second:
            said = _("Another row is for “%(label)s” already.")
        row.add_error("label", said % {"label": label})
        self.strays.append(row)
