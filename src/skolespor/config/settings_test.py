"""Settings for tests: plain static files, a fast hasher, mail in memory, keys made for the run."""

import atexit
import os
import shutil
import tempfile

if "SKOLESPOR_DATA" not in os.environ:
    os.environ["SKOLESPOR_DATA"] = tempfile.mkdtemp(prefix="skolespor-test-")
    atexit.register(shutil.rmtree, os.environ["SKOLESPOR_DATA"], ignore_errors=True)

from skolespor.config.settings import *
from skolespor.config.settings import DATA_DIR, DATABASES, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105 - nothing real is signed with it
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: writers in several threads wait for each other instead of failing.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
# It looks through all static files whenever a test opens a browser of its own.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
