"""Conditional requests: what is answered 304, and what changes the entity tag."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Article, Author, Byline, Passage, Publisher
from blog.images.models import Image
from blog.posts.models import Block, Category, Correction, Post, Snippet
from blog.tags.models import Tag
from tests.factories import annotate, make_article, make_capture, make_post, make_publisher, make_user
from tests.feeds.conftest import Read

PATHS = ["/feed.xml", "/rss.xml", "/feed.json"]


@pytest.fixture
def post(db: None) -> Post:
    """One of everything that an entry can show."""
    article = make_article(headline="Ferry", publisher=make_publisher("The Courier"), authors=("Bo Lind",))
    captured = make_capture(article=article)
    annotate(captured, "timetable", "Which one?", annotator=make_user(display_name="Ada"))
    snippet = Snippet.objects.create(name="support", body="Support us.")
    video = make_article(headline="Film", kind=Article.Kind.VIDEO)
    image = Image.objects.create(file="images/a.png", width=40, height=20, sha256="0" * 64, alt="Ferry")
    post = make_post(
        title="Ferries",
        author=make_user(display_name="Bea"),
        tags=("Harbours",),
        lead_image=image,
        blocks=(
            captured,
            "Own words.",
            {"kind": Block.Kind.SNIPPET, "snippet": snippet},
            {"kind": Block.Kind.VIDEO, "video": video},
            {"kind": Block.Kind.IMAGE, "image": image, "caption": "At noon"},
        ),
    )
    post.categories.add(Category.objects.create(name="Transport"))
    return post


def etag(client: Client, path: str = "/feed.xml") -> str:
    return client.get(path)["ETag"]


def conditional(client: Client, path: str = "/feed.xml", **headers: str) -> HttpResponse:
    return client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize("path", PATHS)
def test_same_entity_tag_is_answered_304_without_a_body(client: Client, post: Post, path: str) -> None:
    first = client.get(path)
    again = conditional(client, path, if_none_match=first["ETag"])
    assert first["ETag"][:1] == '"'
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Last-Modified"]) == (first["ETag"], first["Last-Modified"])


def test_304_composes_nothing(client: Client, post: Post, django_assert_max_num_queries: Any) -> None:
    tag = etag(client)
    with django_assert_max_num_queries(14) as queries:
        assert conditional(client, if_none_match=tag).status_code == 304
    assert [q for q in queries.captured_queries if '"articles_capture"."text"' in q["sql"]] == []


def test_same_date_is_answered_304(client: Client, post: Post) -> None:
    moment = client.get("/feed.xml")["Last-Modified"]
    assert conditional(client, if_modified_since=moment).status_code == 304


def test_earlier_date_is_answered_in_full(client: Client, post: Post) -> None:
    earlier = http_date((timezone.now() - dt.timedelta(days=1)).timestamp())
    assert conditional(client, if_modified_since=earlier).status_code == 200


def test_entity_tag_wins_over_date(client: Client, post: Post) -> None:
    future = http_date((timezone.now() + dt.timedelta(days=400)).timestamp())
    assert conditional(client, if_none_match='"other"', if_modified_since=future).status_code == 200
    past = http_date((timezone.now() - dt.timedelta(days=400)).timestamp())
    assert conditional(client, if_none_match=etag(client), if_modified_since=past).status_code == 304


@pytest.mark.parametrize("value", ["*", 'W/"x", {}', "W/{}"])
def test_other_forms_of_if_none_match(client: Client, post: Post, value: str) -> None:
    assert conditional(client, if_none_match=value.format(etag(client))).status_code == 304


def test_formats_and_hosts_have_tags_of_their_own(client: Client, post: Post) -> None:
    tags = {client.get(path, headers={"host": host})["ETag"] for path in PATHS for host in ("testserver", "localhost")}
    assert len(tags) == 6


def test_nothing_changed_nothing_moves(client: Client, post: Post) -> None:
    before = etag(client)
    post.save()
    Annotation.objects.get().save()
    make_post(published=False)
    assert etag(client) == before


CHANGES: dict[str, Callable[[Post], object]] = {
    "title": lambda post: Post.objects.update(title="Boats"),
    "dek": lambda post: Post.objects.update(dek="Why"),
    "pull quote": lambda post: Post.objects.update(pull_quote="No ferry", pull_quote_by="Bo"),
    "address": lambda post: Post.objects.update(slug="boats"),
    "significant change": lambda post: Post.objects.update(updated_at=timezone.now()),
    "moment": lambda post: Post.objects.update(publish_at=post.publish_at - dt.timedelta(minutes=1)),
    "name of the blogger": lambda post: User.objects.filter(pk=post.author_id).update(display_name="Beatrice"),
    "name of the annotator": lambda post: User.objects.filter(display_name="Ada").update(display_name="Adele"),
    "name of the tag": lambda post: Tag.objects.update(name="Ports"),
    "tags": lambda post: post.tags.clear(),
    "name of the category": lambda post: Category.objects.update(name="Traffic"),
    "categories": lambda post: post.categories.clear(),
    "own words": lambda post: Block.objects.filter(kind="prose").update(prose_html="<p>Other words.</p>"),
    "caption": lambda post: Block.objects.filter(kind="image").update(caption="At ten"),
    "block taken out": lambda post: Block.objects.filter(kind="prose").delete(),
    "order of blocks": lambda post: Block.objects.filter(kind="prose").update(position=9),
    "range of passages": lambda post: Block.objects.filter(kind="excerpt").update(last_passage=1),
    "snippet": lambda post: Snippet.objects.update(body_html="<p>Thanks.</p>"),
    "headline": lambda post: Article.objects.filter(headline="Ferry").update(headline="Boat"),
    "headline of the video": lambda post: Article.objects.filter(headline="Film").update(headline="Movie"),
    "date line": lambda post: Article.objects.filter(headline="Ferry").update(dates_printed="Today"),
    "archived copy": lambda post: Article.objects.filter(headline="Ferry").update(archive_url="https://a.example/"),
    "publisher": lambda post: Publisher.objects.update(name="The Gazette"),
    "author of the article": lambda post: Author.objects.update(name="Bo Lindt"),
    "role in the byline": lambda post: Byline.objects.update(role="reporter"),
    "byline": lambda post: Byline.objects.all().delete(),
    "quoted words": lambda post: Passage.objects.filter(position=0).update(html="<p>Other</p>"),
    "unquoted passage": lambda post: Passage.objects.filter(position=2).update(is_quoted=False),
    "note": lambda post: Annotation.objects.update(body_html="<p>That one.</p>"),
    "attribution of the note": lambda post: Annotation.objects.update(attribution="Cy"),
    "withdrawn note": lambda post: Annotation.objects.update(state=Annotation.State.WITHDRAWN),
    "lost words": lambda post: Target.objects.update(status=Target.Status.ORPHANED),
    "moved words": lambda post: Target.objects.update(end=Target.objects.get().end + 1),
    "correction": lambda post: Correction.objects.create(post=post, body="Wrong."),
    "correction of the note": lambda post: Correction.objects.create(
        annotation=Annotation.objects.get(), body="Wrong."
    ),
    "alternative text": lambda post: Image.objects.update(alt="A ferry"),
    "lead image": lambda post: Post.objects.update(lead_image=None),
    "another post": lambda post: make_post(),
    "withdrawn post": lambda post: Post.objects.update(status=Post.Status.WITHDRAWN),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_that_shows_changes_the_tag(client: Client, post: Post, change: str) -> None:
    before = client.get("/feed.json")
    CHANGES[change](post)
    after = conditional(client, "/feed.json", if_none_match=before["ETag"])
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after.content != before.content


def test_settings_that_show_change_the_tag(client: Client, post: Post, settings: Any) -> None:
    before = etag(client)
    settings.SITE_NAME = "Other name"
    assert etag(client) != before


def test_withdrawal_moves_last_modified_on(client: Client, db: None) -> None:
    with time_machine.travel("2025-03-04T12:00:00Z", tick=False):
        kept, gone = make_post(publish_at=timezone.now()), make_post(publish_at=timezone.now())
        assert kept.is_public
        first = client.get("/feed.xml")["Last-Modified"]
    with time_machine.travel("2025-03-05T12:00:00Z", tick=False):
        gone.status = Post.Status.WITHDRAWN
        gone.save()
        second = client.get("/feed.xml")["Last-Modified"]
        assert conditional(client, if_modified_since=first).status_code == 200
    assert (first, second) == ("Tue, 04 Mar 2025 12:00:00 GMT", "Wed, 05 Mar 2025 12:00:00 GMT")


@pytest.mark.parametrize("path", PATHS)
def test_scheduled_post_appears_when_the_clock_says_so(client: Client, read: Read, path: str) -> None:
    with time_machine.travel("2025-03-04T12:00:00Z", tick=False) as clock:
        make_post(title="Now", publish_at=timezone.now())
        make_post(title="Later", publish_at=timezone.now() + dt.timedelta(hours=1), tags=("Later",))
        before = client.get(path)
        assert b"Later" not in before.content
        assert client.get("/tags/later/feed.xml").status_code == 404
        clock.shift(dt.timedelta(hours=1))
        after = conditional(client, path, if_none_match=before["ETag"])
        assert after.status_code == 200
        assert after["Last-Modified"] == "Tue, 04 Mar 2025 13:00:00 GMT"
        assert client.get("/tags/later/feed.xml").status_code == 200


def test_withdrawn_post_vanishes(read: Read, post: Post) -> None:
    assert len(read().entries) == 1
    Post.objects.update(status=Post.Status.WITHDRAWN)
    assert read().entries == []


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(client: Client, post: Post, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)
    assert client.head(path, headers={"if-none-match": get["ETag"]}).status_code == 304


def test_feed_asks_for_no_cookie(client: Client, post: Post) -> None:
    response = client.get("/feed.xml")
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
