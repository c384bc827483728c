"""Pages: addresses, publishing, history; and their admin."""

import datetime as dt
from typing import Any

import pytest
import reversion
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.core.publishing import Status
from blog.posts.composition import compose_page
from blog.posts.history import restore, versions_of
from blog.posts.models import FormerAddress, Page
from blog.posts.publishing import next_publication
from tests.factories import make_editor, make_page, make_post, make_user
from tests.forms import errors, messages, send, values

pytestmark = pytest.mark.django_db
LIST = "/admin/posts/page/"
ADD = f"{LIST}add/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def change(page: Page) -> str:
    return reverse("admin:posts_page_change", args=[page.pk])


def former(page: Page) -> list[str]:
    return [address.path for address in page.former_addresses.all()]


@pytest.mark.parametrize(
    ("titles", "slugs"),
    [
        (["About", "About", "about!"], ["about", "about-2", "about-3"]),
        (["Über die Fähre"], ["über-die-fähre"]),
        (["港"], ["港"]),
    ],
)
def test_an_empty_slug_is_made_from_the_title(titles: list[str], slugs: list[str]) -> None:
    assert [make_page(title=title).slug for title in titles] == slugs


def test_a_title_without_letters_gets_a_slug_all_the_same() -> None:
    assert make_page(title="!!!").slug


def test_the_body_is_stored_as_readers_see_it() -> None:
    page = make_page("Some *ferries*[^1].\n\n[^1]: Two.")

    assert page.body_html == '<p>Some <em>ferries</em><span class="ref" data-note="1"></span>.</p>'
    assert page.body_text == "Some ferries."
    assert page.body_notes == [{"label": "1", "html": "<p>Two.</p>", "text": "Two."}]


def test_notes_of_a_page_are_numbered_those_inside_notes_too() -> None:
    page = make_page("One[^b], two[^a].\n\n[^a]: First[^c].\n\n[^b]: Second.\n\n[^c]: Third[^c].")

    composed = compose_page(page, "Ada")

    assert [(note.number, note.text, note.references) for note in composed.notes] == [
        (1, "Second.", 1),
        (2, "First.", 1),
        (3, "Third.", 2),
    ]
    first = composed.notes[1]
    assert f'href="#n-{composed.notes[2].uid}" data-n="3"' in first.html
    assert len({note.uid for note in composed.notes}) == 3


def test_a_new_slug_of_a_public_page_keeps_the_old_address() -> None:
    page = make_page(slug="a")
    for slug in ("b", "c", "a"):
        page.slug = slug
        page.save()

    assert former(page) == ["/pages/b/", "/pages/c/"]


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"published": False}, []),
        ({"publish_at": timezone.now() + dt.timedelta(days=400)}, []),
        ({"status": Status.WITHDRAWN}, ["/pages/a/"]),
    ],
)
def test_only_an_address_that_readers_know_is_kept(fields: dict[str, Any], kept: list[str]) -> None:
    page = make_page(slug="a", **fields)
    page.slug = "b"
    page.save()

    assert former(page) == kept


def test_a_path_that_led_to_a_post_may_lead_to_a_page() -> None:
    post, page = make_post(), make_page()
    FormerAddress.objects.lead(["/old/"], post)
    FormerAddress.objects.lead(["/old/", "/older/"], page)

    assert (former(page), post.former_addresses.count()) == (["/old/", "/older/"], 0)


def test_the_clock_of_the_site_knows_of_scheduled_pages() -> None:
    assert next_publication() is None
    later = timezone.now() + dt.timedelta(days=2)
    make_post(publish_at=later + dt.timedelta(days=1))
    assert next_publication() == later + dt.timedelta(days=1)
    make_page(publish_at=later)

    assert next_publication() == later


def test_last_changed_is_the_last_save_or_a_later_publication() -> None:
    page = make_page()
    assert page.last_changed == page.modified
    page.publish_at = page.modified + dt.timedelta(days=1)

    assert page.last_changed == page.publish_at


def test_a_version_brings_back_the_page_and_its_address() -> None:
    page = make_page("Early words.", title="Early", slug="early")
    with reversion.create_revision():
        reversion.add_to_revision(page)
    page.title, page.slug, page.body = "Late", "late", "Late words."
    page.save()

    restore(versions_of(page.pk, Page)[0])

    page.refresh_from_db()
    assert (page.title, page.slug, page.body_html) == ("Early", "early", "<p>Early words.</p>")
    assert former(page) == ["/pages/late/"]


class TestAdmin:
    def test_a_page_is_written_and_published(self, editor: Client) -> None:
        response = send(editor, ADD, {"title": "About us", "body": "We *write*.", "_publish": "1"})

        page = Page.objects.get()
        assert (page.slug, page.is_public, page.body_html) == ("about-us", True, "<p>We <em>write</em>.</p>")
        assert response.url == change(page)
        assert messages(response)[-1] == "“About us” is public at http://testserver/pages/about-us/"
        assert versions_of(page.pk, Page).count() == 1

    def test_what_is_missing_or_taken_is_said_at_the_field(self, editor: Client) -> None:
        make_page(slug="about")

        response = send(editor, ADD, {"title": "", "body": " ", "slug": "about"})

        assert errors(response) == {
            "title": ["This field is required."],
            "body": ["This field is required."],
            "slug": ["Another page has this address. Choose another."],
        }
        assert Page.objects.count() == 1

    def test_saving_without_a_change_changes_nothing(self, editor: Client) -> None:
        page = make_page("One.\n\nTwo[^1].\n\n[^1]: Three.")
        before = (page.title, page.slug, page.body, page.body_notes, page.status, page.publish_at)

        send(editor, change(page))

        page.refresh_from_db()
        after = (page.title, page.slug, page.body, page.body_notes, page.status)
        assert (*after, page.publish_at.replace(microsecond=0)) == (*before[:5], before[5].replace(microsecond=0))

    def test_the_form_leads_to_the_page_or_to_its_preview(self, editor: Client) -> None:
        public, draft = make_page(), make_page(published=False)

        assert f'href="{public.get_absolute_url()}" class="viewsitelink">View on site' in self.html(editor, public)
        assert f'href="/preview/pages/{draft.uid}/" class="viewsitelink">Preview' in self.html(editor, draft)
        assert "Draft: only editors see it" in self.html(editor, draft)

    def html(self, editor: Client, page: Page) -> str:
        return editor.get(change(page)).content.decode()

    def test_the_list_is_searched_and_filtered(self, editor: Client) -> None:
        make_page("All about herons.", title="Birds")
        make_page("All about gulls.", title="Gulls", published=False)

        def listed(**query: str) -> list[str]:
            return [page.title for page in editor.get(LIST, query).context["cl"].result_list]

        assert listed() == ["Birds", "Gulls"]
        assert listed(q="herons") == ["Birds"]
        assert listed(standing="draft") == ["Gulls"]

    @pytest.mark.parametrize(
        ("action", "fields", "consequence", "status"),
        [
            ("publish", {"published": False}, "Readers see these pages from this moment on.", Status.PUBLISHED),
            ("withdraw", {}, "A public page disappears from the site; its address then says", Status.WITHDRAWN),
        ],
    )
    def test_publishing_and_withdrawing_ask_and_do(
        self, editor: Client, action: str, fields: dict[str, Any], consequence: str, status: str
    ) -> None:
        page = make_page(**fields)
        asked = editor.get(f"{LIST}{action}/", {"ids": str(page.pk)})
        assert consequence in asked.content.decode()

        response = editor.post(f"{LIST}{action}/", values(asked))

        page.refresh_from_db()
        assert (page.status, response.url) == (status, change(page))
        assert versions_of(page.pk, Page).count() == 1

    def test_the_list_offers_the_same_actions_as_that_of_posts(self, editor: Client) -> None:
        page = make_page(published=False)

        response = editor.post(LIST, {"action": "publish_now", "_selected_action": [page.pk]})

        assert response.url == f"{LIST}publish/?ids={page.pk}"
        assert editor.get(f"{LIST}publish/", {"ids": "x"}).url == LIST

    def test_the_history_compares_and_goes_back(self, editor: Client) -> None:
        page = make_page("Early words.", title="Early")
        send(editor, change(page), {"body": "Early words!"})
        send(editor, change(page), {"body": "Late words!"})
        oldest = versions_of(page.pk, Page)[1]
        url = reverse("admin:posts_page_revision", args=[page.pk, oldest.pk])

        assert url in editor.get(reverse("admin:posts_page_history", args=[page.pk])).content.decode()
        assert "<del>Early</del><ins>Late</ins> words!" in editor.get(url).content.decode()
        response = editor.post(url)

        page.refresh_from_db()
        assert (page.body, response.url) == ("Early words!", change(page))
        assert messages(response)[-1].startswith("“Early” is as it was on ")

    def test_a_deleted_page_is_recovered(self, editor: Client) -> None:
        page = make_page("Kept words.", title="Kept")
        send(editor, change(page))
        pk = page.pk
        page.delete()

        [version] = editor.get(f"{LIST}recover/").context["deleted"]
        assert "Kept words." in editor.get(f"{LIST}recover/{version.pk}/").content.decode()
        editor.post(f"{LIST}recover/{version.pk}/")

        assert Page.objects.get(pk=pk).body == "Kept words."

    def test_a_version_of_a_post_is_none_of_a_page(self, editor: Client) -> None:
        post, page = make_post(), make_page()
        with reversion.create_revision():
            reversion.add_to_revision(post)
        [version] = versions_of(post.pk)

        assert editor.get(reverse("admin:posts_page_revision", args=[page.pk, version.pk])).status_code == 404

    def test_staff_without_permission_is_refused(self, client: Client) -> None:
        page = make_page()
        client.force_login(make_user(is_staff=True))

        assert client.get(LIST).status_code == 403
        assert client.get(reverse("admin:posts_page_history", args=[page.pk])).status_code == 403
        assert client.post(f"{LIST}withdraw/", {"ids": str(page.pk)}).status_code == 403
