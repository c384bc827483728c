"""The plain text of sanitised HTML: the one definition that every offset in the product counts on.

- text nodes with entities decoded, whitespace as it is, but none at the beginning or end of a line;
- a line ends at a block element (paragraph, list item, row, heading ...) or at `<br>`;
- `<br>` is a newline; images, markers and every other tag are nothing;
- between two block elements that both have text stands exactly one newline, between cells of one row a tab.

Offsets are code points (indices of a Python str), the start inclusive and the end exclusive. In `<pre>` the
spaces that begin a line are text; the newline directly after the tag is not, as in HTML.
"""

import re
from enum import StrEnum
from html import unescape
from itertools import chain
from typing import NamedTuple

WHITESPACE = " \t\n\r\f"

_TOKEN = re.compile(
    r"""(?P<text>[^<]+)
    |<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?:[^"'>]|"[^"]*+"|'[^']*+')*+>
    |<!--.*?(?:-->|\Z)
    |<[!?/][^>]*+>
    |(?P<lone><)""",
    re.VERBOSE | re.DOTALL,
)
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")

_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "table", "thead", "tbody", "tfoot", "caption"})
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "ul",
})
# fmt: on
_EDGES = {
    **dict.fromkeys(_BLOCKS, "b"),
    **dict.fromkeys(_CELLS, "c"),
    **dict.fromkeys(_ROWS, "r"),
    "br": "br",
}


class Kind(StrEnum):
    TEXT = "text"
    SEPARATOR = "separator"
    TAG = "tag"


class Segment(NamedTuple):
    """One piece of HTML: html[html_start:html_end] says `text`, which begins at text_start of the plain text.

    TAG pieces say nothing: tags, comments, and whitespace between blocks. SEPARATOR pieces are the tags at
    which the plain text has a newline or a tab that is no character of the HTML.
    """

    html_start: int
    html_end: int
    text_start: int
    text: str
    kind: Kind


class _Piece:
    """What the first pass knows of one piece: `edge` is "" or the separator it asks for."""

    __slots__ = ("edge", "end", "is_text", "start")

    def __init__(self, start: int, end: int, is_text: bool = False, edge: str = "") -> None:
        self.start, self.end, self.is_text, self.edge = start, end, is_text, edge


def segments(html: str) -> list[Segment]:
    """The pieces of the HTML in order; together they cover it, and their texts joined are its plain text."""
    found: list[Segment] = []
    at = 0
    said = False
    edges = ""
    edge_at = 0
    for piece in _pieces(html):
        raw = html[piece.start : piece.end]
        if piece.is_text:
            if edges and said:
                separator = _separator(edges)
                old = found[edge_at]
                found[edge_at] = old._replace(text=separator, kind=Kind.SEPARATOR)
                at += 1
                for index in range(edge_at + 1, len(found)):
                    found[index] = found[index]._replace(text_start=found[index].text_start + 1)
            edges = ""
            text = unescape(raw) if "&" in raw else raw
            found.append(Segment(piece.start, piece.end, at, text, Kind.TEXT))
            at += len(text)
            said = True
        elif piece.edge == "br":
            found.append(Segment(piece.start, piece.end, at, "\n", Kind.SEPARATOR))
            at += 1
        else:
            if piece.edge:
                edges += piece.edge
                edge_at = len(found)
            found.append(Segment(piece.start, piece.end, at, "", Kind.TAG))
    return found


def plain_text(html: str) -> str:
    """What the HTML says, without its tags: what `segments` says, but line by line and without the places."""
    said: list[str] = []
    line: list[str] = []
    edges = ""
    edge_at = preformatted = 0
    begun = swallow_newline = False
    for text, close, name, lone in chain(_TOKEN.findall(html), [("", "", "br", "")]):
        if text or lone:
            line.append(text[1:] if swallow_newline and text[:1] == "\n" else text or lone)
            swallow_newline = False
            continue
        if not name:
            continue
        tag = name.lower()
        edge = _EDGES.get(tag)
        swallow_newline = False
        if edge is None:
            continue
        if line:
            words = _line(line, is_preformatted=preformatted > 0)
            line = []
            if words:
                if edges and begun:
                    said[edge_at] = _separator(edges)
                edges = ""
                said.append(words)
                begun = True
        if edge == "br":
            said.append("\n")
        else:
            edges += edge
            edge_at = len(said)
            said.append("")
        if tag == "pre":
            preformatted = max(0, preformatted + (-1 if close else 1))
            swallow_newline = not close
    said.pop()
    return "".join(said)


def _line(texts: list[str], *, is_preformatted: bool) -> str:
    """Whitespace at its ends goes before character references are read, and each text has its own references."""
    whole = "".join(texts)
    if "&" not in whole:
        return whole.rstrip(WHITESPACE) if is_preformatted else whole.strip(WHITESPACE)
    while texts and not (last := texts.pop().rstrip(WHITESPACE)):
        pass
    texts.append(last)
    if not is_preformatted:
        texts.reverse()
        while texts and not (first := texts.pop().lstrip(WHITESPACE)):
            pass
        texts.append(first)
        texts.reverse()
    return "".join(unescape(text) for text in texts)


def character_references(html: str) -> list[tuple[int, int, int, int]]:
    """The character references of one text piece: (html start, html end, text start, text end) of each."""
    found = []
    shift = 0
    for match in _REFERENCE.finditer(html):
        raw = match[0]
        text = unescape(raw)
        if text == raw:
            continue
        same = 0
        while same < len(text) - 1 and text[-1 - same] == raw[-1 - same] and raw[-1 - same] != ";":
            same += 1
        start, end = match.start(), match.end() - same
        length = len(text) - same
        found.append((start, end, start - shift, start - shift + length))
        shift += end - start - length
    return found


def _separator(edges: str) -> str:
    """Rows outrank cells, cells outrank the paragraphs inside them."""
    return "\t" if "c" in edges and "r" not in edges else "\n"


def _pieces(html: str) -> list[_Piece]:
    """Tags and texts, with the whitespace at either end of a line already set apart from the texts."""
    pieces: list[_Piece] = []
    fresh = True
    preformatted = 0
    swallow_newline = False
    for match in _TOKEN.finditer(html):
        start, end = match.span()
        if match["text"] is None and match["name"] is None and match[0] != "<":
            pieces.append(_Piece(start, end))
            continue
        if match["name"] is None:
            if swallow_newline and html[start] == "\n":
                pieces.append(_Piece(start, start + 1))
                start += 1
            swallow_newline = False
            if fresh and not preformatted:
                begin = end - len(match[0][start - match.start() :].lstrip(WHITESPACE))
                if begin > start:
                    pieces.append(_Piece(start, begin))
                    start = begin
            if start < end:
                pieces.append(_Piece(start, end, is_text=True))
                fresh = False
            continue
        name = match["name"].lower()
        edge = _EDGES.get(name, "")
        if edge:
            _trim_line_end(html, pieces)
            fresh = True
        if name == "pre":
            preformatted = max(0, preformatted + (-1 if match["close"] else 1))
            swallow_newline = not match["close"]
        else:
            swallow_newline = False
        pieces.append(_Piece(start, end, edge=edge))
    _trim_line_end(html, pieces)
    return pieces


def _trim_line_end(html: str, pieces: list[_Piece]) -> None:
    """Take the whitespace off the end of the line so far."""
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.edge:
            return
        if not piece.is_text:
            continue
        keep = piece.start + len(html[piece.start : piece.end].rstrip(WHITESPACE))
        if keep == piece.start:
            piece.is_text = False
            continue
        if keep < piece.end:
            pieces.insert(index + 1, _Piece(keep, piece.end))
            piece.end = keep
        return
