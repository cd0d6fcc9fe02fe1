"""`manage.py dump_factsheet SLUG`"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quizzes.services.library import current_library
from tests.desk import load

pytestmark = pytest.mark.django_db


def dump(slug: str) -> str:
    out = StringIO()
    call_command("dump_factsheet", slug, stdout=out)
    return out.getvalue()


def test_a_sheet_is_printed_that_loads_to_the_same() -> None:
    load()
    before = current_library()
    assert load(dump("lervik-lighthouse")).facts.unchanged == ["lamp", "height", "danger"]
    assert current_library() == before


def test_an_article_that_does_not_exist_gets_one_line() -> None:
    with pytest.raises(CommandError, match="There is no article called “nowhere”"):
        dump("nowhere")
