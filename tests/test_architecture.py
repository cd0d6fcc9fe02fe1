"""The arrows of the house run one way, and the core stands on Python alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORE = sorted((ROOT / "quizzes" / "core").rglob("*.py"))

# What reads the clock, throws dice of its own or speaks to the world outside.
IMPURE_MODULES = {
    "asyncio",
    "http",
    "logging",
    "os",
    "pathlib",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib",
}
IMPURE_CALLS = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "input",
    "open",
    "print",
    "uuid.uuid1",
    "uuid.uuid4",
    "uuid1",
    "uuid4",
}


def impurities(source: str) -> list[str]:
    """The lines of a module that read the clock, use chance without a seed, or leave memory."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if root(name.name) in IMPURE_MODULES]
        elif isinstance(node, ast.ImportFrom) and root(node.module or "") in IMPURE_MODULES:
            found.append(node.module or "")
        elif isinstance(node, ast.ImportFrom) and node.module == "random":
            found += [f"random.{name.name}" for name in node.names if name.name != "Random"]
        elif isinstance(node, ast.Call) and is_impure_call(ast.unparse(node)):
            found.append(ast.unparse(node))
    return found


def root(module: str) -> str:
    return module.partition(".")[0]


def is_impure_call(call: str) -> bool:
    name = call.partition("(")[0]
    if name.rpartition(".")[2] == "Random":
        # Without a seed it takes the clock's.
        return call.endswith("Random()")
    return name.startswith("random.") or any(
        name == impure or name.endswith(f".{impure}") for impure in IMPURE_CALLS
    )


def test_imports_follow_the_layers() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_core_imports_where_there_is_no_django() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in CORE
    ]
    program = f"""
import importlib, sys
for name in ("django", "allauth", "quizsite"):
    sys.modules[name] = None
for name in {names}:
    importlib.import_module(name)
"""
    imported = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True
    )
    assert imported.returncode == 0, imported.stderr


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.stem)
def test_the_core_needs_no_clock_no_chance_and_no_world(path: Path) -> None:
    assert impurities(path.read_text()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import time",
        "from time import monotonic",
        "import os.path",
        "from random import shuffle",
        "import random\nrandom.shuffle([])",
        "import random\nrandom.Random()",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "from uuid import uuid4\nuuid4()",
        "open('file')",
    ],
)
def test_a_planted_impurity_is_found(planted: str) -> None:
    assert impurities(planted)


@pytest.mark.parametrize(
    "pure",
    [
        "from random import Random\nRandom(7).shuffle([])",
        "from datetime import date\ndate(2024, 5, 24)",
    ],
)
def test_what_is_told_its_time_and_seed_is_pure(pure: str) -> None:
    assert impurities(pure) == []
