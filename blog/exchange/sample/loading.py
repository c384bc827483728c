"""The whole sample in one transaction, through the doors editors use; where there are posts, nothing."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from blog.accounts.models import User
from blog.articles.models import Publisher, PublisherHost
from blog.core.pictures import PictureRefused
from blog.exchange.sample.clippings import load_articles, load_notes
from blog.exchange.sample.pages import load_pages
from blog.exchange.sample.posts import load_posts
from blog.exchange.sample.reading import Entry, SampleError, entries_of
from blog.exchange.sample.shelf import Shelf, stored
from blog.images import library
from blog.posts.digest import postponed
from blog.posts.models import Category, Post, Series, Snippet
from blog.tags.models import Alias, Tag

CONTENT = Path(__file__).parent / "content"
G = TypeVar("G", Category, Series)


@dataclass(frozen=True, slots=True)
class Loaded:
    """`password` is empty where the login was there before."""

    login: str
    password: str
    posts: int


def load(folder: Path = CONTENT, *, password: str = "") -> Loaded | None:
    """None where there is a post already. Raises SampleError, and then nothing is kept."""
    with transaction.atomic(), postponed():
        if Post.objects.exists():
            return None
        shelf = Shelf()
        given = _load_writers(folder, shelf, password)
        _load_publishers(folder, shelf)
        for entry in entries_of(folder / "groups.yaml", "categories"):
            shelf.categories[entry.text("name")] = _group(entry, Category())
        for entry in entries_of(folder / "groups.yaml", "series"):
            shelf.series[entry.text("name")] = _group(entry, Series())
        _load_tags(folder)
        _load_images(folder, shelf)
        for path in sorted((folder / "snippets").glob("*.md")):
            snippet = Snippet(name=path.stem, body=path.read_text(encoding="utf-8").strip("\n"))
            shelf.snippets[path.stem] = stored(Entry(path, "the snippet", {}), snippet)
        load_articles(folder, shelf)
        load_notes(folder, shelf)
        load_posts(folder, shelf)
        load_pages(folder)
        return Loaded(shelf.editor.username, given, Post.objects.count())


def _load_writers(folder: Path, shelf: Shelf, password: str) -> str:
    """The password given to the first writer, or nothing when that login exists."""
    given = ""
    for entry in entries_of(folder / "people.yaml", "writers"):
        login = entry.text("login")
        known = User.objects.filter(username=login).first()
        if known:
            shelf.writers[login] = known
            continue
        writer = User(
            username=login,
            display_name=entry.text("name"),
            handle=entry.text("handle", ""),
            bio=entry.text("bio", ""),
        )
        if shelf.writers:
            writer.set_unusable_password()
        else:
            given = password or secrets.token_urlsafe(12)
            try:
                validate_password(given, writer)
            except ValidationError as error:
                raise SampleError(f"The password given will not do: {' '.join(error.messages)}") from error
            writer.is_staff = writer.is_superuser = True
            writer.set_password(given)
        shelf.writers[login] = stored(entry, writer)
    if not shelf.writers:
        raise SampleError("people.yaml: there must be at least one of the writers")
    for entry in entries_of(folder / "people.yaml", "authors"):
        shelf.author_pages[entry.text("name")] = entry.text("page", "")
        entry.finish()
    return given


def _load_publishers(folder: Path, shelf: Shelf) -> None:
    for entry in entries_of(folder / "publishers.yaml"):
        hosts = entry.items("hosts")
        publisher = Publisher.objects.filter(name__iexact=entry.text("name")).first()
        if publisher is None:
            publisher = stored(
                entry, Publisher(name=entry.text("name"), slug=entry.text("slug", ""), home_page=entry.text("home", ""))
            )
        shelf.publishers[publisher.name] = publisher
        for host in hosts:
            if not PublisherHost.objects.filter(host=host).exists():
                stored(entry, PublisherHost(publisher=publisher, host=host))


def _group(entry: Entry, group: G) -> G:
    name = entry.text("name")
    known = type(group).objects.filter(name=name).first()
    if known:
        return known
    group.name, group.slug, group.description = name, entry.text("slug", ""), entry.text("description", "")
    return stored(entry, group)


def _load_tags(folder: Path) -> None:
    for entry in entries_of(folder / "tags.yaml"):
        aliases = entry.items("aliases")
        [tag] = Tag.objects.named([entry.text("name")])
        tag.description = tag.description or entry.text("description", "")
        stored(entry, tag)
        for alias in aliases:
            if not Alias.objects.filter(name=alias, tag=tag).exists():
                Alias.objects.create(name=alias, tag=tag)


def _load_images(folder: Path, shelf: Shelf) -> None:
    for entry in entries_of(folder / "images.yaml"):
        name, path = entry.text("name"), folder / "pictures" / entry.text("file")
        if not path.is_file():
            raise entry.error(f"there is no file pictures/{path.name}")
        alt, credit = entry.text("alt"), entry.text("credit", "")
        entry.finish()
        try:
            image = library.add(path.read_bytes(), name=name, alt=alt, credit=credit)
        except ValidationError as error:
            raise entry.refused(error) from error
        except PictureRefused as error:
            raise entry.error(str(error)) from error
        shelf.images[name] = image
