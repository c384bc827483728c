"""Pages that are no posts."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from blog.core.text import shorten
from blog.posts.composition import compose_page
from blog.posts.models import Page
from blog.posts.models.pages import ABOUT
from blog.website import structured
from blog.website.addresses import address
from blog.website.errors import gone
from blog.website.previewing import edit_url, for_editors
from blog.website.reading import Reader


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """410 for a page that was withdrawn after its publication."""
    found = Page.objects.filter(slug=slug).first()
    if found is None or not found.was_public:
        raise Http404("There is no such page.")
    if not found.is_public:
        return gone(request, "page")
    return render(request, "website/page.html", _context(request, found))


@for_editors("posts.view_page")
def preview(request: HttpRequest, uid: str) -> HttpResponse:
    """The page as readers will see it."""
    found = get_object_or_404(Page, uid=uid)
    context = _context(request, found) | {"preview": True, "edit_url": edit_url(found), "json_ld": None}
    return render(request, "website/page.html", context)


def _context(request: HttpRequest, page: Page) -> dict[str, Any]:
    composed = compose_page(page, settings.SITE_OWNER)
    return {
        "page": page,
        "url": request.build_absolute_uri(address("about") if page.slug == ABOUT else page.get_absolute_url()),
        "sections": Reader({}).sections(composed),
        "notes": composed.notes,
        "description": shorten(page.body_text, 200),
        "json_ld": structured.own_page(request, page),
    }
