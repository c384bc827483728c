"""Paragraphs that change their voice, and change it back."""

import hashlib
from typing import Any

import pytest
from django.core.serializers import serialize

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Capture, Passage
from blog.exchange.models import ImportRecord
from blog.exchange.moving import CannotMove, moves, to_article, to_blogger
from blog.posts import history
from blog.posts.composition import compose
from blog.posts.models import Block, Post
from blog.posts.visibility import public_annotations, public_passages
from tests.factories import add_target, annotate, make_capture, make_post

pytestmark = pytest.mark.django_db
TEXT = """The ferry is late again.

The mayor, of *all* people, blames the fog.

Nobody believes him.

The council meets in June."""

MAYOR = "The mayor, of all people, blames the fog."


def record_of(post: Post, raw: str = "") -> ImportRecord:
    return ImportRecord.objects.create(
        path=f"_posts/{post.slug}.md", sha256=hashlib.sha256(raw.encode()).hexdigest(), raw=raw.encode(), post=post
    )


def imported(*blocks: Any, text: str = TEXT) -> tuple[ImportRecord, Capture]:
    """A post of these blocks around an excerpt of the whole text."""
    capture = make_capture(text)
    return record_of(make_post(blocks=blocks or ("Before.", capture, "After."))), capture


def passage(capture: Capture, position: int) -> Passage:
    return capture.passages.get(position=position)


def shape(post: Any) -> list[Any]:
    """Prose as its text, an excerpt as what its passages begin with, in the order shown."""
    said: list[Any] = []
    for section in compose(post).sections:
        if section.kind == "excerpt":
            said.append([quoted.passage.text[:10] for quoted in section.quoted])
        else:
            said.append(section.text)
    return said


def stored() -> list[str]:
    models = [Passage, Capture, Annotation, Target, Block]
    volatile = {"modified"}
    return [
        serialize(
            "json",
            model.objects.order_by("pk"),
            fields=[f.name for f in model._meta.fields if f.name not in volatile],
        )
        for model in models
    ]


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (0, ["Before.", [], "The ferry is late again.", ["The mayor,", "Nobody bel", "The counci"], "After."]),
        (1, ["Before.", ["The ferry "], MAYOR, ["Nobody bel", "The counci"], "After."]),
        (3, ["Before.", ["The ferry ", "The mayor,", "Nobody bel"], "The council meets in June.", "After."]),
    ],
)  # fmt: skip
def test_paragraph_becomes_prose_where_it_stood_and_goes_back(editor: User, position: int, expected: list[Any]) -> None:
    record, capture = imported()
    before = stored()

    to_blogger(record, passage(capture, position), editor)

    assert shape(record.post) == expected
    assert not passage(capture, position).is_quoted
    assert [block.position for block in record.post.blocks.all()] == list(range(len(expected)))  # type: ignore[union-attr]
    to_article(record, passage(capture, position), editor)
    assert stored() == before


@pytest.mark.parametrize("back", [(1, 2, 0), (2, 1, 0), (0, 1, 2), (0, 2, 1)])
def test_neighbours_moved_one_by_one_go_back_in_any_order(editor: User, back: tuple[int, ...]) -> None:
    record, capture = imported()
    before = stored()

    for position in (1, 2, 0):
        to_blogger(record, passage(capture, position), editor)

    assert shape(record.post)[1:] == [
        [], "The ferry is late again.", "The mayor, of all people, blames the fog.", "Nobody believes him.",
        ["The counci"], "After.",
    ]  # fmt: skip
    for position in back:
        to_article(record, passage(capture, position), editor)
    assert stored() == before


def test_all_paragraphs_moved_the_article_is_still_named(editor: User) -> None:
    record, capture = imported()
    before = stored()

    for position in range(4):
        to_blogger(record, passage(capture, position), editor)

    assert shape(record.post)[:3] == ["Before.", [], "The ferry is late again."]
    assert public_passages().count() == 0
    for position in range(4):
        to_article(record, passage(capture, position), editor)
    assert stored() == before


def test_excerpt_of_some_passages_is_divided_and_made_whole(editor: User) -> None:
    capture = make_capture(TEXT)
    block = {"kind": "excerpt", "capture": capture, "first_passage": 1, "last_passage": 3}
    record = record_of(make_post(blocks=(block,)))
    before = stored()

    to_blogger(record, passage(capture, 2), editor)

    assert shape(record.post) == [["The mayor,"], "Nobody believes him.", ["The counci"]]
    to_article(record, passage(capture, 2), editor)
    assert stored() == before


def test_notes_become_footnotes_and_their_rows_stay(editor: User) -> None:
    record, capture = imported()
    post = record.post
    assert post is not None
    own = annotate(capture, "of all people", "The *mayor*.[^x]\n\n[^x]: Since 1998.", annotator=post.author)
    other = annotate(capture, "the fog", "Thick.\n\nAnd cold.", annotator=editor)
    elsewhere = annotate(capture, "council", "Which?")
    before = stored()

    prose = to_blogger(record, passage(capture, 1), editor)

    assert prose.prose == (
        f"The mayor, of *all* people[^{own.uid}], blames the fog[^{other.uid}].\n\n"
        f"[^{own.uid}]: The *mayor*.[^{own.uid}-x]\n\n[^{own.uid}-x]: Since 1998.\n\n"
        f"[^{other.uid}]: **Ada Quill:** Thick.\n\n    And cold."
    )
    composed = compose(post)
    assert [(note.number, note.text.split(".")[0]) for note in composed.notes] == [
        (1, "The mayor"), (2, "Ada Quill: Thick"), (3, "Since 1998"), (4, "Which?"),
    ]  # fmt: skip
    assert list(public_annotations()) == [elsewhere]
    assert set(Annotation.objects.values_list("state", flat=True)) == {"published"}
    to_article(record, passage(capture, 1), editor)
    assert stored() == before
    assert set(public_annotations()) == {own, other, elsewhere}


def test_drafts_and_withdrawn_notes_stay_out_of_the_prose(editor: User) -> None:
    record, capture = imported()
    annotate(capture, "the fog", "Perhaps not.", state="draft")
    annotate(capture, "mayor", "Taken back.", state="withdrawn")

    assert to_blogger(record, passage(capture, 1), editor).prose == "The mayor, of *all* people, blames the fog."


def test_note_on_several_paragraphs_goes_on_beside_the_others(editor: User) -> None:
    record, capture = imported()
    note = annotate(capture, "the fog.\n\nNobody", "A quarrel.")
    twice = annotate(capture, "ferry", "Which one?")
    fog = capture.plain.index("fog")
    add_target(twice, capture, fog, fog + 3)

    prose = to_blogger(record, passage(capture, 1), editor)

    assert f"[^{note.uid}]" not in prose.prose
    assert f"fog[^{twice.uid}]." in prose.prose
    assert [n.text for n in compose(record.post).excerpts[0].notes] == ["Which one?"]  # type: ignore[arg-type]
    assert [n.text for n in compose(record.post).excerpts[1].notes] == ["A quarrel."]  # type: ignore[arg-type]


def test_another_post_with_the_same_capture_keeps_the_paragraph(editor: User) -> None:
    record, capture = imported()
    other = make_post(blocks=(capture,))
    before = stored()

    to_blogger(record, passage(capture, 1), editor)

    assert shape(record.post)[1:4] == [
        ["The ferry "], "The mayor, of all people, blames the fog.", ["Nobody bel", "The counci"]
    ]  # fmt: skip
    assert shape(other) == [["The ferry ", "The mayor,", "Nobody bel", "The counci"]]
    to_article(record, passage(capture, 1), editor)
    assert stored() == before


def test_first_paragraph_of_a_shared_capture_stands_before_the_excerpt(editor: User) -> None:
    record, capture = imported()
    make_post(blocks=(capture,))

    to_blogger(record, passage(capture, 0), editor)

    assert shape(record.post)[1:3] == ["The ferry is late again.", ["The mayor,", "Nobody bel", "The counci"]]
    to_article(record, passage(capture, 0), editor)
    assert shape(record.post)[1] == ["The ferry ", "The mayor,", "Nobody bel", "The counci"]


def test_edited_prose_is_not_thrown_away(editor: User) -> None:
    record, capture = imported()
    prose = to_blogger(record, passage(capture, 1), editor)
    prose.prose += " Ha!"
    prose.save()
    before = stored()

    with pytest.raises(CannotMove, match="edited since"):
        to_article(record, passage(capture, 1), editor)

    assert stored() == before


def test_what_cannot_be_moved_is_refused_in_words(editor: User) -> None:
    record, capture = imported()
    unshown = passage(make_capture("Another text."), 0)

    with pytest.raises(CannotMove, match="does not show this paragraph"):
        to_blogger(record, unshown, editor)
    with pytest.raises(CannotMove, match="not among those moved"):
        to_article(record, passage(capture, 1), editor)
    record.post = None
    with pytest.raises(CannotMove, match="No post came of this file"):
        to_blogger(record, passage(capture, 1), editor)


def test_each_move_is_a_revision_of_the_post_that_can_be_restored(editor: User) -> None:
    record, capture = imported()
    before = shape(record.post)
    to_blogger(record, passage(capture, 1), editor)
    moved = shape(record.post)
    to_article(record, passage(capture, 1), editor)
    post = record.post
    assert post is not None

    latest, first = history.versions_of(post.pk)

    assert latest.revision.user == first.revision.user == editor
    assert "is the blogger's" in first.revision.comment
    history.restore(first)
    assert shape(post) == moved
    assert list(moves(record)) == [passage(capture, 1).uid]
    history.restore(latest)
    assert shape(post) == before
    assert moves(record) == {}


def test_digest_and_the_moment_of_the_import_are_right_after_a_move(editor: User) -> None:
    record, capture = imported()
    imported_at = record.imported_at

    to_blogger(record, passage(capture, 1), editor)

    record.refresh_from_db()
    assert record.imported_at == imported_at
    assert record.post is not None
    assert record.post.own_words == 10
    assert record.report["moved"][0]["by"] == "Ada Quill"
