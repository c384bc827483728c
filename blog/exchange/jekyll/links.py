"""Addresses inside Markdown: repaired where certain, turned to the new pages, listed where neither."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote

from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Tree

_TARGET = re.compile(r"(\]\(|\b(?:href|src)=[\"'])\s*([^)\"'\n]*)")
_REPAIRS = (
    (re.compile(r"(?:https?:?//)+https?:?//", re.IGNORECASE), "https://"),
    (re.compile(r"https?(?:;|:;|;:)/{1,2}", re.IGNORECASE), "https://"),
    (re.compile(r"(?!https?:)(?:h*t{1,4}ps?|ht|hrrps?)://", re.IGNORECASE), "https://"),
    (re.compile(r"https?//(?=[\w-]+\.)", re.IGNORECASE), "https://"),
    (re.compile(r"https?:/?(?=[\w-]+\.[\w-])", re.IGNORECASE), "https://"),
    (re.compile(r"https?:///+", re.IGNORECASE), "https://"),
    (re.compile(r"https?://www[ ,](?=[\w-]+\.)", re.IGNORECASE), "https://www."),
    (re.compile(r"https?://[,.;]+(?=[\w-]+\.)", re.IGNORECASE), "https://"),
    (re.compile(r"www\.(?=[\w-]+\.[a-z])", re.IGNORECASE), "https://www."),
)
_WRONG = re.compile(r"https?:/{0,2}[^/]*[\s;,]|https?:(?!//)|[a-z]+;//|https?://[^./]*(?:/|\Z)", re.IGNORECASE)
_PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|avif|svg)!?\Z")


def mend(markdown: str, line: int, site: Site, tree: Tree, path: str, address: Callable[[str], str]) -> str:
    """`path` is the file's, for relative links; `address` gives the new address of a file of the site."""
    if "](" not in markdown and "href=" not in markdown and "src=" not in markdown:
        return markdown

    def one(match: re.Match[str]) -> str:
        before, url = match[1], match[2].rstrip()
        if before == "](" and not url:
            tree.doubt(line, "link without an address", markdown[max(0, match.start() - 60) : match.end() + 1])
            return match[0]
        mended = repaired(url)
        if mended != url:
            tree.doubt(line, "address repaired", f"{url} → {mended}")
        mended = _own(mended, site, path, address)
        if _WRONG.match(mended) and not mended.startswith(("mailto:", "tel:", "/", "#")):
            tree.doubt(line, "address that leads nowhere", mended)
        return f"{before}{mended}"

    return _TARGET.sub(one, markdown)


def repaired(url: str) -> str:
    """The address with the slips of the keyboard at its beginning put right; unchanged where there is none."""
    if re.match(r"https?://(?!https?:?//)[\w-]+\.[\w.-]+(?:[/?#:]|\Z)", url) or not url:
        return url
    for pattern, right in _REPAIRS:
        match = pattern.match(url)
        if match:
            return right + url[match.end() :]
    return url


def _own(url: str, site: Site, path: str, address: Callable[[str], str]) -> str:
    """Links to the site itself lead to the new page where there is one."""
    bare, sign, fragment = url.partition("#")
    if site.root and bare.startswith(f"{site.root}/"):
        found = site.path_of_former.get(unquote(bare.removeprefix(site.root)))
    elif bare.endswith(".md") and "://" not in bare and not bare.startswith("/"):
        found = site.find(_joined(path, bare)) or site.find(bare)
    elif bare.startswith("/") and not bare.startswith("//") and not _PICTURE.search(bare):
        found = site.path_of_former.get(unquote(bare)) if "." in bare or bare.count("/") > 2 else None
    else:
        return url
    return f"{address(found)}{sign}{fragment}" if found else url


def _joined(path: str, relative: str) -> str:
    parts: list[str] = list(PurePosixPath(path).parent.parts)
    for piece in relative.split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece not in {"", "."}:
            parts.append(piece)
    return "/".join(parts)
