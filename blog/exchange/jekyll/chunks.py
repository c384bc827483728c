"""Lines of Markdown -> blocks that know their lines; coarser than the renderer's."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from blog.exchange.jekyll.tree import Line

HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*\Z")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|<[hH][rR]\s*/?>[ \t]*)\Z")
ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
DEFINITION = re.compile(r" {0,3}\[\^([^\]\[\s]+)[\]\[]:[ \t]?(.*)\Z", re.DOTALL)
EMPTY_ITEM = re.compile(r" {0,3}[-*+][ \t]*\Z")
INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SEPARATOR = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_HTML = re.compile(
    r" {0,3}<(?:!--|/?(?:address|article|aside|audio|blockquote|center|details|dialog|div|dl|fieldset|figure|footer"
    r"|form|h[1-6]|header|hr|noscript|object|ol|p|pre|script|section|style|summary|table|ul|video)\b)",
    re.IGNORECASE,
)
_EMBED = re.compile(r"\s*<i?frame\b", re.IGNORECASE)

MOST_LINES = 500
"""Of a comment or preformatted text with blank lines in it."""


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    RULE = "rule"
    EMBED = "embed"
    HTML = "html"
    CODE = "code"
    DEFINITION = "definition"
    EMPTY = "empty list item"
    INCLUDE = "include"
    RELATIVE = "relative"


@dataclass(slots=True)
class Chunk:
    kind: Kind
    lines: list[Line]
    level: int = 0  # of a heading
    text: str = ""  # of a heading, without its signs

    @property
    def source(self) -> str:
        return "\n".join(self.lines)

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def end_line(self) -> int:
        """Exclusive."""
        return self.lines[-1].number + 1


def chunks(lines: Sequence[Line]) -> list[Chunk]:
    """The blocks in order; blank lines belong to none."""
    found: list[Chunk] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip() and not lines[at].relative:
            at += 1
            continue
        chunk, at = _take(lines, at)
        found.append(chunk)
    return found


def _take(lines: Sequence[Line], at: int) -> tuple[Chunk, int]:
    line = lines[at]
    if line.relative:
        return Chunk(Kind.RELATIVE, [line], text=line.relative), at + 1
    if line.include:
        return Chunk(Kind.INCLUDE, [line], text=line.include), at + 1
    if heading := HEADING.match(line):
        return Chunk(Kind.HEADING, [line], len(heading[1]), heading[2].strip()), at + 1
    if fence := FENCE.match(line):
        return _fenced(lines, at, fence[1])
    if DEFINITION.match(line):
        return _definition(lines, at)
    if _is_empty_item(lines, at):
        return Chunk(Kind.EMPTY, [line]), at + 1
    if RULE.match(line):
        return Chunk(Kind.RULE, [line]), at + 1
    if _EMBED.match(line):
        return _embed(lines, at)
    if _is_table(lines, at):
        return _while(Kind.TABLE, lines, at, lambda text: "|" in text)
    if ITEM.match(line):
        return _list(lines, at)
    if line.lstrip().startswith(">"):
        return _while(Kind.QUOTE, lines, at, lambda text: not _interrupts(text))
    if code := _indented(lines, at):
        return code
    for start, end in (("<!--", "-->"), ("<pre", "</pre>")):
        if line.lstrip()[: len(start)].lower() == start:
            return _whole(lines, at, end)
    if _HTML.match(line):
        return _while(Kind.HTML, lines, at, lambda text: True)
    return _paragraph(lines, at)


def _while(kind: Kind, lines: Sequence[Line], at: int, more: Callable[[str], bool]) -> tuple[Chunk, int]:
    end = at + 1
    while (
        end < len(lines)
        and lines[end].strip()
        and not lines[end].include
        and not lines[end].relative
        and more(lines[end])
    ):
        end += 1
    return Chunk(kind, list(lines[at:end])), end


def _fenced(lines: Sequence[Line], at: int, fence: str) -> tuple[Chunk, int]:
    end = at + 1
    while end < len(lines) and not lines[end].strip().startswith(fence):
        end += 1
    end = min(end + 1, len(lines))
    return Chunk(Kind.CODE, list(lines[at:end])), end


def _whole(lines: Sequence[Line], at: int, mark: str) -> tuple[Chunk, int]:
    """HTML up to the line with its end, blank lines and all; to the next blank line where it has none."""
    end = next((k for k in range(at, min(at + MOST_LINES, len(lines))) if mark in lines[k].lower()), -1)
    if end < 0 or any(line.include or line.relative for line in lines[at:end]):
        return _while(Kind.HTML, lines, at, lambda text: True)
    return Chunk(Kind.HTML, list(lines[at : end + 1])), end + 1


def _definition(lines: Sequence[Line], at: int) -> tuple[Chunk, int]:
    """Lines directly below belong to it; after a blank line only indented ones."""
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if line.strip():
            if line.include or line.relative or DEFINITION.match(line) or HEADING.match(line):
                break
            if not lines[end - 1].strip() and not line.startswith(("    ", "\t")):
                break
            if ITEM.match(line) and not line.startswith((" ", "\t")):
                break
        end += 1
    while end > at + 1 and not lines[end - 1].strip():
        end -= 1
    return Chunk(Kind.DEFINITION, list(lines[at:end])), end


def _indented(lines: Sequence[Line], at: int) -> tuple[Chunk, int] | None:
    """Lines indented by four: code, unless they are one line, or one before the next blank is indented less."""
    end = _indented_run(lines, at)
    if end < at + 2:
        return None
    while (below := _indented_run(lines, after := _filled(lines, end))) > after:
        end = below
    return Chunk(Kind.CODE, list(lines[at:end])), end


def _indented_run(lines: Sequence[Line], at: int) -> int:
    """Where indented lines end at a blank one; `at` where they do not."""
    end = at
    while end < len(lines) and lines[end].strip() and not lines[end].include and not lines[end].relative:
        if not INDENTED.match(lines[end]):
            return at
        end += 1
    return end


def _filled(lines: Sequence[Line], at: int) -> int:
    """The next line that is not blank."""
    while at < len(lines) and not lines[at].strip() and not lines[at].relative:
        at += 1
    return at


def _embed(lines: Sequence[Line], at: int) -> tuple[Chunk, int]:
    end = at
    while end < len(lines) and lines[end].strip():
        end += 1
        if "</i" in lines[end - 1].lower() or lines[end - 1].rstrip().endswith("/>"):
            break
    return Chunk(Kind.EMBED, list(lines[at:end])), end


def _list(lines: Sequence[Line], at: int) -> tuple[Chunk, int]:
    """Items with what is indented below them; blank lines between items do not end it."""
    end = at + 1
    while end < len(lines):
        line = lines[end]
        if not line.strip():
            after = next((k for k in range(end, len(lines)) if lines[k].strip() or lines[k].relative), len(lines))
            goes_on = (
                after < len(lines)
                and not lines[after].include
                and not lines[after].relative
                and not RULE.match(lines[after])
                and (ITEM.match(lines[after]) or lines[after].startswith(("  ", "\t")))
            )
            if not goes_on:
                break
            end = after
            continue
        if line.include or line.relative or (not ITEM.match(line) and _interrupts(line)):
            break
        end += 1
    while end > at + 1 and not lines[end - 1].strip():
        end -= 1
    return Chunk(Kind.LIST, list(lines[at:end])), end


def _paragraph(lines: Sequence[Line], at: int) -> tuple[Chunk, int]:
    end = at + 1
    while end < len(lines) and lines[end].strip() and not lines[end].include and not lines[end].relative:
        line = lines[end]
        if re.fullmatch(r" {0,3}(?:=+|-{2,})\s*", line) and end == at + 1 and not _list_follows(lines, end + 1):
            level = 1 if "=" in line else 2
            return Chunk(Kind.HEADING, list(lines[at : end + 1]), level, lines[at].strip()), end + 1
        if (
            _interrupts(line)
            or _is_empty_item(lines, end)
            or (ITEM.match(line) and re.match(r"\s{0,3}(?:[-*+]|1[.)])\s", line))
            or _is_table(lines, end)
        ):
            break
        end += 1
    return Chunk(Kind.PARAGRAPH, list(lines[at:end])), end


def _is_empty_item(lines: Sequence[Line], at: int) -> bool:
    """A list's sign with nothing behind it, nor indented below it."""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return bool(EMPTY_ITEM.match(lines[at])) and not (following.strip() and following[:1].isspace())


def _list_follows(lines: Sequence[Line], at: int) -> bool:
    following = next((line for line in lines[at:] if line.strip()), None)
    return following is not None and bool(ITEM.match(following))


def _interrupts(line: str) -> bool:
    return bool(
        HEADING.match(line)
        or FENCE.match(line)
        or DEFINITION.match(line)
        or RULE.match(line)
        or _EMBED.match(line)
        or _HTML.match(line)
    )


def _is_table(lines: Sequence[Line], at: int) -> bool:
    if "|" not in lines[at] or at + 1 >= len(lines):
        return False
    return lines[at].lstrip().startswith("|") or (
        "-" in lines[at + 1] and "|" in lines[at + 1] and bool(_SEPARATOR.match(lines[at + 1]))
    )


def items(source: str) -> list[str]:
    """The text of each item of a list, without its sign; lines that continue an item are joined to it."""
    found: list[str] = []
    for line in source.split("\n"):
        match = ITEM.match(line)
        if match or not found:
            found.append(line[match.end() :].strip() if match else line.strip())
        elif line.strip():
            found[-1] += f" {line.strip()}"
    return found
