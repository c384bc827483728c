"""What each format says, read by an independent parser."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from blog.accounts.models import User
from blog.posts.models import Block, Category, Post
from tests.factories import make_article, make_capture, make_post, make_publisher, make_user
from tests.feeds.conftest import Read

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
PATHS = {
    "/feed.xml": "application/atom+xml; charset=utf-8",
    "/rss.xml": "application/rss+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8",
}
NOON = dt.datetime(2025, 3, 4, 12, tzinfo=dt.UTC)


@pytest.fixture
def post(db: None) -> Post:
    article = make_article(
        headline="Ferry delayed", url="https://courier.example/ferry", publisher=make_publisher("The Courier")
    )
    post = make_post(
        title="Ferries < boats & 🚢",
        slug="ferries",
        dek="Five < six & a ferry.",
        author=make_user(display_name="Ada Quill"),
        publish_at=NOON,
        tags=("Harbours", "R & D"),
        blocks=(make_capture(article=article), "My own words."),
    )
    post.categories.add(Category.objects.create(name="Transport"))
    return post


@pytest.mark.parametrize("path", PATHS)
def test_content_type_is_that_of_the_format(client: Client, db: None, path: str) -> None:
    assert client.get(path)["Content-Type"] == PATHS[path]


@pytest.mark.parametrize("path", ["/feed.xml", "/rss.xml"])
def test_entry_has_every_field(read: Read, post: Post, path: str) -> None:
    [entry] = read(path).entries
    assert entry.id == f"tag:commentary.example,2026:post/{post.uid}"
    assert entry.link == "http://testserver/2025/03/ferries/"
    assert entry.title == "Ferries < boats & 🚢"
    assert entry.author == "Ada Quill"
    assert [tag.term for tag in entry.tags] == ["Transport", "Harbours", "R & D"]
    assert entry.published_parsed[:6] == (2025, 3, 4, 12, 0, 0)
    assert entry.updated_parsed[:6] == (2025, 3, 4, 12, 0, 0)
    assert "My own words." in entry.content[0].value


def test_atom_names_itself_and_the_articles_quoted(client: Client, post: Post) -> None:
    root = ElementTree.fromstring(client.get("/feed.xml").content)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"alternate": "http://testserver/", "self": "http://testserver/feed.xml"}
    assert root.findtext(f"{ATOM}id") == "tag:commentary.example,2026:feed"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Commentary"
    [entry] = root.findall(f"{ATOM}entry")
    related = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "related"]
    assert [(link.get("href"), link.get("title")) for link in related] == [
        ("https://courier.example/ferry", "Ferry delayed")
    ]
    assert entry.findtext(f"{ATOM}summary") == "Five < six & a ferry."


def test_rss_carries_description_content_and_creator(client: Client, post: Post) -> None:
    channel = ElementTree.fromstring(client.get("/rss.xml").content)[0]
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert own.attrib == {"rel": "self", "href": "http://testserver/rss.xml"}
    [item] = channel.findall("item")
    guid = item.find("guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}
    assert item.findtext("title") == "Ferries < boats & 🚢"
    assert item.findtext("description") == "Five &lt; six &amp; a ferry."
    assert item.findtext(CREATOR) == "Ada Quill"
    assert item.findtext("pubDate") == "Tue, 04 Mar 2025 12:00:00 +0000"
    assert "<p>My own words.</p>" in item.findtext(CONTENT, "")


def test_json_feed_has_every_field(read: Read, post: Post) -> None:
    feed = read("/feed.json")
    [item] = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Commentary",
        "home_page_url": "http://testserver/",
        "feed_url": "http://testserver/feed.json",
        "description": "The news, quoted and answered",
        "language": "en-us",
        "authors": [{"name": "Commentary"}],
    }
    assert "<p>My own words.</p>" in item.pop("content_html")
    assert item == {
        "id": f"tag:commentary.example,2026:post/{post.uid}",
        "url": "http://testserver/2025/03/ferries/",
        "title": "Ferries < boats & 🚢",
        "summary": "Five < six & a ferry.",
        "date_published": "2025-03-04T12:00:00+00:00",
        "date_modified": "2025-03-04T12:00:00+00:00",
        "authors": [{"name": "Ada Quill"}],
        "tags": ["Transport", "Harbours", "R & D"],
        "language": "en-us",
    }


def test_updated_moves_with_a_significant_change_only(read: Read, post: Post) -> None:
    later = NOON + dt.timedelta(days=2)
    post.save()
    assert read().entries[0].updated_parsed[:3] == (2025, 3, 4)
    Post.objects.update(updated_at=later)
    parsed = read()
    assert parsed.entries[0].published_parsed[:3] == (2025, 3, 4)
    assert parsed.entries[0].updated_parsed[:3] == (2025, 3, 6)
    assert parsed.feed.updated_parsed[:3] == (2025, 3, 6)


def test_id_survives_a_new_address(read: Read, post: Post) -> None:
    before = read().entries[0]
    post.slug = "boats"
    post.save()
    after = read().entries[0]
    assert before.id == after.id
    assert (before.link, after.link) == ("http://testserver/2025/03/ferries/", "http://testserver/2025/03/boats/")


@pytest.mark.parametrize("path", PATHS)
def test_feed_without_posts_is_valid(read: Read, path: str) -> None:
    feed = read(path)
    assert (feed["items"] if path.endswith("json") else feed.entries) == []


@pytest.mark.parametrize("path", PATHS)
def test_control_characters_in_rows_do_not_stop_a_feed(read: Read, post: Post, path: str) -> None:
    Post.objects.update(title="Fer\x01ries\x0b", dek="A\x1bdek\ufffe", pull_quote="\x08Q", pull_quote_by="\x0cB")
    post.tags.filter(name="Harbours").update(name="Har\x02bours")
    User.objects.update(display_name="Ada\x07 Quill")
    Block.objects.filter(kind="prose").update(prose_html="<p>Own\x0f words.</p>")
    feed = read(path)
    titles = [item["title"] for item in (feed["items"] if path.endswith("json") else feed.entries)]
    assert titles == ["Ferries"]


def test_newest_posts_come_first_and_the_size_is_a_setting(read: Read, settings: object) -> None:
    settings.FEED_SIZE = 3  # type: ignore[attr-defined]
    now = timezone.now()
    for day in range(5):
        make_post(title=f"Day {day}", publish_at=now - dt.timedelta(days=day))
    assert [entry.title for entry in read().entries] == ["Day 0", "Day 1", "Day 2"]


def test_post_without_any_words_has_no_summary(read: Read) -> None:
    make_post(title="Bare", blocks=())
    [item] = read("/feed.json")["items"]
    assert "summary" not in item
    assert item["title"] == "Bare"


def test_writing_to_a_feed_is_refused(client: Client, db: None) -> None:
    assert client.post("/feed.xml").status_code == 405
