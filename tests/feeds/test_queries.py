"""The number of queries does not grow with what a feed holds."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.posts.models import Block, Category, Correction, Post
from tests.factories import annotate, make_article, make_capture, make_post, make_publisher, make_user


def _rich_post(number: int, category: Category) -> Post:
    article = make_article(publisher=make_publisher(), authors=(f"A{number}", f"B{number}"))
    captured = make_capture(article=article)
    note = annotate(captured, "timetable", "Which one?", annotator=make_user())
    annotate(captured, "harbour master", "Who?")
    video = make_article(kind="video", publisher=make_publisher())
    post = make_post(
        tags=("Shared", f"T{number}"), blocks=(captured, "Own.", {"kind": Block.Kind.VIDEO, "video": video})
    )
    post.categories.add(category)
    Correction.objects.create(post=post, body="Wrong.")
    Correction.objects.create(annotation=note, body="Wrong.")
    return post


@pytest.mark.parametrize("path", ["/feed.xml", "/rss.xml", "/feed.json", "/tags/shared/feed.xml"])
def test_one_post_or_twenty_take_the_same_queries(client: Client, db: None, path: str) -> None:
    category = Category.objects.create(name="Transport")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    _rich_post(0, category)
    one = count()
    for number in range(1, 20):
        _rich_post(number, category)
    assert count() == one
    assert one <= 24


def test_big_tag_takes_no_more_queries_and_few_rows(
    client: Client, db: None, django_assert_max_num_queries: Any
) -> None:
    first = make_post(tags=("Big",))
    tag = first.tags.get()
    Post.objects.bulk_create(
        Post(
            title=f"Post {n}", slug=f"p{n}", author=first.author, status="published",
            publish_at=first.publish_at, year=first.year, month=first.month,
        )
        for n in range(2000)
    )  # fmt: skip
    Post.tags.through.objects.bulk_create(
        Post.tags.through(tag=tag, content_object=post) for post in Post.objects.exclude(pk=first.pk)
    )
    with django_assert_max_num_queries(20):
        response = client.get("/tags/big/feed.json")
    assert len(response.json()["items"]) == 20
