"""Who is asking: a user, or a guest whom their session knows by a random token."""

import secrets
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from quizzes.htmx import HtmxHttpRequest, login_url
from quizzes.models import Learner
from quizzes.services.attempts import GUESTS_KEPT, take_over_guest

GUEST = "guest"


def user_of(request: HtmxHttpRequest) -> User:
    """Whoever is asking for a page that only those who are signed in come to."""
    return cast("User", request.user)


def learner_of(request: HtmxHttpRequest) -> Learner:
    """Whoever is asking; a guest who has begun nothing has no token, nor a session."""
    if isinstance(request.user, User):
        return Learner(user=request.user)
    return Learner(guest=request.session.get(GUEST, ""))


def learner_starting(request: HtmxHttpRequest) -> Learner:
    """Whoever is asking, with a token if they are a guest: they are about to begin something."""
    learner = learner_of(request)
    if not learner.is_guest or learner.guest:
        return learner
    request.session[GUEST] = secrets.token_urlsafe(32)
    request.session.set_expiry(GUESTS_KEPT)
    return learner_of(request)


def keep_guest_attempts(
    sender: type[User], request: HttpRequest, user: User, **kwargs: Any
) -> None:
    """What a guest did is theirs still once they have signed in."""
    if guest := request.session.pop(GUEST, ""):
        take_over_guest(guest=guest, user=user)
        # From here on it is an ordinary login, which lasts as long as the settings say.
        request.session.set_expiry(None)


def not_theirs(request: HtmxHttpRequest, *, back_to: str) -> HttpResponse:
    """The answer to somebody who asks for what they have no right to, there or not.

    That is a 404. But a page that was sending an answer is led to the login, for most likely
    its session has expired: LoginRedirectMiddleware lets it stay and keep the answer.
    """
    if request.htmx and not request.user.is_authenticated:
        return redirect(login_url(back_to=back_to))
    raise Http404
