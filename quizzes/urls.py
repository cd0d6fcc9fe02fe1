"""The pages of Evident, room by room."""

from django.urls import path

from quizzes.views import attempts, classes, health, joining, library, members, questions

urlpatterns = [
    path("", library.home, name="home"),
    path("articles/", library.articles, name="articles"),
    path("articles/<slug:slug>/", library.article, name="article"),
    path("sets/", questions.sets, name="sets"),
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
    path("classes/<slug:slug>/cards/", members.cards, name="cards"),
    path("classes/<slug:slug>/teachers/", members.class_teachers, name="class_teachers"),
    path("classes/<slug:slug>/members/<int:pk>/", members.member, name="member"),
    path(
        "classes/<slug:slug>/members/<int:pk>/remove/", members.member_remove, name="member_remove"
    ),
    path("classes/<slug:slug>/leave/", members.class_leave, name="class_leave"),
    path("healthz", health.healthz, name="healthz"),
]
