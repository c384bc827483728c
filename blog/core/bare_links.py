"""Addresses typed as they are (`see https://paper.example/a_b`) become links, as GFM's extended autolinks."""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

_SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])https?\Z", re.IGNORECASE)
_REST = re.compile(r"://[^\s<>\[\]\"`|\\\ufdd0]{1,2000}+(?![^\s<>\[\]\"`|\\\ufdd0])")
_HOST = re.compile(r"://(?:[^/?#@]*@)?[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)*(?::\d+)?(?=[/?#]|\Z)")
_TRAILING = frozenset("?!.,:;*_~'”’“‘…")
_REFERENCE = re.compile(r"&[A-Za-z0-9#]+;\Z")


def add_bare_links(parser: MarkdownIt) -> None:
    parser.inline.ruler.after("text", "bare_link", _bare_link)


def _bare_link(state: StateInline, silent: bool) -> bool:
    if state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.src, max(0, state.pos - 6), state.pos)
    if scheme is None or (not silent and not state.pending.endswith(scheme[0])):
        return False
    match = _REST.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    rest = _trimmed(match[0])
    if not _HOST.match(rest):
        return False
    if not silent:
        address = unescapeAll(scheme[0] + rest)
        state.pending = state.pending[: -len(scheme[0])]
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": state.md.normalizeLink(address)}
        token.info = "auto"
        token = state.push("text", "", 0)
        token.content = address
        token = state.push("link_close", "a", -1)
        token.info = "auto"
    state.pos += len(rest)
    return True


def _trimmed(rest: str) -> str:
    """Punctuation at the end belongs to the sentence; so does a closing bracket not opened inside."""
    end = len(rest)
    surplus = rest.count(")") - rest.count("(")
    while end:
        last = rest[end - 1]
        if last == ";" and (reference := _REFERENCE.search(rest, max(0, end - 34), end)):
            end = reference.start()
        elif last in _TRAILING:
            end -= 1
        elif last == ")" and surplus > 0:
            end -= 1
            surplus -= 1
        else:
            break
    return rest[:end]
