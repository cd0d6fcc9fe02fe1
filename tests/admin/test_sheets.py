"""Fact sheets at the desk: uploaded with their text, and downloaded."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from quizzes.factories.accounts import UserFactory
from quizzes.forms.library import MAX_UPLOAD
from quizzes.models import Article, Entity, Fact, Question
from quizzes.services.library import current_library
from tests.desk import ENTITIES, SHEET, TEXT, at_desk, load_article, messages_of, text_of

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/quizzes/article/upload/"


@pytest.fixture
def desk() -> Client:
    return at_desk()


def upload(desk: Client, sheet: str | bytes = SHEET, text: str | bytes | None = TEXT) -> Any:
    files = {"sheet": sheet, "text": text}
    return desk.post(
        UPLOAD,
        {
            name: SimpleUploadedFile(
                f"{name}.txt", content if isinstance(content, bytes) else content.encode()
            )
            for name, content in files.items()
            if content is not None
        },
    )


def download(client: Client, article: Article, query: str = "") -> Any:
    return client.get(reverse("admin:quizzes_article_download", args=[article.pk]) + query)


def test_a_sheet_is_loaded_with_its_text_and_its_questions_are_made(desk: Client) -> None:
    loaded = upload(desk)
    assert loaded.status_code == 302
    assert Article.objects.get().current.text == TEXT
    published = Question.objects.published().count()
    assert published
    facts, questions = messages_of(loaded)
    assert facts.endswith("3 facts added, 0 changed, 0 unchanged, 0 retired.")
    assert f"{published} questions are published" in questions


def test_the_same_sheet_again_changes_nothing(desk: Client) -> None:
    upload(desk)
    before = current_library(), list(Question.objects.values())
    said = messages_of(upload(desk))
    assert any("0 changed, 3 unchanged" in text for text in said)
    assert (current_library(), list(Question.objects.values())) == before


def test_a_reference_sheet_needs_no_text(desk: Client) -> None:
    assert upload(desk, ENTITIES, None).status_code == 302
    assert Entity.objects.filter(name="Lervik").exists()


def test_a_faulty_sheet_is_refused_whole_with_its_lines(desk: Client) -> None:
    load_article()
    before = current_library()
    faulty = SHEET.replace("id: height", "id: lamp").replace("quote: The tower", "quote: A tower")
    page = upload(desk, faulty)
    assert page.status_code == 422
    lines = faulty.split("\n")
    second_id = [n for n, line in enumerate(lines, 1) if line == "id: lamp"][1]
    quote = next(n for n, line in enumerate(lines, 1) if line.startswith("quote: A tower"))
    assert f"Line {second_id}: the fact on line" in text_of(page)
    assert f"Line {quote}: these words are not in the text" in text_of(page)
    assert current_library() == before


@pytest.mark.parametrize(
    ("sheet", "text", "said"),
    [
        (SHEET, None, "is missing"),
        (SHEET, b"\xff\xfe", "is not UTF-8"),
        (b"\xff\xfe", TEXT, "is not UTF-8"),
        (b"x" * (MAX_UPLOAD + 1), TEXT, "larger than 2 MB"),
        (SHEET, b"x" * (MAX_UPLOAD + 1), "larger than 2 MB"),
        ("", TEXT, "empty"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(
    desk: Client, sheet: str | bytes, text: str | bytes | None, said: str
) -> None:
    page = upload(desk, sheet, text)
    assert page.status_code == 422
    assert said in text_of(page)
    assert not Article.objects.exists()
    assert not Entity.objects.exists()


def test_a_sheet_that_meets_another_on_the_way_is_read_again(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_the_race(**given: Any) -> Any:
        monkeypatch.undo()
        raise IntegrityError

    monkeypatch.setattr("quizzes.admin.sheets.load_sheet", lose_the_race)
    assert upload(desk).status_code == 302
    assert Fact.objects.count() == 3


def test_the_history_of_an_article_names_the_sheet(desk: Client) -> None:
    upload(desk)
    assert LogEntry.objects.get().get_change_message() == "Changed fact sheet."


def test_an_upload_without_a_sheet_is_refused(desk: Client) -> None:
    assert desk.post(UPLOAD).status_code == 422


def test_a_script_in_a_sheet_is_shown_as_text(desk: Client) -> None:
    page = text_of(upload(desk, SHEET.replace("id: height", "<script>alert(1)</script>: x")))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_sheet_and_its_text_come_back_as_files(desk: Client) -> None:
    article = load_article()
    sheet, text = download(desk, article), download(desk, article, "?text")
    assert sheet["Content-Disposition"] == 'attachment; filename="lervik-lighthouse.facts"'
    assert text["Content-Disposition"] == 'attachment; filename="harbour.txt"'
    assert (text_of(text), text["Content-Type"]) == (TEXT, "text/plain; charset=utf-8")
    before = current_library()
    assert "3 unchanged" in messages_of(upload(desk, sheet.content, text.content))[0]
    assert current_library() == before
    assert Fact.objects.count() == 3


def test_an_article_that_does_not_exist_is_not_found(desk: Client) -> None:
    assert desk.get("/admin/quizzes/article/999/sheet/").status_code == 404


def test_staff_without_permission_neither_upload_nor_download() -> None:
    article = load_article()
    client = at_desk(UserFactory.create(is_staff=True))
    assert client.get(UPLOAD).status_code == 403
    assert upload(client).status_code == 403
    assert download(client, article).status_code == 403
