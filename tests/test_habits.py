"""No test and no factory waits, reads the clock, or throws dice without a seed."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted([*ROOT.glob("tests/**/*.py"), *ROOT.glob("quizzes/factories/*.py")])

# By the end of the dotted name that is called.
FORBIDDEN = {
    "sleep",
    "wait_for_timeout",
    "timezone.now",
    "datetime.now",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "monotonic",
    "perf_counter",
    "random.random",
    "random.choice",
    "random.shuffle",
    "random.randint",
    "secrets.token_urlsafe",
    "fuzzy.FuzzyText",
    "factory.Faker",
}


def forbidden_calls(source: str) -> list[str]:
    """The calls of a module that no test may make."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    names = (ast.unparse(call.func) for call in calls)
    return [
        name for name in names if any(name == bad or name.endswith(f".{bad}") for bad in FORBIDDEN)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_it_neither_waits_nor_reads_the_clock_nor_throws_dice(path: Path) -> None:
    assert forbidden_calls(path.read_text()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import time\ntime.sleep(1)",
        "page.wait_for_timeout(500)",
        "from django.utils import timezone\ntimezone.now()",
        "import datetime\ndatetime.datetime.now()",
        "import random\nrandom.choice([1])",
        "name = factory.Faker('name')",
    ],
)
def test_a_planted_call_is_found(planted: str) -> None:
    assert forbidden_calls(planted)
