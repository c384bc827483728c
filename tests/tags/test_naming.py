"""How tags are named, found by name and made."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blog.tags.models import Alias, Tag
from blog.tags.naming import MAX_NAME, folded, written
from tests.factories import make_post


@pytest.mark.parametrize(
    ("typed", "name", "key"),
    [
        ("  Harbour\t board\n", "Harbour board", "harbour board"),
        ("ÉLYSÉE", "ÉLYSÉE", "élysée"),
        ("e\u0301t\u00e9", "été", "été"),
        ("STRASSE", "STRASSE", "strasse"),
        ("Straße", "Straße", "strasse"),
        ("Гавань", "Гавань", "гавань"),
        ("a\x00b\x1f", "ab", "ab"),
        ("Quill, Ada", "Quill, Ada", "quill, ada"),
        ("港", "港", "港"),
    ],
)
def test_name_is_written_and_compared(typed: str, name: str, key: str) -> None:
    assert written(typed) == name
    assert folded(typed) == key


@pytest.mark.django_db
def test_names_that_differ_in_case_are_one_tag() -> None:
    tags = Tag.objects.named(["Élysée", "élysée", "ÉLYSÉE ", "Harbour"])

    assert [tag.name for tag in tags] == ["Élysée", "Harbour"]
    assert Tag.objects.count() == 2


@pytest.mark.django_db
def test_other_name_becomes_its_tag() -> None:
    harbour = Tag.objects.create(name="Harbour board")
    Alias.objects.create(name="HB", tag=harbour)

    assert Tag.objects.named(["hb", "harbour BOARD", "Ferry"]) == [harbour, Tag.objects.get(name="Ferry")]


@pytest.mark.django_db
def test_blank_names_are_passed_over() -> None:
    assert Tag.objects.named(["", "  ", "\x00"]) == []


@pytest.mark.django_db
def test_too_long_name_is_refused() -> None:
    with pytest.raises(ValidationError, match="Shorten it"):
        Tag.objects.named(["x" * (MAX_NAME + 1)])


@pytest.mark.django_db
def test_longest_name_is_kept() -> None:
    name = "ж" * 1200

    assert Tag.objects.named([name])[0].name == name


@pytest.mark.django_db
def test_many_names_cost_few_queries(django_assert_max_num_queries: Any) -> None:
    Tag.objects.named(f"Tag {n}" for n in range(65))

    with django_assert_max_num_queries(2):
        assert len(Tag.objects.named(f"tag {n}" for n in range(65))) == 65


@pytest.mark.django_db
def test_post_takes_names_other_names_and_tags_in_order() -> None:
    harbour = Tag.objects.create(name="Harbour board")
    Alias.objects.create(name="HB", tag=harbour)
    ferry = Tag.objects.create(name="Ferry")
    post = make_post()

    post.tags.set(["Quill, Ada", ferry, "hb", "FERRY", "Harbour Board"])

    assert [tag.name for tag in post.tags.all()] == ["Quill, Ada", "Ferry", "Harbour board"]


@pytest.mark.django_db
def test_setting_tags_removes_the_others() -> None:
    post = make_post(tags=("Ferry", "Harbour"))

    post.tags.set(["harbour", "Fog"])

    assert {tag.name for tag in post.tags.all()} == {"Harbour", "Fog"}


@pytest.mark.django_db
def test_bulk_made_tags_have_keys() -> None:
    Tag.objects.bulk_create([Tag(name="Élysée", slug="a"), Tag(name="Ferry", slug="b")])

    assert Tag.objects.named(["ÉLYSÉE"])[0].slug == "a"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "slug"),
    [("Harbour Board", "harbour-board"), ("Гавань", "гавань"), ("Quill, Ada", "quill-ada"), ("港", "港")],
)
def test_slug_is_made_from_the_name(name: str, slug: str) -> None:
    assert Tag.objects.create(name=name).slug == slug


@pytest.mark.django_db
def test_slug_is_numbered_where_a_tag_or_an_other_name_has_it() -> None:
    first = Tag.objects.create(name="C")
    Alias.objects.create(name="C#", tag=first)

    assert Alias.objects.get().slug == "c-2"
    assert Tag.objects.create(name="C++").slug == "c-3"


@pytest.mark.django_db
def test_name_of_signs_only_has_a_slug() -> None:
    assert len(Tag.objects.create(name="!?").slug) == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "Ferry", "slug": "x"}, "name|key"),
        ({"name": "FERRY", "slug": "x"}, "key"),
        ({"name": "x", "slug": "ferry"}, "slug"),
        ({"name": "", "slug": "x"}, "tag_has_a_name"),
    ],
)
def test_tag_that_must_not_be_is_refused_by_the_database(fields: dict[str, str], message: str) -> None:
    Tag.objects.create(name="Ferry")

    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        Tag.objects.bulk_create([Tag(**fields)])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "HB", "slug": "x"}, "name|key"),
        ({"name": "hb", "slug": "x"}, "key"),
        ({"name": "x", "slug": "hb"}, "slug"),
        ({"name": "", "slug": "x"}, "alias_has_a_name"),
        ({"name": "x", "slug": ""}, "alias_has_a_slug"),
    ],
)
def test_other_name_that_must_not_be_is_refused_by_the_database(fields: dict[str, str], message: str) -> None:
    tag = Tag.objects.create(name="Harbour board")
    Alias.objects.create(name="HB", tag=tag)

    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        Alias.objects.bulk_create([Alias(tag=tag, **fields)])


@pytest.mark.django_db
def test_tag_without_a_slug_is_refused_by_the_database() -> None:
    tag = Tag.objects.create(name="Ferry")

    with pytest.raises(IntegrityError, match="tag_has_a_slug"), transaction.atomic():
        Tag.objects.filter(pk=tag.pk).update(slug="")


@pytest.mark.django_db
def test_name_of_another_tag_is_refused_with_advice() -> None:
    harbour = Tag.objects.create(name="Harbour board")
    ferry = Tag.objects.create(name="Ferry")
    Alias.objects.create(name="HB", tag=harbour)

    with pytest.raises(ValidationError, match=r"There is a tag “Ferry”\. Use that one\."):
        Tag(name="ferry ").full_clean()
    with pytest.raises(ValidationError, match=r"“HB” is another name of the tag “Harbour board”\."):
        Tag(name="hb").full_clean()
    with pytest.raises(ValidationError, match=r"There is a tag “Ferry”\. Merge the two tags instead\."):
        Alias(name="FERRY", tag=harbour).full_clean()
    with pytest.raises(ValidationError, match=r"“HB” is another name of the tag “Harbour board”\."):
        Alias(name="Hb", tag=ferry).full_clean()


@pytest.mark.django_db
def test_uses_are_counted_in_one_query(django_assert_num_queries: Any) -> None:
    make_post(tags=("Ferry", "Fog"))
    make_post(tags=("ferry",))
    Tag.objects.create(name="Unused")

    with django_assert_num_queries(1):
        counts = {tag.name: tag.uses for tag in Tag.objects.with_uses()}  # type: ignore[attr-defined]

    assert counts == {"Ferry": 2, "Fog": 1, "Unused": 0}


@pytest.mark.django_db
def test_search_finds_all_words_and_other_names_best_first() -> None:
    for name in ("Night ferry", "Ferry", "Ferryman", "Harbour board"):
        Tag.objects.create(name=name)
    Alias.objects.create(name="The ferry people", tag=Tag.objects.get(name="Harbour board"))

    found = [(tag.name, tag.also) for tag in Tag.objects.matching("FERRY")]  # type: ignore[attr-defined]

    assert found == [("Ferry", None), ("Ferryman", None), ("Harbour board", "The ferry people"), ("Night ferry", None)]
    assert [tag.name for tag in Tag.objects.matching("ferry night")] == ["Night ferry"]
    assert [tag.name for tag in Tag.objects.matching("100%_")] == []
