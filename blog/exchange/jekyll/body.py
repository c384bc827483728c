"""Markdown body -> sections: whose words stand where."""

import re
from collections.abc import Callable

from blog.exchange.jekyll import marks, pictures
from blog.exchange.jekyll.chunks import DEFINITION, Chunk, Kind, chunks
from blog.exchange.jekyll.links import mend
from blog.exchange.jekyll.liquid import Liquid
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.segmenting import Segmenter
from blog.exchange.jekyll.site import Document, Site
from blog.exchange.jekyll.suspicion import weigh
from blog.exchange.jekyll.tree import (
    Line,
    Tree,
)

_LABEL_ONLY = re.compile(r"\[(\d+)\]:(?=\s)")


def parse(document: Document, site: Site, rules: Rules, liquid: Liquid, address: Callable[[str], str]) -> Tree:
    """`liquid.tree` filled; raises nothing, whatever the text."""
    tree = liquid.tree
    found = blocks(document, site, liquid, address)
    Segmenter([c for c in found if c.kind is not Kind.DEFINITION], tree, site, rules).run()
    weigh(tree, rules)
    return tree


def blocks(document: Document, site: Site, liquid: Liquid, address: Callable[[str], str]) -> list[Chunk]:
    """In order, Liquid resolved and addresses mended; their notes are in the tree."""
    tree = liquid.tree
    text = document.text
    if "\r\n" in text:
        tree.doubt(1, "line ends of Windows", "")
    numbered = [Line(line.rstrip("\r"), n) for n, line in enumerate(text.split("\n"), 1)][document.body_line :]
    lines = liquid.lines(numbered)
    defined = _defined(lines)
    ready: list[Line] = []
    for line in lines:
        said = line if line.include or line.relative else marks.tidy(line, defined, line.number, tree)
        if "![" in said or "<img" in said:
            pictures.note(said, line.number, site, tree, document.path)
        said = mend(said, line.number, site, tree, document.path, address)
        if (lone := _LABEL_ONLY.match(said)) and lone[1] not in defined and f"[^{lone[1]}]" in text:
            tree.doubt(line.number, "mistyped label of a note", lone[0])
            said = f"[^{lone[1]}]:{said[lone.end() :]}"
        fresh = Line(said, line.number)
        fresh.include, fresh.relative = line.include, line.relative
        ready.append(fresh)
    found = chunks(ready)
    tree.definitions = [
        marks.definition(chunk, order, tree)
        for order, chunk in enumerate(c for c in found if c.kind is Kind.DEFINITION)
    ]
    for chunk in found:
        if chunk.kind is Kind.DEFINITION:
            tree.spans.append((chunk.line, chunk.end_line, "note"))
    return found


def _defined(lines: list[Line]) -> set[str]:
    return {match[1] for line in lines if (match := DEFINITION.match(line))}
