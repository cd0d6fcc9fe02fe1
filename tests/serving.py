"""The site as people use it, in processes of its own: gunicorn, on the database of the tests."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import connection


def database_url() -> str:
    """The database of the tests, as another process reaches it."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    address = f"{config['USER']}:{config['PASSWORD']}@{config['HOST']}:{config['PORT']}"
    return f"postgres://{address}/{config['NAME']}"


@contextmanager
def served(var_dir: Path) -> Iterator[str]:
    """The address of the site as `make run` serves it, on the database of the tests.

    What is committed there is all that it sees: tests need `django_db(transaction=True)`.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "quizsite.settings",
        "EVIDENT_LOCAL": "1",
        "VAR_DIR": str(var_dir),
        "DATABASE_URL": database_url(),
        "PORT": str(port),
    }
    run: dict[str, Any] = {"cwd": settings.BASE_DIR, "env": environment}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, check=True, **run)
    gunicorn = [sys.executable, "-m", "gunicorn", "quizsite.wsgi"]
    server = subprocess.Popen(gunicorn, stderr=subprocess.DEVNULL, **run)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - an address of our own
        except (URLError, ConnectionError):
            continue
        return
    pytest.fail("the server did not start")
