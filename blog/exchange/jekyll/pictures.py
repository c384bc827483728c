"""Pictures of the site: which ones a text shows, and where they are on disk."""

import html
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from blog.exchange.jekyll import verbatim
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Tree

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
PICTURE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\(\s*(?P<url>[^)\s]+)(?:\s+[\"'][^)]*)?\)|<img\b[^>]*?\bsrc=[\"'](?P<src>[^\"']+)"
)
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ALONE = re.compile(r"\s*!\[(?P<alt>[^\]]*)\]\(\s*(?P<url>[^)\s]+)(?:\s+[\"'][^)]*)?\)\s*\Z")


def note(markdown: str, line: int, site: Site, tree: Tree, path: str) -> str:
    """Enters the pictures of a line into the tree; one that is missing, or another site's, becomes a doubt.

    The line, in which what was shown as a picture of another site and has no picture's address is a link to it.
    """

    def one(match: re.Match[str]) -> str:
        url = match["url"] or match["src"]
        local = _local(url, site)
        if local is None:
            return _elsewhere(match, url)
        if found := find(url, site, path):
            tree.pictures[url] = found
        else:
            tree.doubt(line, "picture that is not there", url)
        return match[0]

    def _elsewhere(match: re.Match[str], url: str) -> str:
        if url.startswith("data:"):
            return match[0]
        tree.doubt(line, "picture of another site", url)
        if match["src"] or re.split(r"[?#]", url)[0].lower().endswith((*SUFFIXES, ".svg")):
            return match[0]
        alt = match["alt"] or url
        return alt if match.string[: match.start()].endswith("[") else f"[{alt}]({match[0].partition('](')[2]}"

    return verbatim.sub(PICTURE, one, markdown)


def find(url: str, site: Site, path: str) -> str | None:
    """The file of the site that a picture's address means, of a kind that the library takes; `path` is who shows it."""
    local = _local(url, site)
    found = next((one for one in _candidates(local, path) if site.holds(one)), None) if local is not None else None
    return found if found and found.lower().endswith(SUFFIXES) else None


def is_elsewhere(url: str, site: Site) -> bool:
    """Whether it is another site's."""
    return _local(url, site) is None


def alt_of(match: re.Match[str]) -> str:
    """The alternative text of a picture that PICTURE found."""
    if match["src"] is None:
        return match["alt"] or ""
    tag = match.string[match.start() : match.string.find(">", match.end())]
    found = _ALT.search(tag)
    return html.unescape(found[1] or found[2] or "") if found else ""


def alone(paragraph: str) -> tuple[str, str] | None:
    """Alternative text and address of a picture that is all the paragraph has."""
    match = _ALONE.match(paragraph)
    return (match["alt"], match["url"]) if match else None


def _local(url: str, site: Site) -> str | None:
    """The path on the site, None for pictures of other sites and embedded data."""
    bare = unquote(url.partition("#")[0].partition("?")[0])
    if site.root and bare.startswith(f"{site.root}/"):
        return bare.removeprefix(site.root).removeprefix(site.base)
    if "://" in bare or bare.startswith(("data:", "//")):
        return None
    return bare.removeprefix(site.base) if site.base and bare.startswith(f"{site.base}/") else bare


def _candidates(local: str, path: str) -> list[str]:
    """From the site's root, and from the folders that hold the file."""
    parts = [part for part in local.split("/") if part not in {"", ".", ".."}]
    bare = "/".join(parts)
    folder = PurePosixPath(path).parent
    near = [(folder / bare).as_posix()] if not local.startswith("/") else []
    return [bare, *near, *((parent / bare).as_posix() for parent in folder.parents if not local.startswith("/"))]
