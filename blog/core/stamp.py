"""A mark that every process sees without a query: it changes whenever the database did."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

WRITES = ("INSERT", "UPDATE", "DELETE")
UNSEEN = ("django_session", "django_admin_log", "axes_", "reversion_", "django_migrations")  # no reader sees these


class Stamp(Protocol):
    def read(self) -> str: ...

    def bump(self) -> None: ...


class FileStamp:
    """For the processes of one machine: one stat() a look."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> str:
        try:
            found = os.stat(self.path)  # noqa: PTH116  a third of Path.stat's time, on every request
        except FileNotFoundError:
            return "0"
        return f"{found.st_mtime_ns}.{found.st_ino}"

    def bump(self) -> None:
        """A new file each time: its number changes even where the clock is coarse."""
        fresh = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        fresh.touch()
        fresh.replace(self.path)


class SharedStamp:
    """For several machines: a key in the Redis they share."""

    key = "stamp"

    def read(self) -> str:
        return str(cache.get(self.key, "0"))

    def bump(self) -> None:
        cache.set(self.key, secrets.token_hex(8), None)


def current() -> Stamp:
    return SharedStamp() if settings.REDIS_URL else FileStamp(Path(settings.VAR) / "stamp")


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Connected to `connection_created`: every write to what readers see bumps the stamp when it is committed."""
    if _bump_after_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(_bump_after_writes)


def _bump_after_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if sql.startswith(WRITES) and not any(table in sql[:60] for table in UNSEEN):
        connection = context["connection"]
        waiting = [entry[1] for entry in connection.run_on_commit]
        if _bump not in waiting:
            transaction.on_commit(_bump, using=connection.alias)
    return result


def _bump() -> None:
    current().bump()
