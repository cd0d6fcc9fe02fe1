"""The settings of the tests: those of a local site, with a fast password hasher."""

import os
import tempfile

os.environ["EVIDENT_LOCAL"] = "1"
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("VAR_DIR", os.path.join(tempfile.gettempdir(), "evident-tests"))

from quizsite.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The manifest exists after collectstatic only, which `make run` does and the tests do not.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
