"""Home, archives, groups and indexes."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blog.posts.models import Category, Post, Series
from blog.tags.models import Alias, Tag
from tests.factories import annotate, make_article, make_capture, make_post, make_publisher, make_user
from tests.website.conftest import text_of

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def titles(page: Any) -> list[str]:
    return [text_of(h) for h in page.of_class("p-name") if h.tag in ("h2", "h3")]


def a_post(n: int, **fields: Any) -> Post:
    """With a source and tags, `n` days old."""
    capture = make_capture(article=make_article(publisher=make_publisher()))
    return make_post(
        title=f"Post {n}", publish_at=days_ago(n), blocks=(capture,), tags=("ferries", f"only {n}"), **fields
    )


def test_home_without_posts_is_friendly(get: Any) -> None:
    page = get("/")
    assert page.status == 200
    assert page.texts(".//h2") == ["Nothing has been published yet."]


def test_home_leads_with_the_newest_and_groups_the_rest_by_day(get: Any) -> None:
    for n in (3, 1, 2):
        a_post(n)
    make_post(title="A draft", published=False)
    make_post(title="Tomorrow's", publish_at=timezone.now() + dt.timedelta(days=1))
    page = get("/")
    assert titles(page) == ["Post 1", "Post 2", "Post 3"]
    assert [t.get("datetime") for t in page.all(".//h2[@class='daylab']/time")] == [
        timezone.localdate(days_ago(n)).isoformat() for n in (2, 3)
    ]


def test_source_without_address_and_publisher_has_a_badge_all_the_same(get: Any) -> None:
    make_post(blocks=(make_capture(article=make_article(url="", headline="A leaflet")),))

    assert get("/").links["Unknown publisher"] == "/sources/a-leaflet/"


def test_entry_shows_sources_notes_and_a_few_tags(get: Any) -> None:
    capture = make_capture(article=make_article(publisher=make_publisher("The Harbour Bee")))
    annotate(capture, "Tuesday")
    make_post(
        blocks=(capture,),
        tags=("t1", "t2", "t3", "t4", "t5", "t6"),
        pull_quote="“Late again.”",
        pull_quote_by="A passenger",
    )
    page = get("/")
    [badge] = page.of_class("badge")
    assert (text_of(badge), badge.get("href")) == ("The Harbour Bee", capture.article.get_absolute_url())
    assert next(text_of(n) for n in page.of_class("cnt")) == "1 note"
    assert [text_of(a) for a in page.all(".//p[@class='tags']/a")] == ["t1", "t2", "t3", "t4", "2 more"]
    assert page.texts(".//figure//figcaption") == ["A passenger"]


def test_thumbnail_draws_the_layout_without_styles(get: Any) -> None:
    capture = make_capture()
    annotate(capture, "Tuesday")
    make_post(blocks=(capture, "My own words."))
    [drawing] = get("/").of_class("galley")
    assert [path.get("class") for path in drawing] == ["gm", "gq", "go", "gf"]
    assert all(set(path.keys()) == {"class", "d"} for path in drawing)


@pytest.mark.parametrize("path", ["/", "/tags/ferries/", "/{year}/"])
def test_lists_have_pages_and_no_page_after_the_last(get: Any, settings: Any, path: str) -> None:
    settings.PAGE_SIZE = 2
    when = timezone.now().replace(microsecond=0)
    for n in range(5):
        make_post(title=f"Post {n}", publish_at=when - dt.timedelta(seconds=n), tags=("ferries",))
    path = path.format(year=timezone.localdate(when).year)
    assert [titles(get(f"{path}?page={n}")) for n in (1, 2, 3)] == [
        ["Post 0", "Post 1"],
        ["Post 2", "Post 3"],
        ["Post 4"],
    ]
    second = get(f"{path}?page=2")
    assert [link.get("href") for link in second.all(".//nav[@class='pages']/a")] == [path, "?page=3"]
    [canonical] = [link.get("href") for link in second.all(".//link") if link.get("rel") == "canonical"]
    assert canonical == f"http://testserver{path}?page=2"


@pytest.mark.parametrize("number", ["0", "-1", "99", "two", "1.5", "9" * 30, "²"])
def test_a_page_that_does_not_exist_is_not_found(get: Any, number: str) -> None:
    make_post(tags=("ferries",))
    for path in (
        "/",
        "/tags/ferries/",
        "/tags/",
        "/sources/",
        "/series/",
        "/corrections/",
        "/publishers/",
        "/categories/",
    ):
        assert get(f"{path}?page={number}").status == 404, path


def test_tag_in_any_script_has_a_page(get: Any) -> None:
    make_post(title="On light", tags=("منارة",))
    page = get(Tag.objects.get().get_absolute_url())
    assert (titles(page), page.texts(".//h1")) == (["On light"], ["منارة"])


def test_alias_leads_to_its_tag_for_good(client: Any) -> None:
    make_post(tags=("White House",))
    tag = Tag.objects.get()
    Alias.objects.create(name="WhiteHouse", tag=tag)
    response = client.get("/tags/whitehouse/")
    assert (response.status_code, response["Location"]) == (301, tag.get_absolute_url())


@pytest.mark.parametrize(
    "path",
    ["/tags/x/", "/categories/x/", "/series/x/", "/2019/", "/2019/05/", "/publishers/x/", "/authors/x/", "/sources/x/"],
)
def test_what_has_nothing_public_is_not_found(get: Any, path: str) -> None:
    series, article = (
        Series.objects.create(name="x"),
        make_article(headline="x", authors=("x",), publisher=make_publisher("x")),
    )
    post = make_post(
        published=False,
        tags=("x",),
        series=series,
        blocks=(make_capture(article=article),),
        publish_at=dt.datetime(2019, 5, 5, tzinfo=dt.UTC),
    )
    post.categories.add(Category.objects.create(name="x"))
    assert get(path).status == 404


def test_archives_by_year_and_month_are_in_the_sites_time_zone(get: Any, settings: Any) -> None:
    make_post(title="New year in London", publish_at=dt.datetime(2024, 1, 1, 2, tzinfo=dt.UTC))
    make_post(title="May", publish_at=dt.datetime(2023, 5, 5, tzinfo=dt.UTC))
    assert titles(get("/2023/")) == ["New year in London", "May"]
    assert titles(get("/2023/12/")) == ["New year in London"]
    assert get("/2024/").status == 404
    assert get("/2023/13/").status == 404
    assert get("/2023/12/").links["May (1)"] == "/2023/05/"


def test_series_is_in_reading_order(get: Any) -> None:
    series = Series.objects.create(name="The Ferry", description="All of *it*.")
    for n, part in ((1, 2), (2, 1), (3, None)):
        make_post(title=f"Part {part}", series=series, part=part, publish_at=days_ago(n))
    page = get("/series/the-ferry/")
    assert titles(page) == ["Part 1", "Part 2", "Part None"]
    assert text_of(page.of_class("standfirst")[0]) == "All of it."


def test_category_publisher_and_author_gather_their_posts(get: Any) -> None:
    publisher = make_publisher("The Harbour Bee", "bee.example")
    article = make_article(headline="Board meets", authors=("Ines Okafor",), publisher=publisher)
    post = make_post(title="Answered", blocks=(make_capture(article=article),))
    post.categories.add(Category.objects.create(name="Harbours"))
    make_post(title="Something else")
    for path in ("/categories/harbours/", "/publishers/the-harbour-bee/", "/authors/ines-okafor/"):
        assert titles(get(path)) == ["Answered"], path
    page = get("/publishers/the-harbour-bee/")
    assert page.links["Board meets"] == article.get_absolute_url()
    assert "bee.example" in page.texts(".//dd")


def test_indexes_count_only_what_is_public(get: Any) -> None:
    series, category = Series.objects.create(name="The Ferry"), Category.objects.create(name="Harbours")
    for published in (True, True, False):
        post = make_post(
            published=published,
            tags=("ferries",),
            series=series,
            blocks=(make_capture(article=make_article(publisher=None)),),
        )
        post.categories.add(category)
    publisher = make_publisher("The Bee")
    make_post(blocks=(make_capture(article=make_article(publisher=publisher)),))
    make_post(published=False, tags=("secret",), blocks=(make_capture(article=make_article(publisher=publisher)),))
    assert get("/tags/").texts(".//ul[@class='cols']/li") == ["ferries2"]
    assert get("/categories/").texts(".//ul[@class='cols']/li") == ["Harbours2"]
    assert get("/publishers/").texts(".//ul[@class='cols']/li") == ["The Bee1"]
    assert "2 parts" in get("/series/").html


def test_sources_are_listed_with_their_posts(get: Any) -> None:
    capture = make_capture(article=make_article(headline="Board meets", authors=("Ines Okafor",)))
    make_post(blocks=(capture,))
    make_post(blocks=("Words.", capture, capture))
    make_post(published=False, blocks=(make_capture(article=make_article(headline="Not quoted yet")),))
    page = get("/sources/")
    assert page.texts(".//ul[@class='stack']//h2") == ["Board meets"]
    assert page.texts(".//ul[@class='stack']/li/p")[1].endswith("2 posts")


def test_empty_indexes_say_so(get: Any) -> None:
    said = {
        path: text_of(get(path).of_class("standfirst")[0])
        for path in ("/tags/", "/categories/", "/series/", "/sources/", "/publishers/")
    }
    assert said == {
        "/tags/": "No post has a tag yet.",
        "/categories/": "No post has a category yet.",
        "/series/": "There is no series yet.",
        "/sources/": "Nothing has been quoted yet.",
        "/publishers/": "Nobody has been quoted yet.",
    }


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 5),
        ("/tags/ferries/", 4),
        ("/categories/harbours/", 4),
        ("/series/the-ferry/", 4),
        ("/publishers/the-bee/", 6),
        ("/authors/ines-okafor/", 5),
        ("/{year}/", 4),
        ("/tags/", 3),
        ("/sources/", 3),
        ("/series/", 1),
        ("/categories/", 1),
        ("/publishers/", 2),
    ],
)
@pytest.mark.parametrize("count", [1, 50])
def test_lists_ask_the_database_as_often_for_one_as_for_fifty(
    client: Any, settings: Any, django_assert_num_queries: Any, path: str, queries: int, count: int
) -> None:
    settings.PAGE_SIZE = 60
    series, category, publisher, user = (
        Series.objects.create(name="The Ferry"),
        Category.objects.create(name="Harbours"),
        make_publisher("The Bee"),
        make_user(),
    )
    when = dt.datetime(2024, 6, 6, tzinfo=dt.UTC)
    for n in range(count):
        article = make_article(authors=("Ines Okafor", f"Other {n}"), publisher=publisher)
        post = make_post(
            author=user,
            series=series,
            part=n + 1,
            publish_at=when - dt.timedelta(hours=n),
            tags=("ferries", f"only {n}"),
            blocks=(make_capture(article=article),),
        )
        post.categories.add(category)
    path = path.format(year=2024)
    client.get(path)
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
