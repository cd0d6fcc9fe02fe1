"""What the settings make of an environment, and what the running site does with them."""

import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection, connections, transaction
from django.test import Client

from quizsite.settings import BASE_DIR, database, env_bool, env_int, env_list, kept_secret_key

PRODUCTION = {
    "SECRET_KEY": "a-key-of-more-than-fifty-characters-with-AbCdEfGhIjKlMnOpQrStUvWxYz",
    "ALLOWED_HOSTS": "quiz.example.org",
}

on_sqlite = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="says what holds on SQLite",
)


def run_python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python at the root of the project in an environment that says nothing else."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "quizsite.settings"}
        | environment,
        capture_output=True,
        text=True,
    )


def test_production_mode_passes_every_deployment_check(tmp_path: Path) -> None:
    checked = run_python(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        **PRODUCTION,
        VAR_DIR=str(tmp_path),
    )
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_refuses_to_start_without(missing: str) -> None:
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    started = run_python("-c", "import quizsite.wsgi", **given)
    assert started.returncode == 1
    assert f"{missing} is not set" in started.stderr


def test_debug_is_refused_outside_a_local_site() -> None:
    started = run_python("-c", "import quizsite.wsgi", **PRODUCTION, DEBUG="yes")
    assert "it needs EVIDENT_LOCAL=1" in started.stderr


def test_the_command_line_serves_the_local_site_when_nothing_is_said(tmp_path: Path) -> None:
    asked = "from django.conf import settings; print(settings.ALLOWED_HOSTS, settings.DEBUG)"
    said = run_python("manage.py", "shell", "--no-imports", "-c", asked, VAR_DIR=str(tmp_path))
    assert said.stdout.strip() == "['localhost', '127.0.0.1', '[::1]'] False"


@pytest.mark.parametrize(("said", "heard"), [({}, "False"), ({"ANYONE_MAY_TEACH": "yes"}, "True")])
def test_only_an_admin_makes_teachers_unless_it_is_said_otherwise(
    tmp_path: Path, said: dict[str, str], heard: str
) -> None:
    asked = "from quizsite.settings import ANYONE_MAY_TEACH; print(ANYONE_MAY_TEACH)"
    answer = run_python("-c", asked, **PRODUCTION, **said, VAR_DIR=str(tmp_path))
    assert answer.stdout.strip() == heard


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("1", True), ("Off", False)])
def test_a_yes_or_no_is_read(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("A_SWITCH", text)
    assert env_bool("A_SWITCH", default=not value) is value


@pytest.mark.parametrize("text", ["ture", "2"])
def test_a_mistyped_switch_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("A_SWITCH", text)
    with pytest.raises(ImproperlyConfigured, match="A_SWITCH must be yes or no"):
        env_bool("A_SWITCH", default=False)


@pytest.mark.parametrize("text", ["-1", "1.5", "many", "²"])
def test_what_is_no_whole_number_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("A_NUMBER", text)
    with pytest.raises(ImproperlyConfigured, match="A_NUMBER must be a whole number"):
        env_int("A_NUMBER", default=0)


def test_a_list_is_divided_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_LIST", " one.example , two.example,,")
    assert env_list("A_LIST") == ["one.example", "two.example"]


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_NUMBER", " ")
    assert env_int("A_NUMBER", default=7) == 7


def test_a_generated_key_is_kept_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(lambda _: kept_secret_key(path), range(4)))
    assert keys == {path.read_text()}
    assert len(path.read_text()) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]


@on_sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("busy_timeout", 20_000)]
)
def test_sqlite_runs_as_it_was_measured(pragma: str, value: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_the_write_lock_before_it_reads() -> None:
    second = connections.create_connection("default")
    impatient = second.settings_dict["OPTIONS"] | {"timeout": 0}
    second.settings_dict = second.settings_dict | {"OPTIONS": impatient}
    with (
        transaction.atomic(),
        pytest.raises(OperationalError, match="locked"),
        second.cursor() as cursor,
    ):
        cursor.execute("BEGIN IMMEDIATE")
    second.close()


def test_postgresql_is_pooled_with_a_timeout_of_its_own() -> None:
    config = database("postgres://reader:secret@db.example.org:5433/evident")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example.org", 5433, "evident")
    assert config["OPTIONS"]["pool"]["timeout"] == 5
    assert config["CONN_HEALTH_CHECKS"] is True


def test_a_page_lets_no_script_style_or_request_from_elsewhere_in(client: Client, db: None) -> None:
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["style-src"] == "'self'"
    assert directives["script-src"].split()[0] == "'self'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_page_says_little_to_other_sites_and_asks_for_no_device(client: Client, db: None) -> None:
    headers = client.get("/healthz").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_rate_limits_are_counted_where_every_process_sees_them() -> None:
    backend = settings.CACHES["default"]["BACKEND"]
    assert backend == "django.core.cache.backends.db.DatabaseCache"


def test_the_deployment_guide_lists_every_variable_and_no_other() -> None:
    reading = re.compile(r'(?:env|env_bool|env_int|env_list|demanded|environ\.get)\(\s*"(\w+)"')
    read = {
        name
        for file in ("quizsite/settings.py", "gunicorn.conf.py")
        for name in reading.findall((BASE_DIR / file).read_text())
    }
    guide = (BASE_DIR / "docs" / "deploy.md").read_text()
    assert set(re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE)) == read
