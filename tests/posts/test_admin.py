"""Posts in the admin: forms, blocks, tags, addresses."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.accounts.models import User
from blog.core.publishing import Status
from blog.posts.history import versions_of
from blog.posts.models import Block, Category, Correction, FormerAddress, Post, Series
from blog.posts.transitions import standing
from tests.factories import annotate, make_capture, make_editor, make_post, make_user
from tests.forms import errors, messages, row_errors, send

pytestmark = pytest.mark.django_db
ADD = "/admin/posts/post/add/"
LIST = "/admin/posts/post/"
NEW = {"title": "A timetable for no ferry", "blocks-0-prose": "The board is *busy*."}
OCTOBER = dt.datetime(2024, 10, 9, 16, tzinfo=dt.UTC)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor(username="ines"))
    return client


def change_url(post: Post) -> str:
    return reverse("admin:posts_post_change", args=[post.pk])


def row(n: int, **fields: Any) -> dict[str, str]:
    """A new row of the blocks."""
    return {"blocks-TOTAL_FORMS": str(n + 1), **{f"blocks-{n}-{name}": str(value) for name, value in fields.items()}}


def test_a_draft_with_prose_an_excerpt_and_tags(editor: Client) -> None:
    capture = make_capture()
    annotate(capture, "a ferry")

    response = send(
        editor, ADD, {**NEW, **row(1, kind="excerpt", capture=capture.pk), "tags": ["harbour", "Quill, Ada"]}
    )

    assert response.status_code == 302
    post = Post.objects.get()
    assert (post.author, post.status, post.slug) == (
        User.objects.get(username="ines"),
        Status.DRAFT,
        "a-timetable-for-no-ferry",
    )
    assert list(post.blocks.values_list("position", "kind")) == [(0, "prose"), (1, "excerpt")]
    assert post.blocks.first().prose_html == "<p>The board is <em>busy</em>.</p>"
    assert list(post.tags.names()) == ["harbour", "Quill, Ada"]
    assert post.note_count == 1


def test_save_and_publish(editor: Client) -> None:
    response = send(editor, ADD, {**NEW, "_publish": "1"})

    post = Post.objects.get()
    assert post.is_public
    assert response.url == change_url(post)
    assert messages(response) == [f"“{post.title}” is public at http://testserver{post.get_absolute_url()}"]


def test_save_and_publish_says_at_the_field_when_the_address_is_taken(editor: Client) -> None:
    make_post(slug="ferry")

    response = send(editor, ADD, {**NEW, "slug": "ferry", "_publish": "1"})

    now = timezone.localtime()
    assert errors(response) == {
        "slug": [f"Another post of {now.month:02d}/{now.year} has the address “ferry”. Choose another."]
    }
    assert Post.objects.count() == 1
    assert not Block.objects.exclude(post__slug="ferry").exists()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": ""}, "title", "This field is required."),
        (
            {"publish_at_0": "soon", "publish_at_1": "10:00"},
            "publish_at",
            "This is not a date. Write it as 2026-11-30.",
        ),
        ({"publish_at_0": "2026-02-30", "publish_at_1": "10:00"}, "publish_at", "This is not a date."),
        ({"publish_at_0": "2026-11-30", "publish_at_1": ""}, "publish_at", "This is not a time. Write it as 14:30."),
        ({"publish_at_0": "9999-12-31", "publish_at_1": "23:59"}, "publish_at", "The year 9999 cannot be right."),
        ({"publish_at_0": "2026-03-08", "publish_at_1": "02:30"}, "publish_at", "couldn’t be interpreted in time zone"),
        ({"slug": "two words"}, "slug", "Enter a valid “slug”"),
        ({"part": "3"}, "part", "A part number needs a series."),
        ({"part": "99999999999999999999"}, "part", "less than or equal to"),
        ({"pull_quote_by": "Ada Quill"}, "pull_quote", "Whose words are named, but the words are missing."),
        ({"dek": "x" * 10_000_000}, "dek", "at most 1000 characters"),
        ({"tags": ["x" * 1201]}, "tags", "1,201 characters"),
        ({"status": "public"}, "status", "not one of the available choices"),
        ({"author": "99"}, "author", "not one of the available choices"),
    ],
    ids=lambda value: None if not isinstance(value, dict) else "-".join(f"{k}={str(v)[:20]}" for k, v in value.items()),
)
def test_bad_input_is_said_at_the_field_and_nothing_is_saved(
    editor: Client, changes: dict[str, Any], field: str, message: str
) -> None:
    response = send(editor, ADD, {**NEW, **changes})

    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert message in errors(response)[field][0]
    assert not Post.objects.exists()
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"kind": "excerpt"}, "capture", "A block of kind “Excerpt” needs this."),
        ({"kind": "image"}, "image", "A block of kind “Image” needs this."),
        ({"kind": "prose", "prose": "x", "capture": "CAPTURE"}, "capture", "cannot have this. Clear it"),
        ({"kind": "prose", "prose": "x", "first_passage": "1"}, "first_passage", "Only an excerpt has passages."),
        (
            {"kind": "excerpt", "capture": "CAPTURE", "first_passage": "2", "last_passage": "1"},
            "last_passage",
            "before the first",
        ),
        ({"kind": "prose", "prose": "word " * 2_000_001}, "prose", "2,000,000"),
        ({"kind": "poem", "prose": "x"}, "kind", "not one of the available choices"),
        ({"kind": "excerpt", "capture": "12345"}, "capture", "not one of the available choices"),
    ],
)
def test_a_block_that_lacks_something_is_said_at_its_field(
    editor: Client, fields: dict[str, str], field: str, message: str
) -> None:
    capture = make_capture()
    fields = {name: value.replace("CAPTURE", str(capture.pk)) for name, value in fields.items()}

    response = send(editor, ADD, {**NEW, **row(1, **fields)})

    found = row_errors(response, "blocks")
    assert found[0] == {}
    assert list(found[1]) == [field]
    assert message in found[1][field][0]
    assert not Post.objects.exists()


def test_blocks_stand_in_the_order_of_their_numbers_and_share_none(editor: Client) -> None:
    post = make_post(blocks=("One.", "Two.", "Three."))

    response = send(
        editor,
        change_url(post),
        {
            "blocks-0-position": "8",
            "blocks-1-position": "3",
            "blocks-2-position": "3",
            **row(3, prose="Four.", kind="prose"),
        },
    )

    assert response.status_code == 302
    assert list(post.blocks.values_list("position", "prose")) == [(0, "Two."), (1, "Three."), (2, "One."), (3, "Four.")]


def test_a_block_is_removed_and_the_others_close_ranks(editor: Client) -> None:
    post = make_post(blocks=("One.", "Two.", "Three."))

    send(editor, change_url(post), {"blocks-1-DELETE": "on"})

    assert list(post.blocks.values_list("position", "prose")) == [(0, "One."), (1, "Three.")]


def test_saving_without_a_change_changes_nothing(editor: Client) -> None:
    capture = make_capture()
    lines = "    code\n\nOne *line*,\nand another.\n"
    post = make_post(blocks=(lines, capture), tags=("a", "b"), publish_at=OCTOBER, dek="Two\nlines.")
    before = list(post.blocks.values())

    as_browsers_do = {"blocks-0-prose": lines.replace("\n", "\r\n"), "dek": "Two\r\nlines."}

    response = send(editor, change_url(post), as_browsers_do)

    assert response.status_code == 302
    assert versions_of(post.pk)[0].revision.comment == "No fields changed."
    changed = Post.objects.get()
    assert changed.dek == "Two\nlines."
    assert list(changed.blocks.values()) == before
    assert (changed.publish_at, changed.updated_at, list(changed.tags.names())) == (OCTOBER, None, ["a", "b"])
    assert not FormerAddress.objects.exists()


def test_a_new_slug_of_a_public_post_leaves_a_way_from_the_old_one(editor: Client) -> None:
    post = make_post(slug="a", publish_at=OCTOBER)

    send(editor, change_url(post), {"slug": "b"})

    assert [address.path for address in post.former_addresses.all()] == ["/2024/10/a/"]
    assert "/2024/10/a/" in editor.get(change_url(post)).content.decode()


def test_a_significant_update_and_a_correction_are_announced_and_a_slip_is_not(editor: Client) -> None:
    post = make_post(publish_at=OCTOBER)

    send(editor, change_url(post), {"title": "A slip less"})
    post.refresh_from_db()
    assert post.updated_at is None

    send(editor, change_url(post), {"is_significant": "on"})
    post.refresh_from_db()
    first = post.updated_at
    assert first is not None

    send(
        editor,
        change_url(post),
        {
            "corrections-TOTAL_FORMS": "1",
            "corrections-0-kind": "correction",
            "corrections-0-body": "Not Tuesday.",
            "corrections-0-made_at_0": "2026-11-01",
            "corrections-0-made_at_1": "10:00",
        },
    )
    post.refresh_from_db()
    assert Correction.objects.get().body_html == "<p>Not Tuesday.</p>"
    assert post.updated_at > first


def test_the_form_says_where_the_post_stands_and_where_it_can_be_seen(editor: Client) -> None:
    draft, public = make_post(published=False), make_post(publish_at=OCTOBER, slug="a")

    page = editor.get(change_url(draft)).content.decode()
    assert "Draft: only editors see it" in page
    assert f'<a href="/preview/{draft.uid}/" class="viewsitelink">Preview</a>' in page
    page = editor.get(change_url(public)).content.decode()
    assert "Public since Wednesday, October 9, 2024, 12:00 EDT" in page
    assert '<a href="/2024/10/a/" class="viewsitelink">View on site</a>' in page


def test_a_dated_draft_is_seen_in_its_preview(editor: Client) -> None:
    draft = make_post(status=Status.DRAFT, publish_at=OCTOBER)

    assert f"/preview/{draft.uid}/" in editor.get(change_url(draft)).content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_the_same_number_of_queries(editor: Client, number: int, django_assert_num_queries: Any) -> None:
    for n in range(number):
        make_post(author=make_user(), series=Series.objects.create(name=f"S{n}"), tags=(f"t{n}",), publish_at=OCTOBER)
    editor.get(LIST)

    with django_assert_num_queries(9):
        assert editor.get(LIST).content.count(b'class="field-title') == number


@pytest.mark.parametrize("number", [1, 12])
def test_a_post_opens_in_a_number_of_queries_that_grows_with_nothing_but_its_choosers(
    editor: Client, number: int, django_assert_max_num_queries: Any
) -> None:
    post = make_post(blocks=tuple(make_capture() for _ in range(number)), tags=("a", "b", "c"))
    editor.get(change_url(post))

    with django_assert_max_num_queries(24 + number):
        assert editor.get(change_url(post)).status_code == 200


def test_drafts_come_first_and_filters_follow_the_clock(editor: Client) -> None:
    make_post(title="Old", publish_at=OCTOBER)
    make_post(title="Coming", publish_at=timezone.now() + dt.timedelta(days=1))
    make_post(title="Gone", status=Status.WITHDRAWN, publish_at=OCTOBER - dt.timedelta(days=1))
    make_post(title="Draft", published=False)

    def titles(query: str = "") -> list[str]:
        return [post.title for post in editor.get(f"{LIST}{query}").context["cl"].result_list]

    assert titles() == ["Draft", "Coming", "Old", "Gone"]
    assert titles("?standing=public") == ["Old"]
    assert titles("?standing=scheduled") == ["Coming"]
    assert titles("?standing=withdrawn") == ["Gone"]
    assert titles("?standing=draft") == ["Draft"]
    assert titles("?standing=nonsense") == ["Draft", "Coming", "Old", "Gone"]
    assert titles("?q=com") == ["Coming"]


def test_deleting_asks_first(editor: Client) -> None:
    post = make_post()
    url = reverse("admin:posts_post_delete", args=[post.pk])

    assert b"Are you sure you want to delete" in editor.get(url).content
    assert Post.objects.exists()
    editor.post(url, {"post": "yes"})
    assert not Post.objects.exists()


def test_a_stranger_is_sent_to_the_login_page_and_staff_needs_permission(client: Client) -> None:
    post = make_post(published=False)
    pages = [LIST, ADD, change_url(post), f"{LIST}publish/?ids={post.pk}", f"{change_url(post)[:-7]}history/"]
    for page in pages:
        assert client.get(page).url.startswith("/admin/login/?next=")
    clerk = make_user(is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_post"))
    client.force_login(clerk)
    assert client.get(change_url(post)).status_code == 200
    assert client.post(change_url(post), {"title": "Taken over"}).status_code == 403
    assert client.post(f"{LIST}publish/", {"ids": str(post.pk)}).status_code == 403
    assert standing(Post.objects.get()) == "Draft: only editors see it"


@pytest.mark.django_db
def test_filters_offer_the_largest_groups_and_the_one_chosen(client: Client) -> None:
    client.force_login(make_editor())
    for n in range(40):
        Category.objects.create(name=f"Subject {n:02}")
    small = Category.objects.get(name="Subject 39")
    post = make_post(title="Ferry and small subject")
    make_post(title="Another")
    other = Category.objects.create(name="Zeppelins")
    post.categories.add(small)

    page = client.get(f"/admin/posts/post/?categories={small.pk}").content.decode()
    nonsense = client.get("/admin/posts/post/?categories=%C2%B2&series=99999999999999999999999999").content.decode()

    assert "Ferry and small subject" in page
    assert "Another" not in page
    offered = set(re.findall(r"\?categories=(\d+)", page))
    assert len(offered) == 25  # the chosen one, which has a post, and 24 more
    assert str(other.pk) not in offered
    assert "0 posts" in nonsense
