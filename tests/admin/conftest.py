"""What most tests of the desk begin with."""

import pytest
from django.test import Client

from quizzes.models import Article
from tests.desk import at_desk, load_article


@pytest.fixture
def article() -> Article:
    """An article with facts, and questions made of them."""
    return load_article()


@pytest.fixture
def desk(article: Article) -> Client:
    """A browser in which an editor is at home."""
    return at_desk()
