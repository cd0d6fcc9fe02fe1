"""The keys of one block with their values: which there may be, and what form each has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from quizzes.core.dates import Precision, When
from quizzes.core.exchange.factsheet.blocks import Entry, items, plain
from quizzes.core.exchange.factsheet.sheet import FaultList

NO_COLON = "a line is “key: value”, with a colon and a space"

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Key:
    """What holds for one key. `longest` is the most characters of its value, or of each item."""

    longest: int = 300
    required: bool = False


class Fields:
    """The values of one block, which begins in the line `start`.

    Whatever is wrong with a value goes to the faults as it is read.
    """

    def __init__(
        self,
        noun: str,
        start: int,
        entries: Iterable[Entry],
        keys: Mapping[str, Key],
        faults: FaultList,
    ) -> None:
        self.start = start
        self._keys = keys
        self._faults = faults
        self._values: dict[str, str] = {}
        self._lines: dict[str, int] = {}
        for entry in entries:
            self._take(noun, entry)
        for name, key in keys.items():
            if key.required and name not in self._values:
                faults.add(start, f"{noun} needs a line “{name}: …”")

    def _take(self, noun: str, entry: Entry) -> None:
        name, value = entry.key, entry.value
        if not name:
            self._faults.add(entry.line, NO_COLON)
        elif not value:
            return
        elif name not in self._keys:
            self._faults.add(entry.line, f"{noun} has no key “{name}”")
        elif name in self._values:
            self._faults.add(
                entry.line, f"“{name}” stands in this block already, on line {self._lines[name]}"
            )
        else:
            self._values[name], self._lines[name] = value, entry.line

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def line(self, name: str) -> int:
        """The line of that key; that of the block where it is left out."""
        return self._lines.get(name, self.start)

    def fault(self, name: str, message: str) -> None:
        """Add a fault at the line of that key."""
        self._faults.add(self.line(name), message)

    def raw(self, name: str) -> str:
        """The value with its escapes as they stand."""
        return self._checked(name, self._values.get(name, ""))

    def text(self, name: str) -> str:
        value = self._values.get(name)
        return self._checked(name, plain(value)) if value else ""

    def items(self, name: str) -> tuple[str, ...]:
        value = self._values.get(name)
        return tuple(self._checked(name, item) for item in items(value)) if value else ()

    def yes(self, name: str) -> bool:
        value = self.text(name)
        if value not in ("", "yes", "no"):
            self.fault(name, f"“{name}” is yes or no, not “{value}”")
        return value == "yes"

    def choice(self, name: str, default: Choice) -> Choice:
        """The member of the default's enumeration, or the default where the key is left out."""
        value = self.text(name)
        if not value:
            return default
        try:
            return type(default)(value)
        except ValueError:
            known = ", ".join(type(default))
            self.fault(name, f"“{value}” is no {name} that is known: write one of {known}")
            return default

    def when(self, name: str) -> When | None:
        value = self.text(name)
        try:
            return When.parse(value) if value else None
        except ValueError as error:
            self.fault(name, str(error))
            return None

    def day(self, name: str) -> date | None:
        """One whole day, about which nothing is open."""
        when = self.when(name)
        if when is None:
            return None
        if when != When(when.start, when.start, Precision.DAY):
            self.fault(name, f"“{name}” is one day, such as 2024-05-24")
        return when.start

    def _checked(self, name: str, text: str) -> str:
        longest = self._keys[name].longest
        if len(text) > longest:
            self.fault(name, f"“{name}” is too long: {len(text)} characters, {longest} at most")
        return text
