"""A page of this site as a file of a Jekyll site, and the way back to its row."""

from collections.abc import Container, Mapping
from urllib.parse import unquote

from blog.exchange.own.facts import Fact, date_back, fill, moment, said, text
from blog.exchange.own.pieces import inward, outward
from blog.posts.models import FormerAddress, Page

KEY, VERSION = "commentary", 1
LONGEST_NAME = 200  # bytes, of the 255 that most disks take
RESERVED = {"index", "readme"}  # index.html is the home page, and some servers make one of a README
PAGE = ("uid", "status", "slug", "publish_at", "created", "modified")


def written(page: Page, pictures: dict[str, str]) -> tuple[Fact, str]:
    """Front matter and body; stored pictures are entered into `pictures` by their names."""
    own: Fact = {"version": VERSION, **said(page, PAGE)}
    body = outward(page.body, pictures)
    if inward(body, pictures) != page.body:
        own["text"] = page.body
    front: Fact = {"layout": "page", "title": page.title, "permalink": unquote(page.get_absolute_url())}
    if former := [address.path for address in page.former_addresses.all()]:
        front["redirect_from"] = former
    return {**front, KEY: own}, body


def file_name(page: Page, taken: Container[str]) -> str:
    """After the slug where that is a name for a file of Jekyll's, that no other has on any disk, else after the uid."""
    is_name = not page.slug.startswith("_") and len(page.slug.encode()) <= LONGEST_NAME
    name = f"{page.slug}.md"
    return (
        name if is_name and name.casefold() not in taken and page.slug.casefold() not in RESERVED else f"{page.uid}.md"
    )


def hidden_fact(page: Page, pictures: dict[str, str]) -> Fact:
    """A page that readers do not see."""
    front, body = written(page, pictures)
    return {**front, "body": body}


def slug_of(front: Fact) -> str:
    return text(front[KEY], "slug")


def here_already(front: Fact, page: Page | None) -> Page | None:
    """The page with this uid, unless it is the one that an earlier version of the file became."""
    return Page.objects.filter(uid=text(front[KEY], "uid")).exclude(pk=page.pk if page else None).first()


def make(front: Fact, body: str, pictures: Mapping[str, str], page: Page | None, slug: str) -> Page:
    """`page` is what an earlier version of the file became.

    Raises Unreadable, ValidationError or what the database says.
    """
    own: Fact = front[KEY]
    page = page or Page()
    fill(page, own, ["status"])
    page.uid = text(own, "uid") or page.uid
    page.title, page.slug = str(front.get("title") or slug), slug
    page.body = str(own.get("text", inward(body, pictures)))
    page.publish_at = moment(own, "publish_at")
    page.created = moment(own, "created") or page.created
    page.full_clean(exclude=["uid"])
    page.save()
    FormerAddress.objects.lead(map(str, front.get("redirect_from") or []), page, anew=False)
    date_back(page, own)
    return page


def make_hidden(fact: Fact, pictures: Mapping[str, str]) -> None:
    """Where it is here already, nothing."""
    if here_already(fact, None) is None:
        slug, n = slug_of(fact), 1
        while Page.objects.filter(slug=slug).exists():
            n += 1
            slug = f"{slug_of(fact)}-{n}"
        make(fact, text(fact, "body"), pictures, None, slug)
