"""What a sheet says of an entity or a group, added to what the library knows of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from quizzes.core.library import Entity, Group

Item = TypeVar("Item")

# The keys that have one value, with the names of their fields: a sheet may fill one that is
# empty, and contradicts the library where it says something else.
_ENTITY_VALUES = {
    "kind": "subkind",
    "sort": "sort",
    "stands for": "stands_for",
    "part of": "part_of",
    "country": "country",
    "pronoun": "pronoun",
}
_GROUP_VALUES = {"as of": "as_of", "source": "source"}


class Clash(NamedTuple):
    """The key at which a sheet contradicts the library, and how."""

    key: str
    message: str


def merge_entity(known: Entity, new: Entity) -> tuple[Entity, list[Clash]]:
    """One entity with all that both say of it, and where the new one contradicts the known."""
    merged = replace(
        known,
        **{name: getattr(known, name) or getattr(new, name) for name in _ENTITY_VALUES.values()},
        also=_both(known.also, new.also),
        demonyms=_both(known.demonyms, new.demonyms),
        near=_both(known.near, new.near),
        note=_notes(known.note, new.note),
    )
    return merged, list(_clashes(known, new, _ENTITY_VALUES))


def merge_group(known: Group, new: Group) -> tuple[Group, list[Clash]]:
    """One group with all that both say of it, and where the new one contradicts the known."""
    merged = replace(
        known,
        members=_both(known.members, new.members),
        complete=known.complete or new.complete,
        as_of=known.as_of or new.as_of,
        source=known.source or new.source,
        note=_notes(known.note, new.note),
    )
    clashes = list(_clashes(known, new, _GROUP_VALUES))
    for whole, other, told in ((known, new, "in the library"), (new, known, "in this sheet")):
        extra = [key.name for key in other.members if key not in whole.members]
        if whole.complete and extra:
            clashes.append(
                Clash("members", f"the group is complete {told} without {', '.join(extra)}")
            )
    return merged, clashes


def _clashes(known: Entity | Group, new: Entity | Group, values: dict[str, str]) -> Iterator[Clash]:
    for key, name in values.items():
        old, now = getattr(known, name), getattr(new, name)
        if old and now and old != now:
            yield Clash(key, f"the library has “{old}” here, not “{now}”: change it there first")


def _both(known: tuple[Item, ...], new: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys((*known, *new)))


def _notes(known: str, new: str) -> str:
    return known if new in known else f"{known} {new}".strip()
