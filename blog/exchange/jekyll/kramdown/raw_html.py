"""Blocks of raw HTML: what kramdown takes for Markdown in them and below them is Markdown here, too."""

import re
from itertools import pairwise

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.kramdown.layout import Layout
from blog.exchange.jekyll.labelling import with_text
from blog.exchange.jekyll.tree import Line

_BLOCKS = (
    "address|article|aside|blockquote|center|details|dialog|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    "|hgroup|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_MARKDOWN = re.compile(r"""\s+markdown\s*=\s*(?:"(?P<a>\w*)"|'(?P<b>\w*)'|(?P<c>\w+))""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>")
_OPENS = re.compile(rf" {{0,3}}<({_BLOCKS})\b", re.IGNORECASE)
_WRAPPERS = frozenset({"article", "aside", "center", "div", "footer", "header", "main", "nav", "section", "span"})
"""Elements that change nothing but the layout of what is in them."""
_COMMENT_FIRST = re.compile(r"( {0,3})((?:<!--(?:(?!-->).)*+-->[ \t]*)++)([^<\s].*)\Z")
_VOID = frozenset({"br", "hr", "img", "input", "col", "wbr", "source"})
_LONE_TAG = re.compile(
    r" {0,3}</?(?:a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|u)\b"
    r"(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>[ \t]*\Z",
    re.IGNORECASE,
)


def opened(lines: list[Line], layout: Layout) -> list[Line]:
    if not any("<" in line for line in lines):
        return lines
    if any("markdown" in line for line in lines):
        lines = _unwrapped(lines, layout)
    if any("<!--" in line for line in lines):
        lines = [_with_comment_behind(line) for line in lines]
    return _joined(_bounded(lines), layout)


def _with_comment_behind(line: Line) -> Line:
    """A comment that begins a line would make raw HTML of what follows on it."""
    match = _COMMENT_FIRST.match(line) if "<!--" in line[:7] else None
    return with_text(line, f"{match[1]}{match[3]} {match[2].rstrip()}") if match else line


def _unwrapped(lines: list[Line], layout: Layout) -> list[Line]:
    """Elements with `markdown="1"`: those that only lay out go, others stand apart from the Markdown in them."""
    out: list[Line] = []
    waiting: list[tuple[str, bool]] = []  # elements that are open, and whether they hold Markdown
    for line, is_code in zip(lines, verbatim.of_code(lines), strict=True):
        if is_code or "<" not in line or (not waiting and not _MARKDOWN.search(line)):
            out.append(line)
            continue
        pieces: list[str] = []
        at, had = 0, False
        for tag in _TAG.finditer(line):
            name = tag[2].lower()
            said = _MARKDOWN.search(tag[3])
            holds = said is not None and (said["a"] or said["b"] or said["c"] or "") != "0"
            if tag[1]:
                depth = next((n for n, (one, _) in enumerate(reversed(waiting)) if one == name), -1)
                if depth < 0:
                    continue
                holds = waiting[-1 - depth][1]
                del waiting[-1 - depth :]
            elif name in _VOID or tag[3].endswith("/"):
                continue
            elif waiting or said:
                waiting.append((name, holds))
            if not holds and not said:
                continue
            had = True
            pieces.append(line[at : tag.start()])
            at = tag.end()
            layout.cut(line.number, f"<{name}{_MARKDOWN.search(tag[3])[0]}>" if said and holds else "")  # type: ignore[index]
            kept = f"<{tag[1]}{tag[2]}{_MARKDOWN.sub('', tag[3])}>"
            is_block = bool(_OPENS.match(f"<{name}"))
            if name in _WRAPPERS and holds:
                pieces.append("\n\n" if is_block else "")
            else:
                pieces.append(f"\n\n{kept}\n\n" if is_block and holds else kept)
        pieces.append(line[at:])
        if not had:
            out.append(line)
            continue
        texts = "".join(pieces).split("\n")
        if not any(text.strip() for text in texts):
            layout.leave_out(line)
        out.extend(Line(text.strip() if len(texts) > 1 else text, line.number) for text in texts)
    return out


def _bounded(lines: list[Line]) -> list[Line]:
    """A block of HTML ends with its end tag; blank lines in it before indented tags do not make code of those."""
    out: list[Line] = []
    codes = verbatim.fenced(lines)
    ends = _ends(lines, codes)
    at = 0
    while at < len(lines):
        line = lines[at]
        match = _OPENS.match(line) if "<" in line[:5] and not codes[at] else None
        if not match or (out and out[-1].strip() and not _OPENS.match(out[-1])):
            out.append(line)
            at += 1
            continue
        end = ends.get(at, at + 1)
        block = lines[at:end]
        is_inside_out = any(
            not above.strip() and below.startswith(("    ", "\t")) and below.lstrip()[:1] == "<"
            for above, below in pairwise(block)
        )
        if is_inside_out and not any(codes[at:end]):
            block = [one for one in block if one.strip()]
        elif len(block) > 2 and not block[1].strip():  # the rest of it is Markdown
            block, end = block[:1], at + 1
        out.extend(block)
        if end < len(lines) and lines[end].strip() and not lines[end].lstrip().startswith("<"):
            out.append(Line("", lines[end - 1].number))
        at = end
    return out


def _ends(lines: list[Line], codes: list[bool]) -> dict[int, int]:
    """Line with a start tag of a block first on it -> the line behind that of its end tag."""
    found: dict[int, int] = {}
    unclosed: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if codes[at] or "<" not in line:
            continue
        for tag in _TAG.finditer(line):
            name = tag[2].lower()
            if not tag[1] and not tag[3].endswith("/"):
                unclosed.setdefault(name, []).append(at if not line[: tag.start()].strip() else -1)
            elif tag[1] and unclosed.get(name):
                found[unclosed[name].pop()] = at + 1
    return found


def _joined(lines: list[Line], layout: Layout) -> list[Line]:
    """A line of one inline tag would make raw HTML of the lines below it: it stands before them."""
    out: list[Line] = []
    codes: list[bool] | None = None
    for at, line in enumerate(lines):
        above = out[-1] if out else ""
        if above and _LONE_TAG.match(above) and line.strip() and (len(out) < 2 or not out[-2].strip()):
            codes = codes or verbatim.of_code(lines)
            if not codes[at] and not codes[at - 1] and not line.include and not line.relative:
                layout.place(line, "prose")
                out[-1] = Line(f"{above.rstrip()} {line.lstrip()}", out[-1].number)
                continue
        out.append(line)
    return out
