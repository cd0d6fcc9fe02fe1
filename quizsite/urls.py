"""All routes: the accounts, the editor's desk, and the pages of ``quizzes``."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

# The desk has the site's own login, because Django's for the admin lets guesses through unlimited.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    # Here too the desk has the site's own, for Django's lets the old password be guessed unlimited.
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("", include("quizzes.urls")),
]

handler400 = "quizsite.errors.bad_request"
handler500 = "quizsite.errors.server_error"
