"""A page's text -> its row, the addresses that lead there, and what the report says of it."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.urls import Resolver404, resolve
from django.utils import timezone

from blog.core.publishing import Status
from blog.core.text import shorten
from blog.exchange.jekyll import own_key, redirects
from blog.exchange.jekyll.accounting import account
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.lookups import Lookups
from blog.exchange.jekyll.pages import addresses, reading
from blog.exchange.jekyll.pages.reading import PageText
from blog.exchange.jekyll.reading import Reader
from blog.exchange.models import ImportRecord
from blog.exchange.own import pages as own_pages
from blog.exchange.own.facts import Fact
from blog.posts.models import FormerAddress, Page

LONGEST_TITLE = 300


@dataclass
class Pages:
    """The pages of one run."""

    lookups: Lookups

    def __post_init__(self) -> None:
        self.site, self.rules = self.lookups.site, self.lookups.rules
        self.reader = Reader(self.site, self.rules)

    def name(self, paths: Iterable[str], known: dict[str, ImportRecord], changed: Container[str]) -> None:
        """Gives each file that becomes a page its slug before any is made: texts lead there.

        `changed` are those that this run imports; others that are known keep what they have.
        """
        taken: dict[str, int | None] = dict(Page.objects.values_list("slug", "pk"))
        for path in paths:
            record = known.get(path)
            page = record.page if record else None
            if record and path not in changed:
                if page:
                    self.site.page_slugs[path] = page.slug
                continue
            document = self.site.document(path)
            base = addresses.slug_of(self.site.page_url(document), document.name)
            if own := own_key.parts(document):
                base = own_pages.slug_of(own[0]) or base
                if other := own_pages.here_already(own[0], page):
                    self.site.page_slugs[path] = other.slug
                    continue
            elif reading.read(document, self.site, self.rules, lambda path: "#").why_raw:
                continue
            slug, mine, n = base, page.pk if page else None, 1
            while slug in taken and (mine is None or taken[slug] != mine):
                n += 1
                slug = f"{base}-{n}"
            taken[slug] = mine
            self.site.page_slugs[path] = slug

    def read(self, document: Document) -> PageText:
        return reading.read(document, self.site, self.rules, self.reader.address)

    def place(self, text: PageText, page: Page | None) -> tuple[Page, dict[str, Any], list[dict[str, object]]]:
        """The row, its entry in the report, and the spans of the file."""
        document, tree = text.document, text.tree
        old_url = self.site.former_path(document, None)
        if own := own_key.parts(document):
            row = self._read_back(own, text, page)
        else:
            row = self._make(text, page)
            self._redirect(old_url, row, text)
        spans, size = account(document, tree, reading.USED)
        entry = {
            "path": document.path,
            "old_url": old_url,
            "new_url": row.get_absolute_url(),
            "title": row.title,
            "status": row.status,
            "doubts": [doubt.as_dict() for doubt in sorted(dict.fromkeys(tree.doubts), key=lambda one: one.line)],
            "bytes": size,
        }
        return row, entry, spans

    def _read_back(self, own: tuple[Fact, str], text: PageText, page: Page | None) -> Page:
        """Of a file that this site exported."""
        front, body = own
        other = own_pages.here_already(front, page)
        own_key.settle(text.tree, text.document, other="page" if other else "")
        pictures = self.site.shared.pictures if self.site.shared else {}
        return other or own_pages.make(front, body, pictures, page, self.site.page_slugs[text.document.path])

    def _make(self, text: PageText, page: Page | None) -> Page:
        tree, row, slug = text.tree, page or Page(), self.site.page_slugs[text.document.path]
        base = addresses.slug_of(self.site.page_url(text.document), text.document.name)
        if slug != base:
            tree.doubt(1, "two pages with one address", f"{base} → {slug}")
        row.title = text.title
        if len(text.title) > LONGEST_TITLE:
            row.title = shorten(text.title, LONGEST_TITLE)
            tree.doubt(text.title_line, "title cut", text.title)
        row.slug = slug
        row.body = self.lookups.with_pictures(text.markdown, tree)
        row.status = Status.PUBLISHED if text.is_public else Status.DRAFT
        row.publish_at = text.moment or row.publish_at or (timezone.now() if text.is_public else None)
        row.created = text.moment or row.created
        row.full_clean(exclude=["uid"])
        row.save()
        if changed := text.changed or text.moment:
            Page.objects.filter(pk=row.pk).update(modified=changed)
        return row

    def _redirect(self, old_url: str, row: Page, text: PageText) -> None:
        """From every address under which the former server gave the page."""
        kept = redirects.kept(text.document, self.site, text.tree)
        FormerAddress.objects.lead(kept, row)
        old, new = unquote(old_url), unquote(row.get_absolute_url())
        if not old or old == new:
            return
        if self.site.page_url(text.document) == "/":
            text.tree.doubt(1, "words of the home page: they are a page of their own now", new)
            return
        if _is_in_use(old):
            text.tree.doubt(text.document.front.line("permalink"), "former address that this site uses itself", old)
        FormerAddress.objects.lead([path for path in addresses.answered(old) if path != new], row)


def _is_in_use(path: str) -> bool:
    """Whether a page of this site's own stands there, one that is no row."""
    for said in (path, f"{path}/"):
        try:
            if not resolve(said).kwargs:
                return True
        except Resolver404:
            continue
    return False
