"""A question as a plain value: stem, options with their reasons, and what it asks and uses."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from quizzes.core.library import EntityKey


class Form(StrEnum):
    """How a question is answered. Multiple and fact-or-claim ones are judged, and not made yet."""

    CHOICE = "choice"
    WHO_SAID = "who_said"
    TYPED = "typed"
    FACT_OR_CLAIM = "fact_or_claim"
    MULTIPLE = "multiple"


class Wording(StrEnum):
    """Where the stem comes from."""

    EDITOR = "editor"
    TEMPLATE = "template"
    FRONTED = "fronted"
    CLOZE = "cloze"


class ReasonKind(StrEnum):
    """What proves that an option is false."""

    UNIQUE = "unique"  # an editor says that exactly one thing makes the statement true there
    ROLE = "role"  # it plays its part in another fact
    GROUP = "group"  # a complete group rules it out
    EDITOR = "editor"  # an editor wrote it as a wrong option
    DATE = "date"  # resolved dates rule it out
    ATTRIBUTION = "attribution"  # the report asserts it, or nobody but another claims it


class Level(StrEnum):
    """What a finding does: keep a question from being published, or ask an editor."""

    BLOCK = "block"
    WARN = "warn"


class TargetRef(NamedTuple):
    """One target of one fact: the fact's reference and the target's label."""

    fact: str
    target: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an option is false: `fact` is the fact and `group` the group that rule it out."""

    kind: ReasonKind
    text: str
    fact: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One option. A distractor bears its reason; `fact` is the fact that the option states."""

    label: str
    is_key: bool = False
    entity: EntityKey | None = None
    fact: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule has against a question. `rule` is its number, as in "R4"."""

    rule: str
    level: Level
    message: str


@dataclass(frozen=True, slots=True)
class Question:
    """A finished question.

    `asks` are the targets that it asks, `uses` the references of every fact that it rests
    on, its options' reasons included. `accepted` are the right typed answers, the one to
    show first; a question with options has its key among them instead.
    """

    form: Form
    wording: Wording
    article: str
    asks: tuple[TargetRef, ...]
    stem: str
    uses: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    explanation: str = ""

    @property
    def identity(self) -> str:
        """What stays the same over versions: the form and the targets (32 hex digits)."""
        return _digest([self.form, sorted(self.asks)])

    @property
    def content(self) -> str:
        """A digest of everything that a learner can see or that proves it (32 hex digits)."""
        options = [
            [o.label, o.is_key, o.reason and [o.reason.kind, o.reason.text]] for o in self.options
        ]
        parts = [self.form, self.wording, self.asks, self.stem, self.uses, options]
        return _digest([*parts, self.accepted, self.explanation])

    @property
    def keys(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.is_key)

    @property
    def distractors(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if not option.is_key)

    @property
    def answer(self) -> str:
        """The right answer in words."""
        if self.accepted:
            return self.accepted[0]
        return " and ".join(option.label for option in self.keys)


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]
