"""What subscribers of the former site hold on to: the address of its feed, and the ids of the feed's entries."""

import datetime as dt
from posixpath import dirname
from urllib.parse import quote, unquote

from django.urls import reverse

from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.site import Site
from blog.posts.models import FormerAddress

PLUGIN = "jekyll-feed"
FEED = "feed.xml"  # where the plugin's configuration names no other
LONGEST = 500
SAFE = "/!$&'()*+,;=:@~"


def feed_id(site: Site, document: Document, moment: dt.datetime | None) -> str:
    """The id that jekyll-feed gives the post: its address without the ending. "" where there was no such feed."""
    path = site.former_path(document, moment)
    if not path or not site.root or not _has_feed(site):
        return ""
    found = f"{site.root}{dirname(path.rstrip('/')).rstrip('/')}/{quote(document.typed_slug, safe=SAFE)}"
    return found if len(found) <= LONGEST else ""


def keep_places(site: Site) -> None:
    """The former home page and feed lead to those of this site."""
    home, feed = reverse("website:home"), reverse("feeds:atom")
    base = unquote(site.base)
    former = {f"{base}/": home, f"{base}/index.html": home} if base else {}
    if _has_feed(site):
        former[f"{base}/{_feed_path(site)}"] = feed
    for path, address in former.items():
        if path != address:
            FormerAddress.objects.lead([path], address)


def _has_feed(site: Site) -> bool:
    said = (site.config.get(key) for key in ("plugins", "gems", "whitelist"))
    return any(PLUGIN in names for names in said if isinstance(names, list))


def _feed_path(site: Site) -> str:
    own = site.config.get("feed")
    path = own.get("path") if isinstance(own, dict) else None
    return path.strip("/") if isinstance(path, str) and path.strip("/") else FEED
