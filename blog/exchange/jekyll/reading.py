"""The parser's stage as a whole: a file -> a tree, without the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from blog.core.markdown import MarkdownTooLong, Rendered, render
from blog.core.text import clean
from blog.exchange.jekyll import body
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.draft import Draft, draft_of
from blog.exchange.jekyll.liquid import Liquid, page_values
from blog.exchange.jekyll.marked import Marked, with_stand_ins
from blog.exchange.jekyll.marks import Notes
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Prose, Source, Tree


@dataclass
class Prepared:
    """A file read and understood; `rendered` spares the placing stage the rendering."""

    document: Document
    draft: Draft
    tree: Tree
    includes: dict[str, str] = field(default_factory=dict)
    relatives: list[str] = field(default_factory=list)
    rendered: dict[str, Rendered] = field(default_factory=dict)


class Reader:
    """Makes trees of the files of one site."""

    def __init__(self, site: Site, rules: Rules) -> None:
        self.site, self.rules = site, rules
        self.addresses: dict[str, str] = {}

    def read(self, path: str) -> Prepared:
        document, tree = self.site.document(path), Tree()
        draft = draft_of(document, self.site, self.rules, tree)
        page = page_values(document, self.site, draft.moment)
        liquid = Liquid(self.site, tree, path, draft.tags, draft.categories, self.address, page)
        body.parse(document, self.site, self.rules, liquid, self.address)
        if not draft.title:
            draft.title = next((s.headline for s in tree.sources), "") or document.slug.replace("-", " ")
            tree.doubt(draft.title_line, "no title", draft.title)
        return Prepared(document, draft, tree, liquid.includes, liquid.relatives)

    def address(self, path: str) -> str:
        """Of a file of the site: the new page's, or the former one's where there is no new page."""
        if path not in self.addresses:
            document, moment = self.site.light(path)
            if document.kind == "post" and moment and path in self.site.paths:
                local = moment.astimezone(timezone.get_default_timezone())
                arguments = [f"{local.year:04d}", f"{local.month:02d}", document.new_slug]
                self.addresses[path] = reverse("website:post", args=arguments)
            elif path in self.site.page_slugs and self.site.page_url(document) != "/":
                self.addresses[path] = reverse("website:page", args=[self.site.page_slugs[path]])
            elif document.kind == "page" and self.site.page_url(document) == "/":
                self.addresses[path] = reverse("website:home")
            else:
                self.addresses[path] = f"{self.site.root}{self.site.former_path(document, moment)}" or "#"
        return self.addresses[path]


def read(reader: Reader, path: str) -> Prepared | Exception:
    """What could not be read is its exception."""
    try:
        return reader.read(path)
    except Exception as error:
        return error


def read_with_texts(reader: Reader, path: str) -> Prepared | Exception:
    """Ready to travel, its long texts rendered."""
    prepared = read(reader, path)
    if isinstance(prepared, Prepared):
        prepared.rendered = {text: render(text) for text in _texts(prepared.tree)}
        prepared.document.forget_text()
    return prepared


def _texts(tree: Tree) -> Iterable[str]:
    """The long ones that placing will render."""
    notes = Notes(tree.definitions)
    for piece in tree.walk():
        try:
            if isinstance(piece, Prose):
                yield clean(notes.closure(piece.markdown, piece.line)[0])
            elif isinstance(piece, Source) and piece.passages:
                marked = Marked.of(piece)
                yield marked.text
                if marked.references:
                    yield with_stand_ins(marked.source)
        except MarkdownTooLong:
            continue
