"""What a Markdown file holds, as far as the tests of the documentation ask."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def fences(text: str, language: str | None = None) -> list[str]:
    """The fenced blocks, or those of one language ("" where none is named)."""
    return [body for name, body in _FENCE.findall(text) if language in (None, name)]


def prose(text: str) -> str:
    """The text without its fenced blocks."""
    return _FENCE.sub("", text)


def code(text: str) -> list[str]:
    """Everything that is code: each line of a fenced block, and each inline span."""
    lines = [line for block in fences(text) for line in block.splitlines()]
    return lines + spans(text)


def spans(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", prose(text))


def links(text: str) -> list[str]:
    """The targets of all links and pictures."""
    return re.findall(r"\]\(([^)\s]+)\)", prose(text))


def anchors(text: str) -> set[str]:
    """What a link may name behind "#", as GitHub makes it of the headings."""
    names = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings(text))
    return {name.replace(" ", "-") for name in names}


def headings(text: str) -> list[str]:
    return _HEADING.findall(prose(text))


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of any level; KeyError where there is none."""
    # What stands in a block is no heading, even behind a "#".
    masked = _FENCE.sub(lambda block: re.sub(r"[^\n]", "x", block.group()), text)
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", masked, re.M | re.S)
    if found is None:
        raise KeyError(heading)
    return text[slice(*found.span(1))]


def rows(text: str) -> Iterator[list[str]]:
    """The rows of all tables, a list of cells each, without their heads."""
    for table in re.findall(r"(?:^\|.*\|\n?)+", prose(text), re.MULTILINE):
        for line in table.strip().splitlines()[2:]:
            yield [cell.strip() for cell in line.strip("|").split("|")]


def first_cells(text: str, heading: str) -> list[str]:
    """The first column of the tables under a heading, code without its marks."""
    return [row[0].strip("`") for row in rows(section(text, heading))]
