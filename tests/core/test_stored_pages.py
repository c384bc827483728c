"""Pages kept in memory: what is kept, for whom, and when it must not be given any more."""

import datetime as dt
import gzip
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from blog.articles.models import Passage
from blog.core import stamp
from blog.core.stored_pages import Shelf, StoredPage, shelf
from blog.posts.models import Post
from tests.factories import make_capture, make_editor, make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _stored(settings: Any) -> Any:
    settings.STORED_PAGES_BYTES = 10_000_000
    shelf.clear()
    yield
    shelf.clear()


def test_second_reader_costs_no_query(client: Client, django_assert_num_queries: Any) -> None:
    post = make_post(title="Ferry found")
    first = client.get(post.get_absolute_url())

    with django_assert_num_queries(0):
        second = client.get(post.get_absolute_url())

    assert b"Ferry found" in second.content
    assert second.content == first.content
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


@pytest.mark.parametrize("change", ["save", "update", "bulk_update", "related", "delete"])
def test_every_kind_of_write_makes_pages_stale(client: Client, change: str) -> None:
    captured = make_capture("Old words of the article.\n\nMore of them.")
    post = make_post(title="Old title", blocks=(captured,))
    before = client.get(post.get_absolute_url()).content

    match change:
        case "save":
            post.title = "New title"
            post.save()
        case "update":
            Post.objects.filter(pk=post.pk).update(title="New title")
        case "bulk_update":
            post.title = "New title"
            Post.objects.bulk_update([post], ["title"])
        case "related":
            Passage.objects.filter(capture=captured, position=1).update(is_quoted=False)
        case "delete":
            post.delete()

    after = client.get(post.get_absolute_url())
    assert b"Old title" in before
    assert after.content != before
    assert after.status_code == (404 if change == "delete" else 200)


def test_login_of_somebody_leaves_pages_alone(client: Client) -> None:
    make_post()
    client.get("/")
    seen = stamp.current().read()

    other = Client()
    other.force_login(make_editor())
    made = stamp.current().read()
    other.get("/admin/")

    assert made != seen  # a new person
    assert stamp.current().read() == made  # a session


def test_rolled_back_change_leaves_pages_alone(client: Client) -> None:
    post = make_post()
    seen = stamp.current().read()

    with transaction.atomic():
        Post.objects.filter(pk=post.pk).update(title="Never")
        transaction.set_rollback(True)

    assert stamp.current().read() == seen


def test_scheduled_post_appears_on_a_stored_page(client: Client) -> None:
    moment = timezone.now() + dt.timedelta(minutes=5)
    make_post(title="Now")
    make_post(title="Soon enough", publish_at=moment)

    assert b"Soon enough" not in client.get("/").content
    with time_machine.travel(moment + dt.timedelta(seconds=1)):
        assert b"Soon enough" in client.get("/").content


def test_editor_never_meets_a_stored_page(client: Client) -> None:
    make_post()
    client.get("/")
    client.force_login(make_editor())
    client.get("/")

    assert len(shelf._pages) == 1


def test_pages_that_may_not_be_shared_are_not_kept(client: Client) -> None:
    for path in ("/admin/login/", "/nowhere/", "/?page=0", "/?utm_source=x"):
        client.get(path)

    assert len(shelf._pages) == 0


def test_gzip_is_made_once_and_says_the_same(client: Client) -> None:
    path = make_post(blocks=("Many words. " * 200,)).get_absolute_url()
    plain = client.get(path)
    zipped = client.get(path, headers={"Accept-Encoding": "br, gzip"})

    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_known_etag_answers_304(client: Client) -> None:
    path = make_post().get_absolute_url()
    etag = client.get(path).headers["ETag"]

    again = client.get(path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_other_host_gets_its_own_page(client: Client, settings: Any) -> None:
    path = make_post().get_absolute_url()
    here = client.get(path, headers={"Host": "localhost"})
    there = client.get(path, headers={"Host": "testserver"})

    assert b"http://localhost/" in here.content
    assert b"http://localhost/" not in there.content
    assert client.get(path, headers={"Host": "evil.example"}).status_code == 400


def test_shelf_is_bounded_in_bytes() -> None:
    small = Shelf()
    for n in range(10):
        small.put(str(n), StoredPage("s", None, (), b"x" * 2000, b""), 10_000)

    assert small.bytes == 9000
    assert [n for n in range(10) if small.get(str(n))] == [7, 8, 9]


def test_shared_stamp_in_redis(settings: Any, redis_url: str) -> None:
    from django.core.cache import caches

    settings.REDIS_URL = redis_url
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": redis_url,
            "KEY_PREFIX": "test",
        }
    }
    caches["default"].clear()
    before = stamp.current().read()

    make_post()

    assert isinstance(stamp.current(), stamp.SharedStamp)
    assert stamp.current().read() != before
    caches["default"].clear()
