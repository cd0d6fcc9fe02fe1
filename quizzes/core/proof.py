"""Whether an option is right or provably wrong, by all that the library holds.

Judged as a hostile examiner would: an option is FALSE only where something says so. That a
report does not mention it proves nothing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from quizzes.core.answers import (
    PLACES,
    Answer,
    Relation,
    answer,
    disjoint,
    itself,
    key_answers,
    relation,
    wholes,
)
from quizzes.core.dates import When
from quizzes.core.index import Index, parse_date
from quizzes.core.library import (
    Entity,
    EntityKey,
    Fact,
    Group,
    Library,
    SpanKind,
    Status,
    Target,
    TargetRole,
)
from quizzes.core.questions import Reason, ReasonKind
from quizzes.core.words import bare_name, content_stems, fold

TIMES = (TargetRole.WHEN, TargetRole.SAID_ON)

# Two statements that share so much of their content may tell of one event, or of it again.
_ALIKE = 0.6


class Truth(StrEnum):
    """What is known of an option."""

    TRUE = "true"
    FALSE = "false"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of an option; a FALSE one bears its reason, `note` says why otherwise."""

    truth: Truth
    reason: Reason | None = None
    note: str = ""


UNPROVEN = Verdict(Truth.UNPROVEN, note="nothing that the library holds rules it out")


@dataclass(frozen=True, slots=True)
class _Case:
    """One option put to one target of one fact."""

    index: Index
    fact: Fact
    target: Target
    option: Answer
    keys: tuple[Answer, ...]

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


def judge_option(
    library: Library, fact: Fact, target: Target, label: str, entity: EntityKey | None = None
) -> Verdict:
    """What is known of an option's words as an answer to one target of one fact.

    FALSE comes with its reason. UNPROVEN options must not be offered: either something might
    make them right, or nothing says that they are wrong.
    """
    index = Index.of(library)
    kind = SpanKind.DATE if target.role in TIMES else target.kind
    option = answer(index, label, kind, entity)
    case = _Case(index, fact, target, option, key_answers(index, fact, target))
    if note := _what_makes_it_true(case):
        return Verdict(Truth.TRUE, note=note)
    if case.is_listed(target.avoid):
        return Verdict(Truth.UNPROVEN, note="an editor wants it left out")
    reason = _what_makes_it_false(case)
    return Verdict(Truth.FALSE, reason) if reason else UNPROVEN


def judge_event(library: Library, fact: Fact, target: Target, stated: str) -> Verdict:
    """What is known of an option that states another fact, where a fact's time is asked."""
    other = _approved(library, stated)
    asked = _time_asked(fact, target)
    if other is None or asked is None:
        return UNPROVEN
    if other.ref == fact.ref:
        return Verdict(Truth.TRUE, note="it states the fact that is asked")
    when = time_told(other)
    if when is None or not (when.overlaps(asked) or disjoint(when, asked)):
        return UNPROVEN
    if when.overlaps(asked):
        return Verdict(Truth.TRUE, note=f"this was in {when.words}, too")
    return _false(ReasonKind.DATE, f"This was in another time: {when.words}.", other.ref)


def judge_attribution(library: Library, fact: Fact, stated: str) -> Verdict:
    """What is known of an option that states another fact, where it is asked who vouches for it.

    Asked for what rests on a claim, what the report itself asserts is wrong, and the other way.
    """
    other = _approved(library, stated)
    if other is None:
        return UNPROVEN
    if other.is_claim == fact.is_claim:
        return Verdict(Truth.TRUE, note="it rests on the same kind of source")
    same = Index.of(library).stating(other.statement.text)
    if any(each.is_claim != other.is_claim for each in same):
        return Verdict(Truth.UNPROVEN, note="the report asserts it and somebody claims it, too")
    if other.is_claim:
        return _false(ReasonKind.ATTRIBUTION, _who_says(other), other.ref)
    return _false(ReasonKind.ATTRIBUTION, "The report itself states this.", other.ref)


def judge_claim(library: Library, fact: Fact, stated: str) -> Verdict:
    """What is known of an option that states another claim, where one speaker's claim is asked."""
    index = Index.of(library)
    other = _approved(library, stated)
    if other is None:
        return UNPROVEN
    if other.ref == fact.ref or fact.ref in {
        each.ref
        for each in index.stating(other.statement.text)
        if _shares_speaker(index, each, fact)
    }:
        return Verdict(Truth.TRUE, note="the same speaker claims it")
    if not _speaks_otherwise(index, fact, other):
        return UNPROVEN
    return _false(ReasonKind.ROLE, _who_says(other), other.ref)


def time_told(fact: Fact) -> When | None:
    """When that happened which a sentence about the fact tells: a claim happens as it is made."""
    return fact.said_on if fact.is_claim and fact.said_on else fact.when


def _approved(library: Library, ref: str) -> Fact | None:
    fact = library.facts.get(ref)
    return fact if fact is not None and fact.status is Status.APPROVED else None


def _false(kind: ReasonKind, text: str, fact: str = "", group: str = "") -> Verdict:
    return Verdict(Truth.FALSE, Reason(kind, text, fact, group))


# What makes an option true.


def _what_makes_it_true(case: _Case) -> str:
    """Why the option is right, in words; "" where nothing makes it so."""
    if case.is_listed(case.target.accept) or Relation.SAME in case.relations:
        return "it is the right answer in other words"
    for reading in case.target.accept:
        accepted = answer(case.index, reading, case.option.kind)
        if relation(case.index, case.option, accepted) is Relation.SAME:
            return "it is the right answer in other words"
    if _holds_the_key(case):
        return f"{case.keys[0].label} belongs to it"
    if fact := _said_elsewhere(case):
        return f"the library says so: {fact.statement.text}"
    if _stands_beside_the_key(case):
        return "the statement names it together with the right answer"
    if group := _group_that_has_it(case):
        return f"it is one of the {group.name}"
    return ""


def _holds_the_key(case: _Case) -> bool:
    """Whether what is true of the key is true of this whole: in Moscow, so in Russia."""
    option = case.option.entity
    if option is None:
        return False
    for key in case.keys:
        if key.entity is None or itself(case.index, option) not in wholes(case.index, key.entity):
            continue
        if key.entity.kind in PLACES or (
            case.target.role is TargetRole.SPEAKER and key.entity.part_of == option.key
        ):
            return True
    return False


def _said_elsewhere(case: _Case) -> Fact | None:
    """Another approved fact that says the same with this option in its place."""
    if case.target.role is TargetRole.SPEAKER:
        for other in case.index.stating(case.fact.statement.text):
            for key in other.speakers:
                speaker = answer(case.index, key.name, SpanKind.ENTITY, key)
                if relation(case.index, case.option, speaker) is Relation.SAME:
                    return other
        return None
    if case.target.role in TIMES:
        return _same_time_elsewhere(case)
    if case.target.role is TargetRole.STATEMENT:
        return None
    for other, target in case.index.alike(case.fact, case.target.label):
        there = answer(case.index, target.label, target.kind, target.entity)
        same = relation(case.index, case.option, there) is Relation.SAME
        if same and other.ref != case.fact.ref:
            return other
    put_in = case.fact.statement.with_span(case.target.label, case.option.label)
    return next((f for f in case.index.stating(put_in) if f.ref != case.fact.ref), None)


def _same_time_elsewhere(case: _Case) -> Fact | None:
    for other in case.index.stating(case.fact.statement.text):
        for key in key_answers(case.index, other, case.target):
            if relation(case.index, case.option, key) is Relation.SAME:
                return other
    return None


_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|or|as well as))\s*(?:the\s+)?", re.IGNORECASE)


def _stands_beside_the_key(case: _Case) -> bool:
    """Whether the statement joins the option to the key: "[Russia] and [Belarus]"."""
    if case.target.role is not TargetRole.SPAN:
        return False
    spans = case.fact.statement.spans
    at = next(n for n, span in enumerate(spans) if span.surface == case.target.label)
    text = case.fact.statement.text

    def joined(one: int) -> bool:
        return bool(_JOINED.fullmatch(text[spans[one].end : spans[one + 1].start]))

    beside = []
    for step in range(at, len(spans) - 1):
        if not joined(step):
            break
        beside.append(spans[step + 1].surface)
    for step in range(at - 1, -1, -1):
        if not joined(step):
            break
        beside.append(spans[step].surface)
    others = (answer(case.index, each, case.target.kind) for each in beside)
    return any(relation(case.index, case.option, each) is Relation.SAME for each in others)


# Statements that say who is a member: what stands around the blank, X being the body.
_MEMBER_AHEAD = re.compile(
    r"(?:is|are|was|were|became|remains?|remained)(?: \w+)? (?:one of )?(?:the |an? )?"
    r"(?:\w+ )?members?(?: states?| countr(?:y|ies))? of (?:the )?(.+)"
)
_JOINS_AHEAD = re.compile(r"(?:belongs?|belonged) to (?:the )?(.+)")
_MEMBER_BEHIND = re.compile(
    r"(?:.* )?(?:the )?([^ ].*?) members?(?: states?| countr(?:y|ies))?"
    r"(?: such as| including| like| are| include)?"
)


def _membership_groups(index: Index, before: str, behind: str) -> tuple[Group, ...]:
    """The groups of whose body a sentence says that its blank is a member."""
    bodies: list[str] = []
    for pattern in (_MEMBER_AHEAD, _JOINS_AHEAD):
        if match := pattern.match(fold(behind)):
            # the longest name in front of what follows: "the CSTO since 1994"
            parts = re.split(r"[^\w-]+", match.group(1))
            bodies += [" ".join(parts[:length]) for length in range(len(parts), 0, -1)]
    if match := _MEMBER_BEHIND.fullmatch(fold(before)):
        parts = match.group(1).split()
        bodies += [" ".join(parts[start:]) for start in range(len(parts))]
    for body in bodies:
        if groups := index.groups_of(body):
            return groups
    return ()


def membership_asked(library: Library, question: str) -> tuple[Group, ...]:
    """The groups whose every member answers the question: "Which country is a member of X?"."""
    asked = re.match(r"(?:which|what)(?: \w+){1,3}? (?=is|are|was|were|belong)", fold(question))
    if asked is None:
        return ()
    behind = fold(question)[asked.end() :].rstrip("?. ")
    groups = _membership_groups(Index.of(library), "", behind)
    return tuple(group for group in groups if behind.endswith(_names_of_body(library, group)))


def _names_of_body(library: Library, group: Group) -> tuple[str, ...]:
    index = Index.of(library)
    return tuple(
        name
        for entity in library.entities.values()
        for name in map(fold, entity.names)
        if group in index.groups_of(entity.name)
    )


def is_member(library: Library, group: Group, label: str, entity: EntityKey | None = None) -> bool:
    """Whether the option is one of the group's members, a stand-in for one included."""
    index = Index.of(library)
    found = index.entity(label, entity)
    if found is None:
        return False
    members = (index.library.entities.get(key) for key in group.members)
    return itself(index, found) in {itself(index, member) for member in members if member}


def _groups_spoken_of(case: _Case) -> tuple[Group, ...]:
    if case.target.role is not TargetRole.SPAN:
        return ()
    span = case.fact.statement.span(case.target.label)
    text = case.fact.statement.text
    return _membership_groups(case.index, text[: span.start], text[span.end :].strip())


def _group_that_has_it(case: _Case) -> Group | None:
    for group in _groups_spoken_of(case):
        if is_member(case.index.library, group, case.option.label, _key(case.option)):
            return group
    return None


def _key(option: Answer) -> EntityKey | None:
    return option.entity.key if option.entity else None


# What makes an option false.


def _what_makes_it_false(case: _Case) -> Reason | None:
    if not case.keys:
        return None
    if case.is_listed(case.target.wrong):
        return Reason(ReasonKind.EDITOR, "An editor vouches that this is wrong.")
    if not case.distinct:
        return None
    return _by_date(case) or _by_group(case) or _by_uniqueness(case) or _by_role(case)


def _by_uniqueness(case: _Case) -> Reason | None:
    if not case.target.unique:
        return None
    return Reason(ReasonKind.UNIQUE, f"Only one answer is right: {case.keys[0].label}.")


def _by_group(case: _Case) -> Reason | None:
    """A complete group of the time in question, of which the statement says it is a member."""
    told = case.fact.when
    for group in _groups_spoken_of(case):
        in_time = group.as_of is None or (told is not None and group.as_of.overlaps(told))
        if group.complete and in_time and case.option.entity is not None:
            return Reason(ReasonKind.GROUP, f"It is none of the {group.name}.", group=group.name)
    return None


def _by_date(case: _Case) -> Reason | None:
    """The time is known and is another; unless the same may have happened at that time, too."""
    asked = _time_asked(case.fact, case.target)
    option = case.option.when
    if asked is None or option is None or not asked.is_single or not disjoint(asked, option):
        return None
    if any(
        (when := time_told(other)) is not None
        and when.overlaps(option)
        and _may_be_the_same(case.index, case.fact, other)
        for other in case.index.library.approved
    ):
        return None
    return Reason(ReasonKind.DATE, f"This was at another time: {asked.words}.")


def _time_asked(fact: Fact, target: Target) -> When | None:
    """The time that a target asks for; a date in the statement where it is the fact's own time.

    "on [24 May 2024]" is, "the [2020] war" is not: the war has its date, and what is told of
    it may be true of another war.
    """
    if target.role is TargetRole.WHEN:
        return fact.when
    if target.role is TargetRole.SAID_ON:
        return fact.said_on
    if target.role is not TargetRole.SPAN or target.kind is not SpanKind.DATE:
        return None
    before = fold(fact.statement.text[: fact.statement.span(target.label).start])
    written = parse_date(target.label)
    own = fact.when == written and before.endswith((" on", " in")) and not fact.is_claim
    return written if own else None


def _may_be_the_same(index: Index, fact: Fact, other: Fact) -> bool:
    first, second = content_stems(fact.statement.text), content_stems(other.statement.text)
    shared = len(first & second)
    return bool(shared) and shared >= _ALIKE * min(len(first), len(second))


def _by_role(case: _Case) -> Reason | None:
    if case.option.entity is None:
        return None
    if case.target.role is TargetRole.SPEAKER:
        return _by_other_claim(case, case.option.entity)
    if case.target.role is TargetRole.SPAN:
        return _by_contradiction(case, case.option.entity)
    return None


def _by_other_claim(case: _Case, speaker: Entity) -> Reason | None:
    """It is another side's spokesman, or spoke at another time, and is reported to say else."""
    for other in case.index.library.facts_of(case.fact.article):
        if speaker.key in other.speakers and _speaks_otherwise(case.index, case.fact, other):
            return Reason(ReasonKind.ROLE, _who_says(other), other.ref)
    return None


def _speaks_otherwise(index: Index, fact: Fact, other: Fact) -> bool:
    """Whether one report gives two claims to different sides, or to two people at two times.

    Two of one government who speak on one day may well say one thing: that is no proof.
    """
    if fact.article != other.article or not (fact.speakers and other.speakers):
        return False
    if _shares_speaker(index, fact, other):
        return False
    if fact.said_on and other.said_on and disjoint(fact.said_on, other.said_on):
        return True
    sides = [
        {
            side
            for key in each.speakers
            if (speaker := index.library.entities.get(key))
            for side in (itself(index, speaker), *wholes(index, speaker))
        }
        for each in (fact, other)
    ]
    return not sides[0] & sides[1]


def _shares_speaker(index: Index, fact: Fact, other: Fact) -> bool:
    return any(
        relation(index, one, another) is not Relation.DISTINCT
        for one in (answer(index, key.name, SpanKind.ENTITY, key) for key in fact.speakers)
        for another in (answer(index, key.name, SpanKind.ENTITY, key) for key in other.speakers)
    )


def _by_contradiction(case: _Case, option: Entity) -> Reason | None:
    """Another fact gives the option a part that only one can have, and it is another part.

    "Kopyrkin is ambassador to [Armenia]" is false of Yevdokimov, where a fact says that he is
    ambassador to [Azerbaijan], and that one is ambassador to one country only.
    """
    for span in case.fact.statement.spans:
        if span.surface == case.target.label:
            continue
        here = next((t for t in case.fact.targets if t.label == span.surface), None)
        if here is None:
            continue
        put_in = {case.target.label: option.name}
        for other, target in case.index.alike(case.fact, span.surface, put_in):
            if not target.unique or other.is_claim:
                continue
            mine = answer(case.index, here.label, here.kind, here.entity)
            there = answer(case.index, target.label, target.kind, target.entity)
            if relation(case.index, mine, there) is Relation.DISTINCT:
                text = f"The library says otherwise of it: {other.statement.text}"
                return Reason(ReasonKind.ROLE, text, other.ref)
    return None


def _who_says(fact: Fact) -> str:
    """Whose claim a fact is, in words."""
    if not fact.speakers:
        return f"This {fact.verb}: {fact.statement.text}"
    speakers = " and ".join(key.name for key in fact.speakers)
    return f"{speakers} {fact.verb or 'said'} this: {fact.statement.text}"
