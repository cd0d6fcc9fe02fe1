"""How passwords are kept on the site that people use (the tests' own hasher is a fast one)."""

from django.contrib.auth.hashers import check_password, make_password
from django.test import override_settings

from quizsite import settings as site


@override_settings(PASSWORD_HASHERS=site.PASSWORD_HASHERS)
def test_a_password_costs_a_guesser_what_owasp_asks_for() -> None:
    encoded = make_password("correct horse")
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("correct horse", encoded)
    assert not check_password("Correct horse", encoded)
