"""The formats in which a library comes in and goes out: one module or package a format."""

from dataclasses import dataclass
from types import ModuleType

from quizzes.core.exchange import factsheet


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the name that people know, with the suffix and media type of its files."""

    name: str
    suffix: str
    media_type: str
    module: ModuleType


FORMATS = {
    "factsheet": Format("Fact sheet", ".facts", "text/plain; charset=utf-8", factsheet),
}
