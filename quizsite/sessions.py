"""Where sessions are kept: in the database, as Django does, under keys that it can look for."""

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Take a key of other than letters and digits for none: PostgreSQL fails to look for a NUL."""

    def _validate_session_key(self, key: str | None) -> bool:
        valid = super()._validate_session_key(key)  # type: ignore[misc]  # not in the stubs
        return bool(valid) and str(key).isalnum()
