"""Each named constraint, and an attempt to break it."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from blog.posts.models import Block, Correction, FormerAddress, Page, Post, Series, Tagging
from blog.tags.models import Tag
from tests.factories import annotate, make_article, make_capture, make_page, make_post, make_user

pytestmark = pytest.mark.django_db
OCTOBER = dt.datetime(2025, 10, 5, 12, tzinfo=dt.UTC)


def test_post_address_once_in_a_month() -> None:
    make_post(slug="ferry", publish_at=OCTOBER)

    with pytest.raises(IntegrityError):
        make_post(slug="ferry", publish_at=OCTOBER + dt.timedelta(days=1))


def test_post_address_may_return_in_another_month() -> None:
    make_post(slug="ferry", publish_at=OCTOBER)
    later = make_post(slug="ferry", publish_at=OCTOBER + dt.timedelta(days=40))

    assert later.get_absolute_url() == "/2025/11/ferry/"


def test_post_with_a_taken_address_says_so_at_the_slug() -> None:
    make_post(slug="ferry", publish_at=OCTOBER)
    twin = Post(title="Ferry", slug="ferry", author=make_user(), status=Post.Status.PUBLISHED, publish_at=OCTOBER)

    with pytest.raises(ValidationError) as caught:
        twin.full_clean()
    assert caught.value.message_dict == {"slug": ["Another post of 10/2025 has the address “ferry”. Choose another."]}


def test_post_month_is_the_sites_not_utc(settings: Any) -> None:
    settings.TIME_ZONE = "America/New_York"
    post = make_post(slug="late", publish_at=dt.datetime(2025, 11, 1, 2, tzinfo=dt.UTC))

    assert post.get_absolute_url() == "/2025/10/late/"


def test_post_published_has_a_moment() -> None:
    post = make_post()

    with pytest.raises(IntegrityError, match="post_published_has_a_moment"):
        Post.objects.filter(pk=post.pk).update(publish_at=None, year=None, month=None)


def test_post_month_follows_publish_at() -> None:
    post = make_post()

    with pytest.raises(IntegrityError, match="post_month_follows_publish_at"):
        Post.objects.filter(pk=post.pk).update(month=13)


def test_post_part_needs_a_series() -> None:
    with pytest.raises(IntegrityError, match="post_part_needs_a_series"):
        make_post(part=2)


def test_post_pull_quote_by_needs_a_quote() -> None:
    with pytest.raises(IntegrityError, match="post_pull_quote_by_needs_a_quote"):
        make_post(pull_quote_by="Ada Quill")


def test_post_has_a_slug() -> None:
    post = make_post()

    with pytest.raises(IntegrityError, match="post_has_a_slug"):
        Post.objects.filter(pk=post.pk).update(slug="")


def test_series_name_once() -> None:
    Series.objects.create(name="The ferry")

    with pytest.raises(IntegrityError):
        Series.objects.create(name="The ferry")


def test_tagging_once() -> None:
    post = make_post(tags=("harbour",))

    with pytest.raises(IntegrityError):
        Tagging.objects.create(tag=Tag.objects.get(), content_object=post)


def test_former_address_from_the_root() -> None:
    with pytest.raises(IntegrityError, match="former_address_from_the_root"):
        FormerAddress.objects.create(path="2024/10/x.html", post=make_post())


@pytest.mark.parametrize("kind", Block.Kind.values)
def test_block_has_what_its_kind_needs(kind: str) -> None:
    with pytest.raises(IntegrityError, match="block_has_what_its_kind_needs"):
        Block.objects.create(post=make_post(blocks=()), kind=kind)


def test_block_has_nothing_else() -> None:
    with pytest.raises(IntegrityError, match="block_has_what_its_kind_needs"):
        Block.objects.create(post=make_post(blocks=()), kind="prose", prose="Words.", capture=make_capture())


def test_block_passages_only_in_excerpts() -> None:
    with pytest.raises(IntegrityError, match="block_passages_only_in_excerpts"):
        Block.objects.create(post=make_post(blocks=()), kind="prose", prose="Words.", first_passage=1)


def test_block_passages_in_order() -> None:
    with pytest.raises(IntegrityError, match="block_passages_in_order"):
        make_post(blocks=({"kind": "excerpt", "capture": make_capture(), "first_passage": 2, "last_passage": 1},))


def test_block_clean_names_the_field_that_is_missing() -> None:
    with pytest.raises(ValidationError) as caught:
        Block(post=make_post(), kind="excerpt").clean()
    assert list(caught.value.message_dict) == ["capture"]


def test_block_clean_refuses_an_article_as_video() -> None:
    with pytest.raises(ValidationError) as caught:
        Block(post=make_post(), kind="video", video=make_article()).clean()
    assert list(caught.value.message_dict) == ["video"]


def test_correction_of_one_thing() -> None:
    captured = make_capture()
    both = {"post": make_post(), "annotation": annotate(captured, "ferry")}

    with pytest.raises(IntegrityError, match="correction_of_one_thing"):
        Correction.objects.create(body="It was Wednesday.", **both)


def test_correction_says_something() -> None:
    with pytest.raises(IntegrityError, match="correction_says_something"):
        Correction.objects.create(body="", post=make_post())


@pytest.mark.parametrize("both", [True, False])
def test_former_address_leads_to_one_thing(both: bool) -> None:
    places = {"post": make_post(), "page": make_page()} if both else {}

    with pytest.raises(IntegrityError, match="former_address_leads_to_one_thing"):
        FormerAddress.objects.create(path="/old/", **places)


def test_former_address_leads_to_this_site() -> None:
    with pytest.raises(IntegrityError, match="former_address_leads_to_this_site"):
        FormerAddress.objects.create(path="/old/", address="//tern.example/")


def test_page_published_has_a_moment() -> None:
    page = make_page()

    with pytest.raises(IntegrityError, match="page_published_has_a_moment"):
        Page.objects.filter(pk=page.pk).update(publish_at=None)


def test_page_has_a_slug() -> None:
    page = make_page()

    with pytest.raises(IntegrityError, match="page_has_a_slug"):
        Page.objects.filter(pk=page.pk).update(slug="")


def test_page_with_a_taken_address_says_so_at_the_slug() -> None:
    make_page(slug="ferry")

    with pytest.raises(ValidationError) as caught:
        Page(title="Ferry", slug="ferry", body="x").full_clean()
    assert caught.value.message_dict == {"slug": ["Another page has this address. Choose another."]}
