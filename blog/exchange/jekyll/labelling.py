"""Labels of notes that do not fit each other: put right where there is one meaning, told where there is not."""

import re
from collections.abc import Collection, Iterable, Sequence

from blog.exchange.jekyll import marks
from blog.exchange.jekyll.chunks import DEFINITION, Chunk, Kind
from blog.exchange.jekyll.tree import Confidence, Definition, Line, Tree

_BARE_DEFINITION = re.compile(r"\[(\d+)\]:(?=\s)")
MOST_LOST = 20


def mended(lines: Sequence[Line], tree: Tree) -> list[Line]:
    """Slips in marks and in labels of definitions put right."""
    defined = {match[1] for line in lines if (match := DEFINITION.match(line))}
    texts = [marks.tidy(line, defined, line.number, tree) if "[^" in line else line for line in lines]
    marked = {label for text in texts if "[^" in text for label in marks.labels(text)}
    for at, text in enumerate(texts):
        if text[:1] == "[" and (bare := _BARE_DEFINITION.match(text)) and bare[1] in marked - defined:
            tree.doubt(lines[at].number, "mistyped label of a note", bare[0])
            texts[at] = f"[^{bare[1]}]:{text[bare.end() :]}"
    for at, slip, label in _lost(texts, defined - marked):
        tree.doubt(lines[at].number, "mistyped mark of a note", slip)
        texts[at] = texts[at].replace(slip, f"[^{label}]")
    return [with_text(line, text) for line, text in zip(lines, texts, strict=True)]


def with_text(line: Line, text: str) -> Line:
    """Another text in the same place."""
    fresh = Line(text, line.number)
    fresh.include, fresh.relative = line.include, line.relative
    return fresh


def _lost(texts: Sequence[str], labels: Collection[str]) -> Iterable[tuple[int, str, str]]:
    """Line (its index), slip and label: what only one place in the file can mean."""
    if len(labels) > MOST_LOST:
        return
    for label in sorted(labels):
        said = re.escape(label)
        slip = re.compile(
            rf"(?<!^)[>(<{{|]\s?\^{said}\]|(?<!\[)\^{said}\]|\[\^{said}[)}}>]|\^\[{said}\]|\[{said}\^\]|\[\^\s+{said}\s*\]"
        )
        places = [(at, match[0]) for at, text in enumerate(texts) if label in text for match in slip.finditer(text)]
        if len(places) == 1:
            yield *places[0], label


def weigh(found: Iterable[Chunk], tree: Tree) -> None:
    """Marks without a note, at their lines; the one note that the one such mark must mean takes its label."""
    used = [use for chunk in found if chunk.kind is not Kind.CODE for use in _uses(chunk)]
    defined = {one.label for one in tree.definitions}
    missing = [(label, line) for label, line in used if label not in defined]
    if not missing:
        return
    notes = marks.Notes(tree.definitions)
    meant = {one.key for label, line in used if (one := notes.meant(label, line))}
    left = [one for one in tree.definitions if one.key not in meant]
    wanted = {label for label, _ in missing}
    if len(wanted) == 1 and len(left) == 1 and _is_slip(left[0].label, missing[0][0]):
        _relabel(left[0], missing[0][0], tree)
        return
    over = ", ".join(f"[^{one.label}] (line {one.line})" for one in left[:MOST_LOST])
    for label, line in missing:
        tree.doubt(line, "mark without a note", f"[^{label}]" + (f"; notes without a mark: {over}" if over else ""))
        tree.verdict.lower(Confidence.REVIEW, "a mark without a note")


def _uses(chunk: Chunk) -> Iterable[tuple[str, int]]:
    for line in chunk.lines:
        if "[^" in line:
            yield from ((label, line.number) for label in marks.labels(line))


def _relabel(note: Definition, label: str, tree: Tree) -> None:
    tree.doubt(note.line, "mistyped label of a note", f"[^{note.label}] read as [^{label}]: {note.body}")
    tree.verdict.lower(Confidence.REVIEW, "a mistyped label of a note")
    note.label = label


def _is_slip(typed: str, meant: str) -> bool:
    """One character wrong, missing or too many, or two neighbours that changed places."""
    if min(len(typed), len(meant)) < 2:
        return False
    if len(typed) == len(meant):
        wrong = [at for at, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
        return len(wrong) == 1 or (
            len(wrong) == 2
            and wrong[1] - wrong[0] == 1
            and typed[wrong[0]] == meant[wrong[1]]
            and typed[wrong[1]] == meant[wrong[0]]
        )
    short, long = sorted((typed, meant), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
