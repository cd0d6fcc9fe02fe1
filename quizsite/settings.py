"""Every setting of the site, read from the environment and safe when nothing is said.

Two ways to run. *Production* is what an empty environment means, and it demands SECRET_KEY and
ALLOWED_HOSTS. *Local* (EVIDENT_LOCAL=1, as ``make run`` sets it) answers on this computer only,
over plain HTTP, with a key that it generates and keeps in VAR_DIR. docs/deploy.md lists the
variables.
"""

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

# Makes `ModelAdmin[Fact]` a class at run time too, as it is for the type checker.
django_stubs_ext.monkeypatch()


# Reading the environment


def env(name: str, default: str = "") -> str:
    """The trimmed value of a variable; an empty one counts as unset."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool) -> bool:
    """A yes or no; anything else is refused, so that a typing mistake never opens a door."""
    value = env(name, "yes" if default else "no").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def env_int(name: str, default: int) -> int:
    """A whole number of zero or more."""
    value = env(name, str(default))
    if not value.isascii() or not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def env_list(name: str) -> list[str]:
    """The parts of a value that commas divide, without empty ones."""
    return [part.strip() for part in env(name).split(",") if part.strip()]


def demanded(name: str, what: str) -> str:
    """The value of a variable that production cannot do without."""
    value = env(name)
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set: {what}. For a site on this computer alone, use `make run`, "
            "or set EVIDENT_LOCAL=1."
        )
    return value


def kept_secret_key(path: Path) -> str:
    """The key in the file, made on the first call and readable by its owner alone.

    Of two processes that start at once, the first to link its draft wins, and both read that.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(get_random_secret_key())
        with suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text().strip()


# What kind of site this is

LOCAL = env_bool("EVIDENT_LOCAL", default=False)
VAR_DIR = Path(env("VAR_DIR", str(BASE_DIR / "var"))).absolute()
DEBUG = env_bool("DEBUG", default=False)

if DEBUG and not LOCAL:
    raise ImproperlyConfigured("DEBUG shows settings to visitors: it needs EVIDENT_LOCAL=1 too.")

if LOCAL:
    SECRET_KEY = env("SECRET_KEY") or kept_secret_key(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
else:
    SECRET_KEY = demanded("SECRET_KEY", "50 or more random characters that nobody else knows")
    demanded("ALLOWED_HOSTS", "the names that the site is reached by, divided by commas")
    ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")

SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")


# What it is made of

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "template_partials",
    # Behind the auth app, whose permissions must exist before the editors' group is given them.
    "quizzes",
]

MIDDLEWARE = [
    # First, so that every log line and every answer of what follows bears the request's id.
    "quizsite.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Random padding in each answer keeps its compressed length from telling what is inside.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "quizsite.privacy.PrivatePagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "quizzes.htmx.LoginRedirectMiddleware",
]

ROOT_URLCONF = "quizsite.urls"
WSGI_APPLICATION = "quizsite.wsgi.application"
ASGI_APPLICATION = "quizsite.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quizsite.context.csp_nonce",
            ],
        },
    },
]


# Data

# FULL, because with NORMAL a power cut loses answers that were acknowledged; IMMEDIATE, because a
# transaction that reads before it writes would otherwise fail with "database is locked" under load.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
# Without a timeout of its own, the pool hides a wrong name or password for half a minute.
POSTGRESQL_POOL = {"min_size": 1, "max_size": 8, "timeout": 5}


def database(url: str) -> dict[str, Any]:
    """Django's settings for a database URL, with the options that its engine needs.

    No URL means SQLite in VAR_DIR.
    """
    sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "db.sqlite3"}
    config: dict[str, Any] = dict(dj_database_url.parse(url)) if url else sqlite
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        options |= SQLITE_OPTIONS
    elif config["ENGINE"].endswith("postgresql"):
        options |= {"pool": POSTGRESQL_POOL, "connect_timeout": 5}
        # A connection that died while it rested, as at a restart of the database, is replaced.
        config["CONN_HEALTH_CHECKS"] = True
    return config


VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": database(env("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, because every process must count the same attempts at guessing a password.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Beyond that entries are dropped by chance, and with them counts of guesses.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}


# Accounts

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "quizsite.hashers.ClassroomArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "quizzes.forms.accounts.LoginForm"}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if LOCAL else "https"
# A school shares one address, so a whole class may log in or sign up in the same minute; guesses at
# one account stay at five in five minutes.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "60/m/ip",
    # Ours: each attempt takes rows, and a guest need not even give a name for them.
    "start_as_guest": "120/m/ip",
    # Wrong join codes; those of somebody with an account are counted by that account too.
    "wrong_code": "10/m/ip",
    "wrong_code_by_account": "10/m/user",
}
# Whether whoever has an account may make classes, or those alone whom an admin made teachers.
ANYONE_MAY_TEACH = env_bool("ANYONE_MAY_TEACH", default=False)
# How many proxies stand in front: allauth counts guesses by the address that the last one saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXIES", default=0)

# Until a mail server is named, mail is kept as files: nothing leaves the host.
EMAIL_HOST = env("EMAIL_HOST")
EMAIL_PORT = env_int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "evident@localhost")


# What the browser is told

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
SECURE_REFERRER_POLICY = "same-origin"

SECURE_SSL_REDIRECT = env_bool("SSL_REDIRECT", default=not LOCAL)
# The health of a process is asked directly, behind the proxy that speaks HTTPS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env_int(
    "HSTS_SECONDS", default=0 if LOCAL else int(timedelta(days=365).total_seconds())
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env_bool("HSTS_INCLUDE_SUBDOMAINS", default=not LOCAL)
SECURE_HSTS_PRELOAD = env_bool("HSTS_PRELOAD", default=not LOCAL)
# Believed only where a proxy is said to stand in front, for anybody can send the header.
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_ENGINE = "quizsite.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "quizsite.errors.csrf_failure"


# Language, time and files

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", "UTC")

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}


# Logs: one JSON object a line on standard error, for whatever collects them

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "quizsite.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        # Django would print some of its lines a second time, in another form.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # What a visitor got wrong is told by the status in the line of the request.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
