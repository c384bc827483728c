"""A source's text, with its footnote marks and without them."""

from dataclasses import dataclass

from blog.core.markdown import Reference, render
from blog.core.text import clean
from blog.exchange.jekyll import marks
from blog.exchange.jekyll.tree import Source

NEAR = 3000  # code points before a mark


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

    def around(self, one: Reference) -> tuple[str, str]:
        """The source before the mark and behind it, as far as it may matter."""
        return around(self.source, one)


def around(source: str, one: Reference) -> tuple[str, str]:
    end = one.source_offset + len(f"[^{one.label}]")
    return source[max(0, one.source_offset - NEAR) : one.source_offset], source[end : end + 40]


def with_stand_ins(markdown: str) -> str:
    """Every mark has a note, so that the renderer sees it as one."""
    return markdown + "".join(f"\n\n[^{label}]: ." for label in dict.fromkeys(marks.labels(markdown)))
