"""About, corrections, and what is shown when nothing is there."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from blog.posts.models import Correction
from blog.website.errors import server_error
from tests.factories import annotate, make_capture, make_page, make_post, make_user
from tests.website.conftest import text_of

pytestmark = pytest.mark.django_db


def test_about_names_those_who_published_something(get: Any) -> None:
    writer = make_user(display_name="Ada Marsh", bio="Writes about *ferries*.")
    make_post(author=writer)
    make_post(author=make_user(display_name="Not Yet"), published=False)
    page = get("/about/")
    assert page.texts(".//h3") == ["Ada Marsh"]
    assert text_of(
        page.by_id(f"w-{writer.pk}")
    ) == "A Ada Marsh Writes about ferries. 1 post" or "Writes about ferries." in text_of(page.by_id(f"w-{writer.pk}"))
    assert page.by_id("reading") is not None


def test_about_opens_with_the_editors_own_page(get: Any) -> None:
    make_page("We *watch* the pier[^1].\n\n[^1]: Mostly.", title="About us", slug="about")
    shown = get("/about/")
    assert "We watch the pier" in text_of(shown.all(".//main")[0])
    assert [text_of(note) for note in shown.of_class("note-body")] == ["Mostly."]
    assert len(shown.ids) == len(set(shown.ids))
    [canonical] = get("/pages/about/").all(".//link[@rel='canonical']")
    assert canonical.get("href") == "http://testserver/about/"


def test_about_says_nothing_of_a_page_that_is_not_public(get: Any) -> None:
    make_page("We watch the pier.", slug="about", published=False)
    assert "We watch the pier" not in get("/about/").html


def test_corrections_are_listed_with_what_they_correct(get: Any) -> None:
    capture = make_capture()
    note = annotate(capture, "Tuesday", "A Monday.")
    post, draft = make_post(title="The board", blocks=(capture,)), make_post(title="Not public", published=False)
    Correction.objects.create(post=post, body="The second pier.")
    Correction.objects.create(annotation=note, kind="retraction", body="I was wrong.")
    Correction.objects.create(post=draft, body="Nobody may read this.")
    page = get("/corrections/")
    assert [(text_of(a), a.get("href")) for a in page.all(".//ul[@class='stack own-voice']//h2/a")] == [
        ("On the note “A Monday.”", note.get_absolute_url()),
        ("The board", post.get_absolute_url()),
    ]
    assert "Nobody may read this." not in page.html


def test_no_corrections_yet_is_said(get: Any) -> None:
    assert "Nothing has had to be corrected so far." in get("/corrections/").html


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/2024/10/no-such-post/",
        "/notes/nosuchnote/",
        "/preview/",
        "/tags/%00/",
        "/sources/%ff/",
        "/2024/10/",
    ],
)
def test_not_found_shows_ways_on(get: Any, path: str) -> None:
    page = get(path)
    assert page.status == 404
    assert page.texts(".//h1") == ["There is nothing at this address"]
    assert page.links["Read the newest posts"] == "/"
    assert page.meta["robots"] == "noindex"


def test_an_error_of_ours_is_told_without_a_database(client: Client) -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_pages_are_the_same_for_everyone(client: Client) -> None:
    make_post(tags=("ferries",))
    for path in ("/", "/tags/", "/tags/ferries/", "/about/", "/sources/"):
        response = client.get(path)
        assert not response.cookies, path
        assert "Cookie" not in response.headers.get("Vary", ""), path


def test_brand_marks_the_last_word_of_the_sites_name(get: Any, settings: Any) -> None:
    settings.SITE_NAME = "The Harbour Log"
    [brand] = get("/").of_class("brand")
    assert (text_of(brand), text_of(brand[0])) == ("The Harbour Log", "Log")


def test_where_the_reader_is_stands_in_the_navigation(get: Any) -> None:
    assert [
        (text_of(a), a.get("aria-current")) for a in get("/about/").all(".//header//nav//a") if a.get("aria-current")
    ] == [("About", "page")]
    post = make_post()
    assert [
        (text_of(a), a.get("aria-current"))
        for a in get(post.get_absolute_url()).all(".//header//nav//a")
        if a.get("aria-current")
    ] == [("Posts", "true")]


ROOT = Path(__file__).resolve().parents[2]


def test_templates_hold_no_style_and_no_script() -> None:
    for template in (ROOT / "templates" / "website").rglob("*.html"):
        text = template.read_text()
        assert " style=" not in text, template
        assert " onclick=" not in text, template
        assert "<style" not in text, template
        assert "<script>" not in text, template


def test_stylesheet_pairs_notes_one_to_forty() -> None:
    rules = (ROOT / "static/css/pairs.css").read_text().splitlines()[2:-1]
    assert len(rules) == 40
    for number, rule in enumerate(rules, 1):
        assert rule.strip().startswith(
            f'[data-s="{number}"]{{anchor-name:--m{number}}}.note[data-n="{number}"]{{position-anchor:--m{number}}}'
            f'body:has([data-n~="{number}"]:is(:hover,:focus,:focus-within,:target)) [data-n~="{number}"]{{'
        )


def test_stylesheets_need_no_important_and_lie_in_layers() -> None:
    layers = "@layer tokens, skeleton, clip, notes, pairs, post, lists, source, print;"
    assert layers in (ROOT / "static/css/tokens.css").read_text()
    for name in ("tokens", "skeleton", "clip", "notes", "pairs", "post", "lists", "source", "print"):
        text = (ROOT / f"static/css/{name}.css").read_text()
        assert "!important" not in text, name
        assert f"@layer {name}{{" in text, name
