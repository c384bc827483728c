"""A source's text, with its footnote marks and without them."""

from dataclasses import dataclass

from blog.core.markdown import Reference, render
from blog.core.text import clean
from blog.exchange.jekyll import marks
from blog.exchange.jekyll.tree import Source


@dataclass(frozen=True, slots=True)
class Marked:
    """The text of a source with its marks, and without them."""

    source: str
    text: str
    plain: str  # of the source; the marks say nothing
    references: list[Reference]

    @classmethod
    def of(cls, source: Source) -> "Marked":
        marked = clean("\n\n".join(passage.markdown for passage in source.passages))
        labels = list(dict.fromkeys(marks.labels(marked))) if "[^" in marked else []
        if not labels:
            return cls(marked, marked, "", [])
        rendered = render(with_stand_ins(marked))
        references = [one for one in rendered.references if one.note < 0]
        text = marked
        for one in sorted(references, key=lambda one: one.source_offset, reverse=True):
            text = text[: one.source_offset] + text[one.source_offset + len(f"[^{one.label}]") :]
        return cls(marked, text, rendered.text, references)


def with_stand_ins(markdown: str) -> str:
    """Every mark has a note, so that the renderer sees it as one."""
    return markdown + "".join(f"\n\n[^{label}]: ." for label in dict.fromkeys(marks.labels(markdown)))
