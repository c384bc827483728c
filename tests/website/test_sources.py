"""The page of an article: everything said about it."""

from typing import Any

import pytest

from tests.factories import annotate, make_article, make_capture, make_post, make_publisher
from tests.website.conftest import text_of

pytestmark = pytest.mark.django_db
LONG = "The first sentence of many.\n\n" + "\n\n".join(
    f"Sentence {n} of a long text that nobody quotes." for n in range(30)
)


def test_article_gathers_what_all_posts_say_in_its_own_order(get: Any) -> None:
    article = make_article(headline="Board meets", publisher=make_publisher("The Bee"), authors=("Ines Okafor",))
    capture = make_capture(article=article)
    later, earlier = annotate(capture, "June"), annotate(capture, "Tuesday")
    first, second = make_post(title="First", blocks=(capture,)), make_post(title="Second", blocks=(capture,))
    make_post(title="A draft", published=False, blocks=(capture,))
    page = get(article.get_absolute_url())
    assert page.texts(".//h1") == ["Board meets"]
    assert page.texts(".//ol[@class='cites where']/li/a") == ["First", "Second"]
    assert [note.get("id") for note in page.of_class("note")] == [f"n-{earlier.uid}", f"n-{later.uid}"]
    signed = [(text_of(a), a.get("href")) for a in page.by_id(f"n-{later.uid}").findall(".//a[@class='in-post']")]
    assert signed == [(post.title, f"{post.get_absolute_url()}#n-{later.uid}") for post in (first, second)]


def test_note_is_signed_only_with_posts_that_show_its_words(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, "June")
    make_post(title="Whole", blocks=(capture,))
    make_post(title="Beginning", blocks=({"kind": "excerpt", "capture": capture, "last_passage": 0},))
    page = get(capture.article.get_absolute_url())
    assert [text_of(a) for a in page.by_id(f"n-{note.uid}").findall(".//a[@class='in-post']")] == ["Whole"]


def test_article_quoted_nearly_whole_is_left_to_its_publisher(get: Any) -> None:
    whole, part = make_capture(), make_capture(LONG)
    part.passages.filter(position__gt=0).update(is_quoted=False)
    make_post(blocks=(whole, part))
    assert get(whole.article.get_absolute_url()).meta.get("robots") == "noindex"
    assert "robots" not in get(part.article.get_absolute_url()).meta


def test_article_shows_only_quoted_passages(get: Any) -> None:
    capture = make_capture(LONG)
    capture.passages.filter(position__gt=0).update(is_quoted=False)
    make_post(blocks=(capture,))
    page = get(capture.article.get_absolute_url())
    assert [text_of(q) for q in page.of_class("q")] == ["The first sentence of many."]


def test_two_captures_are_told_apart_by_their_day(get: Any) -> None:
    article = make_article()
    make_post(blocks=(make_capture("One text.", article=article), make_capture("Another text.", article=article)))
    page = get(article.get_absolute_url())
    assert len(page.of_class("clip")) == 3
    assert all("as of " in text_of(head) for head in page.of_class("slim"))


def test_note_on_the_headline_marks_the_headline(get: Any) -> None:
    capture = make_capture(article=make_article(headline="Board meets again"))
    note = annotate(capture, "Tuesday")
    note.targets.update(part="headline", exact="Board", start=0, end=5)
    make_post(blocks=(capture,))
    page = get(capture.article.get_absolute_url())
    assert text_of(page.all(".//h1/mark")[0]) == "Board"
    assert page.by_id(f"r-{note.uid}").get("href") == f"#n-{note.uid}"


def test_video_has_a_page_without_quotations(get: Any) -> None:
    video = make_article(kind="video", headline="The launch", url="https://films.example/1")
    make_post(title="Watch this", blocks=({"kind": "video", "video": video},))
    page = get(video.get_absolute_url())
    assert page.links["Watch this"].startswith("/20")
    assert "Nothing of its text is quoted here." in page.html


def test_article_of_no_published_post_is_not_found(get: Any) -> None:
    capture = make_capture()
    make_post(published=False, blocks=(capture,))
    assert get(capture.article.get_absolute_url()).status == 404


@pytest.mark.parametrize("count", [1, 25])
def test_article_asks_the_database_as_often_for_one_post_as_for_many(
    client: Any, django_assert_num_queries: Any, count: int
) -> None:
    article = make_article(authors=("A", "B"))
    for n in range(count):
        capture = make_capture(f"Text {n} of it.", article=article)
        annotate(capture, "of it")
        make_post(blocks=(capture,))
    client.get(article.get_absolute_url())
    with django_assert_num_queries(8):
        assert client.get(article.get_absolute_url()).status_code == 200
