"""`manage.py generate_questions [--article SLUG]`"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quizzes.factories.library import ArticleFactory, ArticleRevisionFactory
from quizzes.models import Question
from tests.desk import SHEET, load

pytestmark = pytest.mark.django_db


def generate(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("generate_questions", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_a_second_run_reports_no_change() -> None:
    load()
    first, standing = generate()
    count = Question.objects.count()
    assert count
    assert first == f"{count} added, 0 replaced, 0 retired, 0 released, 0 kept."
    assert generate() == ["No change.", standing]


def test_a_run_says_how_many_are_published_and_wait() -> None:
    load(SHEET.replace("important: yes\n", ""))
    published = generate()[1]
    waiting = Question.objects.filter(status="waiting").count()
    assert waiting
    assert published == (
        f"{Question.objects.published().count()} published, {waiting} waiting for an editor."
    )


def test_one_article_can_be_meant() -> None:
    load()
    ArticleRevisionFactory.create(article=ArticleFactory.create(slug="another"))
    generate("--article", "another")
    assert not Question.objects.exists()
    generate("--article", "lervik-lighthouse")
    assert Question.objects.exists()


def test_an_article_that_does_not_exist_gets_one_line() -> None:
    with pytest.raises(CommandError, match="There is no article called “nowhere”"):
        generate("--article", "nowhere")
