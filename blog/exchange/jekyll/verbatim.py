"""Code in Markdown, fenced, indented or between backticks: what looks like a mark or a link in it is none."""

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})([^\n]*)")
_PRE = re.compile(r" {0,3}<pre[\s>]", re.IGNORECASE)
_INDENTED = re.compile(r"(?:\A|\n[ \t]*\n)(?: {4}|\t)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^[^\]\[\s]+\]:")
_INLINE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)*?(?<!`)\1(?!`)", re.DOTALL)


def of_code(lines: Sequence[str]) -> list[bool]:
    """Of each line whether it belongs to a block of code."""
    found = fenced(lines)
    if not any(line.startswith(("    ", "\t")) for line in lines):
        return found
    inside, was_blank, was_code = 0, True, False  # where the text of the list or note above begins; 0: none is open
    for at, line in enumerate(lines):
        if found[at] or not line.strip():
            was_blank, was_code = not found[at], was_code and not found[at]
            continue
        start = line.expandtabs(4)
        indent = len(start) - len(start.lstrip())
        item = _ITEM.match(start)
        was_code = found[at] = indent >= inside + 4 and (was_blank or was_code) and not item
        if item:
            inside = item.end()
        elif _NOTE.match(line):
            inside = 4
        elif was_blank and not indent:
            inside = 0
        was_blank = False
    return found


def fenced(lines: Sequence[str]) -> list[bool]:
    """Of each line whether it belongs to a fenced block, or to preformatted HTML."""
    found: list[bool] = []
    fence = ""
    for line in lines:
        if fence == "<pre" or (not fence and "<pre" in line[:8] and _PRE.match(line)):
            found.append(True)
            fence = "" if "</pre>" in line else "<pre"
            continue
        match = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if not fence and match and not (match[1][0] == "`" and "`" in match[2]):
            fence = match[1]
            found.append(True)
            continue
        found.append(bool(fence))
        if fence and match and match[1].startswith(fence) and not match[2].strip():
            fence = ""
    return found


def spans(markdown: str) -> list[tuple[int, int]]:
    """Start and end of each piece of code, in order."""
    is_indented = "\n" in markdown and ("    " in markdown or "\t" in markdown) and bool(_INDENTED.search(markdown))
    if "`" not in markdown and "~~~" not in markdown and "<pre" not in markdown and not is_indented:
        return []
    found: list[tuple[int, int]] = []
    start = 0
    lines = markdown.split("\n")
    for line, is_code in zip(lines, of_code(lines) if is_indented else fenced(lines), strict=True):
        if is_code:
            found.append((start, start + len(line)))
        start += len(line) + 1
    free = pairwise([0, *(edge for span in found for edge in span), len(markdown)])
    for at, (begin, end) in enumerate(free):
        if at % 2 == 0 and "`" in markdown[begin:end]:
            found.extend(match.span() for match in _INLINE.finditer(markdown, begin, end))
    return sorted(found)


def sub(pattern: re.Pattern[str], one: Callable[[re.Match[str]], str], markdown: str) -> str:
    """As `pattern.sub`, outside code."""
    return subn(pattern, one, markdown)[0]


def subn(pattern: re.Pattern[str], one: Callable[[re.Match[str]], str], markdown: str) -> tuple[str, int]:
    """The text, and how many places outside code were found."""
    code = spans(markdown)
    if not code:
        return pattern.subn(one, markdown)
    count = 0

    def outside(match: re.Match[str]) -> str:
        nonlocal count
        if is_inside(match.start(), code):
            return match[0]
        count += 1
        return one(match)

    return pattern.sub(outside, markdown), count


def is_inside(offset: int, code: list[tuple[int, int]]) -> bool:
    at = bisect_right(code, (offset, sys.maxsize)) - 1
    return at >= 0 and offset < code[at][1]


def blanked(markdown: str) -> str:
    """As long as before and in as many lines, without what code holds."""
    for start, end in spans(markdown):
        markdown = markdown[:start] + blank(markdown[start:end]) + markdown[end:]
    return markdown


def blank(text: str) -> str:
    """Blanks in as many lines, each as long."""
    return re.sub(r"[^\n]", " ", text) if "\n" in text else " " * len(text)
