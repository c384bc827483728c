"""A revision holds a post with all that belongs to it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import reversion
import time_machine
from django.core import serializers
from reversion.models import Version

from blog.annotations.models import Annotation, Target
from blog.articles.models import Capture, Passage
from blog.posts.comparing import changes, pieces, present_state, state_of
from blog.posts.history import UNIT, CannotRestore, deleted, restore, versions_of
from blog.posts.models import Block, Category, Correction, Post, Series
from blog.tags.models import Tag
from tests.factories import annotate, make_capture, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """Revisions keep moments to the millisecond."""
    with time_machine.travel(dt.datetime(2026, 11, 22, 15, 30, tzinfo=dt.UTC), tick=False):
        yield


def kept(post: Post) -> Version:
    """A revision of the post as it is."""
    with reversion.create_revision():
        reversion.add_to_revision(post)
    return versions_of(post.pk)[0]


def whole(post: Post) -> list[dict[str, Any]]:
    """Every row of the unit, but for the moment of the last save."""
    rows = [model._base_manager.get(pk=pk) for model, pk in present_state(post)]
    dumped = serializers.serialize("python", rows)
    for row in dumped:
        row["fields"].pop("modified", None)
    return sorted(dumped, key=lambda row: (row["model"], row["pk"]))


def rich_post() -> Post:
    capture = make_capture()
    annotate(capture, "a ferry", "There was one.")
    post = make_post(
        blocks=("Some *words*.", capture), tags=("harbour", "ferries"), series=Series.objects.create(name="S")
    )
    post.categories.add(Category.objects.create(name="Boats"))
    Correction.objects.create(post=post, body="Not Tuesday.")
    post.refresh_from_db()
    return post


def test_block_annotation_and_tag_go_back_as_one() -> None:
    post = rich_post()
    version, before = kept(post), whole(post)
    prose, excerpt = post.blocks.all()

    prose.prose = "Other words."
    prose.save()
    excerpt.delete()
    Block.objects.create(post=post, position=5, kind="prose", prose="More.")
    note = Annotation.objects.get()
    note.body = "There was none."
    note.save()
    Passage.objects.update(is_quoted=False, role="dek")
    annotate(Capture.objects.get(), "June", "Or July.")
    post.tags.set(["harbour", "boats"])
    post.categories.clear()
    post.corrections.all().delete()
    post.title, post.series = "Another title", None
    post.save()

    assert restore(version) == []

    post.refresh_from_db()
    assert whole(post) == before
    assert list(post.tags.names()) == ["harbour", "ferries"]
    assert (post.note_count, post.title) == (1, version.field_dict["title"])


def test_a_restoration_can_be_undone() -> None:
    post = rich_post()
    first = kept(post)
    post.title = "Another title"
    post.save()
    second, before = kept(post), whole(post)

    restore(first)
    restore(second)

    post.refresh_from_db()
    assert whole(post) == before
    assert versions_of(post.pk).count() == 4


def test_a_deleted_post_comes_back_with_everything() -> None:
    post = rich_post()
    version, before, pk = kept(post), whole(post), post.pk
    post.delete()
    Annotation.objects.all().delete()
    Capture.objects.all().delete()

    assert [v.pk for v in deleted(Post)] == [version.pk]
    restore(version)

    assert whole(Post.objects.get(pk=pk)) == before


def test_a_note_edited_on_its_own_page_is_in_the_history_of_its_posts() -> None:
    post = rich_post()
    with reversion.create_revision():
        note = Annotation.objects.get()
        note.body = "Edited."
        note.save()
    version = versions_of(post.pk)[0]
    note.body = "Edited again."
    note.save()

    restore(version)

    note.refresh_from_db()
    assert (note.body, note.body_html) == ("Edited.", "<p>Edited.</p>")


def test_notes_made_since_on_a_text_that_another_post_shows_are_kept() -> None:
    post = rich_post()
    capture = Capture.objects.get()
    version = kept(post)
    make_post(blocks=(capture,))
    annotate(capture, "June", "Or July.")

    restore(version)

    assert Target.objects.filter(capture=capture).count() == 2


def test_a_revision_of_two_posts_restores_one() -> None:
    capture = make_capture()
    one, two = make_post(blocks=("One.", capture)), make_post(blocks=("Two.", capture))
    with reversion.create_revision():
        reversion.add_to_revision(one)
        reversion.add_to_revision(two)
    version = versions_of(one.pk)[0]
    for post in (one, two):
        post.title = "Changed"
        post.save()

    restore(version)

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.title, two.title) == (version.field_dict["title"], "Changed")
    assert two.blocks.count() == 2


def test_what_was_deleted_since_is_left_out_and_said() -> None:
    post = rich_post()
    version = kept(post)
    Tag.objects.get(name="ferries").delete()
    Series.objects.all().delete()
    Category.objects.all().delete()

    missing = restore(version)

    post.refresh_from_db()
    assert (list(post.tags.names()), post.series, post.categories.count()) == (["harbour"], None, 0)
    assert [sentence.rsplit("” ", 1)[1] for sentence in missing] == [
        "has lost its series, which has been deleted since.",
        "is left out: its tag has been deleted since.",
    ]


def test_an_address_that_was_taken_since_is_said_and_nothing_is_changed() -> None:
    post = make_post(slug="ferry")
    version = kept(post)
    post.slug = "boat"
    post.save()
    post.former_addresses.all().delete()
    make_post(slug="ferry", publish_at=post.publish_at)
    before = whole(post)

    with pytest.raises(CannotRestore):
        restore(version)

    post.refresh_from_db()
    assert whole(post) == before


def test_an_old_address_that_comes_back_leads_the_other_one_on() -> None:
    post = make_post(slug="ferry")
    version = kept(post)
    post.slug = "boat"
    post.save()

    restore(version)

    post.refresh_from_db()
    assert post.slug == "ferry"
    assert [a.path.split("/")[3] for a in post.former_addresses.all()] == ["boat"]


def test_changes_are_said_row_by_row_and_word_by_word() -> None:
    post = make_post(title="Ferry late", blocks=("Some words.",), tags=("harbour",))
    version = kept(post)
    post.title = "Ferry very late"
    post.save()
    post.tags.set(["boats"])

    found = changes(state_of(version), present_state(post))

    assert [(row.what, row.name, row.how, [field.label for field in row.fields]) for row in found] == [
        ("post", "Ferry very late", "changed", ["title"]),
        ("tagging", "harbour", "removed", ["tag"]),
        ("tagging", "boats", "added", ["tag"]),
    ]
    assert [(piece.op, piece.text) for piece in found[0].fields[0].pieces] == [
        ("same", "Ferry "), ("ins", "very "), ("same", "late"),
    ]  # fmt: skip
    assert changes(present_state(post), present_state(post)) == []


def test_pieces_put_together_are_both_texts() -> None:
    old, new = "The goat, they say, is well.", "The goat (they say) was very well!"

    found = list(pieces(old, new))

    assert "".join(p.text for p in found if p.op != "ins") == old
    assert "".join(p.text for p in found if p.op != "del") == new


def test_every_model_of_the_unit_is_registered() -> None:
    assert [model for model in UNIT if not reversion.is_registered(model)] == []
