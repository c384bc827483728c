"""The site as a Jekyll site: a folder that Jekyll builds, and that `import_jekyll` reads back to the same rows.

What only editors may see (drafts, what is withdrawn or scheduled, passages that are not quoted, unused rows) goes into
`_drafts` and `_private`, which Jekyll does not build and the folder's .gitignore keeps out of a repository; with
`public_only` it is left out. Accounts' passwords, addresses and rights, the history, and the raw files of earlier
imports are not written.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Author, Byline, Capture, Passage, Publisher
from blog.exchange.export_folder import ExportFolder, as_json
from blog.exchange.own import pages as own_pages
from blog.exchange.own import posts as own_posts
from blog.exchange.own import shared
from blog.exchange.own.body import Material
from blog.exchange.own.facts import Fact
from blog.exchange.own.posts import KEY, File, hidden_fact
from blog.exchange.own.sources import article_fact, capture_fact, capture_key, target_fact
from blog.images.models import Image, Rendition
from blog.posts.models import Block, Category, FormerAddress, Page, Post, Series, Snippet, Tagging
from blog.posts.visibility import public_annotations, public_authors, public_publishers
from blog.tags.models import Tag

BATCH = 40
SHARED, PRIVATE = "_data/commentary.json", "_private/commentary.json"
LONGEST_FILE_NAME = 200  # bytes, of the 255 that most disks take
IGNORED = "_site/\n.jekyll-cache/\n# Not for readers: drafts, and what is not quoted.\n_drafts/\n_private/\n"
GEMFILE = 'source "https://rubygems.org"\ngem "jekyll", "~> 4.3"\ngem "minima"\ngem "jekyll-redirect-from"\n'
INDEX = "---\nlayout: home\n---\n"


class _Dumper(yaml.CSafeDumper):
    """Writes what is equal twice rather than pointing at it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@dataclass
class JekyllExport:
    """`queryset` says which posts, `row` what becomes of one; `write` does it."""

    folder: Path
    public_only: bool = False
    progress: Callable[[int, int], None] = lambda done, total: None
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.now = timezone.now()
        self.people = shared.people_keys()
        slugs = Counter(Post.objects.exclude(pk__in=Post.objects.published(self.now)).values_list("slug", flat=True))
        self.twins = {slug for slug, count in slugs.items() if count > 1}  # of posts that are not public
        self.out = ExportFolder(self.folder)
        self.pictures: dict[bool, dict[str, str]] = {True: {}, False: {}}  # public or not: name -> stored path

    def queryset(self) -> QuerySet[Post]:
        posts = Post.objects.published(self.now) if self.public_only else Post.objects.all()
        return posts.order_by("publish_at", "pk")

    def row(self, post: Post, file: File) -> tuple[str, str]:
        """The path and the text of the post's file."""
        day = timezone.localtime(post.publish_at, timezone.get_default_timezone()) if post.publish_at else None
        name = post.slug
        if len(name.encode()) > LONGEST_FILE_NAME:
            name, file.front = post.uid, {"slug": post.slug, **file.front}
        path = f"_drafts/{name}.md"
        if self._is_public(post) and day:
            path = f"_posts/{day.year}/{day:%Y-%m-%d}-{name}.md"
        elif post.slug in self.twins:
            path = f"_drafts/{name}-{post.uid}.md"
        return path, _file(file.front, file.body)

    def write(self) -> None:
        """Raises NotEmpty. Files of an earlier export that are none of this one are taken away."""
        self.out.open()
        pks = list(self.queryset().values_list("pk", flat=True))
        done = 0
        for first in range(0, len(pks), BATCH):
            some = pks[first : first + BATCH]
            for post, file in self._batch(some):
                path, text = self.row(post, file)
                self.out.put(path, text)
                if file.private and not self.public_only:
                    self.out.put(f"_private/{post.uid}.json", as_json(file.private))
                self.pictures[self._is_public(post)].update(file.pictures)
                self.counts["posts"] += path.startswith("_posts")
                self.counts["drafts"] += path.startswith("_drafts")
                self.counts["notes"] += len(file.front[KEY]["annotations"])
            done += len(some)
            self.progress(done, len(pks))
        hidden = self._pages()
        self._shared(hidden)
        self._site()
        self.out.close()

    # posts

    def _is_public(self, row: Post | Page) -> bool:
        return row.status == Post.Status.PUBLISHED and row.publish_at is not None and row.publish_at <= self.now

    def _batch(self, pks: list[int]) -> Iterator[tuple[Post, File]]:
        bylines = Byline.objects.select_related("author")
        posts = (
            self.queryset()
            .filter(pk__in=pks)
            .select_related("author", "series", "lead_image")
            .prefetch_related("former_addresses", "corrections")
        )
        blocks: dict[int, list[Block]] = defaultdict(list)
        for block in (
            Block.objects.filter(post__in=pks)
            .order_by("post", "position", "pk")
            .select_related("capture__article__publisher", "video__publisher", "image", "snippet")
            .prefetch_related(Prefetch("capture__article__bylines", bylines), Prefetch("video__bylines", bylines))
        ):
            blocks[block.post_id].append(block)
        captures = {block.capture_id for found in blocks.values() for block in found if block.capture_id}
        passages: dict[int, list[Passage]] = defaultdict(list)
        for passage in Passage.objects.filter(capture__in=captures).order_by("capture", "position"):
            passages[passage.capture_id].append(passage)
        targets = _targets(Target.objects.filter(capture__in=captures))
        tags, categories = _names(Tagging, pks), _categories(pks)
        for post in posts:
            in_order = dict.fromkeys(block.capture_id for block in blocks[post.pk])
            aimed = [target for pk in in_order for target in targets[pk or 0]]
            public = [t for t in aimed if t.annotation.state == Annotation.State.PUBLISHED]
            material = Material(post, blocks[post.pk], {pk: passages[pk] for pk in in_order if pk}, public)
            yield post, own_posts.written(material, aimed, self.people, tags[post.pk], categories[post.pk])

    # pages

    def _pages(self) -> list[Fact]:
        """Into the root of the site; the facts of those that readers do not see."""
        names: set[str] = set()
        hidden = []
        for page in Page.objects.order_by("pk").prefetch_related("former_addresses"):
            if not self._is_public(page):
                hidden.append(own_pages.hidden_fact(page, self.pictures[False]))
                continue
            name = own_pages.file_name(page, names)
            names.add(name.casefold())
            self.out.put(name, _file(*own_pages.written(page, self.pictures[True])))
            self.counts["pages"] += 1
        return hidden

    # what posts share

    def _shared(self, pages: list[Fact]) -> None:
        public, hidden = self._facts()
        self.out.put(SHARED, as_json(public))
        if not self.public_only:
            hidden.update(self._leftovers() | {"pages": pages})
            self.out.put(PRIVATE, as_json({kind: found for kind, found in hidden.items() if found}))
        for is_public, pictures in self.pictures.items():
            for name, path in pictures.items():
                if is_public or not (self.public_only or name in self.pictures[True]):
                    self.out.copy(path, f"{_folder(shared.FOLDER, is_public=is_public)}/{name}")

    def _facts(self) -> tuple[Fact, Fact]:
        published = Post.objects.published(self.now)
        blocks = Block.objects.filter(post__in=published)
        noted = public_annotations(self.now).order_by()
        people = Q(pk__in=published.order_by().values("author")) | Q(pk__in=noted.values("annotator"))
        public: Fact = {"version": own_posts.VERSION}
        hidden: Fact = {}

        def divide(kind: str, rows: QuerySet[Any], shown: QuerySet[Any], fact: Callable[[Any, bool], Fact]) -> None:
            pks = set(shown.order_by().values_list("pk", flat=True))
            public[kind] = [fact(row, True) for row in rows if row.pk in pks]
            if not self.public_only:
                hidden[kind] = [fact(row, False) for row in rows if row.pk not in pks]

        everybody = User.objects.order_by("pk")
        divide("people", everybody, User.objects.filter(people), self._person)
        if not self.public_only:
            hidden["people"] += [shared.login_fact(user, self.people[user.pk]) for user in everybody]
        publishers = Publisher.objects.order_by("pk").prefetch_related("hosts")
        divide("publishers", publishers, public_publishers(self.now), shared.publisher_fact)
        divide("authors", Author.objects.order_by("pk"), public_authors(self.now), shared.author_fact)
        tags = Tag.objects.order_by("pk").prefetch_related("aliases")
        tagged = Tagging.objects.filter(content_object__in=published)
        divide("tags", tags, Tag.objects.filter(pk__in=tagged.values("tag")), shared.tag_fact)
        filed = published.order_by().values("categories")
        divide("categories", Category.objects.order_by("pk"), Category.objects.filter(pk__in=filed), shared.group_fact)
        parts = published.order_by().values("series")
        divide("series", Series.objects.order_by("pk"), Series.objects.filter(pk__in=parts), shared.group_fact)
        places = FormerAddress.objects.exclude(address="").order_by("path")
        divide("places", places, places, shared.place_fact)
        snippets = Snippet.objects.filter(pk__in=blocks.values("snippet"))
        divide("snippets", Snippet.objects.order_by("pk"), snippets, self._snippet)
        in_texts = self.pictures[True].values()
        leads = published.order_by().values("lead_image")
        shown = Q(pk__in=blocks.values("image")) | Q(pk__in=leads) | Q(file__in=in_texts)
        images = Image.objects.filter(shown | Q(pk__in=Rendition.objects.filter(file__in=in_texts).values("image")))
        divide("images", Image.objects.order_by("pk"), images, self._image)
        return public, hidden

    def _person(self, user: User, is_public: bool) -> Fact:
        fact = shared.person_fact(user, self.people[user.pk])
        if stored := user.portrait.name:
            fact["portrait"] = f"{_folder(shared.PORTRAITS, is_public=is_public)}/{PurePosixPath(stored).name}"
            self.out.copy(stored, fact["portrait"])
        return fact

    def _snippet(self, snippet: Snippet, is_public: bool) -> Fact:
        path = f"{_folder(shared.INCLUDES, is_public=is_public)}/{snippet.name}.md"
        self.out.put(path, shared.snippet_text(snippet, self.pictures[is_public]))
        return {**shared.snippet_fact(snippet), "file": path}

    def _image(self, image: Image, is_public: bool) -> Fact:
        path = str(image.file.name)
        name = PurePosixPath(path).name
        self.pictures[is_public][name] = path
        return {**shared.image_fact(image), "file": f"{_folder(shared.FOLDER, is_public=is_public)}/{name}"}

    def _leftovers(self) -> Fact:
        """Articles, captures and annotations that no post shows."""
        blocks = Block.objects.order_by()
        captures = Capture.objects.exclude(pk__in=blocks.exclude(capture=None).values("capture")).order_by("pk")
        shown = Q(captures__blocks__isnull=False) | Q(video_blocks__isnull=False)
        lone = Article.objects.exclude(pk__in=Article.objects.filter(shown).values("pk"))
        articles = Article.objects.filter(Q(pk__in=lone) | Q(captures__in=captures)).distinct().order_by("pk")
        found: dict[int, Fact] = {}
        texts: dict[str, str] = {}
        bylines = Prefetch("bylines", Byline.objects.select_related("author"))
        for article in articles.select_related("publisher").prefetch_related(bylines):
            found[article.pk] = article_fact(article)
        for capture in captures.select_related("article").prefetch_related("passages"):
            passages = sorted(capture.passages.all(), key=lambda passage: passage.position)
            found[capture.article_id].setdefault("captures", []).append(capture_fact(capture, passages))
            texts[capture_key(capture)] = capture.text
        aimed: dict[int, list[Target]] = defaultdict(list)
        for targets in _targets(Target.objects.filter(capture__in=captures)).values():
            for target in targets:
                aimed[target.annotation_id].append(target)
        notes = Annotation.objects.filter(Q(pk__in=aimed) | Q(targets=None)).select_related("annotator").order_by("pk")
        annotations = [
            hidden_fact(note, [target_fact(one, one.capture) for one in aimed[note.pk]], self.people)
            for note in notes.prefetch_related("corrections")
        ]
        return {"articles": list(found.values()), "captures": texts, "annotations": annotations}

    # files

    def _site(self) -> None:
        owner = User.objects.filter(posts__isnull=False).order_by("-is_superuser", "pk").first()
        author: Fact = {"name": owner.public_name} if owner else {"name": settings.SITE_OWNER}
        if owner and owner.handle:
            author["username"] = owner.handle
        config: Fact = {
            "title": settings.SITE_NAME,
            "description": settings.SITE_MOTTO,
            "url": f"https://{settings.SITE_AUTHORITY.partition(',')[0]}",
            "baseurl": "",
            "timezone": settings.TIME_ZONE,
            "permalink": "/:year/:month/:title/",
            "author": author,
            "theme": "minima",
            "plugins": ["jekyll-redirect-from"],
            "future": False,
            "exclude": ["_private", "Gemfile", "Gemfile.lock"],
        }
        if owner:
            config[KEY] = {"owner": self.people[owner.pk]}
        text = yaml.dump(config, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
        for path, said in (("_config.yml", text), (".gitignore", IGNORED), ("Gemfile", GEMFILE), ("index.html", INDEX)):
            self.out.put_once(path, said)


def _file(front: Fact, body: str) -> str:
    head = yaml.dump(front, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=None)
    return f"---\n{head}---\n\n{body}\n"


def _folder(path: str, *, is_public: bool) -> str:
    """Hidden files of a kind have a folder of their own, which is kept from Jekyll and from repositories."""
    return path if is_public else f"_private/{path.rpartition('/')[2].lstrip('_')}"


def _targets(targets: QuerySet[Target]) -> dict[int, list[Target]]:
    """By capture."""
    found: dict[int, list[Target]] = defaultdict(list)
    related = targets.select_related("annotation__annotator", "capture__article")
    for target in related.prefetch_related("annotation__corrections").order_by("start", "end", "pk"):
        found[target.capture_id].append(target)
    return found


def _names(through: Any, posts: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = through.objects.filter(content_object__in=posts).order_by("pk")
    for post, name in rows.values_list("content_object_id", "tag__name"):
        found[post].append(name)
    return found


def _categories(posts: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Post.categories.through._default_manager.filter(post__in=posts).order_by("pk")
    for post, name in rows.values_list("post_id", "category__name"):
        found[post].append(name)
    return found
