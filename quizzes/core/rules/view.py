"""One question and the library it is judged against, with what several rules ask of both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quizzes.core.answers import Answer, answer, precedes
from quizzes.core.index import Index
from quizzes.core.library import (
    Entity,
    Fact,
    Library,
    SpanKind,
    Status,
    Target,
    TargetRole,
)
from quizzes.core.proof import (
    UNPROVEN,
    Truth,
    Verdict,
    judge_attribution,
    judge_claim,
    judge_event,
    judge_option,
)
from quizzes.core.questions import Form, Option, Question
from quizzes.core.statement import BLANK
from quizzes.core.times import TIMES, time_told
from quizzes.core.verbs import IRREGULAR_PASTS
from quizzes.core.words import fold, words

_QUOTATION = re.compile(r"[“\"][^”\"]*[”\"]")
_AUXILIARIES = frozenset(
    "is are was were be been do does did has have had will would can could may might must "
    "shall should".split()
)
_BREAKS = frozenset("of in on at from to for by with did does do about against after".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the words from `start` to `end` (exclusive) are the entity's."""

    start: int
    end: int
    entity: Entity


class View:
    """A question as the rules see it. Nothing here trusts a reason that the question bears."""

    def __init__(self, question: Question, library: Library) -> None:
        self.question = question
        self.library = library
        self.index = Index.of(library)
        self._without_names: dict[str, str] = {}

    @cached_property
    def asked(self) -> tuple[tuple[Fact, Target], ...]:
        """The approved facts that the question asks, each with its target."""
        found = []
        for ref in self.question.asks:
            fact = self.library.facts.get(ref.fact)
            if fact is None or fact.status is not Status.APPROVED:
                continue
            found += [(fact, target) for target in fact.targets if target.label == ref.target]
        return tuple(found)

    @cached_property
    def asked_facts(self) -> tuple[Fact, ...]:
        return tuple({fact.ref: fact for fact, _ in self.asked}.values())

    @cached_property
    def stated_facts(self) -> tuple[Fact, ...]:
        """The facts that the options state."""
        refs = dict.fromkeys(option.fact for option in self.question.options if option.fact)
        return tuple(self.library.facts[ref] for ref in refs if ref in self.library.facts)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that the question asks, states or says that it uses."""
        used = (self.library.facts.get(ref) for ref in self.question.uses)
        found = (*self.asked_facts, *self.stated_facts, *(fact for fact in used if fact))
        return tuple({fact.ref: fact for fact in found}.values())

    @property
    def orders_events(self) -> bool:
        """Whether it asks for a time by options that each state a fact: which came first."""
        return bool(self.stated_facts) and any(target.role in TIMES for _, target in self.asked)

    @property
    def is_cloze(self) -> bool:
        return BLANK in self.question.stem

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The options as they are shown, or the answer of a typed question."""
        options = self.question.options
        return tuple(option.label for option in options) or self.question.accepted[:1]

    @cached_property
    def key_labels(self) -> tuple[str, ...]:
        keys = self.question.keys
        return tuple(option.label for option in keys) or self.question.accepted[:1]

    @cached_property
    def kind(self) -> SpanKind:
        """What sort of answer is asked for."""
        if not self.asked or self.stated_facts:
            return SpanKind.PHRASE
        _, target = self.asked[0]
        return SpanKind.DATE if target.role in TIMES else target.kind

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The options read as answers of the kind that is asked for."""
        return tuple(
            answer(self.index, option.label, self.kind, option.entity)
            for option in self.question.options
        )

    @cached_property
    def key_entities(self) -> tuple[Entity, ...]:
        """The entities that the right answers name."""
        found = [self.index.entity(o.label, o.entity) for o in self.question.keys]
        for _, target in self.asked if not found else ():
            found += [self.index.entity(target.label, target.entity)]
        if self.stated_facts or self.kind is not SpanKind.ENTITY:
            return ()
        return tuple({entity.key: entity for entity in found if entity}.values())

    # Verdicts

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is known of each option, over all targets asked together."""
        return tuple(self._verdict(option) for option in self.question.options)

    def _verdict(self, option: Option) -> Verdict:
        found = [self._judge(option, fact, target) for fact, target in self.asked]
        if not found:
            return UNPROVEN
        for verdict in found:
            if verdict.truth is Truth.TRUE:
                return verdict
        return next((v for v in found if v.truth is not Truth.FALSE), found[0])

    def _judge(self, option: Option, fact: Fact, target: Target) -> Verdict:
        if self.question.form is Form.FACT_OR_CLAIM:
            if option.fact == fact.ref:
                return Verdict(Truth.TRUE, note="it states the fact that is asked")
            return judge_attribution(self.library, fact, option.fact)
        if option.fact and target.role in TIMES:
            return judge_event(self.library, fact, target, option.fact)
        if option.fact == fact.ref and target.role is TargetRole.STATEMENT:
            return Verdict(Truth.TRUE, note="it states the fact that is asked")
        verdict = judge_option(self.library, fact, target, option.label, option.entity)
        if verdict.truth is Truth.UNPROVEN and option.fact:
            return judge_claim(self.library, fact, option.fact)
        return verdict

    def out_of_order(self) -> Iterator[tuple[Option, Option]]:
        """Pairs of a key and another option that don't stand in the order asked for."""
        asked = words(self.question.stem)
        first = "first" in asked or "earliest" in asked
        last = "last" in asked or "latest" in asked
        if not self.orders_events or first == last:
            return
        for key in self.question.keys:
            for other in self.question.distractors:
                times = [
                    time_told(self.library.facts[option.fact])
                    for option in (key, other)
                    if option.fact in self.library.facts
                ]
                if last:
                    times.reverse()
                one, another = (*times, None, None)[:2]
                if one is None or another is None or not precedes(one, another):
                    yield key, other

    # The stem's words

    @cached_property
    def stem_words(self) -> tuple[str, ...]:
        return words(self.question.stem)

    @cached_property
    def stem_mentions(self) -> tuple[Mention, ...]:
        """The names in the stem, in their order."""
        return self.mentions(self.question.stem)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The names in a text, in their order."""
        return tuple(Mention(*found) for found in self.index.mentions(text))

    def without_names(self, text: str) -> str:
        """The folded text without quotations and names: "Good Friday" is no weekday."""
        if text not in self._without_names:
            own = unquoted(text)
            bare = fold(own)
            for mention in self.mentions(own):
                for name in mention.entity.names:
                    if (wanted := fold(name)) in bare:
                        bare = re.sub(rf"(?<!\w){re.escape(wanted)}(?!\w)", "~", bare)
            self._without_names[text] = bare
        return self._without_names[text]

    @cached_property
    def asked_noun(self) -> str:
        """The noun that says what is asked for: "organisation" in "From which organisation"."""
        found = self.stem_words
        at = next((n for n, word in enumerate(found) if word in ("which", "what")), None)
        if at is None:
            return ""
        noun = ""
        for word in found[at + 1 : at + 6]:
            if word in _AUXILIARIES or word in _BREAKS or word in IRREGULAR_PASTS:
                break
            if noun and word.endswith("ed"):
                break
            noun = word
        return noun

    def names(self, fact: Fact) -> tuple[str, ...]:
        """Every name by which the speakers of a fact can be named, stand-ins' included."""
        return tuple(
            name
            for key in fact.speakers
            for name in self.names_of(self.library.entities.get(key)) or (key.name,)
        )

    def names_of(self, entity: Entity | None) -> tuple[str, ...]:
        """Every name and demonym of an entity, and the names of what stands for it."""
        if entity is None:
            return ()
        stand_ins = self.index.stand_ins(entity.key)
        return (*entity.names, *entity.demonyms, *(n for each in stand_ins for n in each.names))


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks: those words are somebody else's."""
    return _QUOTATION.sub("“”", text)
