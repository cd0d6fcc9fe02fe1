"""The syntax of a fact sheet: lines, blocks, keys and values, whatever they mean."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from quizzes.core.exchange.factsheet.sheet import FaultList

# A surface of 300 characters, each with its escape, and the colon and space behind it.
_LONGEST_LABEL = 602

_ESCAPE = re.compile(r"\\([\[\]=|\\])")


@dataclass(slots=True)
class Entry:
    """One `key: value`, still in one piece, with the number of the line where it begins.

    `first` is its first line and `more` the lines that continue it, white space folded.
    The key stands in the first line whole.
    """

    line: int
    first: str
    more: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What stands before the first colon and space; "" where there are none."""
        key, colon, _ = f"{self.first} ".partition(": ")
        return key if colon else ""

    @property
    def value(self) -> str:
        """What stands behind them, with the lines that continue it."""
        return self._whole(f"{self.first} ".partition(": ")[2])

    def labelled(self, labels: Container[str]) -> tuple[str, str] | None:
        """The label that stands behind the key's first word, and the value behind that.

        A label may have a colon and a space in it, where a key would end otherwise: the
        longest is meant. It may be written with the escapes that it has in the statement.
        """
        line = f"{self.first} "
        start = line.find(" ") + 1
        at = line.rfind(": ", start, start + _LONGEST_LABEL)
        while at >= start:
            for label in (line[start:at], plain(line[start:at])):
                if label in labels:
                    return label, self._whole(line[at + 1 :])
            at = line.rfind(": ", start, at + 1)
        return None

    def _whole(self, value: str) -> str:
        return " ".join([value.strip(), *self.more]).strip()


def decode(sheet: bytes | str, faults: FaultList) -> list[str]:
    """The lines of a sheet; what is not UTF-8 becomes a fault and U+FFFD."""
    if isinstance(sheet, str):
        return sheet.removeprefix("\ufeff").split("\n")
    lines = []
    for number, line in enumerate(sheet.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError as error:
            place = f"byte {error.start + 1} of this line"
            faults.add(number, f"{place} is not UTF-8: save the sheet as UTF-8")
            lines.append(line.decode(errors="replace"))
    return lines


def blocks(lines: Iterable[str], faults: FaultList) -> Iterator[list[Entry]]:
    """The blocks that blank lines divide, without comments and empty blocks."""
    block: list[Entry] = []
    for number, line in enumerate(lines, 1):
        words = " ".join(line.split())
        if not words:
            if block:
                yield block
            block = []
        elif line.startswith("#"):
            continue
        elif not line[0].isspace():
            block.append(Entry(number, words))
        elif block:
            block[-1].more.append(words)
        else:
            faults.add(number, "this line begins with a space, but has no line to continue")
        if "\0" in line:
            faults.add(number, "a null character stands in this line")
    if block:
        yield block


# ---- Values


def plain(value: str) -> str:
    """The value with its escapes read."""
    return _ESCAPE.sub(r"\1", value) if "\\" in value else value


def items(value: str) -> tuple[str, ...]:
    """The items of a list; what stands in it twice counts once."""
    found: list[list[str]] = [[]]
    for word in value.split():
        if word == "|":
            found.append([])
        else:
            found[-1].append(word)
    return tuple(dict.fromkeys(plain(" ".join(item)) for item in found if item))


def written(text: str) -> str:
    """A text as a value; `plain` reads it back, white space folded."""
    return " ".join(text.split()).replace("\\", "\\\\")


def written_items(texts: Iterable[str]) -> str:
    """Texts as a list; `items` reads them back."""
    return " | ".join(written(text).replace("|", "\\|") for text in texts)
