"""A tree -> the rows of one post."""

from typing import Any

from blog.annotations.models import Target
from blog.core.markdown import BlockKind, render
from blog.core.publishing import Status as Publication
from blog.core.text import shorten
from blog.exchange.jekyll import excerpts, pictures, titles
from blog.exchange.jekyll.annotating import Annotator, Placed, quoted
from blog.exchange.jekyll.clippings import WHERE, Clipping, Place, clip, target
from blog.exchange.jekyll.guessing import Around, words_before
from blog.exchange.jekyll.marked import around
from blog.exchange.jekyll.tree import Embed, Include, Passage, Prose, Remark, Source
from blog.images.models import Image
from blog.posts.models import Block, Category, Post, Series, Tagging

OWN_WHERE = {BlockKind.TABLE: "table", BlockKind.HEADING: "heading"}
LONGEST_TITLE, LONGEST_DEK, LONGEST_QUOTE = 300, 1000, 2000


class Placer(Annotator):
    """Makes the rows in the caller's transaction."""

    def place(self, post: Post | None = None) -> Placed:
        post = post or (Post(created=self.draft.moment) if self.draft.moment else Post())
        placed = Placed(post)
        for section in self.tree.sections:
            match section:
                case Prose():
                    self._prose(section)
                case Include():
                    self._include(section)
                case Source():
                    self._source(section, placed)
        self._excerpt(post)
        self._post(post)
        for position, block in enumerate(self.blocks):
            block.post, block.position = post, position
        Block.objects.bulk_create(self.blocks)
        self._annotate(placed)
        placed.rows = {
            "annotations": self.made,
            "captures": [clipping.capture.pk for clipping in self.clippings if clipping.capture],
            "articles": [clipping.article.pk for clipping in self.clippings],
        }
        return placed

    def _post(self, post: Post) -> None:
        draft, is_new = self.draft, post.pk is None
        post.title = shorten(draft.title, LONGEST_TITLE) if len(draft.title) > LONGEST_TITLE else draft.title
        if len(draft.title) > LONGEST_TITLE:
            self.tree.doubt(draft.title_line, "title cut", draft.title)
        post.author = self.lookups.author
        post.publish_at = draft.moment
        post.feed_id = post.feed_id or draft.feed_id
        post.updated_at = draft.changed
        lead = self.lookups.picture(draft.lead, "", self.tree, is_decorative=True) if draft.lead else None
        post.lead_image = lead
        post.status = Publication.PUBLISHED if draft.is_public and draft.moment else Publication.DRAFT
        found = titles.series_of(draft.title, self.lookups.rules)
        post.series = self.lookups.group(Series, found.name) if found else None
        post.part = found.part if found else None
        if not is_new:
            self.lookups.parts = {part: known for part, known in self.lookups.parts.items() if known[0] != post.pk}
        if found:
            self._check_part(post, found)
        post.slug = self._slug(post)
        post.save()
        self.lookups.addresses[post.year, post.month, post.slug] = post.pk
        if found:
            self.lookups.parts[post.series_id, post.part] = (post.pk, post.title)
        categories = dict.fromkeys(self.lookups.group(Category, name).pk for name in draft.categories)
        if not is_new:
            post.categories.clear()
            Tagging.objects.filter(content_object=post).delete()
        filed = Post.categories.through
        filed._default_manager.bulk_create(filed(post_id=post.pk, category_id=pk) for pk in categories)
        tags = self.lookups.tags(draft.tags)
        Tagging.objects.bulk_create(Tagging(tag_id=pk, content_object_id=post.pk) for pk in tags)

    def _check_part(self, post: Post, found: titles.InSeries) -> None:
        line = self.draft.title_line
        if found.oddity:
            self.tree.doubt(line, "part of a series", found.oddity)
        pk, title = self.lookups.parts.get((post.series_id, post.part), (post.pk, ""))
        if pk != post.pk and post.part is not None:
            self.tree.doubt(
                line, "two posts are the same part of a series", f"{post.series}, part {post.part}: {title}"
            )

    def _slug(self, post: Post) -> str:
        base = self.draft.slug
        if self.draft.moment is None:
            return base
        post.slug = base
        post._place()
        slug, n = base, 1
        while self.lookups.addresses.get((post.year, post.month, slug), post.pk) != post.pk:
            n += 1
            slug = f"{base}-{n}"
        if n > 1:
            self.tree.doubt(1, "two posts with one address", f"{base} → {slug}")
        return slug

    def _excerpt(self, post: Post) -> None:
        """Somebody else's words become the pull quote, one's own the dek."""
        excerpt, site, rules = self.draft.excerpt, self.lookups.site, self.lookups.rules
        texts = [clipping.capture.plain for clipping in self.clippings if clipping.capture] if excerpt else []
        found = excerpts.read(excerpt, " ".join(texts), [*site.handles, *rules.handles])
        post.dek = self._cut(found.own or self.draft.dek, LONGEST_DEK)
        post.pull_quote, post.pull_quote_by = self._cut(found.words, LONGEST_QUOTE), shorten(found.by, LONGEST_TITLE)
        if found.oddity:
            self.tree.doubt(self.draft.excerpt_line, found.oddity, excerpt)

    def _cut(self, text: str, limit: int) -> str:
        if len(text) <= limit:
            return text
        self.tree.doubt(self.draft.excerpt_line, "excerpt cut", text)
        return shorten(text, limit)

    def _prose(self, prose: Prose) -> None:
        """A picture alone in its paragraph becomes a block of its own."""
        run: list[str] = []
        for paragraph in prose.markdown.split("\n\n") if self.tree.pictures else [prose.markdown]:
            picture = pictures.alone(paragraph) if self.tree.pictures else None
            image = self._picture(*picture) if picture else None
            if image is None:
                run.append(paragraph)
                continue
            self._words("\n\n".join(run), prose.line)
            self.blocks.append(Block(kind=Block.Kind.IMAGE, image=image))
            run = []
        self._words("\n\n".join(run), prose.line)

    def _picture(self, alt: str, url: str) -> Image | None:
        path = self.tree.pictures.get(url)
        return self.lookups.picture(path, alt, self.tree) if path else None

    def _with_pictures(self, markdown: str) -> str:
        return self.lookups.with_pictures(markdown, self.tree)

    def _words(self, text: str, line: int) -> None:
        markdown, needed, _ = self.notes.closure(self._with_pictures(text), line)
        if not markdown.strip():
            return
        self.blocks.append(Block(kind=Block.Kind.PROSE, prose=markdown))
        if not needed:
            return
        rendered = render(markdown)
        names = {self.notes.name(found): found for found in needed}
        for reference in rendered.references:
            found = names.get(reference.label)
            if found is None:
                continue
            if reference.note >= 0:
                self.in_notes.add(found.key)
                continue
            block = rendered.blocks[reference.block]
            where = OWN_WHERE.get(block.kind, "prose")
            near = Around(*around(markdown, reference), where=where if where != "prose" else "", note=found.body[:300])
            words = words_before(rendered.text, reference.offset, block.start, near)
            self.in_prose.setdefault(found.key, []).append(quoted(rendered.text, words, where))

    def _include(self, include: Include) -> None:
        snippet = self.lookups.snippets.get(include.name)
        if snippet is not None:
            self.blocks.append(Block(kind=Block.Kind.SNIPPET, snippet=snippet))

    def _source(self, source: Source, placed: Placed) -> None:
        if not source.passages and not source.is_shown:
            self._prose(Prose(_as_prose(source), source.line, source.end_line))
            self.tree.doubt(source.line, "source without text kept as a link", source.headline)
            return
        for passage in source.passages:
            passage.markdown = self._with_pictures(passage.markdown)
        clipping = self._clip(source, placed)
        if source.is_shown:
            self._video(clipping.article)
        self._parts(source, clipping, placed)
        for place in clipping.places:
            found = self.notes.meant(place.label, place.line)
            if found:
                self._aim(found, place, clipping)

    def _clip(self, source: Source, placed: Placed) -> Clipping:
        clipping = clip(source, self.tree, self.lookups, self.notes)
        self.clippings.append(clipping)
        article = clipping.article
        placed.articles.append(
            {
                "headline": article.headline,
                "url": article.url,
                "publisher": article.publisher.name if article.publisher else None,
                "authors": clipping.authors,
                "dates_printed": article.dates_printed,
                "published_at": article.published_at.isoformat() if article.published_at else None,
                "modified_at": article.modified_at.isoformat() if article.modified_at else None,
                "kind": article.kind,
                "passages": len(clipping.rows),
            }
        )
        return clipping

    def _video(self, article: Any) -> None:
        if article.kind == "video":
            self.blocks.append(Block(kind=Block.Kind.VIDEO, video=article))
        else:
            self.tree.doubt(1, "video of an article known as something else", article.url)

    def _parts(self, source: Source, clipping: Clipping, placed: Placed) -> None:
        """Excerpts, divided where something of the blogger's stands between the passages."""
        run: list[int] = []
        index = -1
        for part in source.parts:
            match part:
                case Passage():
                    index += 1
                    if index in clipping.ranges:
                        run.append(index)
                case Remark():
                    self._remark(part, source, index, clipping)
                case _:
                    self._run(run, source, clipping)
                    run = []
                    if isinstance(part, Prose):
                        self._prose(part)
                    elif isinstance(part, Include):
                        self._include(part)
                    elif isinstance(part, Embed):
                        self._embed(part, placed)
        self._run(run, source, clipping)

    def _run(self, run: list[int], source: Source, clipping: Clipping) -> None:
        if not run or clipping.capture is None:
            return
        first, last = clipping.ranges[run[0]][0], clipping.ranges[run[-1]][1]
        is_whole = first == 0 and last == len(clipping.rows) - 1
        self.blocks.append(
            Block(
                kind=Block.Kind.EXCERPT,
                capture=clipping.capture,
                first_passage=None if is_whole else first,
                last_passage=None if is_whole else last,
            )
        )

    def _embed(self, embed: Embed, placed: Placed) -> None:
        source = Source(embed.title[:500], embed.url, "video", embed.line, embed.end_line, is_shown=True)
        self._video(self._clip(source, placed).article)

    def _remark(self, remark: Remark, source: Source, index: int, clipping: Clipping) -> None:
        """Said beside the whole passage before it."""
        if clipping.capture is None or index not in clipping.ranges:
            self._prose(Prose(remark.markdown, remark.line, remark.end_line))
            return
        first, last = clipping.ranges[index]
        start, end = clipping.rows[first][0], clipping.rows[last][1]
        where = WHERE.get(source.passages[index].role, "article")
        place = Place("", remark.line, Target.Part.TEXT, start, end, where)
        self.remarks.append((remark, target(place, clipping), where))


def _as_prose(source: Source) -> str:
    by = ", ".join(person.name for person in source.people)
    said = " · ".join(text for text in (by, source.dates_printed) if text)
    head = f"{'#' * (source.level or 2)} [{source.headline}]({source.url})"
    return f"{head}\n\n{said}" if said else head
