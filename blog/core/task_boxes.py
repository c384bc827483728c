"""`- [ ] open` and `- [x] done` as ☐ and ☑ (GitHub Flavored Markdown 5.3; characters, as readers tick nothing)."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


def add_task_boxes(parser: MarkdownIt) -> None:
    """The box opens an item's first paragraph."""
    parser.core.ruler.after("block", "task_boxes", _draw)


def _draw(state: StateCore) -> None:
    tokens = state.tokens
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open":
            box = _BOXES.get(inline.content[:4])
            if box:
                inline.content = box + inline.content[4:]
