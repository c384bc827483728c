"""What posts share: people, publishers, authors, tags, groups, pictures, snippets; as facts, and made of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile

from blog.accounts.models import User
from blog.articles.models import Author, Publisher, PublisherHost
from blog.core.identifiers import slug_of
from blog.core.pictures import clean_picture
from blog.exchange.own.facts import Fact, date_back, facts, fill, moment, said, text
from blog.exchange.own.pieces import inward, outward
from blog.images import library
from blog.images.models import Image, Rendition
from blog.posts.models import Category, FormerAddress, Series, Snippet
from blog.tags.models import Alias, Tag
from blog.tags.naming import folded

GROUP = ("name", "slug", "description")
IMAGE = ("sha256", "name", "alt", "is_decorative", "credit", "source_url", "focal_x", "focal_y", "created")
FILLED_IMAGE = ("name", "alt", "is_decorative", "credit", "source_url", "focal_x", "focal_y")
FOLDER = "assets/images"
INCLUDES = "_includes"
PORTRAITS = "assets/people"

# writing


def people_keys() -> dict[int, str]:
    """Names for the files: the handle, else made of the name that readers see; never the login."""
    keys: dict[int, str] = {}
    for user in User.objects.order_by("pk"):
        base = key = user.handle or slug_of(user.public_name)
        n = 1
        while key in keys.values():
            n += 1
            key = f"{base}-{n}"
        keys[user.pk] = key
    return keys


def person_fact(user: User, key: str) -> Fact:
    """Without the portrait; like pictures and snippets it is a file of its own."""
    return {"key": key, "name": user.public_name, **said(user, ["handle", "bio"])}


def login_fact(user: User, key: str) -> Fact:
    """What readers never see of a person. Passwords and rights stay behind."""
    return {"key": key, **said(user, ["username", "display_name", "first_name", "last_name"])}


def publisher_fact(publisher: Publisher, is_public: bool) -> Fact:
    return {**said(publisher, ["name", "slug", "home_page"]), "hosts": [one.host for one in publisher.hosts.all()]}


def author_fact(author: Author, is_public: bool) -> Fact:
    return said(author, ["name", "slug", "page_url"])


def tag_fact(tag: Tag, is_public: bool) -> Fact:
    fact = said(tag, GROUP)
    aliases = [said(alias, ["name", "slug"]) for alias in tag.aliases.all()]
    return {**fact, "aliases": aliases} if aliases else fact


def group_fact(group: Category | Series, is_public: bool) -> Fact:
    return said(group, GROUP)


def place_fact(former: FormerAddress, is_public: bool) -> Fact:
    """An old address of the home page or a feed; those of posts and pages stand in their own files."""
    return said(former, ["path", "address"])


def image_fact(image: Image) -> Fact:
    return said(image, IMAGE)


def snippet_fact(snippet: Snippet) -> Fact:
    """Its Markdown is a file of its own, see `snippet_text`."""
    return said(snippet, ["name", "modified"])


def snippet_text(snippet: Snippet, pictures: dict[str, str]) -> str:
    return outward(snippet.body, pictures)


# reading


@dataclass
class Shared:
    """What `make` has made: people by their keys, paths of stored pictures by their names, and what went wrong."""

    people: dict[str, User] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def make(found: Iterable[Fact], file: Callable[[str], bytes | None], *, keeps_files: bool = True) -> Shared:
    """Of each of these mappings; rows that are there stay as they are. `file` reads a file of the folder."""
    sources = list(found)
    shared = Shared()
    _people(sources, shared, file, keeps_files=keeps_files)
    for fact in _all(sources, "publishers"):
        _publisher(fact)
    for fact in _all(sources, "authors"):
        if not Author.objects.filter(slug=text(fact, "slug")).exists():
            _save(Author(), fact, ["name", "slug", "page_url"])
    for model, kind in ((Category, "categories"), (Series, "series")):
        for fact in _all(sources, kind):
            if not model._default_manager.filter(name=text(fact, "name")).exists():
                _save(model(), fact, GROUP)
    _tags(list(_all(sources, "tags")))
    for fact in _all(sources, "places"):
        FormerAddress(path=text(fact, "path"), address=text(fact, "address")).validate_constraints()
        FormerAddress.objects.lead([text(fact, "path")], text(fact, "address"), anew=False)
    for fact in _all(sources, "images"):
        _image(fact, shared, file, keeps_files=keeps_files)
    for path in _stored():
        shared.pictures.setdefault(path.rpartition("/")[2], path)
    for fact in _all(sources, "snippets"):
        _snippet(fact, shared.pictures, file)
    return shared


def _all(sources: list[Fact], kind: str) -> Iterator[Fact]:
    for source in sources:
        yield from facts(source, kind)


def _save(row: Any, fact: Fact, names: Iterable[str]) -> None:
    fill(row, fact, names)
    row.full_clean()
    row.save()


def _people(sources: list[Fact], shared: Shared, file: Callable[[str], bytes | None], *, keeps_files: bool) -> None:
    by_key: dict[str, Fact] = {}
    for fact in _all(sources, "people"):
        by_key.setdefault(text(fact, "key"), {}).update(fact)
    for key, fact in by_key.items():
        username, handle = text(fact, "username") or key, text(fact, "handle")
        known = User.objects.filter(handle__iexact=handle).first() if handle else None
        known = known or User.objects.filter(username=username).first()
        if known is None:
            known = User(username=username, handle=handle or None)
            fill(known, fact, ["first_name", "last_name", "bio"])
            known.display_name = text(fact, "display_name") if "username" in fact else text(fact, "name")
            known.set_unusable_password()
            known.full_clean()
            known.save()
            if keeps_files and (portrait := file(text(fact, "portrait"))):
                picture = clean_picture(portrait)
                known.portrait.save(PurePosixPath(text(fact, "portrait")).name, ContentFile(picture.data))
        shared.people[key] = known


def _publisher(fact: Fact) -> None:
    publisher = Publisher.objects.filter(slug=text(fact, "slug")).first()
    publisher = publisher or Publisher.objects.filter(name__iexact=text(fact, "name")).first()
    if publisher is None:
        publisher = Publisher()
        _save(publisher, fact, ["name", "slug", "home_page"])
    for host in fact.get("hosts") or []:
        PublisherHost.objects.get_or_create(host=str(host), defaults={"publisher": publisher})


def _tags(found: list[Fact]) -> None:
    known = set(Tag.objects.values_list("key", flat=True)) | set(Alias.objects.values_list("key", flat=True))
    slugs = set(Tag.objects.values_list("slug", flat=True)) | set(Alias.objects.values_list("slug", flat=True))
    fresh = []
    for fact in found:
        key = folded(text(fact, "name"))
        if key in known:
            continue
        known.add(key)
        tag = Tag()
        fill(tag, fact, GROUP)
        tag.clean_fields()
        if not tag.slug or tag.slug in slugs:
            tag.slug = ""
            tag.save()
        else:
            slugs.add(tag.slug)
            fresh.append(tag)
    Tag.objects.bulk_create(fresh)
    by_name = dict(Tag.objects.values_list("name", "pk")) if found else {}
    for fact in found:
        for other in facts(fact, "aliases"):
            key = folded(text(other, "name"))
            if key not in known and fact["name"] in by_name:
                known.add(key)
                alias = Alias(tag_id=by_name[fact["name"]])
                fill(alias, other, ["name", "slug"])
                alias.clean_fields()
                alias.slug = "" if alias.slug in slugs else alias.slug
                alias.save()


def _image(fact: Fact, shared: Shared, file: Callable[[str], bytes | None], *, keeps_files: bool) -> None:
    """Cleaned and written anew as any upload; known by the bytes that were uploaded first."""
    sha256, path = text(fact, "sha256"), text(fact, "file")
    image = Image.objects.filter(sha256=sha256).first()
    if image is None and keeps_files:
        data = file(path)
        if data is None:
            shared.problems.append(f"the picture {path} is not there")
            return
        image = Image()
        fill(image, fact, FILLED_IMAGE)
        image.full_clean(exclude=["file", "sha256", "width", "height"], validate_constraints=False)
        library.keep(image, replace(clean_picture(data), sha256=sha256))
        date_back(image, {"created": fact.get("created")})
    if image is not None:
        name = str(image.file.name)
        shared.pictures[path.rpartition("/")[2]] = name


def _stored() -> Iterator[str]:
    for model in (Image, Rendition):
        yield from (str(name) for name in model._default_manager.values_list("file", flat=True))


def _snippet(fact: Fact, pictures: Mapping[str, str], file: Callable[[str], bytes | None]) -> None:
    name = text(fact, "name")
    data = file(text(fact, "file"))
    if data is None or Snippet.objects.filter(name=name).exists():
        return
    snippet = Snippet(name=name, body=inward(data.decode("utf-8", "replace"), pictures))
    snippet.full_clean()
    snippet.save()
    if modified := moment(fact, "modified"):
        Snippet.objects.filter(pk=snippet.pk).update(modified=modified)
