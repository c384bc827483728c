"""The YAML at the head of a Jekyll file, read as written: every scalar is text, every key knows its line."""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from blog.core.text import clean
from blog.exchange.jekyll.bounded_yaml import compose

KNOWN = frozenset(
    {
        "layout",
        "title",
        "date",
        "tags",
        "tag",
        "categories",
        "category",
        "excerpt",
        "permalink",
        "published",
        "author",
        "slug",
        "description",
        "image",
        "toc",
        "show_excerpt",
        "last_modified_at",
        "redirect_from",
        "lang",
        "comments",
        "subtitle",
        "summary",
        "authors",
        "thumbnail",
        "header",
        "cover",
        "teaser",
    }
)
USED = frozenset(
    {"title", "date", "tags", "tag", "categories", "category", "excerpt", "permalink", "published", "slug", "layout"}
)
_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)(?:^(?:---|\.\.\.)[ \t]*\r?$\n?)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"([A-Za-z_][\w-]*):(?:\s+(.*?))?\s*$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
LONGEST_LIST = 200  # lines
_COMMENT = re.compile(r"^\s*#")


@dataclass(slots=True)
class FrontMatter:
    """Values by key (the last of a key that stands twice), with what was odd about them."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)  # key -> first line, last line (excluded), 1-based
    doubles: list[tuple[str, int, Any]] = field(default_factory=list)  # key, line, the value that was lost
    misspelt: list[tuple[str, str, int]] = field(default_factory=list)  # as typed, as understood, line
    unknown: list[tuple[str, int, str]] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    mappings: list[tuple[str, int, str]] = field(default_factory=list)  # key, line, text that YAML took for a mapping
    error: str = ""

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        return value.strip() if isinstance(value, str) else ""

    def line(self, key: str) -> int:
        return self.lines.get(key, (1, 1))[0]

    @property
    def is_unpublished(self) -> bool:
        return self.text("published").lower() in {"false", "no", "off", "n"}


def split(text: str) -> tuple[FrontMatter | None, int]:
    """The front matter and the number of lines up to the body; None where the file has none."""
    text = text.replace("\x00", "")
    match = _HEAD.match(text)
    if not match:
        return None, 0
    return read(match[1]), match[0].count("\n") + (0 if match[0].endswith("\n") else 1)


def has(text: str) -> bool:
    return bool(_HEAD.match(text))


def read(source: str) -> FrontMatter:
    """YAML between the dashes; lines count from 2, as in the file. Never raises."""
    front = FrontMatter()
    front.comments = [n for n, line in enumerate(source.split("\n"), 2) if _COMMENT.match(line)]
    try:
        node = compose(source)
    except yaml.YAMLError as error:
        front.error = " ".join(str(error).split())
        _rescue(source, front)
        node = None
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            key = str(_plain(key_node, [])).strip()
            first = key_node.start_mark.line + 2
            mappings: list[str] = []
            value = _plain(value_node, mappings)
            if key in front.values:
                front.doubles.append((key, front.lines[key][0], front.values[key]))
            front.values[key] = value
            front.lines[key] = (first, value_node.end_mark.line + 2 + (1 if value_node.end_mark.column else 0))
            if key in USED or key not in KNOWN:
                front.mappings.extend((key, first, text) for text in mappings)
    _keep_filled(front)
    _understand(front)
    strange = {key for key, _, _ in front.unknown}
    front.mappings = [found for found in front.mappings if found[0] not in strange]
    return front


def _plain(node: yaml.Node | None, mappings: list[str]) -> Any:
    """Text, or a list of it; a mapping inside becomes its text again."""
    if isinstance(node, yaml.SequenceNode):
        items: list[Any] = []
        for child in node.value:
            value = _plain(child, mappings)
            items.extend(value) if isinstance(value, list) else items.append(value)
        return items
    if isinstance(node, yaml.MappingNode):
        said: list[Any] = []
        for key_node, value_node in node.value:
            key, value = _plain(key_node, mappings), _plain(value_node, mappings)
            if isinstance(value, list):
                said.extend([*value] if key in {"tags", "categories"} else [key, *value])
            else:
                said.append(f"{key}: {value}" if value else str(key))
        mappings.extend(str(text) for text in said)
        return said if len(said) != 1 else said[0]
    if isinstance(node, yaml.ScalarNode):
        value = clean(str(node.value))
        return "" if not node.style and value in {"~", "null", "Null", "NULL"} else value
    return ""


def _rescue(source: str, front: FrontMatter) -> None:
    """Top-level `key: value` lines of YAML that no parser takes, and lists over several lines."""
    lines = source.split("\n")
    at = 0
    while at < len(lines):
        first, match = at, _KEY.match(lines[at])
        at += 1
        if not match:
            continue
        value = (match[2] or "").strip()
        if value.startswith("[") and not value.endswith("]") and (end := _end_of_list(lines, at)):
            value, at = " ".join(line.strip() for line in [value, *lines[at:end]]), end
        is_list = value.startswith("[") and value.endswith("]")
        items = value[1:-1].split(",") if is_list else []
        while not value and at < len(lines) and (item := _ITEM.match(lines[at])):
            items.append(item[1])
            at += 1
        names = [name for item in items if (name := item.strip(" \t'\""))]
        front.values[match[1]] = names if is_list or names else value.strip("'\"")
        front.lines[match[1]] = (first + 2, at + 2)


def _end_of_list(lines: list[str], start: int) -> int:
    """The index behind the line with the closing bracket; 0 where a key that Jekyll knows comes first, or none does."""
    for at in range(start, min(start + LONGEST_LIST, len(lines))):
        key = _KEY.match(lines[at])
        if key and key[1] in KNOWN:
            return 0
        if lines[at].rstrip().endswith("]"):
            return at + 1
    return 0


def _keep_filled(front: FrontMatter) -> None:
    """An empty list after a full one of the same key is a slip: the full one stays."""
    for key, line, lost in front.doubles:
        if lost and not front.values[key]:
            front.values[key] = lost
            front.lines[key] = (line, line + 1)


def _understand(front: FrontMatter) -> None:
    """Keys that are nearly known ones stand in for those, where those are missing or empty."""
    for key in list(front.values):
        if key in KNOWN:
            continue
        near = next((known for known in sorted(USED) if _is_nearly(key, known)), "")
        if near:
            front.misspelt.append((key, near, front.lines[key][0]))
            if not front.values.get(near):
                front.values[near] = front.values[key]
                front.lines[near] = front.lines[key]
        else:
            front.unknown.append((key, front.lines[key][0], _shown(front.values[key])))


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _is_nearly(typed: str, known: str) -> bool:
    """One letter missing, too many or wrong, or two before the word that begin with a capital."""
    is_capital, typed = typed[:1].isupper(), typed.lower()
    if typed == known or len(known) < 4:
        return typed == known
    if typed.endswith(known) and len(typed) - len(known) == 2:
        return is_capital
    if len(typed) == len(known) - 1:
        return any(typed == known[:i] + known[i + 1 :] for i in range(len(known)))
    if len(typed) == len(known) + 1:
        return any(typed[:i] + typed[i + 1 :] == known for i in range(len(typed)))
    return len(typed) == len(known) and sum(a != b for a, b in zip(typed, known, strict=True)) == 1


def names(front: FrontMatter, plural: str, singular: str) -> tuple[list[str], str]:
    """Tags or categories, each once in the order typed, and how they were repaired ("" where Jekyll reads them so).

    Jekyll splits a plain string at blanks; one with commas or a stray bracket is a list that lost its brackets.
    """
    repair = ""
    alone = front.values.get(singular)
    value = alone or front.values.get(plural) or []
    if isinstance(value, str):
        bare = value.strip()
        if "," in bare or bare[:1] == "[" or bare[-1:] == "]":
            value, repair = bare.strip("[]").split(","), "a list without its brackets"
        else:
            value = [bare] if alone else bare.split()
    found = (str(name).strip().strip("\u200b").strip() for name in value)
    return list(dict.fromkeys(name for name in found if name)), repair
