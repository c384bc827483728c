"""A body that is HTML, not Markdown: written so that nothing in it is read as Markdown."""

import re

from blog.exchange.jekyll.tree import Line

_BLOCKS = (
    "address|article|aside|audio|blockquote|center|details|dialog|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr"
    "|iframe|main|nav|object|ol|p|pre|script|section|style|table|ul|video"
)
_STARTS = re.compile(rf"\s*<(?:!--|/?(?:{_BLOCKS})\b)", re.IGNORECASE)
_TAG = re.compile(
    r"<!--.*?-->|<(/?)(article|aside|audio|blockquote|center|details|dialog|div|dl|fieldset|figure|footer|form|header|main"
    r"|nav|object|ol|pre|script|section|style|table|ul|video)\b(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>",
    re.IGNORECASE | re.DOTALL,
)


def as_markdown(lines: list[Line]) -> list[Line]:
    """Each block of it a block of raw HTML; words that stand in none become a paragraph."""
    out: list[Line] = []
    block: list[Line] = []
    open_elements: list[str] = []
    for line in lines:
        if line.include or line.relative:
            out.extend([*_written(block), line])
            block = []
        elif line.strip() or "pre" in open_elements:
            block.append(line)
            _follow(line, open_elements)
        elif not open_elements:
            out.extend(_written(block))
            block = []
    return [*out, *_written(block)]


def _follow(line: str, open_elements: list[str]) -> None:
    for tag in _TAG.finditer(line) if "<" in line else ():
        name = (tag[2] or "").lower()
        if name and not tag[1] and not tag[0].endswith("/>"):
            open_elements.append(name)
        elif name in open_elements:
            del open_elements[len(open_elements) - 1 - open_elements[::-1].index(name) :]


def _written(block: list[Line]) -> list[Line]:
    """Blank lines of preformatted text are written as signs: a blank line would end the block."""
    if not block:
        return []
    texts = [str(line) for line in block]
    texts[0] = texts[0].lstrip()
    if not _STARTS.match(texts[0]):
        texts[0], texts[-1] = f"<p>{texts[0]}", f"{texts[-1]}</p>"
    out: list[Line] = []
    breaks = ""
    for line, text in zip(block, texts, strict=True):
        if not text.strip():
            breaks += "&#10;"
            continue
        out.append(Line(breaks + text, line.number))
        breaks = ""
    return [*out, Line("", block[-1].number)]
