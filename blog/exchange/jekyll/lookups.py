"""Rows that many posts share, found or made once."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from blog.accounts.models import User
from blog.articles.models import Article, Author, Publisher, PublisherHost
from blog.core.identifiers import free_slug, make_uid, slug_of
from blog.core.pictures import PictureRefused
from blog.core.text import shorten
from blog.core.urls import normalise
from blog.exchange.jekyll.pictures import PICTURE, alt_of
from blog.exchange.jekyll.rules import PublisherRule, Rules
from blog.exchange.jekyll.site import Site
from blog.exchange.jekyll.tree import Tree
from blog.images import library
from blog.images.models import Image
from blog.posts.models import Category, Post, Series, Snippet
from blog.tags.models import Alias, Tag
from blog.tags.naming import MAX_NAME, folded, written

G = TypeVar("G", Category, Series)
LONGEST_NAME = 300
MOST_TAG_BYTES = 2400


class Lookups:
    """Caches for one run; every row is made through its model."""

    def __init__(self, site: Site, rules: Rules, author: User, *, keeps_files: bool = True) -> None:
        self.site, self.rules, self.author, self.keeps_files = site, rules, author, keeps_files
        self.own_handles = {handle.lower() for handle in (*site.handles, *rules.handles, author.handle or "") if handle}
        self.forget()

    def forget(self) -> None:
        """After a transaction was undone: what it made is not there."""
        self._tags: dict[str, int] = dict(Tag.objects.values_list("key", "pk"))
        self._tags |= dict(Alias.objects.values_list("key", "tag_id"))
        self._tag_slugs: set[str] = {
            *Tag.objects.values_list("slug", flat=True),
            *Alias.objects.values_list("slug", flat=True),
        }
        self._groups: dict[tuple[type[Model], str], Category | Series] = {}
        self._groups |= {(Category, one.name): one for one in Category.objects.all()}
        self._groups |= {(Series, one.name): one for one in Series.objects.all()}
        self._publishers: dict[str, Publisher] = {}
        self._authors = {author.name.lower(): author for author in Author.objects.order_by("-pk")}
        articles = Article.objects.order_by("created", "pk")
        self._articles: dict[str | tuple[str, str], tuple[int, str]] = {
            url or (headline, kind): (pk, slug)
            for url, headline, kind, pk, slug in articles.values_list(
                "url_normalised", "headline", "kind", "pk", "slug"
            )
        }
        self._slugs: dict[type[Model], set[str]] = {
            model: set(model._default_manager.values_list("slug", flat=True))
            for model in (Article, Author, Category, Series)
        }
        self._users: dict[str, User | None] = {}
        self.snippets: dict[str, Snippet] = {}
        placed = Post.objects.values_list("year", "month", "slug", "pk")
        self.addresses: dict[tuple[int | None, int | None, str], int] = {(y, m, slug): pk for y, m, slug, pk in placed}
        in_series = Post.objects.exclude(series=None).order_by("publish_at", "pk")
        parts = in_series.values_list("series", "part", "pk", "title")
        self.parts: dict[tuple[int | None, int | None], tuple[int, str]] = {
            (series, part): (pk, title) for series, part, pk, title in parts
        }

    def tags(self, names: list[str]) -> list[int]:
        """Keys of the tags in order, each once; missing ones are made together."""
        wanted: dict[str, str] = {}
        for name in names:
            key, said = _tag(name)
            if key:
                wanted.setdefault(key, said)
        missing = {key: name for key, name in wanted.items() if key not in self._tags}
        if missing:
            made = Tag.objects.bulk_create(Tag(name=name, slug=self._tag_slug(name)) for name in missing.values())
            self._tags |= {key: tag.pk for key, tag in zip(missing, made, strict=True)}
        return list(dict.fromkeys(self._tags[key] for key in wanted))

    def _tag_slug(self, name: str) -> str:
        base = slug_of(name, limit=90)
        slug, n = base, 1
        while slug in self._tag_slugs:
            n += 1
            slug = f"{base[: 89 - len(str(n))]}-{n}"
        self._tag_slugs.add(slug)
        return slug

    def free_slug(self, model: type[Model], name: str) -> str:
        slug = free_slug(name, self._slugs[model].__contains__)
        self._slugs[model].add(slug)
        return slug

    def group(self, model: type[G], name: str) -> G:
        name = shorten(name, LONGEST_NAME)
        known = self._groups.get((model, name))
        if known is None:
            known = self._groups[model, name] = model.objects.create(name=name, slug=self.free_slug(model, name))
        return known  # type: ignore[return-value]  # the key has the type

    def article(self, url: str, headline: str, kind: str) -> Article | None:
        """The one with this address; of those without an address the latest with this headline."""
        pk, _ = self._articles.get(normalise(url.strip()) if url else (headline, kind), (0, ""))
        return Article.objects.select_related("publisher").get(pk=pk) if pk else None

    def lost_articles(self, pks: list[int]) -> None:
        """Some of these may have been deleted."""
        gone = set(pks).difference(Article.objects.filter(pk__in=pks).values_list("pk", flat=True))
        for key in [key for key, (pk, _) in self._articles.items() if pk in gone]:
            self._slugs[Article].discard(self._articles.pop(key)[1])

    def saw_article(self, article: Article, authors: Iterable[Author] = ()) -> None:
        self._articles[article.url_normalised or (article.headline, article.kind)] = (article.pk, article.slug)
        self._slugs[Article].add(article.slug)
        for author in authors:
            self._authors.setdefault(author.name.lower(), author)
            self._slugs[Author].add(author.slug)

    def saw_post(self, post: Post) -> None:
        """One that was made without asking here."""
        self.addresses[post.year, post.month, post.slug] = post.pk
        if post.series:
            self.parts[post.series.pk, post.part] = (post.pk, post.title)
        for group in (post.series, *post.categories.all()):
            if group:
                self._groups[type(group), group.name] = group
                self._slugs[type(group)].add(group.slug)

    def person(self, handle: str) -> User | None:
        """The user of a handle; the importing author for any handle of the site's owner."""
        low = handle.lower()
        if low in self.own_handles:
            return self.author
        if low not in self._users:
            self._users[low] = User.objects.filter(handle__iexact=handle).first()
        return self._users[low]

    def author_named(self, name: str, url: str) -> Author:
        name = shorten(name, 200)
        known = self._authors.get(name.lower())
        if known is None:
            known = Author.objects.create(name=name, slug=self.free_slug(Author, name))
            self._authors[name.lower()] = known
        if url and not known.page_url and url.startswith(("http://", "https://")) and len(url) <= 2000:
            known.page_url = url
            known.save(update_fields=["page_url"])
        return known

    def picture(self, path: str, alt: str, tree: Tree, *, is_decorative: bool = False) -> Image | None:
        """The library's copy of a file of the site; None, and a doubt, where the library refuses it."""
        data = self.site.read(path) if self.keeps_files else None
        if data is None:
            return None
        if not alt and not is_decorative:
            tree.doubt(1, "picture without an alternative text", path)
        try:
            return library.add(data, name=PurePosixPath(path).stem[:200], alt=alt[:500], is_decorative=not alt)
        except (PictureRefused, ValidationError) as error:
            tree.doubt(1, "picture that the library refuses", f"{path}: {error}")
            return None

    def with_pictures(self, markdown: str, tree: Tree) -> str:
        """Pictures of the site are shown from the library."""

        def one(match: re.Match[str]) -> str:
            url = match["url"] or match["src"]
            path = tree.pictures.get(url)
            image = self.picture(path, alt_of(match), tree) if path else None
            return match[0].replace(url, image.fallback.url) if image else match[0]

        return PICTURE.sub(one, markdown) if tree.pictures else markdown

    def publisher(self, host: str, named: PublisherRule | None) -> tuple[Publisher | None, bool]:
        """By the host, as editors or rules have it, else by a name; and whether only the host's name was left."""
        if not host:
            return (self._publisher(named), False) if named else (None, False)
        known = self._publishers.get(host) or Publisher.objects.of_url(f"https://{host}/")
        is_guess = False
        if known is None:
            rule = self.rules.publisher_of(host) or named
            is_guess = rule is None
            known = self._publisher(rule or PublisherRule(host, (host,)))
            if not known.hosts.filter(host=host).exists() and self.rules.publisher_of(host) is None:
                PublisherHost.objects.get_or_create(host=host, defaults={"publisher": known})
        self._publishers[host] = known
        return known, is_guess

    def _publisher(self, rule: PublisherRule) -> Publisher:
        known = Publisher.objects.filter(name__iexact=rule.name).first() or Publisher.objects.create(
            name=shorten(rule.name, 200)
        )
        for host in rule.hosts:
            PublisherHost.objects.get_or_create(host=host, defaults={"publisher": known})
        return known


def snippet_name(include: str) -> str:
    """What an include is called among the snippets."""
    stem = include.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return re.sub(r"[^\w-]+", "-", stem).strip("-")[:100] or make_uid()


@lru_cache(maxsize=8192)
def _tag(name: str) -> tuple[str, str]:
    """What no other tag's name may fold to, and the name as it is kept."""
    said = shorten(written(name), MAX_NAME)
    while len(said.encode("utf-8", "replace")) > MOST_TAG_BYTES:
        said = shorten(said, len(said) * 3 // 4)
    return folded(said), said


def owner(site: Site, rules: Rules, username: str = "") -> User:
    """Who the posts are by: the user named, else the one with the site's handle, else the only editor, else a new one.

    Raises User.DoesNotExist when the user named is not there.
    """
    handles = [*rules.handles, *site.handles]
    user = User.objects.get(username=username) if username else _likely(handles) or _new(site, handles)
    free = next(
        (
            h
            for h in handles
            if re.fullmatch(r"[A-Za-z0-9_]{1,40}", h) and not User.objects.filter(handle__iexact=h).exists()
        ),
        "",
    )
    if free and not user.handle:
        user.handle = free
        user.save(update_fields=["handle"])
    return user


def _likely(handles: list[str]) -> User | None:
    for handle in handles:
        if user := User.objects.filter(handle__iexact=handle).first():
            return user
    for editors in (User.objects.filter(is_superuser=True), User.objects.filter(is_staff=True)):
        if found := editors.order_by("pk").first():
            return found
    return None


def _new(site: Site, handles: list[str]) -> User:
    name = site.author_name or (handles[0] if handles else "Author")
    username = re.sub(r"[^\w.-]+", "-", name.lower()).strip("-")[:150] or "author"
    if known := User.objects.filter(username=username).first():
        return known
    return User.objects.create_user(username=username, display_name=name[:120])
