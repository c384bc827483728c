"""Each named constraint, and an attempt to break it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from blog.articles.models import Article, Author, Byline, Capture, Passage, Publisher, PublisherHost
from tests.factories import make_article, make_capture, make_publisher

pytestmark = pytest.mark.django_db


def test_publisher_name_once_ignores_case() -> None:
    make_publisher("Harbour Herald")

    with pytest.raises(IntegrityError, match=r"publisher_name_once|UNIQUE"):
        Publisher.objects.create(name="HARBOUR HERALD")


@pytest.mark.parametrize("host", ["www.herald.example", "Herald.example", "herald.example/news"])
def test_publisher_host_is_plain(host: str) -> None:
    with pytest.raises(IntegrityError, match="publisher_host_is_plain"):
        PublisherHost.objects.create(publisher=make_publisher(), host=host)


def test_publisher_host_belongs_to_one_publisher() -> None:
    make_publisher(host="herald.example")

    with pytest.raises(IntegrityError):
        make_publisher(host="herald.example")


def test_article_has_a_headline() -> None:
    with pytest.raises(IntegrityError, match="article_has_a_headline"):
        make_article(headline="", slug="without")


def test_article_url_in_both_forms_or_none() -> None:
    article = make_article()

    with pytest.raises(IntegrityError, match="article_url_in_both_forms_or_none"):
        Article.objects.filter(pk=article.pk).update(url_normalised=None)


def test_article_url_normalised_once() -> None:
    make_article(url="https://herald.example/ferry?utm_source=feed")

    with pytest.raises(IntegrityError):
        make_article(url="https://HERALD.example/ferry")


def test_article_without_a_url_may_be_many() -> None:
    make_article(url="")
    make_article(url="")

    assert Article.objects.filter(url_normalised=None).count() == 2


def test_article_with_a_twin_is_refused_by_name() -> None:
    make_article(headline="Ferry sinks", url="https://herald.example/ferry")
    twin = Article(headline="Other", url="https://herald.example/ferry?fbclid=1")

    with pytest.raises(ValidationError, match="Ferry sinks") as caught:
        twin.clean()
    assert list(caught.value.message_dict) == ["url"]


@pytest.mark.parametrize(
    "url", ["herald.example/ferry", "ftp://herald.example/x", "https://", "https://two words.example/"]
)
def test_article_with_a_bad_url_says_so_at_the_field(url: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Article(headline="x", url=url).full_clean()
    assert list(caught.value.message_dict) == ["url"]


def test_byline_names_an_author_once() -> None:
    article = make_article(authors=("Ada Quill",))

    with pytest.raises(IntegrityError):
        Byline.objects.create(article=article, author=Author.objects.get(), position=1)


def test_capture_once_for_the_same_text() -> None:
    captured = make_capture("Same words.")

    with pytest.raises(IntegrityError):
        Capture.objects.create(article=captured.article, text="Same words.", plain="Same words.")


def test_capture_has_its_digest() -> None:
    captured = make_capture()

    with pytest.raises(IntegrityError, match="capture_has_its_digest"):
        Capture.objects.filter(pk=captured.pk).update(sha256="short")


def test_capture_never_changes() -> None:
    captured = make_capture("Words as they were.")
    captured.text = "Words as they are now."

    with pytest.raises(ValidationError, match="never changes"):
        captured.save()


def test_passage_position_once() -> None:
    captured = make_capture("One.\n\nTwo.")
    second = captured.passages.get(position=1)
    second.position = 0

    with pytest.raises(IntegrityError):
        second.save()


def test_passages_lie_in_the_plain_text_where_they_say() -> None:
    captured = make_capture()

    assert [captured.plain[p.start : p.end] for p in captured.passages.all()] == [
        p.text for p in Passage.objects.order_by("position")
    ]
