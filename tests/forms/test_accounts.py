"""The forms of the accounts."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_login_says_which_names_it_takes(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert "Username or email" in page
    assert 'placeholder="Username' not in page
