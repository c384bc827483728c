"""What readers would see of a text's making though nobody means it: told, with its line."""

import re
from collections.abc import Collection, Iterable

from blog.core.text import clean
from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.addresses import with_hyphens
from blog.exchange.jekyll.chunks import Chunk, Kind
from blog.exchange.jekyll.links import NOWHERE, REPAIRED
from blog.exchange.jekyll.tree import Confidence, Doubt, Tree

_UNREAD = frozenset({Kind.CODE, Kind.HTML, Kind.EMBED, Kind.INCLUDE, Kind.RELATIVE})
_LINK = re.compile(
    r"!?\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\])*\]"
    r"\(\s*+(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)(?:\s++(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*+\)",
    re.DOTALL,
)
_TAG = re.compile(
    r"\\*</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|details|div|em|font|h[1-6]|hr|i|iframe|img|ins|li|ol|p|pre"
    r"|q|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|video)(?=[\s/>])",
    re.IGNORECASE,
)
_SOUND_TAG = re.compile(
    r"</[a-z][\w-]*\s*>|<[a-z][\w-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\]\(([^()\n]*)")
_STRAY = re.compile(r"(?<![\\\]!])\[(?=[^\[\]()\n^][^\[\]()\n]{0,60}(\[))")
_AROUND = 40
_REPEATED = frozenset(
    {
        REPAIRED,
        NOWHERE,
        "address cut by a bracket",
        "link to a file that is not there",
        "picture that is not there",
        "picture of another site",
    }
)


def kept(text: str, line: int, tree: Tree) -> str:
    """A line without the characters that no database keeps; which went is told."""
    text, changed = with_hyphens(text)
    for address in changed:
        tree.doubt(line, REPAIRED, f"{address}: a hyphen at the end of a line was lost")
    gone = sorted({f"U+{ord(char):04X}" for char in text if not clean(char)})
    if not gone:
        return text
    left = "".join(char for char in text if clean(char))
    tree.doubt(line, "characters that cannot be kept", f"{', '.join(gone)}: {left}")
    return left


def look(found: Iterable[Chunk], tree: Tree) -> None:
    """Brackets of links that are none, and tags that are shown as text."""
    wrong = {doubt.text for doubt in tree.doubts if doubt.what == NOWHERE}
    for chunk in found:
        if chunk.kind in _UNREAD or not any("](" in line or "<" in line for line in chunk.lines):
            continue
        text = verbatim.blanked(chunk.source)
        if "](" in text:
            _failed_links(text, chunk, tree, wrong)
        if "<" in text:
            _shown_tags(text, chunk, tree)


def together(tree: Tree) -> None:
    """Of doubts about one address the first stays, with how many there are."""
    counts: dict[tuple[str, str], int] = {}
    for doubt in tree.doubts:
        if doubt.what in _REPEATED:
            counts[doubt.what, doubt.text] = counts.get((doubt.what, doubt.text), 0) + 1
    if all(n == 1 for n in counts.values()):
        return
    told: list[Doubt] = []
    for doubt in tree.doubts:
        times = counts.pop((doubt.what, doubt.text), 0) if doubt.what in _REPEATED else 1
        if times > 1:
            told.append(Doubt(doubt.line, doubt.what, f"{doubt.text} ({times} times)"))
        elif times:
            told.append(doubt)
    tree.doubts = told


def _failed_links(text: str, chunk: Chunk, tree: Tree, wrong: Collection[str]) -> None:
    """The first of each line, but for those whose address is told as `wrong`."""
    whole, text = text, _LINK.sub(lambda match: verbatim.blank(match[0]), text)
    _stray_brackets(whole, text, chunk, tree)
    told: set[int] = set()
    for match in _ADDRESS.finditer(text):
        if not told:
            tree.verdict.lower(Confidence.LOOK, "a link that is none")
        line = _line(chunk, text, match.start())
        if line not in told and match[1].strip() not in wrong:
            told.add(line)
            tree.doubt(line, "link that is none", _around(chunk, match.start()))


def _stray_brackets(whole: str, rest: str, chunk: Chunk, tree: Tree) -> None:
    """One too many before a link: `[the [Board](/a)`. `rest` is the text without its links."""
    last = rest.rfind("]")
    for match in _STRAY.finditer(whole):
        at = match.start()
        if rest[at] == "[" and at > last and _LINK.match(whole, match.start(1)):
            tree.doubt(_line(chunk, whole, at), "bracket that nothing closes", _around(chunk, at))


def _shown_tags(text: str, chunk: Chunk, tree: Tree) -> None:
    told: set[int] = set()
    for match in _TAG.finditer(text):
        slashes = len(match[0]) - len(match[0].lstrip("\\"))
        if slashes % 2 == 0 and _SOUND_TAG.match(text, match.start() + slashes):
            continue
        line = _line(chunk, text, match.start())
        if line not in told:
            told.add(line)
            tree.doubt(line, "markup that readers see", _around(chunk, match.start()))


def _line(chunk: Chunk, text: str, at: int) -> int:
    return chunk.lines[text.count("\n", 0, at)].number


def _around(chunk: Chunk, at: int) -> str:
    return " ".join(chunk.source[max(0, at - _AROUND) : at + _AROUND].split())
