"""Markdown body -> sections: whose words stand where."""

from collections.abc import Callable

from blog.exchange.jekyll import encoding, html_bodies, kramdown, labelling, marks, pictures, slips
from blog.exchange.jekyll.chunks import Chunk, Kind, chunks
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.links import hosts_of, mend
from blog.exchange.jekyll.liquid import Liquid
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.segmenting import Segmenter
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.suspicion import weigh
from blog.exchange.jekyll.tree import Line, Tree
from blog.exchange.jekyll.verbatim import of_code


def parse(document: Document, site: Site, rules: Rules, liquid: Liquid, address: Callable[[str], str]) -> Tree:
    """`liquid.tree` filled; raises nothing, whatever the text."""
    tree = liquid.tree
    found = blocks(document, site, liquid, address)
    Segmenter([c for c in found if c.kind is not Kind.DEFINITION], tree, site, rules, liquid.tags).run()
    weigh(tree, rules)
    return tree


def blocks(document: Document, site: Site, liquid: Liquid, address: Callable[[str], str]) -> list[Chunk]:
    """In order, Liquid resolved and addresses mended; their notes are in the tree."""
    tree = liquid.tree
    text = document.text
    if "\r\n" in text:
        tree.doubt(1, "line ends of Windows", "")
    if encoding.is_foreign(document.raw):
        tree.doubt(1, "not in UTF-8: read as Windows-1252", "")
    numbered = [Line(line.rstrip("\r"), n) for n, line in enumerate(text.split("\n"), 1)][document.body_line :]
    is_html = document.path.lower().endswith((".html", ".htm"))
    resolved = liquid.lines(numbered)
    said_plainly = html_bodies.as_markdown(resolved) if is_html else kramdown.as_markdown(resolved, tree)
    lines = labelling.mended(said_plainly, tree)
    hosts = hosts_of(lines)
    ready: list[Line] = []
    for at, (line, is_code) in enumerate(zip(lines, of_code(lines), strict=True)):
        said = line if line.isprintable() else slips.kept(line, line.number, tree)
        if not is_code:
            below = lines[at + 1] if at + 1 < len(lines) else ""
            said = mend(said, line.number, site, tree, document.path, address, below, hosts)
            if "![" in said or "<img" in said:
                said = pictures.note(said, line.number, site, tree, document.path)
        ready.append(labelling.with_text(line, said))
    found = chunks(ready)
    tree.definitions = [
        marks.definition(chunk, order, tree)
        for order, chunk in enumerate(c for c in found if c.kind is Kind.DEFINITION)
    ]
    for chunk in found:
        if chunk.kind is Kind.DEFINITION:
            tree.spans.append((chunk.line, chunk.end_line, "note"))
    labelling.weigh(found, tree)
    slips.look(found, tree)
    slips.together(tree)
    return found
