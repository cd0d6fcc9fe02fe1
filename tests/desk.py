"""The editor's desk in tests: a small library, an editor, and forms filled as a browser does."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from quizzes.factories.accounts import UserFactory
from quizzes.models import Article, Entity, Fact, Question
from quizzes.models.questions import QuestionQuerySet
from quizzes.services.library import load_sheet
from quizzes.services.questions import generate_questions
from quizzes.services.roles import EDITORS
from tests.taking import client_of_user

NOW = datetime(2024, 9, 16, 9, 0, tzinfo=UTC)

TEXT = """\
Lervik's new lighthouse was lit for the first time on Saturday, in place of the one that a storm \
destroyed in 2019. Harbour master Ingrid Solberg switched on its lamp.
The tower is 31 metres tall. The Coast Pilots' Union claimed that the old light had been a danger \
to ships for ten years.
"""

ENTITIES = """\
entity: Lervik
kind: city / port

entity: Ingrid Solberg
kind: person / official
also: Solberg
pronoun: she

entity: Coast Pilots' Union
kind: organisation / union

entity: Havnes
kind: city / port

entity: Havnes
kind: person
"""

SHEET = f"""\
article: Lervik lights its new lighthouse
slug: lervik-lighthouse
published: 2024-09-15
text: harbour.txt
status: approved

{ENTITIES}
fact: [Ingrid Solberg] switched on the lamp of the new light of [Lervik] on [14 September 2024].
id: lamp
quote: Lervik's new lighthouse was lit for the first time on Saturday
quote: Harbour master Ingrid Solberg switched on its lamp.
when: 2024-09-14
important: yes
unique: Ingrid Solberg | Lervik | 14 September 2024
wrong Ingrid Solberg: Anne Dahl | Kari Moen | Liv Strand
ask Lervik: Which port lit a new lighthouse on 14 September 2024?
wrong Lervik: Molvik | Nordvik | Sundby

fact: The new lighthouse of [Lervik] is [31 metres] tall.
id: height
quote: The tower is 31 metres tall.
quote: Lervik's new lighthouse was lit for the first time on Saturday
important: yes
unique: 31 metres

fact: the old light of Lervik had put ships at risk for [ten years].
id: danger
quote: The Coast Pilots' Union claimed that the old light had been a danger to ships for ten years.
by: Coast Pilots' Union
verb: claimed
important: yes
unique: ten years
wrong by: Ferry Crews' Union | Harbour Workers' Union | Trawler Owners' Union
"""


def with_more_facts(count: int) -> str:
    """The sheet with so many facts behind its own."""
    more = (
        f"fact: The tower of [Lervik] is at least {metres} metres tall.\n"
        f"id: more-{metres}\nquote: The tower is 31 metres tall.\n"
        for metres in range(1, count + 1)
    )
    return "\n".join([SHEET, *more])


def load(sheet: str = SHEET, text: str | None = TEXT) -> Any:
    """Load a sheet with its text, without making questions."""
    content = text.encode() if text is not None else None
    return load_sheet(sheet=sheet.encode(), fetch_text=lambda name: content, now=NOW)


def load_article(sheet: str = SHEET, text: str = TEXT) -> Article:
    """Load a sheet with its text, and make its questions."""
    article: Article = load(sheet, text).article
    generate_questions(now=NOW, article=article)
    return article


def fact(key: str) -> Fact:
    return Fact.objects.get(key=key)


def entity(name: str, kind: str = "city") -> Entity:
    return Entity.objects.get(name=name, kind=kind)


def make_editor(username: str = "edith") -> User:
    editor = UserFactory.create(username=username, is_staff=True)
    editor.groups.add(Group.objects.get(name=EDITORS))
    return editor


def at_desk(user: User | None = None) -> Client:
    """A browser in which an editor, or that user, is at home."""
    return client_of_user(user or make_editor())


def desk_url(model: str, *args: int | str, page: str = "change") -> str:
    """The address of a page of the desk: `change` of one row, `add`, or `changelist` of all."""
    return reverse(f"admin:quizzes_{model}_{page}", args=args)


def add_url(model: str) -> str:
    return desk_url(model, page="add")


def text_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def messages_of(response: Any) -> list[str]:
    """What the editor was told and has not seen yet, the latest last."""
    return [str(message) for message in get_messages(response.wsgi_request)]


# ---- Forms, as a browser sends them


class _Fields(HTMLParser):
    """The fields of the page's POST form with the values that a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._inside = False
        self._select = self._textarea = ""
        self._chosen: list[str] = []
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("method") == "post" and given.get("id") != "logout-form"
        elif not self._inside:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._textarea = given["name"]
            self.fields[self._textarea] = [""]
        elif tag == "select":
            self._select, self._chosen, self._first = given["name"], [], None
            self._multiple = "multiple" in given
        elif tag == "option" and self._select:
            if self._first is None:
                self._first = given["value"]
            if "selected" in given:
                self._chosen.append(given["value"])

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "file") or not given.get("name"):
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        default = "on" if kind in ("checkbox", "radio") else ""
        self.fields.setdefault(given["name"], []).append(given.get("value", default))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._textarea:
            # A browser drops the line break behind the tag, and sends others as two characters.
            [value] = self.fields[self._textarea]
            value = value.replace("\r\n", "\n").removeprefix("\n")
            self.fields[self._textarea] = [value.replace("\n", "\r\n")]
            self._textarea = ""
        elif tag == "select":
            chosen = self._chosen
            if not chosen and not self._multiple and self._first is not None:
                chosen = [self._first]
            self.fields[self._select] = chosen
            self._select = ""


def form_on(response: Any) -> dict[str, list[str]]:
    """What a browser would send if somebody pressed a button on that page, but for the button."""
    parser = _Fields()
    parser.feed(text_of(response))
    return {name: values for name, values in parser.fields.items() if "__prefix__" not in name}


def fill(client: Client, url: str, button: str = "_save", /, **changed: Any) -> Any:
    """Open the page, change these fields, press the button, and return what comes back."""
    return press(client, url, form_on(client.get(url)), button, **changed)


def press(
    client: Client, url: str, form: dict[str, list[str]], button: str = "_save", /, **changed: Any
) -> Any:
    """Send a form with these fields changed; a field of None, as an unticked box, is not sent."""
    data = {**form, **changed, button: "yes"}
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def row_of(form: dict[str, list[str]], label: str) -> str:
    """The prefix of the row that a form has for the target with that label."""
    [name] = [n for n, v in form.items() if n.startswith("targets-") and v == [label]]
    return name.removesuffix("-label")


def errors_beside(response: Any, field: str) -> list[str]:
    """What is said beside a field of the form on the page."""
    form = response.context["adminform"].form
    return list(form.errors.get(field, []))


# ---- A fact, as an editor writes it

STATEMENT = "A storm destroyed the old light of [Lervik] in [2019]."
QUOTE = "in place of the one that a storm destroyed in 2019"


def new_fact(**changed: Any) -> dict[str, Any]:
    """What an editor types on the page of a new fact."""
    article = Article.objects.get()
    typed = {"article": article.pk, "statement": STATEMENT, "quotes-0-quote": QUOTE, "when": "2019"}
    return typed | changed


def add_fact(desk: Client, button: str = "_save", /, **changed: Any) -> Any:
    return fill(desk, add_url("fact"), button, **new_fact(**changed))


def change_fact(desk: Client, key: str, button: str = "_save", /, **changed: Any) -> Any:
    return fill(desk, desk_url("fact", fact(key).pk), button, **changed)


def questions_of(key: str) -> QuestionQuerySet:
    """The living questions that ask a fact."""
    return Question.objects.living().filter(asked__target__fact__key=key)
