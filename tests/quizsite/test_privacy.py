"""Whose pages may be kept, on a computer that the next visitor may sit down at."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/articles/", "/sets/", "/accounts/email/", "/no/such/page/"])
def test_nobody_keeps_a_page_that_names_its_reader(client: Client, path: str) -> None:
    client.force_login(User.objects.create_user("alice"))
    answer = client.get(path)
    assert "alice" in answer.text
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))


def test_a_page_that_is_the_same_for_all_may_be_kept(client: Client) -> None:
    assert "Cache-Control" not in client.get("/articles/").headers


def test_a_page_keeps_what_its_view_says(client: Client) -> None:
    client.force_login(User.objects.create_user("alice"))
    assert "must-revalidate" in client.get("/").headers["Cache-Control"]
