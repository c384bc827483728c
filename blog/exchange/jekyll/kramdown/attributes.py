"""Attribute lists, the table of contents, extensions in braces, the end-of-block sign."""

import re
from collections.abc import Sequence

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.chunks import HEADING, ITEM
from blog.exchange.jekyll.kramdown.layout import Layout
from blog.exchange.jekyll.labelling import with_text
from blog.exchange.jekyll.tree import Line

_NAMES = (
    r"""(?:\s*+(?:[.#]?[\w:-]++(?:\s*=\s*(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|[^\s"'{}]++))?|[.#][\w.:#-]++))"""
)
_LIST = rf"\{{:(?![:/]){_NAMES}++\s*+\}}"
_ALONE = re.compile(rf"(?P<before>[ \t]*(?:>[ \t]?)*)(?P<list>{_LIST}|\{{:\w[\w-]*+:{_NAMES}++\s*+\}})[ \t]*\Z")
_SPAN = re.compile(rf"(?<=\S){_LIST}|(?<=\s){_LIST}(?=\s|\Z)")
_AFTER_ITEM = re.compile(rf"(\s*(?:[-*+]|\d{{1,9}}\.)[ \t]+){_LIST}[ \t]*")
_TOC = re.compile(r"\{:[^{}]*(?<![\w.#-])toc(?![\w-])[^{}]*\}\Z")
_ID = re.compile(r"[ \t]+\{#[A-Za-z][\w:-]*\}(?=[ \t]*#*[ \t]*\Z)")
_EXTENSION = re.compile(r"\{::(?P<name>\w+)(?P<options>[^{}]*?)(?P<empty>/?)\}|\{:/(?P<end>\w*)\}")
_ONLY_EXTENSION = re.compile(rf"\s*(?:{_EXTENSION.pattern})\s*\Z")
_END_OF_BLOCK = re.compile(r" {0,3}\^[ \t]*\Z")


def applied(lines: list[Line], layout: Layout) -> list[Line]:
    """The lines without them; a blank line stays where one of them ended a block."""
    has_braces = any("{:" in line or "{#" in line for line in lines)
    if has_braces:
        lines = _without_extensions(lines, layout)
        lines = _without_contents(lines, layout)
    elif not any(line.strip() == "^" for line in lines):
        return lines
    out: list[Line] = []
    for at, (line, is_code) in enumerate(zip(lines, verbatim.of_code(lines), strict=True)):
        if is_code:
            out.append(line)
        elif _END_OF_BLOCK.match(line) and _is_apart(lines, at):
            layout.leave_out(line)
            out.extend(_edge(out, lines[at + 1 :], line))
        elif "{:" not in line and "{#" not in line:
            out.append(line)
        elif alone := _ALONE.match(line):
            layout.leave_out(line, alone["list"])
            if alone["before"].strip():
                out.append(Line(alone["before"].rstrip(), line.number))
            elif not _goes_on_as_list(out, lines[at + 1 :]):
                out.append(Line("", line.number))
        else:
            out.append(_cut(line, layout))
    return out


def _cut(line: Line, layout: Layout) -> Line:
    def one(match: re.Match[str]) -> str:
        layout.cut(line.number, match[0])
        return match[1] if match.re is _AFTER_ITEM else ""

    text: str = line
    if HEADING.match(text):
        text = _ID.sub(one, text)
    if "{:" in text:
        text = verbatim.sub(_SPAN, one, _AFTER_ITEM.sub(one, text))
    return line if text == line else with_text(line, text.rstrip() if line.rstrip() == line else text)


def _is_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether the sign stands between blocks."""
    return (
        at == 0
        or not lines[at - 1].strip()
        or at + 1 == len(lines)
        or not lines[at + 1].strip()
        or bool(ITEM.match(lines[at + 1]))
    )


def _edge(above: Sequence[Line], below: Sequence[Line], line: Line) -> list[Line]:
    """A blank line, and a comment where two lists would be one without it."""
    before = next((one for one in reversed(above) if one.strip()), "")
    after = next((one for one in below if one.strip()), "")
    is_list = bool(ITEM.match(before)) or before[:1].isspace()
    goes_on = bool(ITEM.match(after)) or after[:1].isspace()
    texts = ["", "<!-- ^ -->", ""] if is_list and goes_on else [""]
    return [Line(text, line.number) for text in texts]


def _goes_on_as_list(above: Sequence[Line], below: Sequence[Line]) -> bool:
    before, after = above[-1] if above else "", below[0] if below else ""
    is_item = bool(ITEM.match(before)) or before.startswith(("  ", "\t"))
    return is_item and (bool(ITEM.match(after)) or after.startswith(("  ", "\t")))


def _without_contents(lines: list[Line], layout: Layout) -> list[Line]:
    """`{:toc}` with the list of one item that stands for the table of contents."""
    gone: set[int] = set()
    for at, line in enumerate(lines):
        if "toc" not in line or not _TOC.match(line.strip()):
            continue
        above, below = _one_item(lines, at - 1, -1), _one_item(lines, at + 1, 1)
        if above or below:
            gone |= {at, *(above or below)}
    for at in sorted(gone):
        layout.leave_out(lines[at], lines[at] if "{:" in lines[at] else "")
    return [line for at, line in enumerate(lines) if at not in gone] if gone else lines


def _one_item(lines: Sequence[Line], at: int, step: int) -> set[int]:
    """Where the only item of a list stands beside the sign."""
    if not (0 <= at < len(lines) and ITEM.match(lines[at])):
        return set()
    after = at + step
    is_only = not (0 <= after < len(lines)) or not lines[after].strip()
    return {at} if is_only else set()


def _without_extensions(lines: list[Line], layout: Layout) -> list[Line]:
    """Comments become comments of HTML, raw markup stands free, options go."""
    if not any("{::" in line or "{:/" in line for line in lines):
        return lines
    out: list[Line] = []
    hidden = ""
    for line, is_code in zip(lines, verbatim.of_code(lines), strict=True):
        if hidden:
            end = line.find("{:/")
            if end < 0:
                _keep_hidden(out, line, hidden, layout)
                continue
            layout.leave_out(line)
            if hidden == "nomarkdown":
                out.extend((Line("</div>", line.number), Line("", line.number)))
            hidden = ""
            continue
        if is_code or ("{::" not in line and "{:/" not in line):
            out.append(line)
            continue
        only = _ONLY_EXTENSION.match(line)
        if only and only["name"] in {"comment", "nomarkdown"} and not only["empty"]:
            hidden = only["name"]
            layout.leave_out(line, "" if hidden == "nomarkdown" else only[0].strip())
            if hidden == "nomarkdown":
                out.extend((Line("", line.number), Line("<div>", line.number)))
        elif only:
            layout.leave_out(line, only[0].strip())
        else:
            out.append(_inside(line, layout))
    return out


def _keep_hidden(out: list[Line], line: Line, hidden: str, layout: Layout) -> None:
    if hidden == "comment":
        layout.leave_out(line)
    elif line.strip():
        out.append(line)


def _inside(line: Line, layout: Layout) -> Line:
    """Extensions within a line."""
    text, at, pieces = str(line), 0, []
    for match in _EXTENSION.finditer(line):
        if match.start() < at:
            continue
        pieces.append(text[at : match.start()])
        at = match.end()
        if match["name"] == "comment" and not match["empty"]:
            end = next((one for one in _EXTENSION.finditer(text, at) if one["end"] is not None), None)
            inner = text[at : end.start() if end else None]
            pieces.append(f"<!-- {inner.replace('--', '- -').strip()} -->")
            at = end.end() if end else len(text)
        layout.cut(line.number, match[0] if match["end"] is None else "")
    return with_text(line, "".join([*pieces, text[at:]]))
