"""One option put to one target of one fact: what it is beside the right answers."""

from dataclasses import dataclass

from quizzes.core.answers import Answer, Relation, answer, key_answers, relation
from quizzes.core.index import Index
from quizzes.core.library import EntityKey, Fact, Group, SpanKind, Target, TargetRole
from quizzes.core.memberships import groups_spoken_of
from quizzes.core.times import TIMES
from quizzes.core.words import bare_name


@dataclass(frozen=True, slots=True)
class Trial:
    """One option put to one target of one fact."""

    index: Index
    fact: Fact
    target: Target
    option: Answer
    keys: tuple[Answer, ...]

    @classmethod
    def of(
        cls, index: Index, fact: Fact, target: Target, label: str, entity: EntityKey | None
    ) -> "Trial":
        kind = SpanKind.DATE if target.role in TIMES else target.kind
        option = answer(index, label, kind, entity)
        return cls(index, fact, target, option, key_answers(index, fact, target))

    @property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(relation(self.index, self.option, key) for key in self.keys)

    @property
    def distinct(self) -> bool:
        """Whether the option is surely another thing than every right answer."""
        accepted = (answer(self.index, each, self.option.kind) for each in self.target.accept)
        return bool(self.keys) and all(
            relation(self.index, self.option, each) is Relation.DISTINCT
            for each in (*self.keys, *accepted)
        )

    def is_listed(self, labels: tuple[str, ...]) -> bool:
        """Whether the option is one of these, by its words or as the same entity."""
        return any(
            bare_name(label) == bare_name(self.option.label)
            or (self.option.entity is not None and self.index.entity(label) == self.option.entity)
            for label in labels
        )

    @property
    def option_key(self) -> EntityKey | None:
        return self.option.entity.key if self.option.entity else None

    @property
    def groups_spoken_of(self) -> tuple[Group, ...]:
        """The groups of which the statement says that whatever stands there belongs to it."""
        if self.target.role is not TargetRole.SPAN:
            return ()
        span = self.fact.statement.span(self.target.label)
        text = self.fact.statement.text
        return groups_spoken_of(self.index, text[: span.start], text[span.end :].strip())
