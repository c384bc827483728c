"""Definition lists: the term in bold, what it means below it."""

import re

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.chunks import DEFINITION, HEADING, ITEM
from blog.exchange.jekyll.kramdown.layout import Layout
from blog.exchange.jekyll.labelling import with_text
from blog.exchange.jekyll.tree import Line

_MEANING = re.compile(r" {0,3}:[ \t]+(?=\S)")
_NO_TERM = re.compile(r"\s*(?:>|\||<|\Z)|\s{4}")


def written_out(lines: list[Line], layout: Layout) -> list[Line]:
    if not any(line.lstrip()[:1] == ":" for line in lines):
        return lines
    out: list[Line] = []
    inner = 0  # how far what a term means is indented; 0 outside a list
    for line, is_code in zip(lines, verbatim.of_code(lines), strict=True):
        meaning = None if is_code else _MEANING.match(line)
        if meaning and (inner or _set_terms(out)):
            if out[-1].strip():
                out.append(Line("", line.number))
            out.append(with_text(line, line[meaning.end() :]))
            inner = meaning.end()
            continue
        if inner and line.strip():
            start = line.expandtabs(4)
            if start[:inner].isspace():
                line = with_text(line, start[inner:])
            elif not out[-1].strip():
                inner = 0
        out.append(line)
    return out


def _set_terms(out: list[Line]) -> bool:
    """Makes bold terms of the paragraph above, if there is one."""
    end = len(out)
    if end and not out[-1].strip():
        end -= 1
    start = end
    while start and out[start - 1].strip() and not out[start - 1].include and not out[start - 1].relative:
        start -= 1
    terms = out[start:end]
    if not terms or any(_is_none(term) for term in terms):
        return False
    written: list[Line] = []
    for term in terms:
        bare = term.strip()
        written.append(with_text(term, bare if "**" in bare or "__" in bare else f"**{bare}**"))
        written.append(Line("", term.number))
    out[start:] = written
    return True


def _is_none(line: str) -> bool:
    return bool(_NO_TERM.match(line) or ITEM.match(line) or HEADING.match(line) or DEFINITION.match(line))
