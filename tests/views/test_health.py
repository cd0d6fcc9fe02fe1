"""Whether a load balancer learns the truth."""

from typing import Any, NoReturn

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_a_site_that_can_serve_says_ok(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_missing_migration_is_503(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "migrations are missing"})


def test_a_database_that_does_not_answer_is_503(client: Client) -> None:
    def refuse(*args: Any) -> NoReturn:
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "the database does not answer"}


def test_asking_costs_two_small_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/healthz")
    with django_assert_num_queries(2):
        client.get("/healthz")


def test_it_can_only_be_read(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
