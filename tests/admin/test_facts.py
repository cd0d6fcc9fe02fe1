"""Writing facts at the desk: what is stored, what is refused, and what the editor is told."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quizzes.core.library import Library
from quizzes.factories.accounts import UserFactory
from quizzes.factories.library import FactFactory
from quizzes.factories.questions import ReportFactory
from quizzes.models import Article, Fact, Question
from quizzes.models.questions import QuestionStatus
from quizzes.services.library import current_library
from quizzes.services.questions import generate_questions
from tests.desk import (
    SHEET,
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
    row_of,
    text_of,
)

pytestmark = pytest.mark.django_db

STATEMENT = "A storm destroyed the old light of [Lervik] in [2019]."
QUOTE = "in place of the one that a storm destroyed in 2019"


@pytest.fixture
def article() -> Article:
    return load_article()


@pytest.fixture
def desk(article: Article) -> Client:
    return at_desk()


def new_fact(**changed: Any) -> dict[str, Any]:
    """What an editor types on the page of a new fact."""
    article = Article.objects.get()
    typed = {"article": article.pk, "statement": STATEMENT, "quotes-0-quote": QUOTE, "when": "2019"}
    return typed | changed


def add(desk: Client, button: str = "_save", **changed: Any) -> Any:
    return fill(desk, add_url("fact"), button, **new_fact(**changed))


def change(desk: Client, key: str, button: str = "_save", **changed: Any) -> Any:
    return fill(desk, desk_url("fact", fact(key).pk), button, **changed)


# ---- Adding one


def test_a_fact_is_stored_with_its_quotes_speakers_and_targets(desk: Client) -> None:
    union = entity("Coast Pilots' Union", "organisation")
    speaker: dict[str, Any] = {"speakers-0-entity": union.pk}
    added = add(desk, verb="claimed", said_on="2024-09", **speaker)
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
    add(desk)
    assert Fact.objects.order_by("position").last() == Fact.objects.latest("pk")


def test_an_id_that_is_taken_is_numbered_when_it_is_made(desk: Client) -> None:
    add(desk, key="", statement="A storm came.")
    add(desk, key="", statement="A [storm] came,")
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
    page = add(desk, "_preview")
    text = text_of(page)
    assert page.status_code == 200
    assert row_of(form_on(page), "Lervik")
    assert "Nothing is stored yet" in text
    assert "errornote" not in text
    assert (current_library(), Question.objects.count()) == before
    assert not LogEntry.objects.exists()


def test_what_is_said_in_the_rows_of_a_preview_is_stored_when_it_is_saved(desk: Client) -> None:
    url = add_url("fact")
    form = form_on(add(desk, "_preview"))
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
    page = text_of(change(desk, "lamp", "_preview"))
    assert "Which port lit a new lighthouse on 14 September 2024?" in page
    assert "An editor vouches that this is wrong." in page
    assert "Will be published" in page
    assert "At present: published." in page


def test_a_preview_tells_the_findings(desk: Client) -> None:
    form = form_on(change(desk, "height", "_preview"))
    row = row_of(form, "31 metres")
    ask = {f"{row}-ask": "How tall, says the article, is the new lighthouse of Lervik?"}
    page = text_of(press(desk, desk_url("fact", fact("height").pk), form, "_preview", **ask))
    assert "R7: " in page
    assert "Blocked" in page


def test_a_preview_of_a_changed_fact_leaves_the_stored_one(desk: Client) -> None:
    before = fact("height").to_core()
    page = change(
        desk, "height", "_preview", statement="The light of [Lervik] is [31 metres] high."
    )
    assert "31 metres high" in text_of(page) or "____ high" in text_of(page)
    assert fact("height").to_core() == before


# ---- Faults: beside the field, and nothing stored


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"statement": "The [light went out."}, "statement", "never closed"),
        ({"statement": ""}, "statement", "required"),
        ({"statement": "x" * 1001}, "statement", "at most 1000 characters"),
        ({"statement": "The [light] and the [light] went out."}, "statement", "same words"),
        ({"statement": "[Havnes] went out."}, "statement", "could be 2 entities"),
        ({"statement": "[It=Molvik] went out."}, "statement", "no entity is called “Molvik”"),
        ({"statement": "It went out [when] it rained."}, "statement", "“when” can't be a span"),
        (
            {"statement": "The new lighthouse of Lervik is [31] metres tall."},
            "statement",
            "The fact “height” of this article states the same.",
        ),
        ({"key": "lamp"}, "key", "Another fact of the article has this id."),
        ({"key": "Not an id"}, "key", "other things than a-z, 0-9 and -"),
        ({"key": "x" * 101}, "key", "at most 100 characters"),
        ({"when": "2024-13"}, "when", "no day of the calendar"),
        ({"said_on": "yesterday"}, "said_on", "is not a date"),
        ({"verb": "x" * 61}, "verb", "at most 60 characters"),
        ({"note": "x" * 2001}, "note", "2000 at most"),
        ({"article": ""}, "article", "required"),
        ({"article": "999999"}, "article", "not one of the available choices"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_stored(
    desk: Client, typed: dict[str, str], field: str, said: str
) -> None:
    before = current_library()
    page = add(desk, **typed)
    assert page.status_code == 200
    assert said.lower() in " ".join(errors_beside(page, field)).lower()
    assert current_library() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"quotes-0-quote": "A storm broke the light."}, "These words are not in the text"),
        ({"quotes-0-quote": ""}, "A fact needs a quote that proves it."),
        ({"quotes-0-nth": "2"}, "the quote stands in the text, but not 2 times"),
        ({"quotes-0-nth": "0"}, "greater than or equal to 1"),
        ({"quotes-0-quote": "x" * 2001}, "at most 2000 characters"),
        ({"quotes-0-quote": "The Coast Pilots’ Union claimed"}, "other quotation marks"),
        ({"speakers-0-entity": "999999"}, "not one of the available choices"),
    ],
)
def test_a_fault_of_a_row_is_told_in_the_row(
    desk: Client, typed: dict[str, str], said: str
) -> None:
    before = current_library()
    page = text_of(add(desk, **typed))
    assert said.lower() in page.lower()
    assert "Something is amiss in the rows below." in page
    assert current_library() == before


def test_faults_are_told_all_at_once(desk: Client) -> None:
    words = {"quotes-0-quote": "No such words."}
    page = add(desk, statement="The [light went out.", key="lamp's", when="soon", **words)
    form = page.context["adminform"].form
    assert set(form.errors) == {"statement", "key", "when", "__all__"}
    assert form.quotes.forms[0].errors


def test_a_form_without_any_row_for_quotes_is_told_that_it_needs_one(desk: Client) -> None:
    page = add(desk, **{"quotes-TOTAL_FORMS": "0"})
    assert "A fact needs a quote that proves it." in errors_beside(page, "__all__")


@pytest.mark.parametrize("count", ["", "x", "-1", "99999999"])
def test_rows_that_no_browser_would_send_are_refused(desk: Client, count: str) -> None:
    before = current_library()
    assert add(desk, **{"quotes-TOTAL_FORMS": count}).status_code == 200
    assert current_library() == before


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("wrong", "x" * 301, "300 characters at most"),
        ("ask", "x" * 501, "at most 500 characters"),
        ("why", "x" * 1001, "at most 1000 characters"),
        ("kind", "colour", "not one of the available choices"),
    ],
)
def test_a_fault_of_a_target_is_told_in_its_row(
    desk: Client, field: str, typed: str, said: str
) -> None:
    before = current_library()
    url = desk_url("fact", fact("height").pk)
    form = form_on(desk.get(url))
    page = press(desk, url, form, **{f"{row_of(form, 'Lervik')}-{field}": typed})
    [row] = [
        row for row in page.context["adminform"].form.targets if row["label"].value() == "Lervik"
    ]
    assert said in str(row.errors[field])
    assert current_library() == before


def test_words_for_brackets_that_are_gone_are_kept_and_pointed_at(desk: Client) -> None:
    before = current_library()
    url = desk_url("fact", fact("lamp").pk)
    gone = (
        "Ingrid Solberg switched on the lamp of the new light of [Lervik] on [14 September 2024]."
    )
    page = fill(desk, url, statement=gone)
    assert "Nothing in the fact is called “Ingrid Solberg” now." in text_of(page)
    assert current_library() == before
    form = form_on(page)
    press(desk, url, form, **{f"{row_of(form, 'Ingrid Solberg')}-remove": "on"})
    assert [target.label for target in fact("lamp").to_core().targets] == [
        "Lervik",
        "14 September 2024",
        "when",
        "statement",
    ]


def test_words_for_brackets_that_are_gone_move_to_the_new_ones(desk: Client) -> None:
    url = desk_url("fact", fact("height").pk)
    form = form_on(fill(desk, url, statement="The light of Lervik is [all of 31 metres] tall."))
    row = row_of(form, "31 metres")
    assert press(desk, url, form, **{f"{row}-label": "all of 31 metres"}).status_code == 302
    assert fact("height").to_core().target("all of 31 metres").unique


def test_a_fact_that_is_stated_again_while_it_is_retired_is_new(desk: Client) -> None:
    Fact.objects.filter(key="height").update(status="retired")
    add(desk, statement=fact("height").statement, key="height-again")
    assert fact("height-again").statement == fact("height").statement


def test_the_form_is_asked_again_where_the_database_refuses_what_it_let_pass(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Between the look and the saving somebody else takes the id.
    def lose_the_race(**given: Any) -> Any:
        monkeypatch.undo()
        FactFactory.create(article=given["row"].article, key="storm", statement="A storm came.")
        raise IntegrityError

    monkeypatch.setattr("quizzes.admin.facts.store_fact", lose_the_race)
    assert add(desk, key="storm").status_code == 302
    # The other one's row went with the transaction, so that the id is free again.
    assert Fact.objects.get(key="storm").statement == STATEMENT


def test_what_was_taken_while_the_form_was_read_is_told(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = current_library()
    stale = Library.of(known.articles.values(), known.entities.values())
    monkeypatch.setattr("quizzes.admin.facts.current_library", lambda: stale)
    page = add(desk, key="lamp")
    assert "already exists" in " ".join(errors_beside(page, "__all__"))
    monkeypatch.undo()
    assert current_library() == known


# ---- Entities of spans


def test_an_entity_that_is_chosen_in_its_row_goes_behind_the_words(desk: Client) -> None:
    url = desk_url("fact", fact("height").pk)
    form = form_on(desk.get(url))
    chosen: dict[str, Any] = {f"{row_of(form, 'Lervik')}-entity": entity("Havnes").pk}
    press(desk, url, form, **chosen)
    stored = fact("height").to_core()
    assert stored.target("Lervik").entity == entity("Havnes").key
    assert fact("height").statement == (
        "The new lighthouse of [Lervik=Havnes / city] is [31 metres] tall."
    )


def test_an_entity_that_is_named_in_the_brackets_counts_where_the_row_was_left(
    desk: Client,
) -> None:
    named = "The new lighthouse of [Lervik=Havnes / person] is [31 metres] tall."
    change(desk, "height", statement=named)
    assert fact("height").to_core().target("Lervik").entity == entity("Havnes", "person").key


def test_a_kind_that_is_chosen_in_its_row_is_kept(desk: Client) -> None:
    url = desk_url("fact", fact("height").pk)
    form = form_on(desk.get(url))
    press(desk, url, form, **{f"{row_of(form, '31 metres')}-kind": "phrase"})
    fill(desk, url, note="Read twice.")
    assert fact("height").to_core().target("31 metres").kind == "phrase"


def test_a_statement_names_entities_as_they_are_called_now(desk: Client) -> None:
    renamed = entity("Lervik")
    fill(desk, desk_url("entity", renamed.pk), name="Port Lervik")
    form = form_on(desk.get(desk_url("fact", fact("height").pk)))
    assert form["statement"] == ["The new lighthouse of [Lervik=Port Lervik] is [31 metres] tall."]


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
    change(desk, "height", statement="The new tower of [Lervik] is [31 metres] tall.")
    assert runs == [Article.objects.get()]
    assert Question.objects.published().filter(stem__contains="new tower").exists()


def test_a_draft_gives_no_questions(desk: Client) -> None:
    add(desk, status="draft")
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


# ---- The list and its actions


def act(desk: Client, action: str, *keys: str) -> Any:
    rows = Fact.objects.filter(key__in=keys).values_list("pk", flat=True)
    sent = {"action": action, "_selected_action": list(rows)}
    return desk.post(desk_url("fact", page="changelist"), sent)


def asked(key: str) -> Any:
    return Question.objects.living().filter(asked__target__fact=fact(key))


def test_retiring_and_approving_take_questions_out_and_bring_them_back(desk: Client) -> None:
    published = asked("height").published().count()
    assert published
    act(desk, "retire", "height")
    assert (fact("height").status, asked("height").count()) == ("retired", 0)
    act(desk, "approve", "height")
    assert (fact("height").status, asked("height").published().count()) == ("approved", published)


def test_an_action_says_what_became_of_the_questions_and_is_in_the_history(desk: Client) -> None:
    said = messages_of(act(desk, "retire", "height", "danger"))
    assert said[0] == "2 facts: retired."
    assert said[1].startswith("0 questions are published")
    assert {entry.get_change_message() for entry in LogEntry.objects.all()} == {
        "Changed status: retired."
    }


def test_a_fact_goes_back_to_draft(desk: Client) -> None:
    act(desk, "reopen", "height")
    assert fact("height").status == "draft"


def test_a_retired_fact_whose_statement_was_taken_over_stays_retired(desk: Client) -> None:
    act(desk, "retire", "height")
    add(desk, statement=fact("height").statement, key="height-again", status="approved")
    said = messages_of(act(desk, "approve", "height"))[-1]
    assert said.startswith("Nothing was changed: ")
    assert fact("height").status == "retired"


def test_waiting_questions_of_a_fact_are_published_together(desk: Client) -> None:
    rows = asked("height")
    rows.update(status=QuestionStatus.WAITING)
    count = rows.count()
    said = messages_of(act(desk, "publish_waiting", "height"))
    assert said == [f"{count} questions are published."]
    assert not asked("height").filter(status=QuestionStatus.WAITING).exists()


def listed(desk: Client, **query: str) -> set[str]:
    page = desk.get(desk_url("fact", page="changelist"), query)
    return {row.key for row in page.context["cl"].result_list}


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({"q": "tower is 31"}, {"height"}),
        ({"q": "old light"}, {"danger"}),
        ({"said": "named"}, {"danger"}),
        ({"said": "report"}, {"lamp", "height"}),
        ({"said": "unnamed"}, set()),
        ({"status__exact": "approved"}, {"lamp", "height", "danger"}),
        ({"important__exact": "0"}, set()),
        ({"questions": "none"}, set()),
        ({"questions": "waiting"}, set()),
        ({"questions": "reported"}, {"lamp"}),
    ],
)
def test_facts_are_found(desk: Client, query: dict[str, str], keys: set[str]) -> None:
    ReportFactory.create(question=asked("lamp").first())
    assert listed(desk, **query) == keys


def test_the_number_of_queries_does_not_grow_with_the_list(
    desk: Client, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(listed(desk)) == 3
    more = (
        f"fact: The tower of [Lervik] is at least {metres} metres tall.\n"
        f"id: more-{metres}\nquote: The tower is 31 metres tall.\n"
        for metres in range(1, 21)
    )
    load_article("\n".join([SHEET, *more]))
    with django_assert_num_queries(len(queries)):
        assert len(listed(desk)) == 23


# ---- Reports


def test_open_reports_stand_on_the_page_of_their_fact(desk: Client) -> None:
    report = ReportFactory.create(question=asked("lamp").first(), reason="wrong_key")
    page = text_of(desk.get(desk_url("fact", fact("lamp").pk)))
    assert desk_url("report", report.pk) in page
    assert "The answer is wrong" in page
    assert "Reported by learners" not in text_of(desk.get(desk_url("fact", fact("height").pk)))


def test_the_page_of_a_fact_leads_to_its_questions(desk: Client) -> None:
    query = f"asked__target__fact__id__exact={fact('lamp').pk}"
    url = f"{desk_url('question', page='changelist')}?{query}"
    assert url in text_of(desk.get(desk_url("fact", fact("lamp").pk)))
    shown = {row.pk for row in desk.get(url).context["cl"].result_list}
    assert shown == {row.pk for row in asked("lamp")}


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
