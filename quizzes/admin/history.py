"""What the history of a fact says of a change."""

from collections.abc import Iterator
from dataclasses import fields

from quizzes.core.library import Fact, Target

# The core's names of what the desk calls otherwise.
_NAMES = {"id": "id", "quotes": "evidence", "said_on": "said on", "cause": "states a cause"}


def what_changed(before: Fact, after: Fact) -> list[str]:
    """The parts of a fact in which the two differ, in words: a target by its label."""
    names = (field.name for field in fields(Fact) if field.name not in ("article", "targets"))
    found = [
        _NAMES.get(name, name) for name in names if getattr(before, name) != getattr(after, name)
    ]
    return [*found, *_targets(before, after)]


def _targets(before: Fact, after: Fact) -> Iterator[str]:
    old = {target.label: target for target in before.targets}
    new = {target.label: target for target in after.targets}
    for label in {**old, **new}:
        if label not in new:
            yield f"target “{label}” removed"
        elif label not in old:
            yield f"target “{label}” added"
        elif old[label] != new[label]:
            yield f"{', '.join(_parts(old[label], new[label]))} of target “{label}”"


def _parts(old: Target, new: Target) -> Iterator[str]:
    names = (field.name for field in fields(Target))
    return (name for name in names if getattr(old, name) != getattr(new, name))
