"""Tags in the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from blog.tags.models import Alias, Tag
from tests.factories import make_editor, make_post, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/tags/tag/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def fields(name: str, *aliases: str) -> dict[str, Any]:
    given: dict[str, Any] = {
        "name": name, "slug": "", "description": "",
        "aliases-TOTAL_FORMS": len(aliases), "aliases-INITIAL_FORMS": 0,
    }  # fmt: skip
    return given | {f"aliases-{n}-name": alias for n, alias in enumerate(aliases)}


def test_tag_is_added_with_other_names(editor: Client) -> None:
    answer = editor.post(reverse("admin:tags_tag_add"), fields("Harbour  board", "HB"))

    tag = Tag.objects.get()
    assert answer.status_code == 302
    assert (tag.name, tag.slug) == ("Harbour board", "harbour-board")
    assert list(tag.aliases.values_list("name", "slug")) == [("HB", "hb")]


def test_name_that_is_taken_is_refused_at_its_field(editor: Client) -> None:
    Tag.objects.create(name="Ferry")

    answer = editor.post(reverse("admin:tags_tag_add"), fields("FERRY"))

    assert answer.context["adminform"].form.errors == {"name": ["There is a tag “Ferry”. Use that one."]}


def test_other_name_that_is_a_tag_is_refused(editor: Client) -> None:
    Tag.objects.create(name="Ferry")

    answer = editor.post(reverse("admin:tags_tag_add"), fields("Boat", "ferry"))

    assert "Merge the two tags instead." in answer.content.decode()
    assert Tag.objects.count() == 1


def test_cleared_slug_is_made_anew(editor: Client) -> None:
    tag = Tag.objects.create(name="Ferry", slug="old")

    editor.post(reverse("admin:tags_tag_change", args=[tag.pk]), fields("Night ferry"))

    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("Night ferry", "night-ferry")


def test_list_counts_uses_with_as_many_queries_for_one_tag_as_for_thirty(
    editor: Client, django_assert_max_num_queries: Any
) -> None:
    make_post(tags=tuple(f"Tag {n}" for n in range(30)))

    with django_assert_max_num_queries(9):
        page = editor.get(LIST, {"o": "-2"})

    assert {tag.uses for tag in page.context["cl"].result_list} == {1}


def test_search_finds_other_names(editor: Client) -> None:
    harbour, _ = Tag.objects.named(["Harbour board", "Ferry"])
    Alias.objects.create(name="HB", tag=harbour)

    page = editor.get(LIST, {"q": "hb"})

    assert list(page.context["cl"].result_list) == [harbour]


def test_only_our_tags_are_in_the_admin(editor: Client) -> None:
    assert "/admin/taggit/" not in editor.get("/admin/").content.decode()


class TestPicking:
    url = "/admin/tags/tag/pick/"

    def test_names_are_found_twenty_at_a_time(self, editor: Client) -> None:
        Tag.objects.named(f"Ferry {n:02}" for n in range(25))

        first = editor.get(self.url, {"term": "ferry"}).json()
        second = editor.get(self.url, {"term": "ferry", "page": "2"}).json()

        assert [row["id"] for row in first["results"]] == [f"Ferry {n:02}" for n in range(20)]
        assert [row["id"] for row in second["results"]] == [f"Ferry {n:02}" for n in range(20, 25)]
        assert (first["pagination"], second["pagination"]) == ({"more": True}, {"more": False})

    def test_other_name_leads_to_its_tag(self, editor: Client) -> None:
        harbour = Tag.objects.create(name="Harbour board")
        Alias.objects.create(name="HB", tag=harbour)

        assert editor.get(self.url, {"term": "hb"}).json()["results"] == [
            {"id": "Harbour board", "text": "Harbour board", "also": "HB"}
        ]

    @pytest.mark.parametrize("query", [{"page": "0"}, {"page": "x"}, {"page": "9" * 30}, {"term": "%"}, {"page": "²"}])
    def test_nonsense_is_no_error(self, editor: Client, query: dict[str, str]) -> None:
        Tag.objects.create(name="Ferry")

        assert editor.get(self.url, query).status_code == 200

    def test_one_query_however_many_tags(self, editor: Client, django_assert_max_num_queries: Any) -> None:
        Tag.objects.bulk_create([Tag(name=f"Tag {n}", slug=f"tag-{n}") for n in range(8000)])

        with django_assert_max_num_queries(3):
            found = editor.get(self.url, {"term": "tag 799"}).json()["results"]

        assert [row["id"] for row in found][:2] == ["Tag 799", "Tag 7990"]

    def test_visitors_and_users_who_are_not_staff_are_sent_away(self, client: Client) -> None:
        assert client.get(self.url).status_code == 302
        client.force_login(make_user())
        assert client.get(self.url).status_code == 302


class TestMerging:
    def chosen(self, *tags: Tag, **more: Any) -> dict[str, Any]:
        return {"action": "merge_tags", "_selected_action": [tag.pk for tag in tags], **more}

    def test_nothing_happens_before_it_is_confirmed(self, editor: Client) -> None:
        make_post(tags=("HB",))
        make_post(tags=("HB", "Harbour board"))
        hb, harbour = Tag.objects.named(["HB", "Harbour board"])

        page = editor.post(LIST, self.chosen(hb, harbour))

        assert [(tag.name, tag.uses) for tag in page.context["chosen"]] == [("HB", 2), ("Harbour board", 1)]
        assert f'value="{hb.pk}" checked' in page.content.decode()
        assert Tag.objects.count() == 2

    def test_confirmed_merge_keeps_the_chosen_tag(self, editor: Client) -> None:
        post = make_post(tags=("HB",))
        make_post(tags=("HB", "Harbour board"))
        hb, harbour = Tag.objects.named(["HB", "Harbour board"])

        answer = editor.post(LIST, self.chosen(hb, harbour, merge="Merge", keep=harbour.pk), follow=True)

        assert answer.redirect_chain == [(reverse("admin:tags_tag_change", args=[harbour.pk]), 302)]
        assert [str(message) for message in answer.context["messages"]] == [
            "Merged into “Harbour board”: “HB”. Uses moved: 1; things that had both tags: 1."
        ]
        assert list(post.tags.all()) == [harbour]
        assert Alias.objects.get().name == "HB"

    def test_tags_can_be_put_into_one_that_was_not_chosen(self, editor: Client) -> None:
        hb, board, harbour = Tag.objects.named(["HB", "Board", "Harbour board"])

        editor.post(LIST, self.chosen(hb, board, merge="Merge", keep=hb.pk, other=harbour.pk))

        assert set(harbour.aliases.values_list("name", flat=True)) == {"HB", "Board"}

    def test_one_tag_into_itself_is_refused(self, editor: Client) -> None:
        [hb] = Tag.objects.named(["HB"])

        page = editor.post(LIST, self.chosen(hb, merge="Merge", keep=hb.pk))

        assert "This would merge a tag into itself." in page.content.decode()
        assert Tag.objects.get() == hb

    def test_staff_who_may_not_delete_tags_cannot_merge(self, client: Client) -> None:
        user = make_user(is_staff=True)
        user.user_permissions.add(*Permission.objects.filter(codename__in=["change_tag", "view_tag"]))
        client.force_login(user)
        hb, harbour = Tag.objects.named(["HB", "Harbour board"])

        answer = client.post(LIST, self.chosen(hb, harbour, merge="Merge", keep=harbour.pk))

        assert answer.status_code == 403
        assert Tag.objects.count() == 2
