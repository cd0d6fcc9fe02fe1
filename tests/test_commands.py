"""What the commands of the Makefile say when this computer lacks what they need."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ["bin/install", "bin/run", "bin/test", "bin/lint", ".ci/run"]


@pytest.fixture
def empty_clone(tmp_path: Path) -> Path:
    """A directory with what `bin/install` reads, and no virtual environment."""
    for name in ("bin/install", "requirements.txt", "requirements-dev.txt", "constraints.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(script: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [script],
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def python_that(answers: str, path: Path) -> str:
    """A stand-in for an interpreter: a shell script with these answers."""
    path.write_text(f"#!/bin/sh\n{answers}\n")
    path.chmod(0o755)
    return str(path)


def test_a_busy_port_gets_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = run(ROOT / "bin" / "run", PORT=port)
    assert refused.returncode == 1
    [line] = refused.stderr.splitlines()
    assert line.startswith(f"evident: port {port} is in use")


@pytest.mark.parametrize("port", ["web", "80000000", "-1"])
def test_a_port_that_is_none_gets_one_clear_line(port: str) -> None:
    refused = run(ROOT / "bin" / "run", PORT=port)
    assert refused.returncode == 1
    assert refused.stderr == f"evident: PORT must be a number, not '{port}'.\n"


def test_a_missing_python_gets_one_clear_line(empty_clone: Path) -> None:
    refused = run(empty_clone / "bin" / "install", PYTHON="python-of-nowhere")
    assert refused.returncode == 1
    [line] = refused.stderr.splitlines()
    assert "python-of-nowhere is not installed" in line


def test_an_old_python_gets_one_clear_line(empty_clone: Path) -> None:
    old = python_that('[ "$1" = --version ] && echo "Python 3.9.2" || exit 1', empty_clone / "old")
    refused = run(empty_clone / "bin" / "install", PYTHON=old)
    assert refused.returncode == 1
    [line] = refused.stderr.splitlines()
    assert "Python 3.9.2 is too old; Evident needs Python 3.11 or newer" in line


def test_a_python_without_venv_gets_one_clear_line(empty_clone: Path) -> None:
    bare = python_that('case "$2" in *ensurepip*) exit 1 ;; esac', empty_clone / "bare")
    refused = run(empty_clone / "bin" / "install", PYTHON=bare)
    assert refused.returncode == 1
    [line] = refused.stderr.splitlines()
    assert line.endswith("apt install python3-venv")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_run_and_read_by_bash(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    subprocess.run(["bash", "-n", ROOT / name], check=True)


def test_every_package_is_pinned() -> None:
    for path in ROOT.glob("requirements*.txt"):
        for line in path.read_text().splitlines():
            assert not line or line.startswith(("#", "-r ")) or "==" in line, f"{path.name}: {line}"


def test_what_is_required_agrees_with_the_pinned_tree() -> None:
    pinned = {
        line.partition(";")[0].strip()
        for line in (ROOT / "constraints.txt").read_text().splitlines()
    }
    required = {
        line.partition("[")[0].lower() + "==" + line.partition("==")[2]
        if "[" in line
        else line.lower()
        for path in ROOT.glob("requirements*.txt")
        for line in path.read_text().splitlines()
        if "==" in line
    }
    assert required <= pinned


def test_a_browser_that_is_demanded_and_missing_gets_one_clear_line(tmp_path: Path) -> None:
    for program in ("bash", "dirname"):
        (tmp_path / program).symlink_to(shutil.which(program) or "")
    refused = run(ROOT / "bin" / "test", PATH=str(tmp_path), REQUIRE_BROWSER="1")
    assert refused.returncode == 1
    assert refused.stderr == "evident: REQUIRE_BROWSER is set, but Chromium is not on the PATH.\n"
