"""Markdown source to pieces of sanitised HTML: the blocks of the text, and the definitions of its footnotes.

In a piece's HTML each footnote mark is `<span data-note="LABEL` + NUMBERED + its number + `"></span>`.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from blog.core.bare_links import add_bare_links
from blog.core.footnotes import add_footnotes, marks_in, only_marks
from blog.core.known_lines import add_known_lines
from blog.core.link_targets import add_link_targets
from blog.core.plain_blocks import add_plain_blocks
from blog.core.rendering import CompactRenderer
from blog.core.sanitising import is_tangled, sanitise_marked
from blog.core.task_boxes import add_task_boxes
from blog.core.typography import typeset

_MAX_NESTING = 60
_CONTAINER = re.compile(r"<(/?)(blockquote|details|div|dl|figure|ol|table|ul)(?=[\s>])", re.IGNORECASE)
_MAX_OPEN = 50


@dataclass(slots=True)
class Piece:
    """Source lines [line, end_line). `kind` is the type of the first token; `label` is a definition's."""

    kind: str
    line: int
    end_line: int
    tokens: list[Token] = field(repr=False)
    label: str = ""
    html: str = ""
    marks: list[tuple[str, int]] = field(default_factory=list)


def parse(source: str, *, top: int, strict: bool) -> tuple[list[Piece], list[Piece]]:
    """The blocks and the definitions, each in the order of the (cleaned and numbered) source."""
    parser = _STRICT_PARSER if strict else _PARSER
    env: dict[str, Any] = {"top": top}
    tokens = parser.parse(source, env)
    definitions: list[Piece] = []
    if env["labels"]:
        tokens = _without_definitions(tokens, definitions)
    pieces = _with_html_joined(_grouped(tokens))
    lines = source.split("\n")
    for piece in (*pieces, *definitions):
        while piece.end_line > piece.line + 1 and not lines[piece.end_line - 1].strip():
            piece.end_line -= 1
        piece.html = only_marks(sanitise_marked(_html(parser, piece.tokens, env), lazy=not strict))
        piece.marks = marks_in(piece.html)
    return pieces, definitions


def parse_line(source: str) -> str:
    """Not sanitised."""
    env: dict[str, Any] = {"top": 3}
    return _html(_LINE_PARSER, _LINE_PARSER.parseInline(source, env), env)


def _parser(*, footnotes: bool = True, strict: bool = False, hurried: bool = False) -> MarkdownIt:
    """`hurried` parsers take short cuts through what most texts hold; the result is the same."""
    options = {"maxNesting": _MAX_NESTING, "xhtmlOut": False}
    parser = MarkdownIt("commonmark", options, renderer_cls=CompactRenderer)
    parser.enable(["table", "strikethrough"])
    add_link_targets(parser)
    if footnotes:
        add_footnotes(parser)
    if not strict:
        add_bare_links(parser)
        add_task_boxes(parser)
        parser.core.ruler.before("text_join", "typeset", typeset)
    if hurried:
        add_plain_blocks(parser)
        add_known_lines(parser, _parser(), _MAX_NESTING)
    return parser


def _without_definitions(tokens: list[Token], definitions: list[Piece]) -> list[Token]:
    """What is left of the tokens; definitions, also those in lists, quotes and each other, are collected."""
    kept: list[Token] = []
    open_pieces: list[Piece] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            line, end_line = token.map or (0, 1)
            piece = Piece("footnote", line, end_line, [], label=token.meta["label"])
            open_pieces.append(piece)
            definitions.append(piece)
        elif token.type == "footnote_reference_close":
            open_pieces.pop()
        else:
            (open_pieces[-1].tokens if open_pieces else kept).append(token)
    return kept


def _grouped(tokens: list[Token]) -> list[Piece]:
    """One piece for each block at the top."""
    pieces: list[Piece] = []
    depth = 0
    for token in tokens:
        if not depth and token.nesting >= 0:
            line, end_line = token.map or (0, 1)
            pieces.append(Piece(token.type, line, end_line, []))
        pieces[-1].tokens.append(token)
        depth += token.nesting
    return pieces


def _with_html_joined(pieces: list[Piece]) -> list[Piece]:
    """Blocks between typed `<details>` and `</details>` (or the like) are one: each piece must be whole."""
    last_of = _joins(pieces)
    if not last_of:
        return pieces
    joined: list[Piece] = []
    end = -1
    for index, piece in enumerate(pieces):
        if index <= end:
            joined[-1].tokens += piece.tokens
            joined[-1].end_line = piece.end_line
        else:
            joined.append(piece)
        end = max(end, last_of.get(index, -1))
    return joined


def _joins(pieces: list[Piece]) -> dict[int, int]:
    """Index of the piece with a typed start tag -> that of the piece with its end tag."""
    found: dict[int, int] = {}
    unclosed: list[tuple[str, int]] = []
    for index, piece in enumerate(pieces):
        if piece.kind != "html_block":
            continue
        for close, name in _CONTAINER.findall(piece.tokens[0].content):
            if not close:
                unclosed.append((name.lower(), index))
                continue
            for depth in range(1, min(len(unclosed), _MAX_OPEN) + 1):
                if unclosed[-depth][0] == name.lower():
                    start = unclosed[-depth][1]
                    if start < index:
                        found[start] = index
                    del unclosed[-depth:]
                    break
    return found


def _html(parser: MarkdownIt, tokens: list[Token], env: dict[str, Any]) -> str:
    """Raw tags that a browser's rules could not close in reasonable time are shown as typed."""
    has_tags = False
    for token in tokens:
        children = token.children or ()
        has_tags = has_tags or token.type == "html_block" or any(c.type == "html_inline" for c in children)
        if any(child.level > _MAX_NESTING for child in children):
            token.children = [child for child in children if not child.nesting or child.level <= _MAX_NESTING]
    html: str = parser.renderer.render(tokens, parser.options, env)
    if has_tags and is_tangled(html):
        html = parser.renderer.render(tokens, parser.options, {**env, "tame": True})
    return html


_PARSER = _parser(hurried=True)
_STRICT_PARSER = _parser(strict=True)
_LINE_PARSER = _parser(footnotes=False)
