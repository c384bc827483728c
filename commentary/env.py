"""Typed readers of environment variables; nonsense stops the start with a sentence that says what to write."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PREFIX = "COMMENTARY_"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable's value without blanks at its ends."""
    return os.environ.get(PREFIX + name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """Raises ImproperlyConfigured unless it reads as yes or no."""
    value = os.environ.get(PREFIX + name)
    if value is None:
        return default
    folded = value.strip().lower()
    if folded in TRUE:
        return True
    if folded in FALSE:
        return False
    raise ImproperlyConfigured(f"{PREFIX}{name} is {value!r}; write 1 or 0.")


def number(name: str, default: int, *, least: int = 0) -> int:
    """Raises ImproperlyConfigured unless it is a whole number of at least `least`."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{PREFIX}{name} is {value!r}; write a whole number, {least} or more.")
    return int(value)


def listing(name: str, default: str = "") -> list[str]:
    """Comma-separated values without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """A directory, made when absent; raises ImproperlyConfigured when it cannot be."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{PREFIX}{name}: {path} cannot be made ({error.strerror}).") from error
    return path
