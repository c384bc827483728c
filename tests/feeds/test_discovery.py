"""Sitemaps and robots.txt."""

import datetime as dt
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from blog.annotations.models import Annotation
from blog.feeds.discovery import SECTIONS
from blog.posts.models import Category, Page, Post, Series
from tests.factories import annotate, make_article, make_capture, make_page, make_post, make_publisher

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAY = dt.datetime(2025, 3, 4, 17, tzinfo=dt.UTC)


def listed(client: Client, path: str) -> dict[str, str | None]:
    """Address -> lastmod."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    return {entry.findtext(f"{MAP}loc", ""): entry.findtext(f"{MAP}lastmod") for entry in root}


@pytest.fixture
def post(db: None) -> Post:
    article = make_article(headline="Ferry", publisher=make_publisher("The Courier"), authors=("Bo Lind",))
    captured = make_capture(article=article)
    annotate(captured, "will vote")
    captured.passages.filter(position=1).update(is_quoted=False)
    series = Series.objects.create(name="The ferry")
    post = make_post(title="Ferries", publish_at=DAY, series=series, tags=("Harbours",), blocks=(captured,))
    post.categories.add(Category.objects.create(name="Transport"))
    Post.objects.update(updated_at=DAY + dt.timedelta(days=1))
    make_page(title="Ferry lines", publish_at=DAY)
    make_page(title="Hidden", published=False)
    Page.objects.update(modified=DAY + dt.timedelta(days=1))
    hidden = make_article(headline="Hidden", publisher=make_publisher("The Secret"), authors=("Di Frost",))
    kept = make_capture(article=hidden)
    annotate(kept, "timetable")
    other = Series.objects.create(name="Hidden")
    draft = make_post(title="Hidden", published=False, series=other, tags=("Hidden",), blocks=(kept,))
    draft.categories.add(Category.objects.create(name="Hidden"))
    return post


def test_index_lists_every_section_with_pages(client: Client, post: Post) -> None:
    assert list(listed(client, "/sitemap.xml")) == [f"http://testserver/sitemap-{name}.xml" for name in SECTIONS]
    assert listed(client, "/sitemap.xml")["http://testserver/sitemap-posts.xml"] == "2025-03-05T12:00:00-05:00"


def test_index_leaves_out_sections_without_a_page(client: Client, db: None) -> None:
    assert listed(client, "/sitemap.xml") == {"http://testserver/sitemap-lists.xml": None}


@pytest.mark.parametrize(
    ("section", "path"),
    [
        ("posts", "/2025/03/ferries/"),
        ("pages", "/pages/ferry-lines/"),
        ("sources", "/sources/ferry/"),
        ("publishers", "/publishers/the-courier/"),
        ("authors", "/authors/bo-lind/"),
        ("tags", "/tags/harbours/"),
        ("categories", "/categories/transport/"),
        ("series", "/series/the-ferry/"),
    ],
)
def test_section_lists_public_pages_with_their_last_change(client: Client, post: Post, section: str, path: str) -> None:
    assert listed(client, f"/sitemap-{section}.xml") == {f"http://testserver{path}": "2025-03-05"}


def test_notes_are_those_readers_can_see(client: Client, post: Post) -> None:
    public = Annotation.objects.get(targets__capture__article__headline="Ferry")
    assert list(listed(client, "/sitemap-notes.xml")) == [f"http://testserver/notes/{public.uid}/"]


def test_source_shown_nearly_whole_is_not_listed(client: Client, post: Post) -> None:
    article = make_article(headline="Short")
    make_post(blocks=(make_capture(article=article),))
    assert list(listed(client, "/sitemap-sources.xml")) == ["http://testserver/sources/ferry/"]
    assert b'content="noindex"' in client.get("/sources/short/").content
    assert b'content="noindex"' not in client.get("/sources/ferry/").content


def test_lists_are_listed(client: Client, post: Post) -> None:
    found = listed(client, "/sitemap-lists.xml")
    assert found["http://testserver/"] == "2025-03-05"
    assert found["http://testserver/about/"] is None


@pytest.mark.parametrize(("section", "make"), [("posts", make_post), ("pages", make_page)])
def test_what_is_scheduled_or_withdrawn_is_not_listed(client: Client, db: None, section: str, make: Any) -> None:
    make(publish_at=timezone.now() + dt.timedelta(hours=1))
    make(status=Post.Status.WITHDRAWN)
    assert listed(client, f"/sitemap-{section}.xml") == {}


def test_long_section_goes_on_in_a_second_page(client: Client, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SECTIONS["posts"], "limit", 1)
    make_post(slug="second", publish_at=DAY - dt.timedelta(days=1))
    assert "http://testserver/sitemap-posts.xml?p=2" in listed(client, "/sitemap.xml")
    assert list(listed(client, "/sitemap-posts.xml?p=2")) == ["http://testserver/2025/03/second/"]
    assert client.get("/sitemap-posts.xml?p=3").status_code == 404


def test_unknown_section_is_not_found(client: Client, db: None) -> None:
    assert client.get("/sitemap-nothing.xml").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-posts.xml", "/sitemap-lists.xml", "/robots.txt"])
def test_unchanged_is_answered_304(client: Client, post: Post, path: str) -> None:
    tag = client.get(path)["ETag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304


def test_robots_names_the_sitemap_and_keeps_out_of_the_admin(client: Client, db: None) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_robots_turns_unwelcome_crawlers_away(client: Client, db: None, settings: object) -> None:
    settings.UNWELCOME_CRAWLERS = ["ExampleBot", "OtherBot"]  # type: ignore[attr-defined]
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[3:9] == ["User-agent: ExampleBot", "Disallow: /", "", "User-agent: OtherBot", "Disallow: /", ""]


def links(**context: str) -> list[tuple[str, ...]]:
    """Type, title and address of each."""
    html = render_to_string("feeds/_links.html", {"site_name": "Blog", **context})
    pattern = r'<link rel="alternate" type="([^"]*)" title="([^"]*)" href="([^"]*)">'
    assert re.sub(pattern, "", html).strip() == ""
    return re.findall(pattern, html)


SITE_LINKS = [
    ("application/atom+xml", "Blog (Atom)", "/feed.xml"),
    ("application/rss+xml", "Blog (RSS)", "/rss.xml"),
    ("application/feed+json", "Blog (JSON Feed)", "/feed.json"),
]


def test_autodiscovery_links_of_a_group_come_before_those_of_the_site() -> None:
    assert links(feed_kind="tags", feed_slug="r&d", feed_title="R & D") == [
        ("application/atom+xml", "R &amp; D (Atom)", "/tags/r&amp;d/feed.xml"),
        ("application/rss+xml", "R &amp; D (RSS)", "/tags/r&amp;d/rss.xml"),
        ("application/feed+json", "R &amp; D (JSON Feed)", "/tags/r&amp;d/feed.json"),
        *SITE_LINKS,
    ]


def test_autodiscovery_links_of_other_pages_are_the_sites_alone() -> None:
    assert links() == SITE_LINKS
