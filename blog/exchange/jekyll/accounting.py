"""Every byte of a file: placed in a row, or kept raw and said so."""

from collections.abc import Set

from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.front_matter import USED
from blog.exchange.jekyll.tree import Tree

LEFT_OUT = frozenset({"left out by a condition", "left out by a comment", "left out as layout", "Liquid"})
RAW = LEFT_OUT | {"kept raw"}


def account(document: Document, tree: Tree, used: Set[str] = USED) -> tuple[list[dict[str, object]], dict[str, int]]:
    """Spans that cover the file, and its bytes; what nobody understood becomes a doubt of the tree.

    `used` are the keys of the front matter that were placed.
    """
    pieces = document.raw.split(b"\n")
    sizes = [len(piece) + 1 for piece in pieces]
    sizes[-1] -= 1
    what = [""] * len(pieces)
    _front(document, what, used)
    for first, last, said in sorted(tree.spans, key=lambda span: span[2] in LEFT_OUT):
        for line in range(first, min(last, len(what) + 1)):
            what[line - 1] = said
    for at, piece in enumerate(pieces):
        if not what[at]:
            what[at] = "blank" if not piece.strip() else "kept raw"
            if what[at] == "kept raw" and b"{%" in piece:
                what[at] = "Liquid"
            elif what[at] == "kept raw" and at >= document.body_line:
                tree.doubt(at + 1, "line that was not placed", piece.decode("utf-8", "replace"))
    kept = sum(size for size, said in zip(sizes, what, strict=True) if said in RAW)
    total = len(document.raw)
    return _runs(what), {"total": total, "placed": total - kept, "kept_raw": kept}


def raw(document: Document) -> dict[str, int]:
    """Nothing placed."""
    return {"total": len(document.raw), "placed": 0, "kept_raw": len(document.raw)}


def _front(document: Document, what: list[str], used: Set[str]) -> None:
    front = document.front
    if not document.body_line:
        return
    for at in range(min(document.body_line, len(what))):
        what[at] = "kept raw"
    what[0] = what[min(document.body_line, len(what)) - 1] = "front matter"
    placed = used | {typed for typed, meant, _ in front.misspelt if meant in used}
    for key, (first, last) in front.lines.items():
        for line in range(first, min(last, document.body_line)):
            what[line - 1] = f"front matter: {key}" if key in placed else "kept raw"
    lost = {line for _, line, _ in front.doubles}
    kept = {front.lines[key][0] for key, _, _ in front.doubles}
    for line in lost - kept:
        what[line - 1] = "kept raw"


def _runs(what: list[str]) -> list[dict[str, object]]:
    runs: list[dict[str, object]] = []
    for line, said in enumerate(what, 1):
        if runs and runs[-1]["what"] == said:
            runs[-1]["to"] = line
        else:
            runs.append({"from": line, "to": line, "what": said})
    return runs
