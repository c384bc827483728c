"""Addresses in Markdown links: the plain ones, nearly all, without the parser's character by character."""

import re
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.helpers import parseLinkDestination

from blog.core.footnotes import unnumbered

_SIMPLE = re.compile(r"[^\x00-\x20\x7f<>()\\&]++(?=[ )]|\Z)")
_NORMAL = re.compile(r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*+(?:/[A-Za-z0-9._~/=+,-]*+)?")


def add_link_targets(parser: MarkdownIt) -> None:
    parser.normalizeLink = _address  # type: ignore[method-assign]
    helpers: Any = SimpleNamespace(**{**vars(parser.helpers), "parseLinkDestination": _target})
    parser.helpers = helpers


def _target(string: str, pos: int, maximum: int) -> Any:
    match = _SIMPLE.match(string, pos, maximum)
    if match is None:
        return parseLinkDestination(string, pos, maximum)
    return SimpleNamespace(ok=True, pos=match.end(), str=match[0])


@lru_cache(maxsize=4096)
def _address(url: str) -> str:
    return url if _NORMAL.fullmatch(url) else normalizeLink(unnumbered(url))
