"""Addresses given apart from their links, and abbreviations: each is put where it is used."""

import html
import re

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.kramdown.layout import Layout
from blog.exchange.jekyll.labelling import with_text
from blog.exchange.jekyll.tree import Line

_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)(?P<label>[^\[\]\n]{1,300})\]:[ \t]*(?:<(?P<bracketed>[^<>\n]*)>|(?P<bare>[^\s<]\S*))"
    r"(?:[ \t]+(?P<title>\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ \t]*\Z"
)
_TITLE = re.compile(r"[ \t]+(\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ \t]*\Z")
_ABBREVIATION = re.compile(r" {0,3}\*\[(?P<short>[^\[\]\n]{1,100})\]:[ \t]*(?P<long>[^\n]*)\Z")
_INNER = r"(?:[^\[\]\\\n]|\\.|\n(?!\s*\n)|\[(?:[^\[\]\\\n]|\\.)*\](?:\([^()\n]*\))?)*"
_USE = re.compile(
    rf"(?P<text>!?(?<!\\)\[(?!\^)(?P<words>{_INNER})\])(?![(:])"
    r"(?:[ \t]?(?P<gap>\n?)[ \t]*\[(?!\^)(?P<label>[^\[\]]*)\](?!\())?"
)
_KEPT = re.compile(r"<[^<>]*>|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*[^()]*\)|\[\^[^\]]*\]|https?://\S+")
_DIGITS = re.compile(r"\d+\Z")


def inlined(lines: list[Line], layout: Layout) -> list[Line]:
    if not any("]:" in line for line in lines):
        return lines
    codes = verbatim.of_code(lines)
    left, given, short = _taken_out(lines, codes, layout)
    if given:
        left = _linked(left, given, layout)
    return _abbreviated(left, short) if short else left


class _Given:
    """Where a label leads, and whether any link asked for it."""

    def __init__(self, line: Line, target: str) -> None:
        self.line, self.target, self.is_used = line, target, False


def _taken_out(
    lines: list[Line], codes: list[bool], layout: Layout
) -> tuple[list[Line], dict[str, _Given], dict[str, str]]:
    """The lines without definitions; of a label the last definition counts."""
    left: list[Line] = []
    given: dict[str, _Given] = {}
    short: dict[str, str] = {}
    waiting: _Given | None = None
    marked = "\n".join(lines)
    for line, is_code in zip(lines, codes, strict=True):
        if waiting and (title := _TITLE.match(line)):
            waiting.target += f" {title[1]}"
            layout.place(line, "address of a link")
            waiting = None
            continue
        waiting = None
        if is_code or "]:" not in line:
            left.append(line)
        elif match := _ABBREVIATION.match(line):
            short[match["short"].strip()] = match["long"].strip()
            layout.leave_out(line, match[0].strip())
        elif (match := _DEFINITION.match(line)) and not _may_be_note(match["label"], marked):
            target = f"<{match['bracketed']}>" if match["bracketed"] is not None else match["bare"]
            found = _Given(line, target + (f" {match['title']}" if match["title"] else ""))
            given[_folded(match["label"])] = found
            layout.place(line, "address of a link")
            waiting = None if match["title"] else found
        else:
            left.append(line)
    return left, given, short


def _may_be_note(label: str, text: str) -> bool:
    """`[11]: Words` is a note that lost its sign where its mark is there."""
    return bool(_DIGITS.match(label)) and f"[^{label}]" in text


def _linked(lines: list[Line], given: dict[str, _Given], layout: Layout) -> list[Line]:
    def one(match: re.Match[str]) -> str:
        found = given.get(_folded(match["label"] or match["words"]))
        if found is None and match["label"]:
            return match[0]
        words = match["words"]
        if "[" in words:
            words = _USE.sub(one, words)
        start = "![" if match[0].startswith("!") else "["
        if found is None:
            return f"{start}{words}{match[0][len(match['text']) - 1 :]}" if words != match["words"] else match[0]
        found.is_used = True
        return f"{start}{words}]({found.target}){match['gap'] or ''}"

    text = verbatim.sub(_USE, one, "\n".join(lines))
    for found in given.values():
        if not found.is_used:
            layout.leave_out(found.line, found.line)
    return [line if line == said else with_text(line, said) for line, said in zip(lines, text.split("\n"), strict=True)]


def _abbreviated(lines: list[Line], short: dict[str, str]) -> list[Line]:
    """Each place where an abbreviation stands tells what it is short for."""
    names = "|".join(re.escape(name) for name in sorted(short, key=len, reverse=True))
    pattern = re.compile(rf"(?P<kept>{_KEPT.pattern})|(?<!\w)(?P<name>{names})(?!\w)")

    def one(match: re.Match[str]) -> str:
        if match["kept"] is not None:
            return match[0]
        long = html.escape(short[match["name"]])
        return f'<abbr title="{long}">{match["name"]}</abbr>' if long else match[0]

    return [
        line if is_code or line.include or line.relative else with_text(line, verbatim.sub(pattern, one, line))
        for line, is_code in zip(lines, verbatim.of_code(lines), strict=True)
    ]


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
