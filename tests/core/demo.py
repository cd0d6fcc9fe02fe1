"""The demo library as core values, read from its fact sheets without a database."""

from functools import cache, partial
from pathlib import Path

from quizzes.core.exchange.factsheet import read
from quizzes.core.library import Library

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def demo_library(name: str = "seed") -> Library:
    """The reference sheets and one article's sheet, read one upon the other."""
    library = Library()
    for path in (*sorted(FIXTURES.glob("reference/*.facts")), FIXTURES / f"{name}.facts"):
        sheet = read(path.read_bytes(), partial(_text, path), library)
        library = Library.of(
            (*library.articles.values(), *([sheet.article] if sheet.article else ())),
            (*library.entities.values(), *sheet.entities),
            {group.name: group for group in (*library.groups, *sheet.groups)}.values(),
            (*library.facts.values(), *sheet.facts),
        )
    return library


def _text(sheet: Path, name: str) -> bytes | None:
    path = sheet.parent / name
    return path.read_bytes() if path.is_file() else None
