"""Fact blocks read: the statement, its proof, who says so and when."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from quizzes.core.evidence import locate
from quizzes.core.exchange.factsheet.article import IDENTIFIER
from quizzes.core.exchange.factsheet.blocks import Entry, plain
from quizzes.core.exchange.factsheet.entities import Entities
from quizzes.core.exchange.factsheet.fields import Fields, Key
from quizzes.core.exchange.factsheet.sheet import FaultList
from quizzes.core.exchange.factsheet.targets import SPAN_KEYS, TargetReader
from quizzes.core.library import Article, Fact, Quote
from quizzes.core.statement import Statement, parse_statement

FACT_KEYS = {
    "fact": Key(1000, required=True),
    "id": Key(100, required=True),
    "when": Key(),
    "said on": Key(),
    "by": Key(),
    "verb": Key(60),
    "important": Key(),
    "cause": Key(),
    "derived": Key(),
    "unique": Key(),
    "status": Key(),
    "note": Key(2000),
}

_LONGEST_QUOTE = 2000
_QUOTE = re.compile(r"quote(?: [1-9]\d{0,2})?", re.ASCII)
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


class FactReader:
    """Reads the facts of one sheet, one after the other."""

    def __init__(self, article: Article, entities: Entities, faults: FaultList) -> None:
        self._article = article
        self._entities = entities
        self._faults = faults
        self._ids: dict[str, int] = {}
        self._statements: dict[str, int] = {}

    def read(self, block: list[Entry]) -> Fact:
        """One fact, with its targets; what is wrong with it goes to the faults."""
        quotes: list[Entry] = []
        spans: list[Entry] = []
        rest: list[Entry] = []
        for entry in block:
            word, space, _ = entry.first.partition(" ")
            if _QUOTE.fullmatch(entry.key):
                quotes.append(entry)
            elif word in SPAN_KEYS and space:
                spans.append(entry)
            else:
                rest.append(entry)
        fields = Fields("a fact", block[0].line, rest, FACT_KEYS, self._faults)
        fact = Fact(
            id=self._id(fields),
            article=self._article.slug,
            statement=self._statement(fields),
            quotes=self._quotes(fields, quotes),
            when=fields.when("when"),
            said_on=fields.when("said on"),
            speakers=self._entities.keys(fields, "by"),
            verb=fields.text("verb"),
            important=fields.yes("important"),
            cause=fields.yes("cause"),
            derived=fields.yes("derived"),
            status=fields.choice("status", self._article.status),
            note=fields.text("note"),
        )
        if not fact.statement.text:
            return fact  # a faulty one: what its targets are can't be told
        reader = TargetReader(fact, fields, self._entities.names, self._faults)
        targets = reader.read(spans)
        return replace(fact, statement=reader.statement, targets=targets)

    def _id(self, fields: Fields) -> str:
        name = fields.text("id")
        if not name:
            return ""
        if not IDENTIFIER.fullmatch(name):
            fields.fault("id", f"“{name}” is made of other things than a-z, 0-9 and -")
        elif name in self._ids:
            fields.fault("id", f"the fact on line {self._ids[name]} has the id “{name}” already")
        self._ids.setdefault(name, fields.line("id"))
        return name

    def _statement(self, fields: Fields) -> Statement:
        """The statement, empty where it has a fault."""
        notation = fields.raw("fact")
        if not notation or len(notation) > FACT_KEYS["fact"].longest:
            return Statement("")
        try:
            statement = parse_statement(notation)
        except ValueError as error:
            fields.fault("fact", str(error))
            return Statement("")
        if statement.text in self._statements:
            line = self._statements[statement.text]
            fields.fault("fact", f"the fact on line {line} states the same")
        self._statements.setdefault(statement.text, fields.line("fact"))
        return statement

    def _quotes(self, fields: Fields, entries: Iterable[Entry]) -> tuple[Quote, ...]:
        found: dict[Quote, None] = {}
        for entry in entries:
            text = plain(entry.value)
            if not text:
                continue
            nth = entry.key.partition(" ")[2]
            quote = Quote(text, int(nth or 1))
            if fault := self._quote_fault(quote):
                self._faults.add(entry.line, fault)
            found[quote] = None
        if not found:
            self._faults.add(fields.start, "a fact needs a line “quote: …”")
        return tuple(found)

    def _quote_fault(self, quote: Quote) -> str:
        if len(quote.text) > _LONGEST_QUOTE:
            return f"a quote has {_LONGEST_QUOTE} characters at most"
        text = self._article.text
        if not text or locate(text, quote.text, quote.nth):
            return ""  # a missing text is a fault of its own
        if quote.nth > 1 and locate(text, quote.text):
            return f"the quote stands in the text, but not {quote.nth} times"
        if locate(self._straight_text, quote.text.translate(_STRAIGHT)):
            return "the quote has other quotation marks than the text"
        if " ".join(quote.text.split()) in self._text_in_one:
            return "the quote runs over the end of a paragraph: quote from one paragraph only"
        return f"these words are not in the text: “{quote.text}”"

    @cached_property
    def _straight_text(self) -> str:
        return self._article.text.translate(_STRAIGHT)

    @cached_property
    def _text_in_one(self) -> str:
        return " ".join(self._article.text.split())
