"""Statements and questions that say who belongs to a body, and the groups that settle it."""

import re

from quizzes.core.answers import itself
from quizzes.core.index import Index
from quizzes.core.library import EntityKey, Group, Library
from quizzes.core.words import fold

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


def groups_spoken_of(index: Index, before: str, behind: str) -> tuple[Group, ...]:
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
    groups = groups_spoken_of(Index.of(library), "", behind)
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
