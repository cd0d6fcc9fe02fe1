"""All routes: the accounts, the editor's desk, and the pages of ``quizzes``."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# The desk has the site's own login, because Django's for the admin lets guesses through unlimited.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("quizzes.urls")),
]

handler500 = "quizsite.errors.server_error"
