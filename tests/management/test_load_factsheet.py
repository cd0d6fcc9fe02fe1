"""`manage.py load_factsheet PATH…`"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quizzes.models import Article, Fact
from tests.desk import ENTITIES, SHEET, TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / "harbour.txt").write_text(TEXT)
    path = tmp_path / "harbour.facts"
    path.write_text(SHEET)
    return path


def load(*paths: Path) -> str:
    out = StringIO()
    call_command("load_factsheet", *paths, stdout=out)
    return out.getvalue()


def test_a_sheet_is_loaded_with_the_text_beside_it(sheet: Path) -> None:
    assert load(sheet) == ("lervik-lighthouse: 3 facts added, 0 changed, 0 unchanged, 0 retired.\n")
    assert Article.objects.get().current.text == TEXT


def test_the_same_sheet_again_says_so(sheet: Path) -> None:
    load(sheet)
    assert "0 facts added, 0 changed, 3 unchanged, 0 retired." in load(sheet)


def test_several_sheets_are_loaded_in_their_order(sheet: Path) -> None:
    reference = sheet.with_name("reference.facts")
    reference.write_text(ENTITIES)
    sheet.write_text(SHEET.replace(ENTITIES, ""))
    said = load(reference, sheet)
    assert said.splitlines()[0] == "reference.facts: reference data loaded."
    assert Fact.objects.count() == 3


def test_a_faulty_sheet_is_refused_with_its_lines(sheet: Path) -> None:
    sheet.write_text(SHEET.replace("id: height", "id: lamp").replace("slug:", "slog:"))
    with pytest.raises(CommandError) as refused:
        load(sheet)
    *lines, last = str(refused.value).splitlines()
    second = SHEET.splitlines().index("id: height") + 1
    places = [line.partition(": ")[0] for line in lines]
    assert places == [f"{sheet}:1", f"{sheet}:2", f"{sheet}:{second}"]
    assert last == "Nothing was changed."
    assert not Article.objects.exists()


def test_a_text_that_is_not_beside_the_sheet_is_missed(sheet: Path) -> None:
    sheet.with_name("harbour.txt").unlink()
    with pytest.raises(CommandError, match=r"the text “harbour\.txt” is missing"):
        load(sheet)


def test_a_sheet_that_cannot_be_read_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.facts can't be read: No such file"):
        load(tmp_path / "nowhere.facts")
