"""Writing facts at the desk: what is stored, and what the editor is shown and told."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.factories.accounts import UserFactory
from quizzes.factories.questions import ReportFactory
from quizzes.models import Article, Fact, Question
from quizzes.services.library import current_library
from quizzes.services.questions import generate_questions
from tests.desk import (
    QUOTE,
    add_fact,
    add_url,
    at_desk,
    change_fact,
    desk_url,
    entity,
    fact,
    fill,
    form_on,
    load_article,
    messages_of,
    press,
    questions_of,
    row_of,
    text_of,
    with_more_facts,
)

pytestmark = pytest.mark.django_db

# ---- Adding one


def test_a_fact_is_stored_with_its_quotes_speakers_and_targets(desk: Client) -> None:
    union = entity("Coast Pilots' Union", "organisation")
    speaker: dict[str, Any] = {"speakers-0-entity": union.pk}
    added = add_fact(desk, verb="claimed", said_on="2024-09", **speaker)
    assert added.status_code == 302
    stored = Fact.objects.get(key="a-storm-destroyed-the-old-light-of-lervik-in-2019").to_core()
    assert (stored.verb, str(stored.when), str(stored.said_on)) == ("claimed", "2019", "2024-09")
    assert [quote.text for quote in stored.quotes] == [QUOTE]
    assert stored.speakers == (union.key,)
    assert [target.label for target in stored.targets] == [
        "Lervik",
        "2019",
        "by",
        "when",
        "said on",
        "statement",
    ]
    assert stored.target("Lervik").entity == entity("Lervik").key


def test_a_new_fact_stands_behind_the_others_of_its_article(desk: Client) -> None:
    add_fact(desk)
    assert Fact.objects.order_by("position").last() == Fact.objects.latest("pk")


def test_an_id_that_is_taken_is_numbered_when_it_is_made(desk: Client) -> None:
    add_fact(desk, key="", statement="A storm came.")
    add_fact(desk, key="", statement="A [storm] came,")
    assert {"a-storm-came", "a-storm-came-2"} <= set(Fact.objects.values_list("key", flat=True))


def test_a_page_without_brackets_says_where_the_rows_will_be(desk: Client) -> None:
    page = text_of(desk.get(add_url("fact")))
    assert "Press Preview to see them" in page
    assert "targets-0-label" not in page


def test_the_article_of_the_address_is_chosen_and_shown(desk: Client, article: Article) -> None:
    page = desk.get(add_url("fact"), {"article": article.pk})
    assert form_on(page)["article"] == [str(article.pk)]
    assert "The tower is 31 metres tall." in text_of(page)


# ---- Preview


def test_a_preview_shows_rows_and_questions_and_stores_nothing(desk: Client) -> None:
    before = current_library(), Question.objects.count()
    page = add_fact(desk, "_preview")
    text = text_of(page)
    assert page.status_code == 200
    assert row_of(form_on(page), "Lervik")
    assert "Nothing is stored yet" in text
    assert "errornote" not in text
    assert (current_library(), Question.objects.count()) == before
    assert not LogEntry.objects.exists()


def test_what_is_said_in_the_rows_of_a_preview_is_stored_when_it_is_saved(desk: Client) -> None:
    url = add_url("fact")
    form = form_on(add_fact(desk, "_preview"))
    row = row_of(form, "2019")
    said = {f"{row}-unique": "on", f"{row}-wrong": "2016\r\n2017\r\n\r\n2017"}
    form = form_on(press(desk, url, form, "_preview", **said))
    press(desk, url, form, **{f"{row_of(form, 'Lervik')}-why": "It is a port."})
    stored = Fact.objects.latest("pk").to_core()
    assert stored.target("2019").unique
    assert stored.target("2019").wrong == ("2016", "2017")
    assert stored.target("Lervik").why == "It is a port."


def test_a_preview_shows_every_option_with_its_reason_and_how_the_question_begins(
    desk: Client,
) -> None:
    page = text_of(change_fact(desk, "lamp", "_preview"))
    assert "Which port lit a new lighthouse on 14 September 2024?" in page
    assert "An editor vouches that this is wrong." in page
    assert "Will be published" in page
    assert "At present: published." in page


def test_a_preview_tells_the_findings(desk: Client) -> None:
    form = form_on(change_fact(desk, "height", "_preview"))
    row = row_of(form, "31 metres")
    ask = {f"{row}-ask": "How tall, says the article, is the new lighthouse of Lervik?"}
    page = text_of(press(desk, desk_url("fact", fact("height").pk), form, "_preview", **ask))
    assert "R7: " in page
    assert "Blocked" in page


def test_a_preview_of_a_changed_fact_leaves_the_stored_one(desk: Client) -> None:
    before = fact("height").to_core()
    page = change_fact(
        desk, "height", "_preview", statement="The light of [Lervik] is [31 metres] high."
    )
    assert "31 metres high" in text_of(page) or "____ high" in text_of(page)
    assert fact("height").to_core() == before


# ---- Saving, and what becomes of the questions


def test_saving_what_nobody_changed_changes_nothing(desk: Client) -> None:
    before = current_library(), list(Question.objects.values())
    for row in Fact.objects.all():
        assert fill(desk, desk_url("fact", row.pk)).status_code == 302
    assert (current_library(), list(Question.objects.values())) == before
    assert {entry.get_change_message() for entry in LogEntry.objects.all()} == {
        "No fields changed."
    }


def test_saving_an_approved_fact_makes_its_questions_once(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []

    def counting(**given: Any) -> Any:
        runs.append(given["article"])
        return made(**given)

    made = generate_questions
    monkeypatch.setattr("quizzes.services.decisions.generate_questions", counting)
    change_fact(desk, "height", statement="The new tower of [Lervik] is [31 metres] tall.")
    assert runs == [Article.objects.get()]
    assert Question.objects.published().filter(stem__contains="new tower").exists()


def test_a_draft_gives_no_questions(desk: Client) -> None:
    add_fact(desk, status="draft")
    assert not Question.objects.filter(asked__target__fact=Fact.objects.latest("pk")).exists()


def test_saving_says_how_the_questions_stand_and_why(desk: Client) -> None:
    form = form_on(desk.get(desk_url("fact", fact("height").pk)))
    row = row_of(form, "31 metres")
    ask = {f"{row}-ask": "How tall, says the article, is the new lighthouse of Lervik?"}
    saved = press(desk, desk_url("fact", fact("height").pk), form, **ask)
    [said, _] = messages_of(saved)
    assert "are blocked." in said or "is blocked." in said
    assert "R7: " in said


def test_the_history_names_what_changed(desk: Client) -> None:
    url = desk_url("fact", fact("height").pk)
    form = form_on(desk.get(url))
    said = {f"{row_of(form, 'Lervik')}-unique": "on", "verb": "said", "quotes-1-quote": ""}
    press(desk, url, form, **said)
    [entry] = LogEntry.objects.all()
    assert entry.get_change_message() == "Changed evidence, verb and unique of target “Lervik”."
    assert entry.get_change_message() in text_of(
        desk.get(desk_url("fact", fact("height").pk, page="history"))
    )


def test_the_number_of_queries_of_a_page_does_not_grow_with_the_library(
    desk: Client, django_assert_num_queries: Any
) -> None:
    url = desk_url("fact", fact("lamp").pk)
    desk.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(url).status_code == 200
    load_article(with_more_facts(20))
    with django_assert_num_queries(len(queries)):
        assert desk.get(url).status_code == 200


# ---- Reports


def test_open_reports_stand_on_the_page_of_their_fact(desk: Client) -> None:
    report = ReportFactory.create(question=questions_of("lamp").first(), reason="wrong_key")
    page = text_of(desk.get(desk_url("fact", fact("lamp").pk)))
    assert desk_url("report", report.pk) in page
    assert "The answer is wrong" in page
    assert "Reported by learners" not in text_of(desk.get(desk_url("fact", fact("height").pk)))


def test_the_page_of_a_fact_leads_to_its_questions(desk: Client) -> None:
    query = f"asked__target__fact__id__exact={fact('lamp').pk}"
    url = f"{desk_url('question', page='changelist')}?{query}"
    assert url in text_of(desk.get(desk_url("fact", fact("lamp").pk)))
    shown = {row.pk for row in desk.get(url).context["cl"].result_list}
    assert shown == {row.pk for row in questions_of("lamp")}


# ---- Who may


def test_an_editor_deletes_nothing(desk: Client) -> None:
    page = desk_url("fact", fact("lamp").pk, page="delete")
    assert desk.post(page, {"post": "yes"}).status_code == 403
    assert Fact.objects.filter(key="lamp").exists()


def test_who_may_only_look_sees_the_questions_and_changes_nothing(article: Article) -> None:
    viewer = UserFactory.create(is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_fact"))
    client = at_desk(viewer)
    url = desk_url("fact", fact("lamp").pk)
    page = text_of(client.get(url))
    assert "Which port lit a new lighthouse" in page
    assert 'name="_save"' not in page
    assert 'name="_preview"' not in page
    assert client.post(url, {"statement": "Nothing."}).status_code == 403


def test_an_admin_is_shown_what_protects_a_fact(article: Article) -> None:
    admin = at_desk(UserFactory.create(is_staff=True, is_superuser=True))
    url = desk_url("fact", fact("lamp").pk, page="delete")
    assert "would require deleting the following protected related objects" in text_of(
        admin.get(url)
    )
    assert admin.post(url, {"post": "yes"}).status_code == 200
    assert Fact.objects.filter(key="lamp").exists()
