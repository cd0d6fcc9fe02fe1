"""What makes an option true: another name, a whole, another fact, a group that has it."""

import re

from quizzes.core.answers import PLACES, Relation, answer, itself, key_answers, relation, wholes
from quizzes.core.library import Fact, Group, SpanKind, TargetRole
from quizzes.core.memberships import is_member
from quizzes.core.times import TIMES
from quizzes.core.trial import Trial


def why_true(trial: Trial) -> str:
    """Why the option is right, in words; "" where nothing makes it so."""
    if trial.is_listed(trial.target.accept) or Relation.SAME in trial.relations:
        return "it is the right answer in other words"
    for reading in trial.target.accept:
        accepted = answer(trial.index, reading, trial.option.kind)
        if relation(trial.index, trial.option, accepted) is Relation.SAME:
            return "it is the right answer in other words"
    if _holds_the_key(trial):
        return f"{trial.keys[0].label} belongs to it"
    if fact := _said_elsewhere(trial):
        return f"the library says so: {fact.statement.text}"
    if _stands_beside_the_key(trial):
        return "the statement names it together with the right answer"
    if group := _group_that_has_it(trial):
        return f"it is one of the {group.name}"
    return ""


def _holds_the_key(trial: Trial) -> bool:
    """Whether what is true of the key is true of this whole: in Moscow, so in Russia."""
    option = trial.option.entity
    if option is None:
        return False
    for key in trial.keys:
        if key.entity is None or itself(trial.index, option) not in wholes(trial.index, key.entity):
            continue
        if key.entity.kind in PLACES or (
            trial.target.role is TargetRole.SPEAKER and key.entity.part_of == option.key
        ):
            return True
    return False


def _said_elsewhere(trial: Trial) -> Fact | None:
    """Another approved fact that says the same with this option in its place."""
    if trial.target.role is TargetRole.SPEAKER:
        for other in trial.index.stating(trial.fact.statement.text):
            for key in other.speakers:
                speaker = answer(trial.index, key.name, SpanKind.ENTITY, key)
                if relation(trial.index, trial.option, speaker) is Relation.SAME:
                    return other
        return None
    if trial.target.role in TIMES:
        return _same_time_elsewhere(trial)
    if trial.target.role is TargetRole.STATEMENT:
        return None
    for other, target in trial.index.alike(trial.fact, trial.target.label):
        there = answer(trial.index, target.label, target.kind, target.entity)
        same = relation(trial.index, trial.option, there) is Relation.SAME
        if same and other.ref != trial.fact.ref:
            return other
    put_in = trial.fact.statement.with_span(trial.target.label, trial.option.label)
    return next((f for f in trial.index.stating(put_in) if f.ref != trial.fact.ref), None)


def _same_time_elsewhere(trial: Trial) -> Fact | None:
    for other in trial.index.stating(trial.fact.statement.text):
        for key in key_answers(trial.index, other, trial.target):
            if relation(trial.index, trial.option, key) is Relation.SAME:
                return other
    return None


_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|or|as well as))\s*(?:the\s+)?", re.IGNORECASE)


def _stands_beside_the_key(trial: Trial) -> bool:
    """Whether the statement joins the option to the key: "[Russia] and [Belarus]"."""
    if trial.target.role is not TargetRole.SPAN:
        return False
    spans = trial.fact.statement.spans
    at = next(n for n, span in enumerate(spans) if span.surface == trial.target.label)
    text = trial.fact.statement.text

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
    others = (answer(trial.index, each, trial.target.kind) for each in beside)
    return any(relation(trial.index, trial.option, each) is Relation.SAME for each in others)


def _group_that_has_it(trial: Trial) -> Group | None:
    for group in trial.groups_spoken_of:
        if is_member(trial.index.library, group, trial.option.label, trial.option_key):
            return group
    return None
