"""Collections of a Jekyll site: folders whose files become pages, where _config.yml says so."""

from pathlib import PurePosixPath
from typing import Any

from blog.exchange.jekyll.pages.addresses import suffix

_OWN = {"posts", "drafts"}


def name_of(path: str, config: dict[str, Any]) -> str:
    """Of the collection that the file belongs to; "" for none. Jekyll's own (posts) does not count."""
    first = path.partition("/")[0]
    name = first[1:] if first.startswith("_") and "/" in path else ""
    said = config.get("collections")
    return name if name and name not in _OWN and isinstance(said, dict | list) and name in said else ""


def has_pages(name: str, config: dict[str, Any]) -> bool:
    return str(_settings(name, config).get("output")).lower() == "true"


def url_of(path: str, name: str, permalink: str, style: str, config: dict[str, Any]) -> str:
    """As Jekyll's `Document#url`: from the site's root on, not percent-encoded."""
    file = PurePosixPath(path).relative_to(f"_{name}").with_suffix("")
    template = permalink or str(_settings(name, config).get("permalink") or f"/:collection/:path{suffix(style)}")
    values = {":collection": name, ":path": file.as_posix(), ":output_ext": ".html", ":name": file.name}
    for placeholder, value in (values | {":title": file.name, ":slug": file.name}).items():
        template = template.replace(placeholder, value)
    return f"/{template.lstrip('/')}"


def _settings(name: str, config: dict[str, Any]) -> dict[str, Any]:
    said = config.get("collections")
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, dict) else {}
