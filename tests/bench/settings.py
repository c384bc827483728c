"""The project's settings, with a view that does nothing to compare with."""

from commentary.settings import *  # noqa: F403
from commentary.settings import NEVER_STORED as _NEVER

ROOT_URLCONF = "tests.bench.urls"
NEVER_STORED = [*_NEVER, "/nothing/"]
