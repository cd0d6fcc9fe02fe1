"""What proves an option false: an editor, a date, a group, uniqueness, its part elsewhere."""

from quizzes.core.answers import Relation, answer, disjoint, itself, relation, wholes
from quizzes.core.index import Index
from quizzes.core.library import Entity, Fact, SpanKind, TargetRole
from quizzes.core.questions import Reason, ReasonKind
from quizzes.core.times import may_be_the_same, tells_a_state, time_asked, time_told
from quizzes.core.trial import Trial


def why_false(trial: Trial) -> Reason | None:
    if not trial.keys:
        return None
    if trial.is_listed(trial.target.wrong):
        return Reason(ReasonKind.EDITOR, "An editor vouches that this is wrong.")
    if not trial.distinct:
        return None
    return _by_date(trial) or _by_group(trial) or _by_uniqueness(trial) or _by_role(trial)


def _by_uniqueness(trial: Trial) -> Reason | None:
    if not trial.target.unique:
        return None
    return Reason(ReasonKind.UNIQUE, f"Only one answer is right: {trial.keys[0].label}.")


def _by_group(trial: Trial) -> Reason | None:
    """A complete group of the time in question, of which the statement says it is a member."""
    told = trial.fact.when
    for group in trial.groups_spoken_of:
        in_time = group.as_of is None or (told is not None and group.as_of.overlaps(told))
        if group.complete and in_time and trial.option.entity is not None:
            return Reason(ReasonKind.GROUP, f"It is none of the {group.name}.", group=group.name)
    return None


def _by_date(trial: Trial) -> Reason | None:
    """The time is known and is another; unless the same may have happened at that time, too."""
    asked = time_asked(trial.fact, trial.target)
    option = trial.option.when
    if asked is None or option is None or not asked.is_single or not disjoint(asked, option):
        return None
    if trial.target.role is not TargetRole.SAID_ON and tells_a_state(trial.fact.statement.text):
        return None
    if any(
        (when := time_told(other)) is not None
        and when.overlaps(option)
        and may_be_the_same(trial.fact, other)
        for other in trial.index.library.approved
    ):
        return None
    return Reason(ReasonKind.DATE, f"This was at another time: {asked.words}.")


def _by_role(trial: Trial) -> Reason | None:
    if trial.option.entity is None:
        return None
    if trial.target.role is TargetRole.SPEAKER:
        return _by_other_claim(trial, trial.option.entity)
    if trial.target.role is TargetRole.SPAN:
        return _by_contradiction(trial, trial.option.entity)
    return None


def _by_other_claim(trial: Trial, speaker: Entity) -> Reason | None:
    """It is another side's spokesman, or spoke at another time, and is reported to say else."""
    for other in trial.index.library.facts_of(trial.fact.article):
        if speaker.key in other.speakers and speaks_otherwise(trial.index, trial.fact, other):
            return Reason(ReasonKind.ROLE, who_says(other), other.ref)
    return None


def speaks_otherwise(index: Index, fact: Fact, other: Fact) -> bool:
    """Whether one report gives two claims to different sides, or to two people at two times.

    Two of one government who speak on one day may well say one thing: that is no proof.
    """
    if fact.article != other.article or not (fact.speakers and other.speakers):
        return False
    if shares_speaker(index, fact, other):
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


def shares_speaker(index: Index, fact: Fact, other: Fact) -> bool:
    return any(
        relation(index, one, another) is not Relation.DISTINCT
        for one in (answer(index, key.name, SpanKind.ENTITY, key) for key in fact.speakers)
        for another in (answer(index, key.name, SpanKind.ENTITY, key) for key in other.speakers)
    )


def _by_contradiction(trial: Trial, option: Entity) -> Reason | None:
    """Another fact gives the option a part that only one can have, and it is another part.

    "Kopyrkin is ambassador to [Armenia]" is false of Yevdokimov, where a fact says that he is
    ambassador to [Azerbaijan], and that one is ambassador to one country only.
    """
    put_in = {trial.target.label: option.name}
    for here in trial.fact.targets:
        if here.role is not TargetRole.SPAN or here == trial.target:
            continue
        for other, target in trial.index.alike(trial.fact, here.label, put_in):
            if not target.unique or other.is_claim or _at_other_times(trial.fact, other):
                continue
            mine = answer(trial.index, here.label, here.kind, here.entity)
            there = answer(trial.index, target.label, target.kind, target.entity)
            if relation(trial.index, mine, there) is Relation.DISTINCT:
                text = f"The library says otherwise of it: {other.statement.text}"
                return Reason(ReasonKind.ROLE, text, other.ref)
    return None


def _at_other_times(fact: Fact, other: Fact) -> bool:
    return fact.when is not None and other.when is not None and not fact.when.overlaps(other.when)


def who_says(fact: Fact) -> str:
    """Whose claim a fact is, in words."""
    if not fact.speakers:
        return f"This {fact.verb}: {fact.statement.text}"
    speakers = " and ".join(key.name for key in fact.speakers)
    return f"{speakers} {fact.verb or 'said'} this: {fact.statement.text}"
