"""Pages that are no posts, as readers meet them."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from blog.core.publishing import Status
from blog.core.stored_pages import shelf
from blog.posts.models import FormerAddress, Page
from tests.factories import make_editor, make_page, make_post, make_user
from tests.website.conftest import text_of

pytestmark = pytest.mark.django_db
BODY = """Who writes here[^1].

## Links

- [The council](https://council.example/)

[^1]: One person."""


def test_a_page_shows_its_words_and_when_they_changed(get: Any) -> None:
    page = make_page(BODY, title="About & so on", slug="about")
    Page.objects.update(modified=dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC), publish_at="2026-05-01T00:00Z")

    shown = get("/pages/about/")

    assert shown.status == 200
    assert shown.texts(".//h1") == ["About & so on"]
    assert shown.texts(".//h2") == ["Links"]
    assert shown.links["The council"] == "https://council.example/"
    [changed] = [text_of(one) for one in shown.all(".//p") if "Last changed" in text_of(one)]
    assert changed == "Last changed May 4, 2026"
    assert len(shown.ids) == len(set(shown.ids))
    assert page.get_absolute_url() == "/pages/about/"


def test_its_footnotes_stand_beside_their_words(get: Any, settings: Any) -> None:
    settings.SITE_OWNER = "The Harbour Log"
    page = make_page(BODY)

    shown = get(page.get_absolute_url())

    note = shown.by_id(f"n-{page.uid}-1")
    assert "One person." in text_of(note)
    assert note.get("aria-label") == "Note 1 by The Harbour Log"
    assert shown.by_id(f"r-{page.uid}-1").get("href") == f"#n-{page.uid}-1"


def test_search_engines_are_told_what_it_is(get: Any) -> None:
    page = make_page(BODY, title="A </script> page")

    shown = get(page.get_absolute_url())

    url = f"http://testserver{page.get_absolute_url()}"
    assert (shown.data["@type"], shown.data["name"], shown.data["url"]) == ("WebPage", "A </script> page", url)
    assert shown.data["dateModified"] == timezone.localtime(page.modified).isoformat()
    assert shown.meta["og:url"] == url
    assert shown.meta["description"].startswith("Who writes here.")
    assert "robots" not in shown.meta


@pytest.mark.parametrize(
    "fields", [{"published": False}, {"publish_at": timezone.now() + dt.timedelta(days=400)}, {"slug": "other"}]
)
def test_what_is_not_public_is_not_found(client: Client, fields: dict[str, Any]) -> None:
    make_page(**{"slug": "here", **fields})

    assert client.get("/pages/here/").status_code == 404


def test_a_withdrawn_page_is_gone(get: Any) -> None:
    make_page("Secret words.", slug="here", status=Status.WITHDRAWN)

    shown = get("/pages/here/")

    assert shown.status == 410
    assert shown.texts(".//h1") == ["This page was withdrawn"]
    assert "Secret words." not in shown.html


def test_former_addresses_lead_to_it_for_good(client: Client) -> None:
    page = make_page(slug="links")
    FormerAddress.objects.lead(["/log/Links", "/log/Links.html"], page)
    page.slug = "ferry-links"
    page.save()

    for path in ("/log/Links", "/log/Links/", "/log/Links.html", "/pages/links/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, "/pages/ferry-links/"), path


def test_a_former_address_of_what_is_not_public_leads_nowhere(client: Client) -> None:
    FormerAddress.objects.lead(["/log/Links"], make_page(published=False))

    assert client.get("/log/Links").status_code == 404


def test_editors_preview_a_draft(client: Client) -> None:
    page = make_page("Half a thought.", published=False)
    path = f"/preview/pages/{page.uid}/"
    assert client.get(path).status_code == 302
    client.force_login(make_user())
    assert client.get(path).status_code == 404
    client.force_login(make_editor())

    response = client.get(path)

    html = response.content.decode()
    assert "Half a thought." in html
    assert "Only editors see this page (draft)." in html
    assert f"/admin/posts/page/{page.pk}/change/" in html
    assert '<meta name="robots" content="noindex">' in html
    assert (response["X-Robots-Tag"], "no-store" in response["Cache-Control"]) == ("noindex", True)
    assert "ld+json" not in html


def test_a_preview_of_a_post_is_none_of_a_page(client: Client) -> None:
    client.force_login(make_editor())

    assert client.get(f"/preview/pages/{make_post().uid}/").status_code == 404
    assert client.get(f"/preview/{make_page().uid}/").status_code == 404


@pytest.mark.parametrize("size", [1, 300])
def test_a_page_asks_the_database_once_however_long_it_is(
    client: Client, django_assert_num_queries: Any, size: int
) -> None:
    body = "\n\n".join(f"Words {n}[^{n}].\n\n[^{n}]: Note {n}." for n in range(size))
    path = make_page(body).get_absolute_url()
    client.get(path)

    with django_assert_num_queries(1):
        assert client.get(path).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_it_is_stored_answers_its_tag_and_goes_when_it_changes(client: Client, settings: Any) -> None:
    settings.STORED_PAGES_BYTES = 1_000_000
    shelf.clear()
    page = make_page("Early words.", slug="here")
    first = client.get("/pages/here/")

    assert client.get("/pages/here/", headers={"if-none-match": first["ETag"]}).status_code == 304
    head = client.head("/pages/here/")
    assert (head.status_code, head.content) == (200, b"")
    page.body = "Late words."
    page.save()
    assert "Late words." in client.get("/pages/here/").content.decode()
    shelf.clear()


def test_it_stands_in_no_feed_and_on_no_list(client: Client) -> None:
    make_page("Zanzibar.", title="Zanzibar")
    make_post()

    for path in ("/", "/feed.xml", "/rss.xml", "/feed.json"):
        assert "Zanzibar" not in client.get(path).content.decode(), path
