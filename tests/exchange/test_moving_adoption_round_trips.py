"""Paragraphs moved to the article and back, or from there and to it again."""

import pytest

from blog.accounts.models import User
from blog.annotations.models import Annotation
from blog.articles.models import Passage
from blog.exchange.moving import CannotMove, moves, to_article, to_blogger
from blog.posts.composition import compose
from blog.posts.models import Block
from blog.posts.visibility import public_annotations
from tests.exchange.steps import TEXT, TEXTS, blocks, imported, move, notes, part, reading, the_capture
from tests.factories import add_target, annotate, make_capture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "behind"),
    [*((words, False) for words in ("One", "Two", "Three", "Four", "Five", "Six")), ("Three", True)],
)
def test_there_and_back_the_post_reads_as_before(editor: User, words: str, behind: bool) -> None:
    first, second = make_capture(TEXT), make_capture("Another paper says so.")
    record = imported(
        "One[^u].\n\nTwo.\n\n[^u]: See *there*.", part(first, 0, 3),
        "Three.\n\nFour[^a] is *here*[^b].\n\nFive[^a].\n\n[^a]: **Uma:** So.\n\n[^b]: Hm[^c].\n\n[^c]: Why?",
        second, "Six.",
    )  # fmt: skip
    post = record.post
    before, texts = compose(post).sections, reading(post)  # type: ignore[arg-type]
    said = {text for text, _ in notes(post)}

    passage = move(record, words, editor, behind=behind)
    assert reading(post) == texts
    to_blogger(record, passage, editor)

    assert reading(post) == texts
    assert {text for text, _ in notes(post)} == said
    order = [section.kind for section in compose(post).sections]  # type: ignore[arg-type]
    assert [kind for kind, last in zip(order, ["", *order], strict=False) if kind != last] == [
        section.kind for section in before
    ]
    to_article(record, Passage.objects.get(pk=passage.pk), editor)
    assert reading(post) == texts
    to_blogger(record, Passage.objects.get(pk=passage.pk), editor)
    assert reading(post) == texts


def test_back_and_there_nothing_is_left_of_it_but_the_hidden_passage(editor: User) -> None:
    record = imported(make_capture(TEXT), "One.")

    passage = move(record, "One", editor)
    to_blogger(record, passage, editor)

    assert blocks(record) == [(None, 3), "One."]
    to_article(record, Passage.objects.get(pk=passage.pk), editor)
    assert blocks(record) == [(None, 4)]


def test_moved_paragraph_has_only_its_way_back(editor: User) -> None:
    capture = make_capture(TEXT)
    record = imported(capture)
    to_blogger(record, capture.passages.get(position=3), editor)

    with pytest.raises(CannotMove, match="came from the article"):
        move(record, "The council", editor)


def test_paragraph_that_was_moved_and_edited_keeps_its_notes(editor: User) -> None:
    capture = make_capture(TEXT)
    same = annotate(capture, "council", "Which[^x]?\n\n[^x]: The new one.", annotator=editor)
    other = annotate(capture, "June", "Or July.", attribution="Uma")
    record = imported(capture)
    prose = to_blogger(record, capture.passages.get(position=3), editor)
    prose.prose = prose.prose.replace("meets", "sits").replace("Or July", "Or August")
    prose.save()

    passage = move(record, "The council", editor)

    assert blocks(record) == [(None, None)]
    assert reading(record.post) == [*TEXTS[:3], "The council sits in June."]
    assert list(Annotation.objects.order_by("pk")) == [same, other]
    other.refresh_from_db()
    assert (other.body, other.voice) == ("Or August.", "Uma")
    assert [text for text, _ in notes(record.post)] == ["Which[1]?\n\nThe new one. ↩", "Or August."]
    new = passage.capture
    hidden = new.passages.get(is_quoted=False)
    assert [one.start >= hidden.start for one in new.targets.order_by("pk")] == [True, True, False, False]
    assert set(public_annotations()) == {same, other}
    assert moves(record) == {}


def test_note_that_also_stands_elsewhere_is_not_overwritten(editor: User) -> None:
    capture = make_capture(TEXT)
    note = annotate(capture, "June", "Or July.", annotator=editor)
    add_target(note, capture, 4, 9)
    record = imported(capture, author=editor)
    prose = to_blogger(record, capture.passages.get(position=3), editor)
    prose.prose = prose.prose.replace("Or July", "Or August")
    prose.save()

    move(record, "The council", editor)

    assert [text for text, _ in notes(record.post)] == ["Or July.", "Or August."]
    assert Annotation.objects.count() == 2


def test_withdrawn_note_is_not_shown_for_the_footnote(editor: User) -> None:
    capture = make_capture(TEXT)
    note = annotate(capture, "June", "Or July.")
    record = imported(capture)
    prose = to_blogger(record, capture.passages.get(position=3), editor)
    prose.prose = prose.prose.replace("meets", "sits")
    prose.save()
    note.state = "withdrawn"
    note.save()

    move(record, "The council", editor)

    assert [(text, number) for number, (text, _) in enumerate(notes(record.post))] == [("Or July.", 0)]


def test_paragraph_beside_one_that_was_moved_to_the_blogger(editor: User) -> None:
    """What was moved goes back to where it stands, whichever side of it the other came from."""
    for words in ("Before", "After"):
        capture = make_capture(TEXT)
        record = imported(capture)
        to_blogger(record, capture.passages.get(position=1), editor)
        moved = Block.objects.get(post=record.post_id, kind="prose")
        at = moved.position + (words == "After")
        for block in Block.objects.filter(post=record.post_id, position__gte=at):
            block.position += 1
            block.save()
        Block.objects.create(post=record.post, position=at, kind="prose", prose=f"{words} it.")
        before = reading(record.post)

        move(record, f"{words} it", editor)

        assert reading(record.post) == before
        to_article(record, Passage.objects.get(text=TEXTS[1], capture=the_capture(record)), editor)
        assert reading(record.post) == before
        assert blocks(record) == [(0, 4)]
