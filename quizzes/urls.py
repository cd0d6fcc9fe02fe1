"""The pages of Evident, room by room."""

from django.urls import path

from quizzes.views import (
    assigning,
    assignments,
    attempts,
    bank,
    classes,
    health,
    joining,
    library,
    members,
    own_sets,
    questions,
    results,
    roster,
    set_items,
)

urlpatterns = [
    path("", library.home, name="home"),
    path("articles/", library.articles, name="articles"),
    path("articles/<slug:slug>/", library.article, name="article"),
    path("sets/", questions.sets, name="sets"),
    # Before the sets of articles, of which none is called "mine".
    path("sets/mine/", own_sets.own_sets, name="own_sets"),
    path("sets/mine/new/", own_sets.own_set_new, name="own_set_new"),
    path("sets/mine/<slug:slug>/", own_sets.own_set, name="own_set"),
    path("sets/mine/<slug:slug>/title/", own_sets.own_set_title, name="own_set_title"),
    path("sets/mine/<slug:slug>/bank/", bank.bank, name="bank"),
    path("sets/mine/<slug:slug>/bank/<int:pk>/", bank.bank_question, name="bank_question"),
    path("sets/mine/<slug:slug>/add/", bank.own_set_add, name="own_set_add"),
    path("sets/mine/<slug:slug>/items/<int:pk>/move/", set_items.item_move, name="item_move"),
    path("sets/mine/<slug:slug>/items/<int:pk>/remove/", set_items.item_remove, name="item_remove"),
    path("sets/mine/<slug:slug>/items/<int:pk>/reword/", set_items.item_reword, name="item_reword"),
    path(
        "sets/mine/<slug:slug>/items/<int:pk>/another/", set_items.item_another, name="item_another"
    ),
    path("sets/mine/<slug:slug>/items/<int:pk>/renew/", set_items.item_renew, name="item_renew"),
    path("sets/mine/<slug:slug>/publish/", own_sets.own_set_publish, name="own_set_publish"),
    path("sets/mine/<slug:slug>/copy/", own_sets.own_set_copy, name="own_set_copy"),
    path("sets/mine/<slug:slug>/delete/", own_sets.own_set_delete, name="own_set_delete"),
    path("sets/mine/<slug:slug>/worksheet/", own_sets.worksheet, name="worksheet"),
    path("sets/mine/<slug:slug>/key/", own_sets.answer_key, name="answer_key"),
    path("sets/<slug:slug>/take/", own_sets.set_take, name="set_take"),
    path("sets/<slug:slug>/", questions.question_set, name="set"),
    path("sets/<slug:slug>/start/", attempts.start, name="set_start"),
    path("attempts/", attempts.attempt_list, name="attempts"),
    path("attempts/<uuid:attempt_id>/", attempts.attempt, name="attempt"),
    path("attempts/<uuid:attempt_id>/<int:number>/", attempts.question, name="question"),
    path("attempts/<uuid:attempt_id>/<int:number>/report/", questions.report, name="report"),
    path("attempts/<uuid:attempt_id>/submit/", attempts.submit, name="submit"),
    path("attempts/<uuid:attempt_id>/review/", attempts.result, name="result"),
    path("attempts/<uuid:attempt_id>/practise/", attempts.practise, name="practise"),
    path("attempts/<uuid:attempt_id>/again/", attempts.try_again, name="try_again"),
    path("classes/", classes.class_list, name="classes"),
    path("classes/new/", classes.class_new, name="class_new"),
    path("classes/teach/", classes.class_teach, name="class_teach"),
    path("classes/join/", joining.join, name="join"),
    path("classes/join/<str:code>/", joining.join_code, name="join_code"),
    path("classes/<slug:slug>/", classes.classroom, name="class"),
    path("classes/<slug:slug>/settings/", classes.class_settings, name="class_settings"),
    path("classes/<slug:slug>/archive/", classes.class_archive, name="class_archive"),
    path("classes/<slug:slug>/delete/", classes.class_delete, name="class_delete"),
    path("classes/<slug:slug>/code/", joining.class_code, name="class_code"),
    path("classes/<slug:slug>/invite/", joining.class_invite, name="class_invite"),
    path("classes/<slug:slug>/roster/", roster.roster, name="roster"),
    path("classes/<slug:slug>/cards/", members.cards, name="cards"),
    path("classes/<slug:slug>/teachers/", members.class_teachers, name="class_teachers"),
    path("classes/<slug:slug>/members/<int:pk>/", members.member, name="member"),
    path(
        "classes/<slug:slug>/members/<int:pk>/remove/", members.member_remove, name="member_remove"
    ),
    path("classes/<slug:slug>/leave/", members.class_leave, name="class_leave"),
    path("assignments/new/", assigning.assignment_new, name="assignment_new"),
    path("assignments/<uuid:assignment_id>/", assignments.assignment, name="assignment"),
    path(
        "assignments/<uuid:assignment_id>/start/",
        assignments.assignment_start,
        name="assignment_start",
    ),
    path(
        "assignments/<uuid:assignment_id>/edit/", assigning.assignment_edit, name="assignment_edit"
    ),
    path(
        "assignments/<uuid:assignment_id>/give/", assigning.assignment_give, name="assignment_give"
    ),
    path(
        "assignments/<uuid:assignment_id>/copy/", assigning.assignment_copy, name="assignment_copy"
    ),
    path(
        "assignments/<uuid:assignment_id>/delete/",
        assigning.assignment_delete,
        name="assignment_delete",
    ),
    path("assignments/<uuid:assignment_id>/results/", results.results, name="results"),
    path(
        "assignments/<uuid:assignment_id>/questions/",
        results.results_questions,
        name="results_questions",
    ),
    path(
        "assignments/<uuid:assignment_id>/attempts/<uuid:attempt_id>/",
        results.results_attempt,
        name="results_attempt",
    ),
    path("assignments/<uuid:assignment_id>/results.csv", results.results_csv, name="results_csv"),
    path("healthz", health.healthz, name="healthz"),
]
