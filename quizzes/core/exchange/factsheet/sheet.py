"""What a fact sheet holds, as one plain value, and what can be wrong with one."""

from dataclasses import dataclass
from typing import NamedTuple

from quizzes.core.library import Article, Entity, Fact, Group

MOST_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article, or none, with the entities, groups and facts of its sheet, in their order."""

    article: Article | None = None
    entities: tuple[Entity, ...] = ()
    groups: tuple[Group, ...] = ()
    facts: tuple[Fact, ...] = ()


class Fault(NamedTuple):
    """What is wrong in one line of a sheet (from 1)."""

    line: int
    message: str


class SheetFaults(Exception):  # noqa: N818 (it holds faults, it is none)
    """A sheet is refused: `faults` says all that is wrong with it, in the order of its lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"line {fault.line}: {fault.message}" for fault in faults))


class FaultList:
    """Faults as they are found, in whatever order."""

    def __init__(self) -> None:
        self._found: dict[Fault, None] = {}

    def add(self, line: int, message: str) -> None:
        """Keep a fault. Raises SheetFaults where there are so many that reading on is vain."""
        self._found[Fault(line, message)] = None
        if len(self._found) == MOST_FAULTS:
            self._found[Fault(line, "here reading stopped: there are too many faults")] = None
            self.raise_any()

    def raise_any(self) -> None:
        """Raise SheetFaults where there are any."""
        if self._found:
            raise SheetFaults(tuple(sorted(self._found, key=lambda fault: fault.line)))
