"""The admin page of tags that look alike."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from blog.tags.duplicates import proposals
from blog.tags.models import Alias, LeftApart, Merge, Tag
from tests.factories import make_editor, make_post, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/tags/tag/alike/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor(display_name="Ada Quill"))
    return client


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def choice(*, keep: int | None = None, without: tuple[int, ...] = (), n: int = 0, **more: str) -> dict[str, Any]:
    """The n-th group, as the form sends it."""
    group = proposals()[n]
    return {
        "group": group.key,
        f"keep-{group.key}": keep or group.tags[0].pk,
        f"with-{group.key}": [tag.pk for tag in group.tags if tag.pk not in without],
        **(more or {"merge": "1"}),
    }


def test_page_tells_what_merging_means_before_anything_happens(editor: Client) -> None:
    make_post(tags=("Night ferry", "Nightferry"))
    make_post(tags=("Night ferry",))

    page = editor.get(PAGE)

    [proposal] = page.context["proposals"]
    assert [(tag.name, tag.uses) for tag in proposal.group.tags] == [("Night ferry", 2), ("Nightferry", 1)]
    assert proposal.together == 2
    assert Tag.objects.count() == 2


def test_chosen_name_is_kept_the_other_leads_to_it_and_the_log_says_so(editor: Client) -> None:
    post = make_post(tags=("Night ferry", "Fog"))
    both = make_post(tags=("Night ferry", "Nightferry"))
    kept = Tag.objects.get(name="Nightferry")
    Tag.objects.filter(name="Night ferry").update(description="Sails at ten.")

    answer = editor.post(PAGE, choice(keep=kept.pk), follow=True)

    assert answer.redirect_chain == [(f"{PAGE}?page=1", 302)]
    assert said(answer) == ["1 tag became other names in 1 group. Uses moved: 1; things that had both tags: 1."]
    assert [tag.name for tag in post.tags.all()] == ["Nightferry", "Fog"]
    assert [tag.name for tag in both.tags.all()] == ["Nightferry"]
    assert Alias.objects.get().slug == "night-ferry"
    log = Merge.objects.get()
    assert (log.name, log.slug, log.into, log.into_name) == ("Night ferry", "night-ferry", kept, "Nightferry")
    assert (log.moved, log.doubled, log.description) == (1, 1, "Sails at ten.")
    assert log.things == {"posts.tagging": [post.pk, both.pk]}
    assert log.merged_by == "Ada Quill"


def test_unticked_tag_stays(editor: Client) -> None:
    one, _two, three = Tag.objects.named(["Night ferry", "Nightferry", "Night-ferry"])

    editor.post(PAGE, choice(keep=one.pk, without=(three.pk,)))

    assert list(Tag.objects.order_by("pk")) == [one, three]
    assert list(one.aliases.values_list("name", flat=True)) == ["Nightferry"]


def test_several_groups_are_merged_at_once(editor: Client) -> None:
    make_post(tags=("Night ferry", "Fog horn"))
    Tag.objects.named(["Nightferry", "Foghorn"])
    first, second = choice(), choice(n=1)

    answer = editor.post(PAGE, {**first, **second, "group": [first["group"], second["group"]]}, follow=True)

    assert said(answer) == ["2 tags became other names in 2 groups. Uses moved: 0; things that had both tags: 0."]
    assert set(Tag.objects.values_list("name", flat=True)) == {"Night ferry", "Fog horn"}


def test_group_left_apart_is_not_proposed_again_until_an_editor_says_so(editor: Client) -> None:
    Tag.objects.named(["Night ferry", "Nightferry"])

    answer = editor.post(PAGE, choice(apart="1"), follow=True)

    assert said(answer) == ["1 group left apart; not proposed again unless a further such tag comes."]
    assert list(answer.context["proposals"]) == []
    assert "No two tags look alike." in answer.content.decode()
    row = LeftApart.objects.get()
    assert str(row) == "Nightferry ≠ Night ferry" or str(row) == "Night ferry ≠ Nightferry"
    editor.post(reverse("admin:tags_leftapart_delete", args=[row.pk]), {"post": "yes"})
    assert len(proposals()) == 1


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"merge": "1"}, "Nothing was done: no group was chosen."),
        (
            {"merge": "1", "group": "gone"},
            "Some of the groups have changed since this page was opened; they were left alone. Look at them again.",
        ),
    ],
)
def test_nonsense_is_answered_in_words(editor: Client, sent: dict[str, str], message: str) -> None:
    Tag.objects.named(["Night ferry", "Nightferry"])

    answer = editor.post(PAGE, sent, follow=True)

    assert said(answer) == [message]
    assert Tag.objects.count() == 2


def test_tags_of_another_group_cannot_be_slipped_in(editor: Client) -> None:
    one, _two, other = Tag.objects.named(["Night ferry", "Nightferry", "Fog"])
    sent = choice(keep=one.pk)
    [key] = [name for name in sent if name.startswith("with-")]

    answer = editor.post(PAGE, {**sent, key: [other.pk, "x"]}, follow=True)

    assert said(answer) == ["Nothing was merged: in the chosen groups no tag besides the kept one was ticked."]
    assert Tag.objects.count() == 3


@pytest.mark.parametrize("number", ["0", "x", "999", "²"])
def test_page_that_is_none_is_another(editor: Client, number: str) -> None:
    Tag.objects.named(["Night ferry", "Nightferry"])

    assert editor.get(PAGE, {"page": number}).context["shown"].number == 1


def test_as_many_queries_for_one_group_as_for_a_full_page(editor: Client, django_assert_max_num_queries: Any) -> None:
    make_post(tags=tuple(name for n in range(60) for name in (f"Ferry {n} line", f"Ferry{n} line")))

    with django_assert_max_num_queries(6):
        page = editor.get(PAGE)

    assert len(page.context["proposals"]) == 25
    assert page.context["groups"] == 60


def test_page_needs_both_permissions(client: Client) -> None:
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_tag", content_type__app_label="tags"))
    client.force_login(user)
    Tag.objects.named(["Night ferry", "Nightferry"])

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, choice()).status_code == 403
    assert Tag.objects.count() == 2


def test_log_is_for_reading(editor: Client) -> None:
    Tag.objects.named(["Night ferry", "Nightferry"])
    editor.post(PAGE, choice())
    log = Merge.objects.get()

    assert editor.get(reverse("admin:tags_merge_changelist")).status_code == 200
    assert editor.get(reverse("admin:tags_merge_add")).status_code == 403
    assert editor.post(reverse("admin:tags_merge_delete", args=[log.pk]), {"post": "yes"}).status_code == 403


def test_list_of_tags_leads_here(editor: Client) -> None:
    assert f'href="{PAGE}"' in editor.get("/admin/tags/tag/").content.decode()
