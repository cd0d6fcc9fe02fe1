"""The settings of the tests: a local site with a fast password hasher and a database of its own.

Every process that loads them gets a directory of its own, gone when it ends, so that several test
runs never meet. SQLite stands in a file there, not in memory, because a database in memory has
neither a write-ahead log nor the locks that the site must live with.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

VAR_DIR = Path(tempfile.mkdtemp(prefix="evident-tests-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)

os.environ |= {"EVIDENT_LOCAL": "1", "VAR_DIR": str(VAR_DIR), "SECRET_KEY": "only-for-tests"}

from quizsite.settings import *  # noqa: E402, F403
from quizsite.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

# The manifest exists after collectstatic only, which `make run` does and the tests do not.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
(VAR_DIR / "static").mkdir()
