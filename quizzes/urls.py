"""The pages of Evident, room by room."""

from django.urls import path

from quizzes.views import attempts, health, library, questions

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
    path("attempts/<uuid:attempt_id>/review/", attempts.result, name="result"),
    path("attempts/<uuid:attempt_id>/practise/", attempts.practise, name="practise"),
    path("attempts/<uuid:attempt_id>/again/", attempts.try_again, name="try_again"),
    path("healthz", health.healthz, name="healthz"),
]
