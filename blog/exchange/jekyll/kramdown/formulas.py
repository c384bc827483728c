"""Formulas between double dollars: no sign of theirs is Markdown, so they stand as code."""

import re

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.kramdown.layout import Layout
from blog.exchange.jekyll.tree import Line

WHAT = "formulas shown as they are typed"
_FORMULA = re.compile(r"(?<![\\$])\$\$(?!\$)((?:[^$`\n]|\\\$|\n(?![ \t]*\n))+?)(?<!\\)\$\$(?!\$)")
_BREAK = "\ufdd6"  # a noncharacter: a line of its own under the same number


def as_code(lines: list[Line], layout: Layout) -> list[Line]:
    if not any("$$" in line for line in lines):
        return lines
    text = "\n".join(lines)
    found: list[int] = []

    def one(match: re.Match[str]) -> str:
        found.append(match.start())
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        before, after = text[start : match.start()], text[match.end() : end if end >= 0 else None]
        inner = match[1].strip(" \t")
        if before.strip() or after.strip():
            return f"`{inner}`"
        first = "" if inner.startswith("\n") else _BREAK
        last = "" if inner.endswith("\n") else _BREAK
        return f"```math{first}{inner}{last}```"

    texts = verbatim.sub(_FORMULA, one, text).split("\n")
    if found:
        line = lines[text.count("\n", 0, found[0])]
        layout.tree.doubt(line.number, WHAT, f"{len(found)}, the first: {line.strip()}")
    out: list[Line] = []
    for line, said in zip(lines, texts, strict=True):
        out.extend([line] if line == said else (Line(piece, line.number) for piece in said.split(_BREAK)))
    return out
