"""Feeds of one tag, category, series, author of articles, publisher."""

import pytest
from django.test import Client
from django.urls import reverse

from blog.articles.models import Article, Author
from blog.posts.models import Block, Category, Post, Series
from blog.tags.models import Alias, Tag
from tests.factories import make_article, make_capture, make_post, make_publisher
from tests.feeds.conftest import Read

FILES = ["feed.xml", "rss.xml", "feed.json"]


@pytest.fixture
def subjects(db: None) -> dict[str, str]:
    """Kind of feed -> slug; each holds the post "In it" and not the post "Elsewhere"."""
    publisher = make_publisher("The Courier")
    article = make_article(publisher=publisher, authors=("Bo Lind",))
    series = Series.objects.create(name="The ferry", description="Where *is* it?")
    post = make_post(title="In it", series=series, tags=("Harbours",), blocks=(make_capture(article=article),))
    category = Category.objects.create(name="Transport")
    post.categories.add(category)
    other = make_article(publisher=make_publisher("The Gazette"), authors=("Cy Marsh",))
    make_post(title="Elsewhere", tags=("Trains",), blocks=(make_capture(article=other),))
    return {
        "tags": "harbours",
        "categories": category.slug,
        "series": series.slug,
        "authors": Author.objects.get(name="Bo Lind").slug,
        "publishers": publisher.slug,
    }


@pytest.mark.parametrize("kind", ["tags", "categories", "series", "authors", "publishers"])
@pytest.mark.parametrize("file", FILES)
def test_group_feed_holds_its_posts_only(read: Read, subjects: dict[str, str], kind: str, file: str) -> None:
    path = reverse("feeds:group", args=[kind, subjects[kind], file])
    assert path == f"/{kind}/{subjects[kind]}/{file}"
    feed = read(path)
    entries = feed["items"] if file.endswith("json") else feed.entries
    assert [entry["title"] for entry in entries] == ["In it"]


def test_group_feed_says_what_it_is_about(read: Read, subjects: dict[str, str]) -> None:
    found = {}
    for kind, slug in subjects.items():
        feed = read(f"/{kind}/{slug}/feed.json")
        found[kind] = (feed["title"], feed["home_page_url"], feed["description"])
    assert found == {
        "tags": ("Harbours – Commentary", "http://testserver/tags/harbours/", "Posts tagged “Harbours”"),
        "categories": (
            "Transport – Commentary",
            "http://testserver/categories/transport/",
            "Posts in the category “Transport”",
        ),
        "series": ("The ferry – Commentary", "http://testserver/series/the-ferry/", "Where is it?"),
        "authors": (
            "Bo Lind – Commentary",
            "http://testserver/authors/bo-lind/",
            "Posts about articles by Bo Lind",
        ),
        "publishers": (
            "The Courier – Commentary",
            "http://testserver/publishers/the-courier/",
            "Posts about articles of The Courier",
        ),
    }


def test_feed_id_of_a_group_survives_its_slug(read: Read, subjects: dict[str, str]) -> None:
    tag = Tag.objects.get(slug="harbours")
    before = read("/tags/harbours/feed.xml").feed.id
    Tag.objects.filter(pk=tag.pk).update(slug="ports")
    assert read("/tags/ports/feed.xml").feed.id == before == f"tag:commentary.example,2026:tags/{tag.pk}"


@pytest.mark.parametrize("kind", ["tags", "categories", "series", "authors", "publishers"])
@pytest.mark.parametrize("file", FILES)
def test_unknown_slug_is_not_found(client: Client, db: None, kind: str, file: str) -> None:
    assert client.get(f"/{kind}/nobody/{file}").status_code == 404


@pytest.mark.parametrize("kind", ["tags", "categories", "series", "authors", "publishers"])
def test_group_without_a_public_post_is_not_found(client: Client, subjects: dict[str, str], kind: str) -> None:
    Post.objects.update(status=Post.Status.WITHDRAWN)
    assert client.get(f"/{kind}/{subjects[kind]}/feed.xml").status_code == 404


def test_video_counts_for_its_publisher_and_author(read: Read, db: None) -> None:
    video = make_article(kind=Article.Kind.VIDEO, publisher=make_publisher("Harbour TV"), authors=("Di Frost",))
    make_post(title="Seen", blocks=({"kind": Block.Kind.VIDEO, "video": video},))
    assert [entry.title for entry in read("/publishers/harbour-tv/feed.xml").entries] == ["Seen"]
    assert [entry.title for entry in read("/authors/di-frost/feed.xml").entries] == ["Seen"]


def test_post_with_two_articles_of_a_publisher_stands_once(read: Read, db: None) -> None:
    publisher = make_publisher("The Courier")
    captures = [make_capture(article=make_article(publisher=publisher, authors=("Bo Lind",))) for _ in range(2)]
    make_post(title="Both", blocks=tuple(captures))
    assert [entry.title for entry in read("/publishers/the-courier/feed.xml").entries] == ["Both"]
    assert [entry.title for entry in read("/authors/bo-lind/feed.xml").entries] == ["Both"]


@pytest.mark.parametrize("file", FILES)
def test_alias_of_a_tag_leads_to_the_tag(client: Client, subjects: dict[str, str], file: str) -> None:
    Alias.objects.create(name="Ports", slug="ports", tag=Tag.objects.get(slug="harbours"))
    response = client.get(f"/tags/ports/{file}")
    assert (response.status_code, response["Location"]) == (301, f"/tags/harbours/{file}")


def test_slug_in_another_script(read: Read, db: None) -> None:
    make_post(title="In it", tags=("Überfähre 渡し船",))
    slug = Tag.objects.get().slug
    feed = read(reverse("feeds:group", args=["tags", slug, "feed.json"]))
    assert feed["feed_url"] == ("http://testserver/tags/%C3%BCberf%C3%A4hre-%E6%B8%A1%E3%81%97%E8%88%B9/feed.json")
    assert [item["title"] for item in feed["items"]] == ["In it"]
