"""Typographic quotes, dashes and ellipses, and :shortcodes: of emoji, in Markdown's text tokens."""

import re
from collections.abc import Iterator
from itertools import pairwise

import emoji
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_DASHES = re.compile(r"(?<!-)--(-?)(?!-)")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
# Behind a letter or a figure only names of several words: `a:b:c` and `urn:key:1` are none.
_SHORTCODE = re.compile(r"(?<!\w):(?:[a-zA-Z][a-zA-Z0-9_+-]*|[+-]1|100):|:[a-z][a-z0-9]*_[a-z0-9_]+:")
_QUOTE = re.compile("['\"]")
_ELIDED = re.compile(r"(?:\d\ds?|em|tis|twas|til|cause|round)\b|n['’](?!\w)", re.IGNORECASE)
_OPENERS = frozenset(" \t\n\u00a0\u202f\u200b([{<-–—/=“‘«¿¡")


def typeset(state: StateCore) -> None:
    """Core rule; to run after inline parsing and before escapes are joined, so that \\" stays straight."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            _set_line(token.content, token.children)


def _set_line(source: str, tokens: list[Token]) -> None:
    has_quotes = "'" in source or '"' in source
    has_dashes = "--" in source
    has_dots = "..." in source
    has_colons = source.count(":") > 1
    if not (has_quotes or has_dashes or has_dots or has_colons):
        return
    texts = list(_own_texts(tokens))
    escaped = {id(after) for before, after in pairwise(tokens) if before.markup == "\\-"} if has_dashes else set()
    for token in texts:
        if has_colons and ":" in token.content:
            token.content = _SHORTCODE.sub(_emoji, token.content)
        if has_dashes and id(token) not in escaped:
            token.content = _DASHES.sub(_dash, token.content)
        if has_dots:
            token.content = _ELLIPSIS.sub("…", token.content)
    if has_quotes:
        _set_quotes(tokens, {id(token) for token in texts})


def _own_texts(tokens: list[Token]) -> Iterator[Token]:
    """The text tokens, without those that show a bare address."""
    is_address = False
    for token in tokens:
        if token.info == "auto":
            is_address = token.nesting == 1
        elif token.type == "text" and not is_address:
            yield token


def _dash(match: re.Match[str]) -> str:
    return "—" if match[1] else "–"


def _emoji(match: re.Match[str]) -> str:
    return emoji.emojize(match[0], language="alias")


def _set_quotes(tokens: list[Token], own: set[int]) -> None:
    before = " "
    following = _first_characters(tokens)
    for index, token in enumerate(tokens):
        if token.type in ("softbreak", "hardbreak"):
            before = " "
            continue
        if token.type == "html_inline" or not token.content:
            continue
        if id(token) in own and ("'" in token.content or '"' in token.content):
            token.content = _with_quotes(token.content, before, following[index])
        before = token.content[-1]


def _first_characters(tokens: list[Token]) -> list[str]:
    """For each token the character that follows it on the line, a blank at the end."""
    found = [" "] * len(tokens)
    after = " "
    for index in range(len(tokens) - 1, -1, -1):
        found[index] = after
        token = tokens[index]
        if token.type in ("softbreak", "hardbreak"):
            after = " "
        elif token.type != "html_inline" and token.content:
            after = token.content[0]
    return found


def _with_quotes(text: str, before: str, after: str) -> str:
    pieces: list[str] = []
    start = 0
    for match in _QUOTE.finditer(text):
        at = match.start()
        if at > start:
            pieces.append(text[start:at])
            before = text[at - 1]
        following = text[at + 1] if at + 1 < len(text) else after
        before = _quote(match[0], before, following, text, at + 1)
        pieces.append(before)
        start = at + 1
    pieces.append(text[start:])
    return "".join(pieces)


def _quote(mark: str, before: str, after: str, text: str, rest: int) -> str:
    is_opening = before in _OPENERS and not after.isspace()
    if mark == '"':
        if before.isalnum() and after.isalnum():
            return mark
        return "“" if is_opening else "”"
    return "‘" if is_opening and not _ELIDED.match(text, rest) else "’"
