"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from blog.website.addresses import address

NAVIGATION = [
    ("home", "Posts"),
    ("series_list", "Series"),
    ("articles", "Sources"),
    ("tags", "Tags"),
    ("about", "About"),
]
PAGES_OF = {
    "home": "home post preview year month",
    "series_list": "series_list series",
    "articles": "articles article annotation publishers publisher author",
    "tags": "tags tag categories category",
    "about": "about corrections",
}
SECTION_OF = {page: section for section, pages in PAGES_OF.items() for page in pages.split()}


def site(request: HttpRequest) -> dict[str, Any]:
    """Nothing here asks the database or the session: pages are the same for every reader."""
    match = request.resolver_match
    section = SECTION_OF.get(match.url_name or "") if match and match.namespace == "website" else None
    first, _, last = settings.SITE_NAME.rpartition(" ")
    return {
        "site_name": settings.SITE_NAME,
        "site_motto": settings.SITE_MOTTO,
        "site_owner": settings.SITE_OWNER,
        "brand_plain": first,
        "brand_marked": last,
        "language": settings.LANGUAGE_CODE,
        "navigation": [(label, address(name), name == section) for name, label in NAVIGATION],
    }
