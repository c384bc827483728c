"""Sanitised HTML fitted to its page: cut between its outermost elements, its headings below those above it."""

import re

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "wbr"})


_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")


def headings_from(level: int, html: str) -> str:
    """The highest heading becomes one of this level, and all others move with it."""
    found = [int(level) for _, level in _HEADING.findall(html)] if "<h" in html else []
    if not found or min(found) == level:
        return html
    up = min(found) - level
    return _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) - up, 6)}", html)


def outermost(html: str) -> list[str]:
    """The outermost elements in order; text between them stays with the element after it. Joined they are the HTML."""
    pieces: list[str] = []
    depth = start = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _VOID:
            if depth:
                continue
        elif tag[1]:
            depth = max(depth - 1, 0)
        else:
            depth += 1
        if not depth:
            pieces.append(html[start : tag.end()])
            start = tag.end()
    if html[start:].strip() or (html[start:] and not pieces):
        pieces.append(html[start:])
    elif pieces:
        pieces[-1] += html[start:]
    return pieces


def foldable(html: str, limit: int) -> list[str]:
    """The outermost elements; of a paragraph longer than `limit`, its lines as paragraphs, where it has any."""
    return [
        line for piece in outermost(html) for line in (_lines(piece) if len(piece) > limit else [piece]) if line.strip()
    ]


def _lines(piece: str) -> list[str]:
    if not (piece.startswith("<p>") and piece.endswith("</p>")):
        return [piece]
    lines: list[str] = []
    depth, start, inner = 0, 0, piece[3:-4]
    for tag in _TAG.finditer(inner):
        name = tag[2].lower()
        if name == "br" and not depth:
            lines.append(inner[start : tag.start()])
            start = tag.end()
        elif name not in _VOID:
            depth += -1 if tag[1] else 1
    return [f"<p>{line.strip()}</p>" for line in (*lines, inner[start:]) if line.strip()]
