"""Footnote marks and definitions."""

import re
from collections.abc import Iterable, Mapping

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.chunks import DEFINITION, Chunk
from blog.exchange.jekyll.tree import Definition, Tree

MARK = re.compile(r"\[\^([^\]\[\s]+)\]")
_SEPARATED = re.compile(r"(?<=\])\s*<sup>\s*,\s*</sup>\s*(?=\[\^)|<sup>\s*,\s*</sup>(?=\s*\[\^)")
_MISTYPED = re.compile(r"\[\^([^\]\[\s]+)\[(?!\^)")
NUMBERED = re.compile(r"[\w-]*\d[\w-]*")
_HANDLE = re.compile(r"@+([A-Za-z0-9_][A-Za-z0-9_-]*)\s*:\s*")
_NAMED = re.compile(r"\*\*\[([^\]]+)\]\([^)]*\)\*\*\s*:\s*|\*\*([^*\n]{2,40})\*\*\s*:\s*(?=\S)")
_LINK_FIRST = re.compile(
    r"(?:[\w ]{0,30}[–—-]\s*)?"
    r"(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?:[^()\s]|\([^()\s]*\))*[^()\n]*\)|<?https?://[^\s>]+>?)\**\s*"
)
_GOES_ON_AS_SOURCE = re.compile(r"(?:and|at|by|from|in|on|via)\s", re.IGNORECASE)
MOST_BESIDE_LINK = 8  # words of a note that is a source and little else


def definition(chunk: Chunk, order: int, tree: Tree) -> Definition:
    """Lines that follow without indentation are taken in too, as was meant, though the former site did otherwise."""
    match = DEFINITION.match(chunk.lines[0])
    label, first = (match[1], match[2]) if match else ("?", chunk.source)
    rest = chunk.lines[1:]
    if any(line.strip() and not line.startswith(("    ", "\t")) for line in rest):
        tree.doubt(rest[0].number, "the lines below a note were taken into it", rest[0])
    if f"[^{label}[" in chunk.lines[0]:
        tree.doubt(chunk.line, "mistyped label of a note", f"[^{label}[")
    body = "\n".join([first, *(re.sub(r"^(?: {4}|\t)", "", line) for line in rest)]).strip()
    handle, body = strip_handle(body)
    named = None if handle else _NAMED.match(body)
    attribution = (named[1] or "") if named else ""
    return Definition(label, body, chunk.line, chunk.end_line, handle, attribution, order)


def strip_handle(text: str) -> tuple[str, str]:
    """The name typed before a text as `@name:`, without its sign, and the text."""
    match = _HANDLE.match(text)
    return (match[1], text[match.end() :].strip()) if match else ("", text)


def is_citation(body: str, *, is_signed: bool = False) -> bool:
    """A note that begins with a link and does not make it the subject of a sentence: it names a source.

    Somebody who signs a note says something of their own, unless little stands beside the link.
    """
    link = _LINK_FIRST.match(body)
    if not link:
        return False
    rest = body[link.end() :]
    is_short = len(rest.split()) <= MOST_BESIDE_LINK
    if rest[:1].islower() and not (is_short and _GOES_ON_AS_SOURCE.match(rest)):
        return False
    return is_short or not is_signed


def labels(markdown: str) -> list[str]:
    """Of the marks in it, in order, repeated as often as they stand there."""
    if "[^" not in markdown:
        return []
    code = verbatim.spans(markdown)
    return [
        match[1]
        for match in MARK.finditer(markdown)
        if not _starts_definition(markdown, match) and not verbatim.is_inside(match.start(), code)
    ]


def tidy(markdown: str, defined: Iterable[str], line: int, tree: Tree) -> str:
    """Commas set high between two marks go; `[^21[` becomes the mark it was meant to be."""
    markdown = _SEPARATED.sub("", markdown)
    if "[^" in markdown and (wrong := _MISTYPED.search(markdown)) and wrong[1] in set(defined):
        tree.doubt(line, "mistyped mark of a note", wrong[0])
        markdown = _MISTYPED.sub(r"[^\1]", markdown)
    return markdown


def relabel(markdown: str, names: Mapping[str, str]) -> str:
    """Marks with other labels; those that `names` maps to "" go."""

    def rename(match: re.Match[str]) -> str:
        name = names.get(match[1], match[1])
        return f"[^{name}]" if name else ""

    return verbatim.sub(MARK, rename, markdown)


def _starts_definition(markdown: str, match: re.Match[str]) -> bool:
    at = markdown.rfind("\n", 0, match.start()) + 1
    return not markdown[at : match.start()].strip() and markdown[match.end() : match.end() + 1] == ":"


class Notes:
    """Which definition each mark means: of several with one label the nearest below it, else the nearest above."""

    def __init__(self, definitions: list[Definition]) -> None:
        self.all = definitions
        self.by_label: dict[str, list[Definition]] = {}
        for found in definitions:
            self.by_label.setdefault(found.label, []).append(found)
        self.by_key = {found.key: found for found in definitions}

    def meant(self, label: str, line: int) -> Definition | None:
        found = self.by_label.get(label, [])
        below = [one for one in found if one.line > line]
        return below[0] if below else found[-1] if found else None

    def said(self, label: str, line: int) -> str:
        """What the note that a mark means begins with."""
        found = self.meant(label, line)
        return found.body[:300] if found else ""

    def closure(self, markdown: str, line: int, *, without: str = "") -> tuple[str, list[Definition], bool]:
        """The Markdown with the notes that it needs below it, those notes, and whether marks of `without` were cut."""
        needed: dict[str, Definition] = {}
        cut = False

        def take(text: str, at: int) -> str:
            nonlocal cut
            names: dict[str, str] = {}
            for label in dict.fromkeys(labels(text)):
                found = self.meant(label, at)
                if found is None:
                    if NUMBERED.fullmatch(label):
                        names[label] = ""
                    continue
                if found.key == without:
                    names[label] = ""
                    cut = True
                    continue
                names[label] = self.name(found)
                if found.key not in needed:
                    needed[found.key] = found
            return relabel(text, names)

        text = take(markdown, line)
        done = 0
        bodies: list[str] = []
        while done < len(needed):
            found = list(needed.values())[done]
            bodies.append(f"[^{self.name(found)}]: {_indented(take(self.spoken(found), found.line))}")
            done += 1
        return "\n\n".join([text, *bodies]), list(needed.values()), cut

    def name(self, found: Definition) -> str:
        """The label, or one of its own for the second definition of a label."""
        twins = self.by_label[found.label]
        at = twins.index(found)
        return found.label if at == 0 else f"{found.label}-{at + 1}"

    def spoken(self, found: Definition) -> str:
        return found.body


def _indented(body: str) -> str:
    return body.replace("\n", "\n    ")
