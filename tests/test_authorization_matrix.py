"""Every route against every actor: everybody reaches what is theirs, and nothing else.

A route that stands in no row fails. Add yours to ROWS; one that belongs to somebody names what its
owner gets and what all others get, and is tried with a learner's things and with a guest's. What
belongs to a teacher or a class stands in CLASS_ROWS.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from quizzes.factories.accounts import UserFactory
from quizzes.factories.attempts import STARTED, begin
from quizzes.factories.classes import (
    MemberFactory,
    assign,
    begin_assigned,
    make_class,
    make_own_set,
)
from quizzes.factories.library import EntityFactory
from quizzes.factories.questions import article_of, make_set
from quizzes.forms.attempts import AnswerForm
from quizzes.models import Attempt, Learner, QuestionSet
from quizzes.services.answers import answer
from quizzes.services.roles import EDITORS, TEACHERS
from quizzes.views.learner import GUEST

pytestmark = pytest.mark.django_db

ACTORS = (
    "anonymous",
    "guest",
    "learner",
    "other learner",
    "teacher",
    "other teacher",
    "editor",
    "admin",
)
STRANGERS = ("anonymous", "guest")
OUTSIDE = ("learner", "other learner", "teacher", "other teacher", *STRANGERS)
OWNERS = ("learner", "guest")
NOT_THERE = 404

FORM = "application/x-www-form-urlencoded"

# Routes that come from elsewhere, tried as groups below.
GROUPS = ("accounts/", "admin/")


@dataclass(frozen=True)
class Row:
    """A request, and the status that it gets.

    In `path` stand {article} and {set}; {open} is an attempt whose first question was answered
    wrongly, and {finished} one that is over. Without `others` the route is nobody's own.
    """

    route: str
    path: str
    owner: int
    others: int | None = None
    method: str = "GET"
    data: dict[str, str] = field(default_factory=dict)

    def expected(self, actor: str, owner: str) -> int:
        return self.owner if self.others is None or actor == owner else self.others


ROWS = [
    Row("", "/", 200),
    Row("articles/", "/articles/", 200),
    Row("articles/<slug:slug>/", "/articles/{article}/", 200),
    Row("sets/", "/sets/", 200),
    Row("sets/<slug:slug>/", "/sets/{set}/", 200),
    Row("sets/<slug:slug>/start/", "/sets/{set}/start/", 302, method="POST"),
    Row("attempts/", "/attempts/", 200),
    Row("attempts/<uuid:attempt_id>/", "/attempts/{open}/", 302, NOT_THERE),
    Row("attempts/<uuid:attempt_id>/<int:number>/", "/attempts/{open}/1/", 200, NOT_THERE),
    Row("attempts/<uuid:attempt_id>/<int:number>/", "/attempts/{open}/2/", 200, NOT_THERE),
    Row(
        "attempts/<uuid:attempt_id>/<int:number>/",
        "/attempts/{open}/2/",
        302,
        NOT_THERE,
        method="POST",
        data={"choice": "1", "token": "{token}"},
    ),
    Row(
        "attempts/<uuid:attempt_id>/<int:number>/report/",
        "/attempts/{open}/1/report/",
        302,
        NOT_THERE,
        method="POST",
        data={"reason": "unclear"},
    ),
    Row("attempts/<uuid:attempt_id>/review/", "/attempts/{finished}/review/", 200, NOT_THERE),
    Row(
        "attempts/<uuid:attempt_id>/practise/",
        "/attempts/{finished}/practise/",
        302,
        NOT_THERE,
        method="POST",
    ),
    Row(
        "attempts/<uuid:attempt_id>/again/",
        "/attempts/{finished}/again/",
        302,
        NOT_THERE,
        method="POST",
    ),
    # Every answer final and told at once, as these are: there is nothing to hand in.
    Row("attempts/<uuid:attempt_id>/submit/", "/attempts/{open}/submit/", 302, NOT_THERE),
    Row(
        "attempts/<uuid:attempt_id>/submit/",
        "/attempts/{open}/submit/",
        NOT_THERE,
        NOT_THERE,
        method="POST",
    ),
    # Joining a class: whoever has the code.
    Row("classes/", "/classes/", 200),
    Row("classes/join/", "/classes/join/", 200),
    Row("healthz", "/healthz", 200),
    Row("admin/password_change/", "/admin/password_change/", 302),
]


@dataclass(frozen=True)
class ClassRow:
    """A request for what belongs to a teacher, and what the teacher and a learner of theirs get.

    All other users get a 404 unless `others` says more, or `colleagues` of those who may teach too,
    and strangers are led to the login.

    In `path` stand {class}, in which the learner learns; {member}, who is the learner; {code};
    {given}, an assignment of the class, open and begun by the learner, and {draft}, another that
    is not given yet; {attempt}, the learner's; {own}, a published set of the teacher's,
    and {plan}, a draft of a set, with its first {item}; {ready}, a set of an article, and
    {question}, one of its questions.
    """

    route: str
    path: str
    teacher: int
    learner: int = NOT_THERE
    others: int = NOT_THERE
    strangers: int = 302
    colleagues: int | None = None
    method: str = "GET"
    data: dict[str, str] = field(default_factory=dict)

    def expected(self, actor: str) -> int:
        theirs = {"teacher": self.teacher, "learner": self.learner}
        if self.colleagues is not None:
            theirs |= dict.fromkeys(("other teacher", "admin"), self.colleagues)
        return self.strangers if actor in STRANGERS else theirs.get(actor, self.others)


CLASS_ROWS: list[ClassRow] = [
    # Classes
    ClassRow("classes/new/", "/classes/new/", 200, 403, 403, colleagues=200),
    ClassRow("classes/teach/", "/classes/teach/", 403, 403, 403, method="POST"),
    ClassRow("classes/join/<str:code>/", "/classes/join/{code}/", 302, 302, 200, 200),
    ClassRow("classes/join/<str:code>/", "/classes/join/WWWWWWWWW/", 404, 404, 404, 404),
    ClassRow("classes/<slug:slug>/", "/classes/{class}/", 200, 200),
    ClassRow("classes/<slug:slug>/settings/", "/classes/{class}/settings/", 200),
    ClassRow("classes/<slug:slug>/archive/", "/classes/{class}/archive/", 302, method="POST"),
    ClassRow("classes/<slug:slug>/delete/", "/classes/{class}/delete/", 200),
    ClassRow("classes/<slug:slug>/delete/", "/classes/{class}/delete/", 302, method="POST"),
    ClassRow("classes/<slug:slug>/code/", "/classes/{class}/code/", 302, method="POST"),
    ClassRow("classes/<slug:slug>/invite/", "/classes/{class}/invite/", 200),
    ClassRow("classes/<slug:slug>/roster/", "/classes/{class}/roster/", 200),
    ClassRow(
        "classes/<slug:slug>/roster/",
        "/classes/{class}/roster/",
        200,
        method="POST",
        data={"text": "name\nAda Brandt", "import": ""},
    ),
    ClassRow(
        "classes/<slug:slug>/cards/",
        "/classes/{class}/cards/",
        200,
        method="POST",
        data={"members": "{member}"},
    ),
    ClassRow("classes/<slug:slug>/teachers/", "/classes/{class}/teachers/", 200),
    ClassRow(
        "classes/<slug:slug>/teachers/",
        "/classes/{class}/teachers/",
        302,
        method="POST",
        data={"username": "other-teacher"},
    ),
    ClassRow("classes/<slug:slug>/members/<int:pk>/", "/classes/{class}/members/{member}/", 200),
    ClassRow(
        "classes/<slug:slug>/members/<int:pk>/remove/",
        "/classes/{class}/members/{member}/remove/",
        302,
        method="POST",
    ),
    ClassRow("classes/<slug:slug>/leave/", "/classes/{class}/leave/", NOT_THERE, 200),
    # Own sets: each its owner's, and to begin one whoever teaches.
    ClassRow("sets/mine/", "/sets/mine/", 200, colleagues=200),
    ClassRow("sets/mine/new/", "/sets/mine/new/", 200, colleagues=200),
    ClassRow("sets/<slug:slug>/take/", "/sets/{ready}/take/", 302, colleagues=302, method="POST"),
    ClassRow("sets/<slug:slug>/take/", "/sets/{own}/take/", NOT_THERE, method="POST"),
    ClassRow("sets/mine/<slug:slug>/", "/sets/mine/{own}/", 200),
    ClassRow("sets/mine/<slug:slug>/", "/sets/mine/{plan}/", 200),
    ClassRow("sets/mine/<slug:slug>/title/", "/sets/mine/{plan}/title/", 200),
    ClassRow("sets/mine/<slug:slug>/bank/", "/sets/mine/{plan}/bank/", 200),
    ClassRow("sets/mine/<slug:slug>/bank/<int:pk>/", "/sets/mine/{plan}/bank/{question}/", 200),
    ClassRow(
        "sets/mine/<slug:slug>/add/",
        "/sets/mine/{plan}/add/",
        302,
        method="POST",
        data={"question": "{question}"},
    ),
    *(
        ClassRow(
            f"sets/mine/<slug:slug>/items/<int:pk>/{action}/",
            f"/sets/mine/{{{where}}}/items/{{item}}/{action}/",
            status,
            method="POST",
        )
        for action, done in [
            ("move", 302),
            ("remove", 302),
            ("another", 302),
            ("renew", 302),
            ("reword", 422),
        ]
        # Under the address of another set the question is not there.
        for where, status in [("plan", done), ("own", NOT_THERE)]
    ),
    ClassRow(
        "sets/mine/<slug:slug>/items/<int:pk>/reword/",
        "/sets/mine/{plan}/items/{item}/reword/",
        200,
    ),
    ClassRow("sets/mine/<slug:slug>/publish/", "/sets/mine/{plan}/publish/", 302, method="POST"),
    ClassRow("sets/mine/<slug:slug>/copy/", "/sets/mine/{own}/copy/", 302, method="POST"),
    ClassRow("sets/mine/<slug:slug>/delete/", "/sets/mine/{own}/delete/", 200),
    ClassRow("sets/mine/<slug:slug>/delete/", "/sets/mine/{own}/delete/", 302, method="POST"),
    ClassRow("sets/mine/<slug:slug>/worksheet/", "/sets/mine/{own}/worksheet/", 200),
    ClassRow("sets/mine/<slug:slug>/key/", "/sets/mine/{own}/key/", 200),
    # Assignments
    ClassRow("assignments/new/", "/assignments/new/", 200, 403, 403, colleagues=200),
    ClassRow(
        "assignments/new/",
        "/assignments/new/",
        302,
        403,
        403,
        # The set and the class of somebody else are not among what they can choose.
        colleagues=422,
        method="POST",
        data={
            "token": "00000000-0000-0000-0000-000000000007",
            "set": "{own}",
            "classes": "{class}",
            "counts": "highest",
            "shows": "at_once",
        },
    ),
    ClassRow("assignments/<uuid:assignment_id>/", "/assignments/{given}/", 302, 200),
    ClassRow("assignments/<uuid:assignment_id>/", "/assignments/{draft}/", 302),
    *(
        ClassRow(
            "assignments/<uuid:assignment_id>/start/",
            f"/assignments/{{{which}}}/start/",
            NOT_THERE,
            learner,
            method="POST",
        )
        for which, learner in [("given", 302), ("draft", NOT_THERE)]
    ),
    *(
        ClassRow(
            f"assignments/<uuid:assignment_id>/{page}/", f"/assignments/{{{which}}}/{page}/", 200
        )
        for page in ("edit", "copy", "delete")
        for which in ("given", "draft")
    ),
    ClassRow(
        "assignments/<uuid:assignment_id>/edit/",
        "/assignments/{draft}/edit/",
        302,
        method="POST",
        data={"counts": "highest", "shows": "at_once", "whom": "all"},
    ),
    ClassRow(
        "assignments/<uuid:assignment_id>/give/", "/assignments/{draft}/give/", 302, method="POST"
    ),
    ClassRow(
        "assignments/<uuid:assignment_id>/copy/",
        "/assignments/{given}/copy/",
        302,
        method="POST",
        data={"token": "00000000-0000-0000-0000-000000000007", "classes": "{class}"},
    ),
    ClassRow(
        "assignments/<uuid:assignment_id>/delete/",
        "/assignments/{draft}/delete/",
        302,
        method="POST",
    ),
    # Results: of a draft there are none, so its teacher is led to its settings.
    *(
        ClassRow(
            f"assignments/<uuid:assignment_id>/{page}", f"/assignments/{{{which}}}/{page}", got
        )
        for page in ("results/", "questions/", "results.csv")
        for which, got in [("given", 200), ("draft", 302)]
    ),
    *(
        ClassRow(
            "assignments/<uuid:assignment_id>/attempts/<uuid:attempt_id>/",
            f"/assignments/{{{which}}}/attempts/{{attempt}}/",
            got,
        )
        for which, got in [("given", 200), ("draft", NOT_THERE)]
    ),
]


def routes(
    patterns: list[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[str]:
    """Every route of the site as it is written, but for the groups."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if route in GROUPS:
            continue
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


@pytest.fixture
def cast() -> dict[str, User]:
    """Those of the actors who have an account."""
    editor = UserFactory.create(username="editor", is_staff=True)
    editor.groups.add(Group.objects.get(name=EDITORS))
    return {
        "learner": UserFactory.create(username="learner"),
        "other learner": UserFactory.create(username="other-learner"),
        "teacher": teacher("teacher"),
        "other teacher": teacher("other-teacher"),
        "editor": editor,
        "admin": UserFactory.create(username="admin", is_staff=True, is_superuser=True),
    }


def teacher(username: str) -> User:
    """Somebody who may teach, with a class of their own and somebody in it."""
    user = UserFactory.create(username=username)
    user.groups.add(Group.objects.get(name=TEACHERS))
    make_class(owner=user, learners=1)
    return user


@pytest.fixture
def clients(cast: dict[str, User]) -> dict[str, Client]:
    """A browser for each actor."""
    browsers = {actor: Client(raise_request_exception=False) for actor in ACTORS}
    for actor, user in cast.items():
        browsers[actor].force_login(user)
    session = browsers["guest"].session
    session[GUEST] = "the-token-of-the-guest"
    session.save()
    return browsers


def attempt_of(learner: Learner, question_set: QuestionSet, *, answered: int) -> Attempt:
    """An attempt whose first questions are answered with their second option, which is wrong."""
    attempt = begin(question_set, learner)
    for number in range(1, answered + 1):
        answer(
            learner=learner,
            attempt_id=attempt.pk,
            number=number,
            token=UUID(int=attempt.pk.int + number),
            position=wrong_position(attempt, number),
            text="",
            now=STARTED,
        )
    return attempt


def wrong_position(attempt: Attempt, number: int) -> int:
    options = attempt.questions.get(number=number).options
    return (
        options.filter(option__is_key=False)
        .order_by("position")
        .values_list("position", flat=True)[0]
    )


@pytest.fixture
def things(cast: dict[str, User], owner: str) -> dict[str, str]:
    """What stands in the paths, belonging to the owner where it belongs to anybody."""
    question_set = make_set(of=2)
    learner = (
        Learner(guest="the-token-of-the-guest") if owner == "guest" else Learner(user=cast[owner])
    )
    unfinished = attempt_of(learner, question_set, answered=1)
    return {
        "article": article_of(question_set).slug,
        "set": question_set.slug,
        "finished": str(attempt_of(learner, question_set, answered=2).pk),
        "open": str(unfinished.pk),
        "token": AnswerForm(unfinished.pk, 2).new_token(),
    }


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path}")
def test_everybody_reaches_what_is_theirs_and_nothing_else(
    row: Row, owner: str, clients: dict[str, Client], things: dict[str, str]
) -> None:
    form = urlencode({name: value.format_map(things) for name, value in row.data.items()})
    # The owner comes last, so that the others meet the thing as the row says it is.
    actors = sorted(ACTORS, key=lambda actor: actor == owner)
    answers = {
        actor: clients[actor]
        .generic(row.method, row.path.format_map(things), form, FORM)
        .status_code
        for actor in actors
    }
    assert answers == {actor: row.expected(actor, owner) for actor in ACTORS}


@pytest.fixture
def class_things(cast: dict[str, User]) -> dict[str, str]:
    """What stands in the paths of the teacher's rows."""
    user = cast["teacher"]
    classroom = make_class(owner=user, learners=1)
    member = MemberFactory.create(classroom=classroom, user=cast["learner"], is_managed=True)
    given, draft = assign(classroom, of=2), assign(classroom, of=2, given=None)
    ready, plan = make_set(of=2), make_own_set(owner=user, of=2)
    QuestionSet.objects.filter(pk=plan.pk).update(published=None)
    return {
        "class": classroom.slug,
        "member": str(member.pk),
        "code": classroom.code,
        "given": str(given.pk),
        "draft": str(draft.pk),
        "attempt": str(begin_assigned(given, cast["learner"]).pk),
        "own": make_own_set(owner=user, of=2).slug,
        "plan": plan.slug,
        "item": str(plan.items.all()[0].pk),
        "ready": ready.slug,
        "question": str(ready.items.all()[0].question_id),
    }


@pytest.mark.parametrize("row", CLASS_ROWS, ids=lambda row: f"{row.method} {row.path}")
def test_a_class_is_its_teachers_and_shows_its_learners_what_is_for_them(
    row: ClassRow, clients: dict[str, Client], class_things: dict[str, str]
) -> None:
    form = urlencode({name: value.format_map(class_things) for name, value in row.data.items()})
    # The teacher comes last: what they do may be the end of it.
    actors = sorted(ACTORS, key=lambda actor: actor == "teacher")
    answers = {
        actor: clients[actor]
        .generic(row.method, row.path.format_map(class_things), form, FORM)
        .status_code
        for actor in actors
    }
    assert answers == {actor: row.expected(actor) for actor in ACTORS}


def test_every_route_stands_in_a_row() -> None:
    listed = {row.route for row in ROWS} | {row.route for row in CLASS_ROWS}
    assert set(routes()) == listed


def test_a_route_that_was_forgotten_is_noticed() -> None:
    planted = path("secret/", lambda request: HttpResponse("a secret"))
    assert "secret/" in set(routes([*get_resolver().url_patterns, planted]))
    assert "accounts/login/" not in set(routes())


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_the_desk_is_for_editors_and_accounts_are_for_the_admin(
    clients: dict[str, Client], model: type
) -> None:
    meta = model._meta  # type: ignore[attr-defined]
    desk = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    answers = {actor: clients[actor].get(desk).status_code for actor in ACTORS}
    outside = dict.fromkeys(OUTSIDE, 302)
    editor = 200 if meta.app_label == "quizzes" else 403
    assert answers == outside | {"editor": editor, "admin": 200}


DESK = [
    ("GET", "quizzes_article_upload", 200, 200),
    ("POST", "quizzes_article_upload", 422, 422),
    ("GET", "quizzes_article_download", 200, 200),
    ("GET", "quizzes_article_change", 200, 200),
    ("GET", "quizzes_fact_add", 200, 200),
    ("GET", "quizzes_fact_change", 200, 200),
    # Sent empty: a preview or a save with its faults.
    ("POST", "quizzes_fact_change", 200, 200),
    ("GET", "quizzes_fact_history", 200, 200),
    ("GET", "quizzes_article_delete", 403, 200),
    ("GET", "quizzes_fact_delete", 403, 200),
    ("GET", "quizzes_entity_delete", 403, 200),
]
ABOUT_NO_ROW = ("_add", "_upload")


@pytest.mark.parametrize(("method", "name", "editor", "by_admin"), DESK)
def test_the_desk_is_written_by_editors_and_deleting_is_the_admins(
    clients: dict[str, Client], method: str, name: str, editor: int, by_admin: int
) -> None:
    fact = make_set(of=1).questions.get().asked.get().target.fact
    entity = EntityFactory.create()
    pk = {"fact": fact.pk, "article": fact.article_id, "entity": entity.pk}[name.split("_")[1]]
    url = reverse(f"admin:{name}", args=[] if name.endswith(ABOUT_NO_ROW) else [pk])
    answers = {actor: clients[actor].generic(method, url).status_code for actor in ACTORS}
    outside = dict.fromkeys(OUTSIDE, 302)
    assert answers == outside | {"editor": editor, "admin": by_admin}


def test_every_route_that_the_desk_adds_is_tried() -> None:
    own = {
        pattern.name
        for model, desk in admin.site._registry.items()
        if model._meta.app_label == "quizzes"
        for pattern in desk.get_urls()
    } - {
        pattern.name
        for desk in admin.site._registry.values()
        for pattern in admin.ModelAdmin.get_urls(desk)
    }
    assert own
    assert own <= {name for _, name, *_ in DESK}


@pytest.mark.parametrize(
    ("name", "anonymous", "learner"),
    [
        ("account_login", 200, 302),
        ("account_signup", 200, 302),
        ("account_reset_password", 200, 200),
        ("account_logout", 302, 200),
        ("account_change_password", 302, 200),
        ("account_email", 302, 200),
    ],
)
def test_accounts_are_their_owners(
    clients: dict[str, Client], name: str, anonymous: int, learner: int
) -> None:
    asked = {actor: clients[actor].get(reverse(name)).status_code for actor in ACTORS}
    strangers = dict.fromkeys(STRANGERS, anonymous)
    known = dict.fromkeys(set(ACTORS) - set(STRANGERS), learner)
    assert asked == strangers | known
