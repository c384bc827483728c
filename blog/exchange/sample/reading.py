"""The sample's files as entries that know where they stand, so that every complaint names file and entry."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

FENCE = "---\n"


class SampleError(ValueError):
    """Something in the files is wrong; the message says where, and what to do."""


class Entry:
    """One mapping of a file. Each key asked for is known; `finish` refuses the others as slips of the pen."""

    def __init__(self, path: Path, label: str, values: Any) -> None:
        self.path, self.label = path, label
        if not isinstance(values, dict):
            raise self.error("write this as “key: value” lines")
        self.values: dict[str, Any] = values
        self.known: set[str] = set()

    def error(self, message: str) -> SampleError:
        return SampleError(f"{self.path.parent.name}/{self.path.name}, {self.label}: {message}")

    def refused(self, error: ValidationError) -> SampleError:
        """A model's complaint, at this entry."""
        if hasattr(error, "message_dict"):
            return self.error("; ".join(f"{key}: {' '.join(said)}" for key, said in error.message_dict.items()))
        return self.error(" ".join(error.messages))

    def get(self, key: str, default: Any = None) -> Any:
        self.known.add(key)
        value = self.values.get(key)
        return default if value is None else value

    def text(self, key: str, default: str | None = None) -> str:
        """Raises SampleError when there is none and no default."""
        value = self.get(key, default)
        if value is None:
            raise self.error(f"“{key}” is missing")
        if not isinstance(value, str | int | float):
            raise self.error(f"“{key}” must be text")
        return str(value).strip()

    def items(self, key: str) -> list[Any]:
        value = self.get(key, [])
        if not isinstance(value, list):
            raise self.error(f"“{key}” must be a list")
        return value

    def entries(self, key: str) -> list["Entry"]:
        return [Entry(self.path, f"{self.label}, {key} {n}", values) for n, values in enumerate(self.items(key), 1)]

    def moment(self, key: str) -> dt.datetime | None:
        """Aware; without an offset it is in the site's time zone."""
        value = self.get(key)
        if value is None:
            return None
        try:
            moment = value if isinstance(value, dt.datetime) else parse_datetime(str(value))
        except ValueError:
            moment = None
        if moment is None:
            raise self.error(f"“{key}” is not a moment; write it as 2025-11-30 14:30 or 2025-11-30T14:30:00-05:00")
        return timezone.make_aware(moment, timezone.get_default_timezone()) if timezone.is_naive(moment) else moment

    def finish(self) -> None:
        if unknown := sorted(map(str, self.values.keys() - self.known)):
            raise self.error(f"nothing is known of {', '.join(unknown)}; known: {', '.join(sorted(self.known))}")


def _parsed(path: Path, source: str) -> Any:
    try:
        return yaml.safe_load(source)
    except yaml.YAMLError as error:
        raise SampleError(f"{path.parent.name}/{path.name}: this is not YAML: {error}") from error


def entries_of(path: Path, section: str = "") -> list[Entry]:
    """A file that is a list, or has one under a heading; none where there is no such file."""
    if not path.exists():
        return []
    values = _parsed(path, path.read_text(encoding="utf-8"))
    if section:
        values = Entry(path, "the file", values).get(section)
    if not isinstance(values or [], list):
        raise SampleError(f"{path.parent.name}/{path.name}: write a list{f' under {section}' if section else ''}")
    kind = section or path.stem
    return [Entry(path, f"{kind} {n}{_named(value)}", value) for n, value in enumerate(values or [], 1)]


def _named(values: Any) -> str:
    name = values.get("name") or values.get("login") or values.get("about") if isinstance(values, dict) else None
    return f" ({' '.join(name.split())[:60]})" if isinstance(name, str) else ""


def page_of(path: Path) -> tuple[Entry, str]:
    """Front matter and the text below it."""
    source = path.read_text(encoding="utf-8")
    head, fence, body = source.removeprefix(FENCE).partition(f"\n{FENCE}")
    if not source.startswith(FENCE) or not fence:
        raise SampleError(f"{path.parent.name}/{path.name}: begin with --- and close the front matter with ---")
    return Entry(path, "front matter", _parsed(path, head) or {}), body.strip("\n")


def pages_of(folder: Path) -> list[tuple[Entry, str]]:
    return [page_of(path) for path in sorted(folder.glob("*.md"), key=lambda path: path.stem)]
