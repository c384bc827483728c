"""What templates of the public pages need beyond Django's own."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from blog.articles.models import Byline
from blog.images.models import Image
from blog.posts.composition.composer import OPENING_QUOTES
from blog.website.addresses import address
from blog.website.entries import Link

register = template.Library()
_PATHS = (("gm", "marks"), ("gq", "quoted"), ("go", "own"), ("gf", "flags"))


@register.filter
def of(mapping: dict[Any, Any], key: Any) -> Any:
    """The value at a key that is only known in the template."""
    return mapping.get(key)


@register.filter
def opens_with_a_quote(text: str) -> bool:
    """Does a quotation mark hang into the margin?"""
    return text.startswith(tuple(OPENING_QUOTES))


@register.filter
def tag_links(links: Iterable[Link]) -> SafeString:
    """Posts have sixty tags: loops in templates would take longer than the rest of the page."""
    rows = ((link.url, link.name) for link in links)
    return format_html_join("", '<a class="p-category" rel="tag" href="{}">{}</a>', rows)


@register.filter
def places(uids: Iterable[str]) -> SafeString:
    """Links to the paragraphs of a clipping."""
    rows = ((uid, number, number) for number, uid in enumerate(uids, 1))
    return format_html_join("", '<a href="#p-{}" aria-label="Paragraph {}">¶{}</a>', rows)


@register.simple_tag
def asset(path: str) -> str:
    """`{% static %}`, looked up once."""
    return static(path) if settings.DEBUG else _asset(path)


@lru_cache(maxsize=200)
def _asset(path: str) -> str:
    return static(path)


@register.filter
def drawing(galley: dict[str, Any]) -> SafeString:
    """A post's layout, in presentation attributes only."""
    paths = format_html_join(
        "", '<path class="{}" d="{}"/>', [(mark, galley[part]) for mark, part in _PATHS if galley.get(part)]
    )
    return format_html(
        '<svg class="galley" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true" focusable="false">'
        "{2}</svg>",
        galley["width"],
        galley["height"],
        paths,
    )


@register.simple_tag
def page_address(name: str, *args: str) -> str:
    """`{% url %}` for links that stand on a page by the hundred."""
    return address(name, *args)


@register.inclusion_tag("website/_byline.html")
def byline(bylines: Iterable[Byline]) -> dict[str, Any]:
    """Names in order, with the roles printed: "A, law professor at X, and B"."""
    bylines = list(bylines)
    return {"bylines": bylines, "several": len(bylines) > 2 or any(one.role for one in bylines[:-1])}


@register.inclusion_tag("website/_picture.html")
def picture(image: Image, sizes: str, *, eager: bool = False) -> dict[str, Any]:
    """Needs renditions at hand."""
    return {"image": image, "sources": image.sources, "fallback": image.fallback, "sizes": sizes, "eager": eager}
