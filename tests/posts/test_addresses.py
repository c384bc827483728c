"""Addresses that posts had lead to the one they have."""

import datetime as dt

import pytest
from django.utils import timezone

from blog.core.publishing import Status
from blog.posts.models import FormerAddress, Post
from tests.factories import make_post

pytestmark = pytest.mark.django_db
OCTOBER = dt.datetime(2024, 10, 9, 12, tzinfo=dt.UTC)


def former(post: Post) -> list[str]:
    return [address.path for address in post.former_addresses.all()]


def renamed(post: Post, slug: str) -> Post:
    post.slug = slug
    post.save()
    return post


def test_a_new_slug_of_a_public_post_keeps_the_old_address() -> None:
    post = make_post(slug="a", publish_at=OCTOBER)

    assert former(renamed(post, "b")) == ["/2024/10/a/"]


def test_a_new_month_keeps_the_old_address() -> None:
    post = make_post(slug="a", publish_at=OCTOBER)
    post.publish_at = OCTOBER + dt.timedelta(days=40)
    post.save()

    assert (post.get_absolute_url(), former(post)) == ("/2024/11/a/", ["/2024/10/a/"])


def test_there_and_back_again_makes_no_loop() -> None:
    post = make_post(slug="a", publish_at=OCTOBER)
    for slug in ("b", "c", "a"):
        renamed(post, slug)

    assert former(post) == ["/2024/10/b/", "/2024/10/c/"]


def test_nobody_knows_the_address_of_a_draft_or_of_what_is_scheduled() -> None:
    draft = make_post(slug="a", publish_at=OCTOBER, status=Status.DRAFT)
    scheduled = make_post(slug="s", publish_at=timezone.now() + dt.timedelta(days=400))

    assert former(renamed(draft, "b")) == former(renamed(scheduled, "t")) == []


def test_a_withdrawn_post_keeps_the_address_that_readers_know() -> None:
    post = make_post(slug="a", publish_at=OCTOBER, status=Status.WITHDRAWN)

    assert former(renamed(post, "b")) == ["/2024/10/a/"]


def test_a_withdrawn_post_renamed_back_makes_no_loop() -> None:
    post = renamed(make_post(slug="a", publish_at=OCTOBER), "b")
    post.status = Status.DRAFT
    renamed(post, "a")

    assert former(post) == ["/2024/10/b/"]


def test_an_address_left_twice_leads_to_who_left_it_last() -> None:
    first = renamed(make_post(slug="a", publish_at=OCTOBER), "b")
    second = renamed(make_post(slug="a", publish_at=OCTOBER), "c")

    assert (former(first), former(second)) == ([], ["/2024/10/a/"])


def test_addresses_in_other_scripts_are_kept_as_readers_see_them() -> None:
    post = make_post(slug="港" * 150, publish_at=OCTOBER)

    renamed(post, "b")

    assert FormerAddress.objects.get().path == f"/2024/10/{'港' * 150}/"
