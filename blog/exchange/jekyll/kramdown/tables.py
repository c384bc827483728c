"""Tables that kramdown knows and Markdown does not: without a head, with several bodies, with a foot."""

import re
from collections.abc import Sequence

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.kramdown.layout import Layout
from blog.exchange.jekyll.labelling import with_text
from blog.exchange.jekyll.tree import Line

_SEPARATOR = re.compile(r"[ \t]*[|+:=\t -]*[-=][|+:=\t -]*\Z")
_BETWEEN = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"`[^`]*`")


def completed(lines: list[Line], layout: Layout) -> list[Line]:
    if not any(line.lstrip()[:1] == "|" for line in lines):
        return lines
    out: list[Line] = []
    at = 0
    codes = verbatim.of_code(lines)
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].lstrip()[:1] == "|" and not codes[end]:
            end += 1
        if end > at:
            is_apart = (not at or not lines[at - 1].strip()) and (end == len(lines) or not lines[end].strip())
            out.extend(_table(lines[at:end], layout) if is_apart else lines[at:end])
            at = end
        else:
            out.append(lines[at])
            at += 1
    return out


def _table(rows: Sequence[Line], layout: Layout) -> list[Line]:
    if _SEPARATOR.match(rows[0]):
        layout.leave_out(rows[0])
        rows = rows[1:]
    if not rows or not all(_is_row(row) for row in rows):
        return list(rows)
    width = len(_cells(rows[0]))
    if len(rows) > 1 and _SEPARATOR.match(rows[1]):
        typed = _cells(rows[1])
        is_sound = len(typed) == width and not re.search(r"[=+]", rows[1])
        head, body = [rows[0], rows[1] if is_sound else with_text(rows[1], _ruled(width))], rows[2:]
    else:
        head = [Line(_row([" "] * width), rows[0].number), Line(_ruled(width), rows[0].number)]
        body = rows
    kept = []
    for row in body:
        if _SEPARATOR.match(row):
            layout.leave_out(row)
        else:
            kept.append(row)
    return [*head, *kept]


def _is_row(row: str) -> bool:
    return row.rstrip().endswith("|") or bool(_SEPARATOR.match(row)) or len(_cells(row)) > 1


def _cells(row: str) -> list[str]:
    bare = _CODE.sub("", row).strip()
    return _BETWEEN.split(bare.removeprefix("|").removesuffix("|"))


def _row(cells: Sequence[str]) -> str:
    return f"|{'|'.join(cells)}|"


def _ruled(width: int) -> str:
    return _row(["---"] * width)
