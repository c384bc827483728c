"""Publishing, scheduling and withdrawing in the admin; history pages."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.core.publishing import Status
from blog.posts.history import versions_of
from blog.posts.models import Post
from tests.factories import make_editor, make_post, make_user
from tests.forms import messages, send, values

pytestmark = pytest.mark.django_db
LIST = "/admin/posts/post/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def choose(client: Client, action: str, *posts: Post) -> Any:
    return client.post(LIST, {"action": action, "_selected_action": [post.pk for post in posts]}, follow=True)


def test_publishing_from_the_list_asks_and_does(editor: Client) -> None:
    one, two = make_post(published=False, title="One"), make_post(published=False, title="Two")

    page = choose(editor, "publish_now", one, two)
    assert "Readers and feeds see these posts from this moment on." in page.content.decode()
    assert not Post.objects.published().exists()
    response = editor.post(f"{LIST}publish/", values(page))

    assert response.url == LIST
    assert {post.title for post in Post.objects.published()} == {"One", "Two"}
    assert versions_of(one.pk).count() == 1


def test_what_cannot_be_published_is_said_and_the_rest_is_done(editor: Client) -> None:
    public, draft = make_post(title="Old", slug="ferry"), make_post(published=False, title="New", slug="ferry")
    fine = make_post(published=False, title="Fine")

    response = editor.post(f"{LIST}publish/", {"ids": f"{public.pk},{draft.pk},{fine.pk}"})

    now = timezone.localtime()
    taken = f"Another post of {now.month:02d}/{now.year} has the address “ferry”. Choose another."
    assert sorted(messages(response))[-2:] == [f"“New”: {taken}", "“Old”: It is public already."]
    assert {post.title for post in Post.objects.published()} == {"Old", "Fine"}


def test_scheduling_asks_for_the_moment(editor: Client) -> None:
    post = make_post(published=False)
    page = choose(editor, "schedule", post)
    tomorrow = timezone.localtime() + dt.timedelta(days=1)

    response = editor.post(
        f"{LIST}schedule/", {**values(page), "publish_at_0": f"{tomorrow:%Y-%m-%d}", "publish_at_1": "09:30"}
    )

    post.refresh_from_db()
    assert post.is_scheduled
    local = timezone.localtime(post.publish_at)
    assert (local.date(), local.hour, local.minute) == (tomorrow.date(), 9, 30)
    assert response.url == reverse("admin:posts_post_change", args=[post.pk])
    assert messages(response)[0].startswith(f"“{post.title}”: Scheduled for ")


@pytest.mark.parametrize(
    ("date", "time", "message"),
    [
        ("tomorrow", "09:30", "This is not a date. Write it as 2026-11-30."),
        ("2026-11-30", "half past nine", "This is not a time. Write it as 14:30."),
        ("", "", "This field is required."),
        ("2024-01-01", "09:30", "This moment has passed. Choose a later one, or publish now."),
    ],
)
def test_a_moment_that_is_none_is_said_at_the_field(editor: Client, date: str, time: str, message: str) -> None:
    post = make_post(published=False)

    response = editor.post(f"{LIST}schedule/", {"ids": str(post.pk), "publish_at_0": date, "publish_at_1": time})

    assert response.status_code == 200
    assert response.context["form"].errors["publish_at"] == [message]
    assert messages(response) == []
    post.refresh_from_db()
    assert post.status == Status.DRAFT


def test_withdrawing_asks_first(editor: Client) -> None:
    post = make_post()

    page = choose(editor, "withdraw", post)
    assert "its address then says that it is gone" in page.content.decode()
    post.refresh_from_db()
    assert post.is_public
    editor.post(f"{LIST}withdraw/", values(page))

    post.refresh_from_db()
    assert post.status == Status.WITHDRAWN


@pytest.mark.parametrize("ids", ["", "x", "-1", "9" * 30, "٣", "0", "1;DROP"])
def test_nonsense_instead_of_posts_leads_back_to_the_list(editor: Client, ids: str) -> None:
    response = editor.get(f"{LIST}publish/", {"ids": ids})

    assert response.url == LIST
    assert messages(response) == ["No post was chosen."]


def test_the_history_lists_versions_shows_changes_and_goes_back(editor: Client) -> None:
    post = make_post(title="Ferry late", blocks=("Some words.",), tags=("harbour",))
    change = reverse("admin:posts_post_change", args=[post.pk])
    history = reverse("admin:posts_post_history", args=[post.pk])
    assert "No version is kept yet." in editor.get(history).content.decode()

    send(editor, change, {"is_significant": "on"})
    send(editor, change, {"title": "Ferry very late", "blocks-0-prose": "Other words.", "tags": ["boats"]})

    listed = editor.get(history).content.decode()
    newest, oldest = versions_of(post.pk)
    assert listed.count("With the present") == 2
    url = reverse("admin:posts_post_revision", args=[post.pk, oldest.pk])
    page = editor.get(url).content.decode()
    assert "Ferry <ins>very </ins>late" in page
    assert "<del>Some</del><ins>Other</ins> words." in page
    assert editor.get(f"{url}?with={newest.pk}").content.decode().count("<ins>very </ins>") == 1

    response = editor.post(url)

    post.refresh_from_db()
    assert response.url == change
    assert (post.title, post.blocks.get().prose, list(post.tags.names())) == ("Ferry late", "Some words.", ["harbour"])
    assert versions_of(post.pk).count() == 3
    assert versions_of(post.pk)[0].revision.comment.startswith("Restored as it was on ")


def test_a_deleted_post_is_recovered(editor: Client) -> None:
    post = make_post(title="Ferry late", blocks=("Some words.",))
    send(editor, reverse("admin:posts_post_change", args=[post.pk]), {"is_significant": "on"})
    pk = post.pk
    post.delete()

    [version] = editor.get(f"{LIST}recover/").context["deleted"]
    page = editor.get(f"{LIST}recover/{version.pk}/")
    assert "Some words." in page.content.decode()
    editor.post(f"{LIST}recover/{version.pk}/")

    assert Post.objects.get(pk=pk).blocks.get().prose == "Some words."


def test_versions_of_other_posts_and_unknown_ones_are_not_found(editor: Client) -> None:
    one, two = make_post(), make_post()
    send(editor, reverse("admin:posts_post_change", args=[one.pk]), {"title": "Changed"})
    [version] = versions_of(one.pk)

    assert editor.get(reverse("admin:posts_post_revision", args=[two.pk, version.pk])).status_code == 404
    assert editor.get(reverse("admin:posts_post_revision", args=[one.pk, 99_999])).status_code == 404
    assert editor.get(f"{LIST}recover/99999/").url == f"{LIST}recover/"


def test_history_needs_permission(client: Client) -> None:
    post = make_post()
    clerk = make_user(is_staff=True)
    client.force_login(clerk)

    assert client.get(reverse("admin:posts_post_history", args=[post.pk])).status_code == 403
    assert client.post(reverse("admin:posts_post_revision", args=[post.pk, 1])).status_code == 403
