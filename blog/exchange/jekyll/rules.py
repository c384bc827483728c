"""What the importer knows of hosts, names and turns of phrase: a default, and an owner's file."""

import re
import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).with_name("rules.toml")


class BadRules(ValueError):
    """The message says which file and what to change in it."""


@dataclass(frozen=True, slots=True)
class PublisherRule:
    name: str
    hosts: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """Posts whose title matches belong to the series; the first group is the part."""

    title: re.Pattern[str]
    name: str


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual on the site, so that no single post is told of it; learned, not told."""

    quotes_nobody: bool = False
    dates_in_names: bool = False
    times_without_zone: bool = False
    keys: frozenset[str] = frozenset()  # front matter of the theme or of plug-ins


@dataclass
class Rules:
    handles: list[str] = field(default_factory=list)
    unfilled_titles: set[str] = field(default_factory=set)
    summary_leads: tuple[str, ...] = ()
    voice_words: list[str] = field(default_factory=list)
    document_hosts: list[str] = field(default_factory=list)
    video_hosts: list[str] = field(default_factory=list)
    publishers: list[PublisherRule] = field(default_factory=list)
    series: list[SeriesRule] = field(default_factory=list)
    dated_series: dict[str, str] = field(default_factory=dict)
    """Case-folded name -> name of what the site has several titles of that differ in their day; learned, not told."""

    habits: Habits = field(default_factory=Habits)

    @cached_property
    def by_host(self) -> dict[str, PublisherRule]:
        return {host: rule for rule in reversed(self.publishers) for host in rule.hosts}

    @cached_property
    def by_name(self) -> dict[str, PublisherRule]:
        """Lower-case names, other names included."""
        return {name.lower(): rule for rule in reversed(self.publishers) for name in (*rule.also, rule.name)}

    @cached_property
    def voice(self) -> re.Pattern[str] | None:
        words = "|".join(re.escape(word) for word in sorted(self.voice_words, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def publisher_of(self, host: str) -> PublisherRule | None:
        """By the host or the nearest host above it."""
        labels = host.split(".")
        return next(
            (self.by_host[h] for i in range(len(labels) - 1) if (h := ".".join(labels[i:])) in self.by_host), None
        )

    def kind_of(self, host: str) -> str:
        if _matches(host, self.video_hosts):
            return "video"
        return "document" if _matches(host, self.document_hosts) else "article"


def load(path: Path | None = None) -> Rules:
    """The default with an owner's file before it; raises BadRules."""
    rules = _read(DEFAULT)
    if path is None:
        return rules
    own = _read(path)
    return Rules(
        handles=[*own.handles, *rules.handles],
        unfilled_titles=own.unfilled_titles | rules.unfilled_titles,
        summary_leads=(*own.summary_leads, *rules.summary_leads),
        voice_words=[*own.voice_words, *rules.voice_words],
        document_hosts=[*own.document_hosts, *rules.document_hosts],
        video_hosts=[*own.video_hosts, *rules.video_hosts],
        publishers=[*own.publishers, *rules.publishers],
        series=[*own.series, *rules.series],
    )


def _read(path: Path) -> Rules:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadRules(f"The rules file {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRules(f"The rules file {path} is no TOML: {error}.") from error
    known = {"author", "titles", "summaries", "voice", "kinds", "publisher", "series"}
    if strange := sorted(set(data) - known):
        raise BadRules(f"The rules file {path} has a table “{strange[0]}”. Known are: {', '.join(sorted(known))}.")
    return Rules(
        handles=[handle.lstrip("@") for handle in _words(data, path, "author", "handles")],
        unfilled_titles={title.lower() for title in _words(data, path, "titles", "unfilled")},
        summary_leads=tuple(lead.lower() for lead in _words(data, path, "summaries", "leads")),
        voice_words=_words(data, path, "voice", "words"),
        document_hosts=_words(data, path, "kinds", "document"),
        video_hosts=_words(data, path, "kinds", "video"),
        publishers=[_publisher(entry, path) for entry in data.get("publisher", [])],
        series=[_series(entry, path) for entry in data.get("series", [])],
    )


def _words(data: dict[str, Any], path: Path, table: str, key: str) -> list[str]:
    value = data.get(table, {}).get(key, []) if isinstance(data.get(table, {}), dict) else None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadRules(f"In the rules file {path}, “{key}” of [{table}] must be a list of texts.")
    return value


def _publisher(entry: Any, path: Path) -> PublisherRule:
    if (
        not isinstance(entry, dict)
        or not isinstance(entry.get("name"), str)
        or not isinstance(entry.get("hosts", []), list)
    ):
        raise BadRules(f"In the rules file {path}, every [[publisher]] needs a name and a list of hosts.")
    hosts = tuple(str(host).lower().removeprefix("www.") for host in entry.get("hosts", []))
    return PublisherRule(entry["name"], hosts, tuple(map(str, entry.get("also", []))))


def _series(entry: Any, path: Path) -> SeriesRule:
    try:
        return SeriesRule(re.compile(entry["title"]), str(entry["name"]))
    except (KeyError, TypeError, re.error) as error:
        raise BadRules(
            f"In the rules file {path}, a [[series]] needs a name and a title (a regular expression): {error}."
        ) from error


def _matches(host: str, patterns: list[str]) -> bool:
    return any(
        fnmatchcase(host, pattern) or host.endswith(f".{pattern}") or f"*.{host}" == pattern for pattern in patterns
    )
