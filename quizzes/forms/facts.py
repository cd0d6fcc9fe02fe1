"""A fact as an editor writes it: one form, read and judged as a fact sheet would be."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _

from quizzes.core import library as core
from quizzes.core.exchange.factsheet import SheetFaults, notation_of, read_fact
from quizzes.core.statement import Statement, parse_statement
from quizzes.forms.fields import WhenField
from quizzes.forms.lines import fact_lines
from quizzes.forms.rows import QuoteRows, SpeakerRows
from quizzes.forms.targets import TargetRows
from quizzes.models import Entity, Fact
from quizzes.models.library import TargetRole

LONGEST_MADE_KEY = 60

# The script of the admin that adds rows, behind what it needs.
SCRIPTS = ["admin/js/jquery.init.js", "admin/js/inlines.js"]


class FactForm(forms.ModelForm[Fact]):
    """A fact with its quotes, speakers and targets.

    A valid form has it as a core value in `fact`. So has one that was sent for a preview, but
    that is never valid: nothing of it may be stored.
    """

    statement = forms.CharField(
        label=_("Statement"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "cols": 100}),
        help_text=_(
            "One sentence that stands alone, its answers in brackets: [Russia] recalled its "
            "envoy to [Armenia]. Where the words aren't the name: [Yerevan=Armenia]."
        ),
    )
    key = forms.CharField(
        label=_("Id"),
        required=False,
        max_length=100,
        help_text=_("Of a-z, 0-9 and -. Left empty, it is made from the statement."),
    )
    when = WhenField(label=_("When it happened"))
    said_on = WhenField(label=_("When it was said"))

    # What the fact is read beside: set on the class that serves a request.
    library = core.Library()

    class Meta:
        model = Fact
        fields = (
            "article",
            "key",
            "statement",
            "verb",
            "important",
            "cause",
            "derived",
            "status",
            "note",
        )
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "note": forms.Textarea({"rows": 2, "cols": 100})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = self.library.facts.get(self.instance.ref) if self.instance.pk else None
        self.fact: core.Fact | None = None if self.is_bound else self.before
        if self.is_bound:
            data: Any = self.data
            self.quotes = QuoteRows(data, prefix="quotes")
            self.speakers = SpeakerRows(data, prefix="speakers")
            self.targets = TargetRows(data)
        else:
            self._show_stored()

    @property
    def media(self) -> forms.Media:
        rows = self.speakers.media + self.targets.media
        return super().media + rows + forms.Media(js=SCRIPTS)

    @cached_property
    def article(self) -> core.Article | None:
        """The article of the fact, as far as one is chosen."""
        if self.instance.pk:
            return self.library.articles[self.instance.article.slug]
        try:
            row = self.fields["article"].clean(self["article"].value())
        except forms.ValidationError:
            return None
        return self.library.articles.get(row.slug)

    def is_valid(self) -> bool:
        return super().is_valid() and "_preview" not in self.data

    def clean(self) -> dict[str, Any]:
        super().clean()
        # Each is asked, so that each tells its own faults.
        valid = [self.quotes.is_valid(), self.speakers.is_valid()]
        statement = self._statement()
        if statement:
            valid.append(self.targets.fit(self._roles(statement)))
            self._name(statement)
        if any(self.quotes.filled()):
            self._read(statement)
        else:
            missing = _("A fact needs a quote that proves it.")
            if self.quotes.forms:
                self.quotes.forms[0].add_error("quote", missing)
            else:
                self.add_error(None, missing)
        if not all(valid) or any(row.errors for row in self._rows()):
            self.add_error(None, _("Something is amiss in the rows below."))
        if self.errors:
            self.fact = None
        elif self.fact and "_preview" in self.data:
            self.targets = _shown(self.fact)
        return self.cleaned_data

    def _show_stored(self) -> None:
        """Fill what the model's own fields don't."""
        fact = self.before
        self.targets = _shown(fact) if fact else TargetRows()
        quotes = [{"quote": quote.text, "nth": quote.nth} for quote in fact.quotes] if fact else []
        self.quotes = QuoteRows(prefix="quotes", initial=quotes)
        keys = _primary_keys(fact.speakers) if fact else {}
        speakers = [{"entity": keys[key]} for key in fact.speakers] if fact else []
        self.speakers = SpeakerRows(prefix="speakers", initial=speakers)
        if fact:
            self.initial["statement"] = notation_of(fact, self.library)
            self.initial.update(when=fact.when, said_on=fact.said_on)

    def _statement(self) -> Statement | None:
        """The statement, or None and a fault beside it."""
        try:
            return parse_statement(self.cleaned_data.get("statement", ""))
        except ValueError as error:
            if "statement" not in self.errors:
                self.add_error("statement", _sentence(error))
            return None

    def _roles(self, statement: Statement) -> dict[str, TargetRole]:
        """The targets of the fact by label."""
        given = {
            TargetRole.SPEAKER: any(self.speakers.filled()),
            TargetRole.WHEN: self.cleaned_data.get("when"),
            TargetRole.SAID_ON: self.cleaned_data.get("said_on"),
            TargetRole.STATEMENT: True,
        }
        roles = {span.surface: TargetRole.SPAN for span in statement.spans}
        return roles | {role.value: role for role, there in given.items() if there}

    def _name(self, statement: Statement) -> None:
        """Give the fact an id that is its own, and refuse what another fact states already."""
        others = [
            fact
            for fact in self.library.facts.values()
            if self.article and fact.article == self.article.slug
            if not (self.before and fact.ref == self.before.ref)
        ]
        for fact in others:
            same = fact.statement.text == statement.text
            if same and core.Status.RETIRED not in (fact.status, self.cleaned_data.get("status")):
                said = _("The fact “%(key)s” of this article states the same.")
                self.add_error("statement", said % {"key": fact.id})
        keys = {fact.id for fact in others}
        if not self.cleaned_data.get("key"):
            kept = self.before.id if self.before else _key_from(statement.text, keys)
            self.cleaned_data["key"] = kept
        elif self.cleaned_data["key"] in keys:
            self.add_error("key", _("Another fact of the article has this id."))

    def _read(self, statement: Statement | None) -> None:
        """Read the fact as a sheet's, and tell every fault beside its field."""
        if self.article is None:
            return
        rows = self.targets.given if statement else {}
        lines = list(fact_lines(self, statement, self.quotes, self.speakers, rows))
        try:
            self.fact = read_fact([line[:2] for line in lines], self.article, self.library)
        except SheetFaults as error:
            for fault in error.faults:
                line = lines[fault.line - 1]
                line.form.add_error(line.field, _sentence(fault.message))

    def _rows(self) -> Iterator[forms.BaseForm]:
        """All rows that were posted."""
        rows = (*self.quotes, *self.speakers, *self.targets)
        return (row for row in rows if row.is_bound)


def _shown(fact: core.Fact) -> TargetRows:
    entities = _primary_keys(target.entity for target in fact.targets if target.entity)
    return TargetRows.of(fact.targets, entities)


def _primary_keys(keys: Iterable[core.EntityKey]) -> dict[core.EntityKey, int]:
    names = {key.name for key in keys}
    return {row.key: row.pk for row in Entity.objects.filter(name__in=names)} if names else {}


def _key_from(text: str, taken: set[str]) -> str:
    """An id that the statement's first words make, and that no other fact has."""
    words = slugify(text.replace("_", " "))[:LONGEST_MADE_KEY]
    whole = words.rpartition("-")[0] if len(words) == LONGEST_MADE_KEY else words
    made = (whole or words).strip("-") or "fact"
    numbered = (f"{made}-{number}" for number in count(2))
    return made if made not in taken else next(key for key in numbered if key not in taken)


def _sentence(message: object) -> str:
    """A message of core's, which begins small and ends without a stop, as the page says it."""
    text = capfirst(str(message))
    return text if text.endswith((".", "”", "?")) else f"{text}."
