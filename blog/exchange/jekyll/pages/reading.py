"""A page's file -> its title and text, without the database. All of it is the blogger's own words."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils import timezone

from blog.exchange.jekyll import body, dates, front_matter, headings, marks
from blog.exchange.jekyll.chunks import DEFINITION, Chunk, Kind
from blog.exchange.jekyll.documents import Document
from blog.exchange.jekyll.draft import report_oddities
from blog.exchange.jekyll.front_matter import FrontMatter
from blog.exchange.jekyll.liquid import Liquid, page_values
from blog.exchange.jekyll.marks import MARK, Notes
from blog.exchange.jekyll.pages import addresses
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.suspicion import weigh_notes
from blog.exchange.jekyll.tree import Definition, Line, Prose, Tree

USED = frozenset({"redirect_from", "title", "date", "last_modified_at", "permalink", "published", "layout"})
_ELEMENT = re.compile(r"</?[a-zA-Z][^<>]*>")
_SHOWN = re.compile(r"!\[|<(?:img|iframe|video|audio|picture|svg)\b", re.IGNORECASE)
_LOOP = re.compile(
    r"<!-- \{%-?\s*(for|tablerow|capture)\b(?:(?!<!-- \{%-?\s*\1\b).)*?<!-- \{%-?\s*end\1\b[^>]*-->", re.DOTALL
)
_WORD = re.compile(r"\w")
MOST_LOOPS = 20  # of them inside each other


@dataclass
class PageText:
    """`why_raw` says why no page comes of it; empty where one does."""

    document: Document
    tree: Tree
    title: str
    title_line: int
    markdown: str
    moment: dt.datetime | None
    changed: dt.datetime | None
    is_public: bool
    why_raw: str = ""
    relatives: list[str] = field(default_factory=list)


class PageLiquid(Liquid):
    """A page has no blocks: what it includes becomes part of its text."""

    def _include(self, rest: str, line: Line, depth: int = 0) -> list[Line]:
        found = super()._include(rest, line, depth)
        if len(found) != 1 or not found[0].include:
            return found
        return [Line(piece, line.number) for piece in self.includes[found[0].include].split("\n")]


def read(document: Document, site: Site, rules: Rules, address: Callable[[str], str]) -> PageText:
    """Raises nothing, whatever the text. `address` gives the address of another file of the site."""
    tree, front = Tree(), document.front
    tags, categories = (front_matter.names(front, *keys)[0] for keys in (("tags", "tag"), ("categories", "category")))
    page = page_values(document, site, None)
    liquid = PageLiquid(site, tree, document.path, tags, categories, address, page)
    report_oddities(document, tree, rules)
    _report_homeless(front, tree)
    found = [chunk for chunk in body.blocks(document, site, liquid, address) if chunk.kind is not Kind.RELATIVE]
    definitions = [chunk for chunk in found if chunk.kind is Kind.DEFINITION]
    for definition, chunk in zip(tree.definitions, definitions, strict=True):
        definition.body = f"{_signature(definition, chunk)}{definition.body}"
    words = [chunk for chunk in found if chunk.kind is not Kind.DEFINITION]
    title, line, words = _title(document, rules, tree, words)
    tree.sections = [Prose(chunk.source, chunk.line, chunk.end_line) for chunk in words]
    weigh_notes(tree)
    tree.spans += [(chunk.line, chunk.end_line, "page") for chunk in words]
    is_public = not front.is_unpublished and not addresses.is_left_out(document.path, site.config)
    if not is_public and not front.is_unpublished:
        tree.doubt(1, "page that Jekyll passes over: imported as a draft", document.path)
    return PageText(
        document=document,
        tree=tree,
        title=title,
        title_line=line,
        markdown=_with_notes(words, tree),
        moment=_moment(front, "date", site, tree),
        changed=_moment(front, "last_modified_at", site, tree),
        is_public=is_public,
        why_raw=_why_raw(document, site, tree, words),
        relatives=liquid.relatives,
    )


def _why_raw(document: Document, site: Site, tree: Tree, words: list[Chunk]) -> str:
    url = site.page_url(document)
    if PurePosixPath(url).stem == "404":
        return "the page for addresses that do not exist: this site has its own"
    if addresses.is_for_programs(url):
        return "a file for programs, not for readers"
    if not _says_something("\n\n".join(chunk.source for chunk in words)):
        return "no words of its own: its layout or its Liquid makes the page"
    is_logic = any(doubt.what == "unknown Liquid" for doubt in tree.doubts)
    if is_logic and not _says_something("\n\n".join(c.source for c in words if c.kind is not Kind.HEADING)):
        return "nothing but headings around Liquid, which makes the page"
    return ""


def _says_something(markdown: str) -> bool:
    """Whether anything is left for readers without what Liquid repeats, comments and bare elements."""
    for _ in range(MOST_LOOPS):
        markdown, count = _LOOP.subn("", markdown)
        if not count:
            break
    shown = _without_comments(markdown)
    return bool(_SHOWN.search(shown) or _WORD.search(_ELEMENT.sub("", shown)))


def _without_comments(markdown: str) -> str:
    """One that does not end goes on to the end."""
    first, *rest = markdown.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


def _title(document: Document, rules: Rules, tree: Tree, words: list[Chunk]) -> tuple[str, int, list[Chunk]]:
    """The title, its line, and the text; a heading that opens the text and becomes the title leaves it."""
    front = document.front
    typed = front.values.get("title") or ""
    title = " ".join((" ".join(map(str, typed)) if isinstance(typed, list) else str(typed)).split())
    line = front.line("title")
    if title.lower() in rules.unfilled_titles:
        tree.doubt(line, "title of a template", title)
    if title:
        return title, line, words
    for chunk in words:
        if chunk.kind is Kind.HEADING and (title := headings.plain(MARK.sub("", chunk.text)).strip()):
            line = chunk.line
            if chunk is words[0] and not MARK.search(chunk.text) and "](" not in chunk.text:
                tree.spans.append((chunk.line, chunk.end_line, "title"))
                words = words[1:]
            break
    title = title or " ".join(re.split(r"[-_\s]+", document.name)).strip() or "Page"
    tree.doubt(line, "no title", title)
    return title, line, words


def _moment(front: FrontMatter, key: str, site: Site, tree: Tree) -> dt.datetime | None:
    """Jekyll shows a page whatever its date: one in the future counts as today's."""
    written = front.text(key)
    if not written:
        return None
    found = dates.read(written, site.zone)
    if found is None:
        tree.doubt(front.line(key), "date", f"the date “{written}” cannot be read")
        return None
    if found.oddity:
        tree.doubt(front.line(key), "date", found.oddity)
    if found.moment > timezone.now():
        tree.doubt(front.line(key), "date in the future: a page has none", found.moment.isoformat())
        return None
    return found.moment


def _report_homeless(front: FrontMatter, tree: Tree) -> None:
    """What a post would have a place for, and a page has not."""
    for key in sorted(front_matter.USED - USED):
        value = front.values.get(key)
        if value:
            said = ", ".join(map(str, value)) if isinstance(value, list) else value
            tree.doubt(front.line(key), "front matter that a page has no place for", f"{key}: {said}")


def _signature(definition: Definition, chunk: Chunk) -> str:
    """Who speaks in a note, as typed before its text."""
    if definition.handle:
        return f"@{definition.handle}: "
    match = DEFINITION.match(chunk.lines[0])
    typed, first = match[2].strip() if match else "", definition.body.split("\n", 1)[0]
    if definition.attribution and typed.endswith(first):
        return typed.removesuffix(first)
    return f"**{definition.attribution}**: " if definition.attribution else ""


def _with_notes(words: list[Chunk], tree: Tree) -> str:
    """The text, and below it every note under a label of its own; marks that mean nothing are taken out."""
    notes = Notes(tree.definitions)
    used: set[str] = set()

    def relabelled(text: str, line: int) -> str:
        names: dict[str, str] = {}
        for label in dict.fromkeys(marks.labels(text)):
            found = notes.meant(label, line)
            if found:
                used.add(found.key)
                names[label] = notes.name(found)
            elif marks.NUMBERED.fullmatch(label):
                names[label] = ""
        return marks.relabel(text, names)

    pieces = [relabelled(chunk.source, chunk.line) for chunk in words]
    for found in notes.all:
        said = relabelled(found.body, found.line).replace("\n", "\n    ")
        pieces.append(f"[^{notes.name(found)}]: {said}")
    for found in notes.all:
        if found.key not in used:
            tree.doubt(found.line, "note without a mark", f"[^{found.label}]: {found.body}")
    return "\n\n".join(piece for piece in pieces if piece.strip())
