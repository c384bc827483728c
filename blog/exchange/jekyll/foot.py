"""Lists that stand below what a post says: of the people, offices and houses named in it."""

import re
from collections.abc import Collection, Sequence

from blog.exchange.jekyll import headings
from blog.exchange.jekyll.chunks import Chunk, Kind, items
from blog.exchange.jekyll.pieces import TERM_ITEM

LONG, SHORT = 6, 3
"""Items that make a list; behind a rule fewer are enough."""
LEAST_SITES = 3
_ADDRESS = re.compile(r"\]\(\s*<?(https?://[^\s)>]+)")


def start(found: Sequence[Chunk], tags: Collection[str]) -> int:
    """Where the list at the foot begins, its rule included; the end where there is none. Tags are given folded."""
    at = len(found)
    while at and (found[at - 1].kind in {Kind.LIST, Kind.INCLUDE} or _is_aside(found[at - 1])):
        at -= 1
    while at < len(found) and found[at].kind is not Kind.LIST:
        at += 1
    said = [item for chunk in found[at:] if chunk.kind is Kind.LIST for item in items(chunk.source)]
    has_rule = at > 0 and found[at - 1].kind is Kind.RULE
    is_summary = sum(bool(TERM_ITEM.match(item)) for item in said) * 2 > len(said)
    if at == 0 or is_summary or len(said) < (SHORT if has_rule else LONG) or not _are_short(said):
        return len(found)
    if not has_rule and not _are_names(said, tags):
        return len(found)
    return at - 1 if has_rule else at


def names_tags(chunk: Chunk, tags: Collection[str]) -> bool:
    """Whether half of a long list's items are the post's own tags, which are given folded."""
    said = [folded(headings.plain(item)) for item in items(chunk.source)]
    return len(said) >= LONG and sum(text in tags for text in said) * 2 >= len(said)


def names_houses(chunk: Chunk, host: str) -> bool:
    """Whether a long list of short items links to many sites, and mostly not to the one it would be quoted from."""
    said = items(chunk.source)
    hosts = [[headings.host(url) for url in _ADDRESS.findall(item)] for item in said]
    linked = sum(bool(found) for found in hosts)
    every = [found for several in hosts for found in several]
    return (
        len(said) >= LONG
        and _are_short(said)
        and linked * 4 >= len(said) * 3
        and len(set(every)) * 2 >= linked
        and every.count(host) * 4 < len(every)
    )


def is_links_elsewhere(chunk: Chunk, host: str) -> bool:
    """Whether every item is one link and nothing more, none of them to the site it would be quoted from."""
    links = [headings.LINK.fullmatch(item.strip()) for item in items(chunk.source)]
    return all(link and headings.host(link[2]) not in {"", host} for link in links)


def is_own_table(chunk: Chunk, host: str) -> bool:
    """Whether half of a table's rows link somewhere, to three sites or more and never to the one it is quoted from."""
    rows = [line for line in chunk.lines if re.search(r"[^\s|:-]", line)][1:]
    hosts = [headings.host(url) for row in rows for url in _ADDRESS.findall(row)]
    linked = sum(bool(_ADDRESS.search(row)) for row in rows)
    return linked * 2 >= len(rows) and len(set(hosts)) >= LEAST_SITES and host not in hosts


def is_comment(markdown: str) -> bool:
    """Whether it is nothing but comments, which nobody sees."""
    return markdown.lstrip().startswith("<!--") and not re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL).strip()


def folded(text: str) -> str:
    """As tags made from such a list are compared: letters and digits only."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _are_names(said: Sequence[str], tags: Collection[str]) -> bool:
    """Whether a third of the items are links or tags, as names are and points are not."""
    known = sum("](" in item or folded(headings.plain(item)) in tags for item in said)
    return known * 3 >= len(said)


def _are_short(said: Sequence[str]) -> bool:
    return sum(len(headings.plain(item)) < 110 for item in said) * 4 >= len(said) * 3


def _is_aside(chunk: Chunk) -> bool:
    return _is_stray_link(chunk) or (chunk.kind is Kind.HTML and is_comment(chunk.source))


def _is_stray_link(chunk: Chunk) -> bool:
    return chunk.kind is Kind.PARAGRAPH and all(
        re.fullmatch(r"\s*\[[^\]]*\]\([^)]*\)\s*", line) for line in chunk.lines
    )
