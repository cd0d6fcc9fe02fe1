"""Articles, entities and groups at the desk."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.core.library import EntityKey, EntityKind
from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import begin
from quizzes.factories.library import (
    ArticleFactory,
    EntityFactory,
    GroupFactory,
    GroupMemberFactory,
)
from quizzes.models import Article, ArticleRevision, Entity, Fact, Group, Question, QuestionSet
from quizzes.services.library import current_library
from tests.desk import (
    TEXT,
    add_url,
    at_desk,
    desk_url,
    entity,
    errors_beside,
    fact,
    fill,
    form_on,
    load_article,
    messages_of,
    press,
    text_of,
)

pytestmark = pytest.mark.django_db


# ---- Articles


def add_article(desk: Client, **changed: Any) -> Any:
    typed = {
        "title": "A bridge opens",
        "slug": "bridge",
        "text": "A bridge opened.\r\n\r\nIt rained.",
    }
    return fill(desk, add_url("article"), **(typed | changed))


def test_an_article_is_added_by_hand_with_its_text(desk: Client) -> None:
    assert add_article(desk).status_code == 302
    stored = Article.objects.get(slug="bridge").to_core()
    assert stored.text == "A bridge opened.\n\nIt rained."
    assert (stored.text_name, stored.status) == ("bridge.txt", "draft")


def test_the_page_of_a_new_article_makes_the_short_name_from_the_title(desk: Client) -> None:
    assert "id_title" in text_of(desk.get(add_url("article")))
    assert "prepopulate.js" in text_of(desk.get(add_url("article")))


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"slug": "lervik-lighthouse"}, "slug", "already exists"),
        ({"slug": "Bridge_1"}, "slug", "made of a-z, 0-9 and -"),
        ({"slug": ""}, "slug", "required"),
        ({"title": "x" * 301}, "title", "at most 300 characters"),
        ({"text": " \r\n "}, "text", "empty"),
        ({"text": "é" * 300_000}, "text", "longer than 512 KiB"),
        ({"text_name": "../bridge.txt"}, "text_name", "bare name"),
        ({"url": "ftp://example.org/"}, "url", "valid URL"),
        ({"url": "javascript:alert(1)"}, "url", "valid URL"),
        ({"published": "someday"}, "published", "valid date"),
    ],
)
def test_a_fault_of_an_article_is_told_beside_its_field(
    desk: Client, typed: dict[str, str], field: str, said: str
) -> None:
    before = current_library()
    page = add_article(desk, **typed)
    assert said in " ".join(errors_beside(page, field))
    assert current_library() == before


def test_a_changed_text_is_a_new_revision(desk: Client, article: Article) -> None:
    fill(desk, desk_url("article", article.pk), text=f"{TEXT}It is white.")
    assert [row.text for row in article.revisions.order_by("number")] == [
        TEXT,
        f"{TEXT}It is white.",
    ]


def test_a_text_that_nobody_changed_stays_to_the_letter(desk: Client, article: Article) -> None:
    text = TEXT.replace("\n", "\r\n")
    article = load_article(text=text)
    fill(desk, desk_url("article", article.pk), note="Read twice.")
    article.refresh_from_db()
    assert (article.current.text, article.note) == (text, "Read twice.")
    [entry] = LogEntry.objects.all()
    assert entry.get_change_message() == "Changed Note for editors."


def test_a_text_that_drops_words_on_which_a_fact_rests_is_refused(
    desk: Client, article: Article
) -> None:
    before = current_library()
    changed = TEXT.replace("The tower is", "It is")
    page = fill(desk, desk_url("article", article.pk), text=changed)
    assert "“The tower is 31 metres tall.”" in " ".join(errors_beside(page, "text"))
    assert current_library() == before
    Fact.objects.filter(key="height").update(status="retired")
    assert fill(desk, desk_url("article", article.pk), text=changed).status_code == 302


def test_an_article_that_is_taken_back_takes_its_questions_out(
    desk: Client, article: Article
) -> None:
    saved = fill(desk, desk_url("article", article.pk), status="draft")
    assert not Question.objects.living().exists()
    assert f"{article}: 0 questions are published" in messages_of(saved)[0]


def test_the_short_name_of_an_article_stays(desk: Client, article: Article) -> None:
    fill(desk, desk_url("article", article.pk), slug="another-name")
    article.refresh_from_db()
    assert article.slug == "lervik-lighthouse"


def test_the_page_of_an_article_shows_its_revisions_and_leads_to_its_facts(
    desk: Client, article: Article
) -> None:
    page = text_of(desk.get(desk_url("article", article.pk)))
    assert f"{desk_url('fact', page='add')}?article={article.pk}" in page
    assert f"{desk_url('fact', page='changelist')}?article__id__exact={article.pk}" in page
    assert "Revisions" in page


def test_questions_are_made_from_the_list_of_articles(desk: Client, article: Article) -> None:
    sent = {"action": "generate", "_selected_action": [article.pk]}
    said = messages_of(desk.post(desk_url("article", page="changelist"), sent))
    published = Question.objects.published().count()
    assert said[0].startswith(f"{article}: {published} questions are published")


def test_an_admin_deletes_an_article_with_all_that_rests_on_it(article: Article) -> None:
    admin = at_desk(UserFactory.create(is_staff=True, is_superuser=True))
    url = desk_url("article", article.pk, page="delete")
    assert "protected related objects" not in text_of(admin.get(url))
    admin.post(url, {"post": "yes"})
    left = (Article, ArticleRevision, Fact, Question, QuestionSet)
    assert [model.objects.count() for model in left] == [0] * 5


def test_what_was_asked_in_an_attempt_protects_its_article(article: Article) -> None:
    begin(QuestionSet.objects.get(number=1))
    admin = at_desk(UserFactory.create(is_staff=True, is_superuser=True))
    url = desk_url("article", article.pk, page="delete")
    assert "protected related objects" in text_of(admin.get(url))
    admin.post(url, {"post": "yes"})
    assert Article.objects.exists()


# ---- Entities


def change_entity(desk: Client, row: Entity, **changed: Any) -> Any:
    return fill(desk, desk_url("entity", row.pk), **changed)


def test_an_entity_is_stored_with_all_its_names(desk: Client) -> None:
    near = [entity("Lervik").pk, entity("Havnes").pk]
    typed = {"name": "Molvik", "kind": "city", "also": "Old Molvik\r\nMolvik", "demonyms": "Molver"}
    fill(desk, add_url("entity"), near=near, country="", **typed)
    stored = entity("Molvik").to_core()
    assert (stored.also, stored.demonyms) == (("Old Molvik",), ("Molver",))
    assert {key.name for key in stored.near} == {"Lervik", "Havnes"}
    assert [name.text for name in entity("Molvik").names.all()] == ["Molvik", "Old Molvik"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "Lervik"}, "name"),
        ({"name": "Solberg", "kind": "person"}, "name"),
        ({"also": "Molde\r\nHavnes"}, "also"),
        ({"also": "x" * 201}, "also"),
        ({"demonyms": "x" * 101}, "demonyms"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "town"}, "kind"),
        ({"near": ["0"]}, "near"),
    ],
)
def test_a_fault_of_an_entity_is_told_beside_its_field(
    desk: Client, typed: dict[str, Any], field: str
) -> None:
    before = current_library()
    page = fill(desk, add_url("entity"), **({"name": "Molvik", "kind": "city"} | typed))
    assert errors_beside(page, field)
    assert current_library() == before


def test_a_name_may_be_one_of_two_kinds(desk: Client) -> None:
    assert fill(desk, add_url("entity"), name="Lervik", kind="person").status_code == 302


def test_the_main_name_and_another_may_change_places(desk: Client) -> None:
    change_entity(desk, entity("Ingrid Solberg", "person"), name="Solberg", also="Ingrid Solberg")
    stored = entity("Solberg", "person")
    assert [name.text for name in stored.names.all()] == ["Solberg", "Ingrid Solberg"]


@pytest.mark.parametrize("field", ["country", "part_of", "stands_for", "near"])
def test_an_entity_is_nothing_to_itself(desk: Client, field: str) -> None:
    itself: dict[str, Any] = {field: entity("Lervik").pk}
    page = change_entity(desk, entity("Lervik"), **itself)
    assert errors_beside(page, field)


def test_an_entity_that_is_renamed_is_asked_under_its_new_name(desk: Client) -> None:
    saved = change_entity(desk, entity("Lervik"), name="Port Lervik")
    assert "questions are published" in messages_of(saved)[0]
    assert fact("height").to_core().target("Lervik").entity == EntityKey(
        "Port Lervik", EntityKind.CITY
    )


def test_an_entity_that_nobody_changed_makes_no_question_anew(desk: Client) -> None:
    before = list(Question.objects.values()), current_library()
    for row in Entity.objects.all():
        fill(desk, desk_url("entity", row.pk))
    assert (list(Question.objects.values()), current_library()) == before


def test_a_note_makes_no_question_anew(desk: Client) -> None:
    said = messages_of(change_entity(desk, entity("Lervik"), note="A port."))
    assert len(said) == 1
    assert entity("Lervik").note == "A port."


def test_an_entity_that_facts_name_is_protected(article: Article) -> None:
    admin = at_desk(UserFactory.create(is_staff=True, is_superuser=True))
    url = desk_url("entity", entity("Lervik").pk, page="delete")
    assert "protected related objects" in text_of(admin.get(url))


def test_an_entity_is_found_by_any_of_its_names(desk: Client) -> None:
    asked = {
        "term": "Solb",
        "app_label": "quizzes",
        "model_name": "speaker",
        "field_name": "entity",
    }
    found = desk.get("/admin/autocomplete/", asked).json()["results"]
    assert [row["text"] for row in found] == ["Ingrid Solberg (person)"]


def test_an_article_is_found_by_typing(desk: Client, article: Article) -> None:
    asked = {
        "term": "Lervik",
        "app_label": "quizzes",
        "model_name": "fact",
        "field_name": "article",
    }
    found = desk.get("/admin/autocomplete/", asked).json()["results"]
    assert [row["text"] for row in found] == [str(article)]


# ---- Groups


def test_a_group_is_stored_with_its_members(desk: Client) -> None:
    members = [entity("Lervik").pk, entity("Havnes").pk]
    fill(desk, add_url("group"), name="Ports", members=members, complete="on", as_of="2024")
    stored = Group.objects.get().to_core()
    assert {key.name for key in stored.members} == {"Lervik", "Havnes"}
    assert (stored.complete, str(stored.as_of)) == (True, "2024")


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": "Ports"}, "name"), ({"members": []}, "members"), ({"as_of": "soon"}, "as_of")],
)
def test_a_fault_of_a_group_is_told_beside_its_field(
    desk: Client, typed: dict[str, Any], field: str
) -> None:
    GroupFactory.create(name="Ports")
    filled = {"name": "Cities", "members": [entity("Lervik").pk]} | typed
    page = fill(desk, add_url("group"), **filled)
    assert errors_beside(page, field)
    assert Group.objects.count() == 1


def test_members_keep_their_order_where_one_is_added(desk: Client) -> None:
    group = GroupFactory.create(name="Ports")
    for position, name in enumerate(["Lervik", "Havnes"]):
        GroupMemberFactory.create(group=group, entity=entity(name), position=position)
    new = EntityFactory.create(name="Aalvik", kind="city")
    form = form_on(desk.get(desk_url("group", group.pk)))
    press(desk, desk_url("group", group.pk), form, members=[*form["members"], str(new.pk)])
    assert [key.name for key in group.to_core().members] == ["Lervik", "Havnes", "Aalvik"]


# ---- The lists


@pytest.mark.parametrize("model", ["article", "entity", "group"])
def test_the_number_of_queries_does_not_grow_with_the_list(
    desk: Client, model: str, django_assert_num_queries: Any
) -> None:
    url = desk_url(model, page="changelist")
    GroupMemberFactory.create()
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(url).status_code == 200
    for _ in range(20):
        ArticleFactory.create()
        GroupMemberFactory.create(entity__country=entity("Lervik"))
    with django_assert_num_queries(len(queries)):
        assert len(desk.get(url).context["cl"].result_list) > 20
