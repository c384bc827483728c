"""What kramdown has beyond the Markdown of this site: said in that, or left out and told once a file.

Each module takes the lines of a body with a `Layout` and gives lines back; none looks into code.
"""

from collections.abc import Sequence

from blog.exchange.jekyll.kramdown import attributes, definition_lists, formulas, raw_html, references, tables
from blog.exchange.jekyll.kramdown.layout import Layout
from blog.exchange.jekyll.tree import Line, Tree


def as_markdown(lines: Sequence[Line], tree: Tree) -> list[Line]:
    """The lines without kramdown's own signs."""
    layout = Layout(tree)
    found = list(lines)
    steps = (
        formulas.as_code,
        attributes.applied,
        raw_html.opened,
        references.inlined,
        definition_lists.written_out,
        tables.completed,
    )
    for step in steps:
        found = step(found, layout)
    layout.tell(found)
    return found
