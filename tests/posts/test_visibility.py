"""What published posts make public, and nothing else."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from blog.annotations.models import Annotation
from blog.articles.models import Article, Author, Publisher
from blog.posts import visibility
from blog.posts.models import Post
from tests.factories import annotate, make_article, make_capture, make_post, make_publisher, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def quoted() -> Any:
    article = make_article(authors=("Ada Quill",), publisher=make_publisher("The Courier"))
    captured = make_capture(article=article)
    annotate(captured, "ferry")
    return captured


def everything_public() -> dict[str, int]:
    return {
        "captures": visibility.public_captures().count(),
        "passages": visibility.public_passages().count(),
        "articles": visibility.public_articles().count(),
        "publishers": visibility.public_publishers().count(),
        "authors": visibility.public_authors().count(),
        "annotations": visibility.public_annotations().count(),
    }


ALL = {"captures": 1, "passages": 3, "articles": 1, "publishers": 1, "authors": 1, "annotations": 1}
NOTHING = dict.fromkeys(ALL, 0)


def test_published_post_makes_its_sources_public(quoted: Any) -> None:
    make_post(blocks=(quoted,))

    assert everything_public() == ALL


def test_nothing_is_public_without_a_post(quoted: Any) -> None:
    assert everything_public() == NOTHING
    assert (Article.objects.count(), Publisher.objects.count(), Author.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_draft_and_withdrawn_posts_make_nothing_public(quoted: Any, status: str) -> None:
    make_post(blocks=(quoted,), published=False, status=status)

    assert everything_public() == NOTHING


def test_scheduled_post_appears_because_the_clock_moved(quoted: Any) -> None:
    moment = timezone.now() + dt.timedelta(days=2)
    make_post(blocks=(quoted,), publish_at=moment)

    assert everything_public() == NOTHING
    with time_machine.travel(moment + dt.timedelta(seconds=1)):
        assert everything_public() == ALL
        assert Post.objects.published().count() == 1


def test_passage_that_is_not_quoted_is_private(quoted: Any) -> None:
    make_post(blocks=(quoted,))
    quoted.passages.filter(position=1).update(is_quoted=False)

    assert [p.position for p in visibility.public_passages().order_by("position")] == [0, 2]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_annotation_that_is_not_published_is_private(quoted: Any, state: str) -> None:
    make_post(blocks=(quoted,))
    Annotation.objects.update(state=state)

    assert visibility.public_annotations().count() == 0


def test_video_makes_its_article_public() -> None:
    video = make_article(kind="video")
    make_post(blocks=({"kind": "video", "video": video},))

    assert list(visibility.public_articles()) == [video]


def test_posts_about_an_article_are_each_named_once(quoted: Any) -> None:
    post = make_post(
        blocks=(
            {"kind": "excerpt", "capture": quoted, "last_passage": 0},
            "Mine.",
            {"kind": "excerpt", "capture": quoted, "first_passage": 1},
        )
    )
    make_post(blocks=(quoted,), published=False, author=make_user())

    assert list(visibility.posts_about(quoted.article)) == [post]


def test_annotation_on_private_words_is_private(quoted: Any) -> None:
    make_post(blocks=(quoted,))
    quoted.passages.filter(text__contains="harbour board").update(is_quoted=False)

    assert visibility.public_annotations().count() == 0
