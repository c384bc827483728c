"""Where Jekyll puts a page, what its server answered, and what the page is called here."""

import re
import unicodedata
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

PAGES = "pages/"
"""What addresses of pages begin with on this site; a site exported from here has it in its permalinks."""
_VENDORED = {("vendor", name) for name in ("bundle", "cache", "gems", "ruby")}
_FOR_PROGRAMS = re.compile(r"\.(?:xml|rss|atom|json|txt|css|js|csv|ics|yml|webmanifest)\Z", re.IGNORECASE)


def url_of(path: str, permalink: str, style: str) -> str:
    """As Jekyll's `Page#url`: from the site's root on, not percent-encoded. `style` is the site's own permalink."""
    file = PurePosixPath(path)
    folder, name = file.parent.as_posix().removeprefix("."), file.stem.rstrip(".")
    template = unquote(permalink) or ("/:path/" if name == "index" else f"/:path/:basename{suffix(style)}")
    for placeholder, value in ((":path", folder), (":basename", name), (":output_ext", ".html")):
        template = template.replace(placeholder, value)
    return re.sub("/{2,}", "/", f"/{template}".replace("..", "/").replace("./", ""))


def suffix(style: str) -> str:
    """What the site's own permalink gives the addresses of other files for an ending."""
    if style in {"date", "ordinal", "none"} or style.endswith(":output_ext"):
        return ".html"
    return "/" if style == "pretty" or style.endswith("/") else ""


def answered(url: str) -> list[str]:
    """The address and the others under which servers of static files give the same page."""
    if url.endswith("/"):
        return [url, f"{url}index.html"]
    if url.endswith(".html"):
        return [url, url.removesuffix(".html")]
    return [url, f"{url}.html"]


def is_for_programs(url: str) -> bool:
    """A feed, a map of the site, data: nothing that a reader opens."""
    return bool(_FOR_PROGRAMS.search(url))


def slug_of(url: str, name: str) -> str:
    """Letters, digits, _ and - only, of the address, else of the file's name."""
    bare = unicodedata.normalize("NFC", url).strip("/").removesuffix(".html").removesuffix(".htm")
    for said in (bare.removeprefix(PAGES), unicodedata.normalize("NFC", name)):
        if slug := re.sub(r"[^\w-]+", "-", said).strip("-_")[:140].strip("-_"):
            return slug
    return "page"


def default_permalink(path: str, config: dict[str, Any]) -> str:
    """What `defaults` in _config.yml say of pages: the narrowest folder counts, of several the last."""
    found = ("", "")
    defaults = config.get("defaults")
    for default in defaults if isinstance(defaults, list) else []:
        scope, values = (default.get("scope"), default.get("values")) if isinstance(default, dict) else (None, None)
        permalink = values.get("permalink") if isinstance(values, dict) else None
        if not isinstance(scope, dict) or not isinstance(permalink, str):
            continue
        folder = str(scope.get("path") or "").strip("/")
        is_within = not folder or path == folder or path.startswith(f"{folder}/")
        if is_within and (scope.get("type") or "pages") in {"page", "pages"} and len(folder) >= len(found[0]):
            found = (folder, permalink)
    return found[1]


def is_left_out(path: str, config: dict[str, Any]) -> bool:
    """Whether _config.yml tells Jekyll to pass over this file (`exclude`)."""
    patterns = config.get("exclude")
    wanted = [f"/{str(pattern).lstrip('/')}" for pattern in patterns or []] if isinstance(patterns, list) else []
    return any(fnmatchcase(f"/{path}", one) or (len(one) > 1 and f"/{path}".startswith(one)) for one in wanted)


def is_vendored(parts: Sequence[str]) -> bool:
    """Whether a tool put it there; Jekyll passes over these folders."""
    return parts[0] == "node_modules" or tuple(parts[:2]) in _VENDORED
