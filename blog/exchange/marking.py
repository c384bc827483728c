"""Footnote marks put into Markdown at a place of its plain text, and taken out of it again."""

import re
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import Indel

from blog.core.markdown import Note, Rendered, render

PROBE = "placed-here"
MOST_TRIES = 24


def place(markdown: str, offset: int, rendered: Rendered | None = None) -> int | None:
    """Where in the source a mark must stand to come out at this code point of the plain text; None: nowhere.

    Outside emphasis and links where both are possible. What is found has been tried: the text stays the same.
    """
    rendered = rendered or render(markdown)
    first, last = _between(rendered.text, markdown, offset)
    tried: list[int] = list(dict.fromkeys([last, first, *range(last - 1, first, -1)]))
    return next((at for at in tried[:MOST_TRIES] if _fits(markdown, at, offset, rendered.text)), None)


def with_marks(markdown: str, marks: Iterable[tuple[int, str]]) -> str:
    """Marks as (code point of the plain text, label); of two at one place the first given stands first.

    What fits nowhere goes to the end of the block, after an empty line where nothing else is possible.
    """
    wanted = list(marks)
    if not wanted:
        return markdown
    rendered = render(markdown)
    end = len(rendered.text)
    found = {offset: place(markdown, min(offset, end), rendered) for offset in {offset for offset, _ in wanted}}
    last = place(markdown, end, rendered) if None in found.values() else None
    placed: list[tuple[int, int, str]] = []
    left = ""
    for order, (offset, label) in enumerate(wanted):
        at = last if found[offset] is None else found[offset]
        if at is None:
            left += f"[^{label}]"
        else:
            placed.append((at, order, label))
    for at, _, label in sorted(placed, reverse=True):
        markdown = f"{markdown[:at]}[^{label}]{markdown[at:]}"
    return f"{markdown}\n\n{left}" if left else markdown


def without_marks(markdown: str, labels: Iterable[str]) -> str:
    """As before `with_marks`, where none of these labels stood in it."""
    wanted = "|".join(map(re.escape, labels))
    return re.sub(rf"\[\^(?:{wanted})\]", "", markdown).rstrip("\n") if wanted else markdown


def relabelled(markdown: str, names: Mapping[str, str]) -> str:
    """Marks and definitions with other labels; what looks like one and is none, as in code, stays."""
    if "[^" not in markdown:
        return markdown
    rendered = render(markdown)
    cuts = {reference.source_offset: reference.label for reference in rendered.references}
    cuts |= dict(_definitions(markdown, rendered))
    for at, label in sorted(cuts.items(), reverse=True):
        if label in names:
            markdown = f"{markdown[:at]}[^{names[label]}]{markdown[at + len(label) + 3 :]}"
    return markdown


def defined(markdown: str) -> list[str]:
    """Labels with a definition, in the order of their first marks; those without any mark last."""
    return list(dict.fromkeys(note.label for note in render(markdown).notes)) if "[^" in markdown else []


def split_notes(markdown: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without its definitions, and these as (label, Markdown without label and indentation), in order."""
    rendered = render(markdown) if "[^" in markdown else None
    if rendered is None or not rendered.notes:
        return markdown, []
    lines = markdown.split("\n")
    notes: list[tuple[str, str]] = []
    for note in sorted(rendered.notes, key=lambda note: note.line):
        notes.append((note.label, body_of(note)))
        lines[note.line : note.end_line] = [""] * (note.end_line - note.line)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return text.strip("\n"), notes


def body_of(note: Note) -> str:
    """The Markdown of a definition without label and indentation."""
    return dedented(note.source.partition("]:")[2].lstrip(" \t"))


def definition(label: str, markdown: str) -> str:
    """A footnote's definition; what follows its first line is indented."""
    return f"[^{label}]: {indented(markdown)}"


def indented(markdown: str) -> str:
    return re.sub(r"\n(?=[^\n])", "\n    ", markdown)


def dedented(markdown: str) -> str:
    return re.sub(r"\n(?: {4}|\t)", "\n", markdown)


def _definitions(markdown: str, rendered: Rendered) -> Iterator[tuple[int, str]]:
    starts = [0, *(match.end() for match in re.finditer("\n", markdown))]
    for note in rendered.notes:
        at = markdown.find(f"[^{note.label}]:", starts[note.line])
        if at >= 0:
            yield at, note.label


def _between(text: str, source: str, offset: int) -> tuple[int, int]:
    """Places in the source after the character before the offset, and before the one at it."""
    first: int = 0
    last: int = len(source)
    for code in Indel.opcodes(text, source):
        if code.tag != "equal":
            continue
        if code.src_start < offset <= code.src_end:
            first = code.dest_start + offset - code.src_start
        elif code.src_end < offset:
            first = code.dest_end
        if code.src_start <= offset < code.src_end:
            last = code.dest_start + offset - code.src_start
            break
        if code.src_start > offset:
            last = code.dest_start
            break
    return first, max(first, last)


def _fits(markdown: str, at: int, offset: int, text: str) -> bool:
    rendered = render(f"{markdown[:at]}[^{PROBE}]{markdown[at:]}\n\n[^{PROBE}]: .")
    found = [reference for reference in rendered.references if reference.label == PROBE and reference.note < 0]
    return len(found) == 1 and found[0].offset == offset and rendered.text == text
