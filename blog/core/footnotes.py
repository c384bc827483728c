"""Footnote marks `[^label]` and their definitions, as rules for the Markdown parser.

Every possible mark is numbered in the source before it is parsed: `[^label]` becomes `[^label` + NUMBERED +
its number + `]`. So each mark carries its exact place through tables, quotes, lists and other notes, where
the parser knows only lines. Whatever turns out to be no mark gets its number taken off again
(`unnumbered`). NUMBERED is a noncharacter that `text.clean` lets nobody type.
"""

import re
from collections.abc import Callable, Iterable
from html import unescape
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def

NUMBERED = "\ufdd0"
_LABEL = rf"[^\s\[\]|\\`<>\"&{NUMBERED}]{{1,100}}"
_POSSIBLE = re.compile(rf"\[\^({_LABEL})\]")
_MARK = re.compile(rf"\[\^({_LABEL}){NUMBERED}(\d+)\]")
_NUMBER = re.compile(rf"{NUMBERED}\d+")
_MARK_OR_STRAY_NUMBER = re.compile(rf'(data-note="[^"{NUMBERED}]*{NUMBERED}\d+")|{NUMBERED}\d+')
_MARKER = re.compile(rf'<span data-note="([^"{NUMBERED}]*){NUMBERED}(\d+)"></span>')
_STORED = re.compile(r'<span class="ref" data-note="([^"]*)"></span>')
_LINK_EDGE = r"|<a(?=[ >])|</a>"
_MARKER_OR_LINK = re.compile(_MARKER.pattern + _LINK_EDGE)
_STORED_OR_LINK = re.compile(_STORED.pattern + _LINK_EDGE)
_FORGED = re.compile(rf'(<span(?: [\w-]+="[^"]*")*?) data-note="[^"{NUMBERED}]*"')


def numbered(source: str) -> tuple[str, list[int]]:
    """The source with every possible mark numbered, and the offset in the source of each."""
    places: list[int] = []
    if "[^" not in source:
        return source, places

    def number(match: re.Match[str]) -> str:
        places.append(match.start())
        return f"[^{match[1]}{NUMBERED}{len(places) - 1}]"

    return _POSSIBLE.sub(number, source), places


def unnumbered(text: str) -> str:
    return _NUMBER.sub("", text) if NUMBERED in text else text


def only_marks(html: str) -> str:
    """Sanitised HTML without the numbers of what is no mark, and without typed data-note attributes."""
    if NUMBERED in html:
        html = _MARK_OR_STRAY_NUMBER.sub(r"\1", html)
    return _FORGED.sub(r"\1", html) if 'data-note="' in html else html


def marks_in(html: str) -> list[tuple[str, int]]:
    """Label and number of each mark."""
    if NUMBERED not in html:
        return []
    return [(unescape(label), int(number)) for label, number in _MARKER.findall(html)]


def with_markers(html: str) -> str:
    """Each mark an empty `<span class="ref" data-note="LABEL">`."""
    return _MARKER.sub(r'<span class="ref" data-note="\1"></span>', html) if NUMBERED in html else html


def draw_marks(html: str, draw: Callable[[str], str]) -> str:
    """Stored HTML with `draw(label)` for each mark: the label as typed, the result safe HTML."""
    return _drawn(html, _STORED_OR_LINK, lambda match: draw(unescape(match[1]))) if 'data-note="' in html else html


def without_marks(html: str) -> str:
    return _STORED.sub("", html) if 'data-note="' in html else html


def _drawn(html: str, pattern: re.Pattern[str], draw: Callable[[re.Match[str]], str]) -> str:
    """Marks inside a link come after it: no link may stand in another."""
    waiting: list[str] = []
    is_in_link = False

    def place(match: re.Match[str]) -> str:
        nonlocal is_in_link
        if match[0] == "<a":
            is_in_link = True
            return match[0]
        if match[0] == "</a>":
            is_in_link = False
            shown = "".join([match[0], *waiting])
            waiting.clear()
            return shown
        if is_in_link:
            waiting.append(draw(match))
            return ""
        return draw(match)

    return pattern.sub(place, html)


class Anchors:
    """Numbers of notes and of their marks; ids are prefix + fn-NOTE and prefix + fnref-NOTE-MARK."""

    def __init__(self, prefix: str, labels: Iterable[str], marks: Iterable[tuple[str, int]]) -> None:
        self.prefix = prefix
        self.note_numbers = {label: number for number, label in enumerate(labels, 1)}
        self.marks: dict[int, tuple[int, int]] = {}
        self.counts = dict.fromkeys(self.note_numbers.values(), 0)
        for label, mark in marks:
            number = self.note_numbers.get(label)
            if number:
                self.counts[number] += 1
                self.marks[mark] = (number, self.counts[number])

    def with_links(self, html: str) -> str:
        """Each mark a numbered link, after a link if it stood in it; as typed if there is no such note."""
        if NUMBERED not in html:
            return html
        return _drawn(html, _MARKER_OR_LINK, lambda match: self._link(match[1], int(match[2])))

    def _link(self, label: str, mark: int) -> str:
        if mark not in self.marks:
            return f'<span class="unresolved">[^{label}]</span>'
        note, nth = self.marks[mark]
        target, own = f"{self.prefix}fn-{note}", f"{self.prefix}fnref-{note}-{nth}"
        return f'<sup class="ref"><a href="#{target}" id="{own}">[{note}]</a></sup>'

    def listed(self, notes: Iterable[str]) -> str:
        """The notes' HTML as a list, each with links back to its marks."""
        items = [self._item(number, html) for number, html in enumerate(notes, 1)]
        return f'<ol class="notes">{"".join(items)}</ol>'

    def _item(self, number: int, html: str) -> str:
        links = " ".join(
            f'<a class="back" href="#{self.prefix}fnref-{number}-{nth}" aria-label="{_back(nth)}">↩</a>'
            for nth in range(1, self.counts[number] + 1)
        )
        body = f"{html[:-4]} {links}</p>" if html.endswith("</p>") else f"{html}<p>{links}</p>"
        return f'<li id="{self.prefix}fn-{number}">{body}</li>'


def _back(nth: int) -> str:
    return "Back to the text" if nth == 1 else f"Back to the text, place {nth}"


def add_footnotes(parser: MarkdownIt) -> None:
    """Block tokens footnote_reference_open and _close stay where the definition stood."""
    ended = ["paragraph", "reference", "blockquote", "list"]  # "blockquote" ends tables, too
    parser.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ended})
    parser.core.ruler.after("block", "footnote_labels", _collect_labels)
    parser.inline.ruler.before("link", "footnote_ref", _mark)
    helpers: Any = SimpleNamespace(**{**vars(parser.helpers), "parseLinkLabel": _link_label_end})
    parser.helpers = helpers


def _collect_labels(state: StateCore) -> None:
    labels: set[str] = set()
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            token.meta["label"] = unnumbered(token.meta["label"])
            labels.add(token.meta["label"])
    state.env["labels"] = labels


def _mark(state: StateInline, silent: bool) -> bool:
    """Without a definition only what begins like a word is a mark, and never what reads as a link."""
    if not state.src.startswith("[^", state.pos):
        return False
    match = _MARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    label = match[1]
    if label not in state.env.get("labels", ()) and not (
        (label[0].isalnum() or label[0] == "_") and not state.src.startswith("(", match.end())
    ):
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": label, "mark": int(match[2])}
    state.pos = match.end()
    return True


def _link_label_end(state: StateInline, start: int, disableNested: bool = False) -> int:
    """As markdown-it's own, but a mark in a link's text is no nested link; -1 where the text does not end."""
    before = state.pos
    state.pos = start + 1
    open_brackets = 1
    end = -1
    while state.pos < state.posMax:
        at = state.pos
        char = state.src[at]
        if char == "]":
            open_brackets -= 1
            if not open_brackets:
                end = at
                break
        state.md.inline.skipToken(state)
        if char == "[":
            if state.pos == at + 1:
                open_brackets += 1
            elif disableNested and not _MARK.fullmatch(state.src, at, state.pos):
                break
    state.pos = before
    return end
