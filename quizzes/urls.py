"""The pages of Evident, room by room."""

from django.urls import path

from quizzes.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
]
