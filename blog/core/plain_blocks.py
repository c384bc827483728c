"""Long lists and tables in one go: the parser's own rules ask a dozen rules about each item and look at each character.

Only what every reader of Markdown understands alike is taken here, all else is left to those rules.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from blog.core.known_lines import Tokens

_ITEM = re.compile(
    r"""(\x20*)-\x20(
    (?: [^\W\d_] | \d+(?![\d.)]) | [("'“‘$€£@] | \[(?!\^|[\x20xX]\]\x20) | \*\*?(?=[^\W_]) )
    (?: [^]] | ](?!:) )*
    )""",
    re.VERBOSE,
)
_MOST_DEPTH = 12
_ALIGNED = re.compile(r"(:?)-+(:?)")
_ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
_MOST_MISSING = 1000


def add_plain_blocks(parser: MarkdownIt) -> None:
    parser.block.ruler.before("list", "plain_list", _plain_list)
    parser.block.ruler.before("table", "plain_table", _plain_table)


def _plain_list(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Tight, of items of one line each, nested by blanks."""
    if silent or state.level or state.blkIndent or not state.src.startswith("- ", state.bMarks[startLine]):
        return False
    opening = Token("bullet_list_open", "ul", 1)
    tokens = Tokens(opening)
    indents: list[int] = []
    line = startLine
    while line < endLine and (match := _ITEM.fullmatch(state.src, state.bMarks[line], state.eMarks[line])):
        indent = len(match[1])
        if not indents:
            tokens.tag("<li>")
            indents.append(indent)
        elif indents[-1] + 2 <= indent <= indents[-1] + 5 and len(indents) < _MOST_DEPTH:
            tokens.tag("<ul><li>")
            indents.append(indent)
        else:
            while indents[-1] > indent:
                tokens.tag("</li></ul>")
                indents.pop()
                if not indents:
                    return False
            if indents[-1] != indent:
                return False
            tokens.tag("</li><li>")
        tokens.line(match[2].rstrip())
        line += 1
    if line == startLine or not _list_ends(state, line, endLine):
        return False
    tokens.tag("</li></ul>" * (len(indents) - 1) + "</li>")
    tokens.close(Token("bullet_list_close", "ul", -1))
    opening.map = [startLine, line]
    state.tokens += tokens.all
    state.line = line
    return True


def _list_ends(state: StateBlock, line: int, endLine: int) -> bool:
    """Whether nothing follows, or a blank line and what is no item and belongs to none."""
    if line >= endLine:
        return True
    if not state.isEmpty(line):
        return False
    after = state.skipEmptyLines(line)
    return after >= endLine or not (state.sCount[after] or state.src.startswith("-", state.bMarks[after]))


def _plain_table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Whose lines all begin with a bar, without backslashes."""
    if silent or state.level or state.blkIndent or not state.src.startswith("|", state.bMarks[startLine]):
        return False
    line = startLine
    rows: list[list[str]] = []
    while line < endLine and state.src.startswith("|", state.bMarks[line]):
        row = state.src[state.bMarks[line] : state.eMarks[line]].strip()
        if "\\" in row:
            return False
        rows.append(_cells(row))
        line += 1
    if len(rows) < 2 or (line < endLine and not state.isEmpty(line)):
        return False
    head, rule, *body = rows
    shapes = [_ALIGNED.fullmatch(cell.strip(" \t")) for cell in rule]
    count = len(head)
    if not count or count != len(rule) or sum(max(0, count - len(row)) for row in body) > _MOST_MISSING:
        return False
    classes = [_ALIGNMENTS[shape[1], shape[2]] for shape in shapes if shape]
    if len(classes) != count:
        return False
    opening = Token("table_open", "table", 1, map=[startLine, line])
    tokens = Tokens(opening)
    _row(tokens, head, [_tag("th", name) for name in classes], "</th>", "<thead><tr>", "</tr></thead>")
    if body:
        openings = [_tag("td", name) for name in classes]
        tokens.tag("<tbody>")
        for cells in body:
            _row(tokens, cells, openings, "</td>", "<tr>", "</tr>")
        tokens.tag("</tbody>")
    tokens.close(Token("table_close", "table", -1))
    state.tokens += tokens.all
    state.line = line
    return True


def _cells(row: str) -> list[str]:
    """The row begins with a bar."""
    cells = row[1:].split("|")
    if cells[-1] == "":
        cells.pop()
    return cells


def _tag(name: str, alignment: str) -> str:
    return f'<{name} class="{alignment}">' if alignment else f"<{name}>"


def _row(tokens: Tokens, cells: list[str], openings: list[str], closing: str, before: str, after: str) -> None:
    """Cells without a heading are left out, missing ones are empty."""
    tokens.tag(before)
    for at, opening in enumerate(openings):
        tokens.tag(opening)
        if at < len(cells):
            tokens.line(cells[at].strip())
        tokens.tag(closing)
    tokens.tag(after)
