"""All routes: the accounts, the editor's desk, and the pages of ``quizzes``."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("quizzes.urls")),
]

handler500 = "quizsite.errors.server_error"
