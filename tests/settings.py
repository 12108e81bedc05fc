"""Settings of the test suite: the real ones, with a fixed secret and quick password hashes."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ["DEBUG"] = "0"
os.environ["DEMO"] = "1"  # the design page and the mailbox are part of what is tested
os.environ.setdefault("SITE_URL", "http://testserver")

from conference.config.settings import *  # noqa: F403

# Every client of a test begins the site anew, and would first list all static files: half of what a short test costs.
# So each is looked for when it is asked for.
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # The suite's database lies in memory, shared by the threads of a journey: there a reader would lock a whole table
    # against the job that is at work, and nobody waits. A file, as a real site has it, knows no such locks.
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA read_uncommitted=1"  # noqa: F405
else:
    # Nobody misses a test's rows after a power cut, so no test waits for the disk.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"  # noqa: F405
