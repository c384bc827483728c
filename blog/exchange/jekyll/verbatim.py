"""Code in Markdown, fenced or between backticks: what looks like a mark or a link in it is none."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
_INLINE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)*?(?<!`)\1(?!`)", re.DOTALL)


def fenced(lines: Iterable[str]) -> list[bool]:
    """Of each line whether it belongs to a fenced block."""
    found: list[bool] = []
    fence = ""
    for line in lines:
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
    if "`" not in markdown and "~~~" not in markdown:
        return []
    found: list[tuple[int, int]] = []
    start = 0
    lines = markdown.split("\n")
    for line, is_code in zip(lines, fenced(lines), strict=True):
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
    code = spans(markdown)
    if not code:
        return pattern.sub(one, markdown)

    def outside(match: re.Match[str]) -> str:
        return match[0] if is_inside(match.start(), code) else one(match)

    return pattern.sub(outside, markdown)


def is_inside(offset: int, code: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in code)


def blanked(markdown: str) -> str:
    """As long as before and in as many lines, without what code holds."""
    for start, end in spans(markdown):
        markdown = markdown[:start] + re.sub(r"[^\n]", " ", markdown[start:end]) + markdown[end:]
    return markdown
