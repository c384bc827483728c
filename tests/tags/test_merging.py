"""Two tags become one."""

import pytest
from django.db import IntegrityError

from blog.posts.models import Tagging
from blog.tags.merging import Merged, merge
from blog.tags.models import Alias, Tag
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def test_merged_tag_s_things_get_the_other_without_doubles() -> None:
    only = make_post(tags=("HB", "Fog"))
    both = make_post(tags=("Harbour board", "HB"))
    other = make_post(tags=("Harbour board",))
    hb, harbour = Tag.objects.get(name="HB"), Tag.objects.get(name="Harbour board")

    merged = merge(hb, into=harbour)

    assert merged == Merged(moved=1, doubled=1)
    assert [tag.name for tag in only.tags.all()] == ["Harbour board", "Fog"]
    assert [tag.name for tag in both.tags.all()] == ["Harbour board"]
    assert [tag.name for tag in other.tags.all()] == ["Harbour board"]
    assert Tagging.objects.count() == 4


def test_merged_tag_becomes_another_name_and_takes_its_own_along() -> None:
    hb, harbour = Tag.objects.named(["HB", "Harbour board"])
    Alias.objects.create(name="H.B.", tag=hb)

    merge(hb, into=harbour)

    assert list(harbour.aliases.values_list("name", "slug")) == [("H.B.", "hb-2"), ("HB", "hb")]
    assert Tag.objects.named(["hb", "h.b."]) == [harbour]
    assert not Tag.objects.filter(pk=hb.pk).exists()


def test_description_is_kept_where_the_other_has_none() -> None:
    hb, harbour, fog = Tag.objects.named(["HB", "Harbour board", "Fog"])
    Tag.objects.filter(pk=hb.pk).update(description="The people of the harbour.")
    Tag.objects.filter(pk=fog.pk).update(description="Low clouds.")

    merge(Tag.objects.get(pk=hb.pk), into=harbour)
    merge(Tag.objects.get(pk=fog.pk), into=Tag.objects.get(pk=harbour.pk))

    assert Tag.objects.get(pk=harbour.pk).description == "The people of the harbour."


def test_tag_cannot_be_merged_into_itself() -> None:
    [tag] = Tag.objects.named(["HB"])

    with pytest.raises(ValueError, match="Choose two tags"):
        merge(tag, into=Tag.objects.get())

    assert Tag.objects.get() == tag


def test_failed_merge_changes_nothing() -> None:
    """The name is taken as an alias already, by a row that no form would have let in."""
    post = make_post(tags=("HB",))
    hb, harbour, fog = Tag.objects.named(["HB", "Harbour board", "Fog"])
    Alias.objects.bulk_create([Alias(name="HB", slug="x", tag=fog)])

    with pytest.raises(IntegrityError):
        merge(hb, into=harbour)

    assert [tag.name for tag in post.tags.all()] == ["HB"]
    assert Tag.objects.count() == 3


def test_chain_of_merges_ends_at_the_last() -> None:
    a, b, c = Tag.objects.named(["A", "B", "C"])

    merge(a, into=b)
    merge(b, into=c)

    assert Tag.objects.named(["a", "b", "c"]) == [c]


def test_swapped_back_a_name_is_free_again() -> None:
    a, b = Tag.objects.named(["A", "B"])
    merge(a, into=b)

    Alias.objects.get(name="A").delete()

    assert [tag.name for tag in Tag.objects.named(["A"])] == ["A"]
