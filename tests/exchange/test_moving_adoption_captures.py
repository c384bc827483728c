"""What becomes of captures, passages and the notes on them when a paragraph is moved to the article."""

import pytest

from blog.accounts.models import User
from blog.annotations.models import Target
from blog.articles.models import Capture, Passage
from blog.exchange.moving import CannotMove, moves, to_article, to_blogger
from tests.exchange.steps import (
    TEXT,
    TEXTS,
    blocks,
    imported,
    marked,
    move,
    notes,
    part,
    reading,
    the_capture,
)
from tests.factories import annotate, make_capture, make_post

pytestmark = pytest.mark.django_db


def test_passages_keep_their_rows_and_notes_their_words(editor: User) -> None:
    capture = make_capture(TEXT, how="imported")
    notes_before = [
        annotate(capture, "ferry", "One."),
        annotate(capture, "the fog", "Two.", state="draft"),
        annotate(capture, "Nobody", "Three."),
        annotate(capture, "council", "Four.", state="withdrawn"),
    ]
    lost = annotate(capture, "June", "Five.")
    lost.targets.update(status="orphaned", score=0)
    headline = annotate(capture, "late", "Six.")
    headline.targets.update(part="headline", start=0, end=5, exact="Ferry")
    record = imported(part(capture, 0, 1), "One.", part(capture, 2, 3))
    uids = list(capture.passages.values_list("uid", flat=True))

    passage = move(record, "One", editor)

    new = passage.capture
    assert (new.article, new.how, new.captured_at) == (capture.article, "imported", capture.captured_at)
    assert list(new.passages.exclude(pk=passage.pk).values_list("uid", flat=True)) == uids
    assert [new.plain[one.start : one.end] for one in new.passages.all()] == [*TEXTS[:2], "One.", *TEXTS[2:]]
    targets = {one.annotation.body: one for one in new.targets.select_related("annotation")}
    assert [targets[note.body].exact for note in notes_before] == ["ferry", "the fog", "Nobody", "council"]
    for note in notes_before:
        target = targets[note.body]
        assert new.plain[target.start : target.end] == target.exact
        assert new.plain[: target.start].endswith(target.prefix)
        assert new.plain[target.end :].startswith(target.suffix)
        assert (target.status, target.score) == ("anchored", 1.0)
    assert (targets["Five."].status, targets["Five."].exact) == ("orphaned", "June")
    assert (targets["Six."].start, targets["Six."].end) == (0, 5)
    assert list(Capture.objects.all()) == [new]


def test_note_on_words_around_the_new_passage_says_that_they_are_others_now(editor: User) -> None:
    capture = make_capture(TEXT)
    annotate(capture, "the fog.\n\nNobody", "A quarrel.")
    record = imported(part(capture, 0, 1), "One.", part(capture, 2, 3))

    move(record, "One", editor)

    target = Target.objects.get()
    assert target.capture.plain[target.start : target.end] == "the fog.\n\nOne.\n\nNobody"
    assert (target.status, target.exact, target.score) == ("reworded", "the fog.\n\nNobody", 16 / 22)


def test_offsets_count_code_points_whatever_the_line_ends_were(editor: User) -> None:
    text = "𝔉erry 🚢 and 👩‍🚀 fog.\r\n\r\nNobody 🚢 says so."
    capture = make_capture(text)
    annotate(capture, "🚢", "Ship.", occurrence=2)
    record = imported(
        part(capture, 0, 0),
        "𝔗ickets 🎫 are 🪙🪙[^1] “cheap”[^2].\r\n\r\n[^1]: Coins.\r\n\r\n[^2]: Q.",
        part(capture, 1, 1),
    )

    passage = move(record, "ickets", editor)

    assert marked(passage.capture) == [("🪙🪙", "Coins."), ("“cheap”", "Q."), ("🚢", "Ship.")]
    assert passage.capture.plain[passage.start : passage.end] == "𝔗ickets 🎫 are 🪙🪙 “cheap”."
    assert "\r" not in passage.capture.text


def test_lists_beside_each_other_stay_two(editor: User) -> None:
    record = imported(make_capture("- fog\n- rain"), "- ice\n- snow")

    move(record, "- ice", editor)

    assert [one.text for one in the_capture(record).passages.all()] == ["fog\nrain", "ice\nsnow"]


def test_what_would_run_into_the_article_s_text_is_refused(editor: User) -> None:
    record = imported(make_capture("<pre>\nTide table"), "One.")

    with pytest.raises(CannotMove, match="would not stay by itself"):
        move(record, "One", editor)


def test_another_post_with_the_same_capture_keeps_it(editor: User) -> None:
    capture = make_capture(TEXT)
    note = annotate(capture, "council", "Which?")
    record = imported(part(capture, 0, 1), "One[^1].\n\n[^1]: So.", part(capture, 2, 3))
    other = make_post(blocks=(capture,))
    targets, passages = list(capture.targets.values()), list(capture.passages.values())

    passage = move(record, "One", editor)

    assert passage.capture != capture
    assert list(capture.targets.values()) == targets
    assert list(capture.passages.values()) == passages
    assert reading(other) == TEXTS
    assert reading(record.post) == [*TEXTS[:2], "One.", *TEXTS[2:]]
    assert [text for text, _ in notes(record.post)] == ["So.", "Which?"]
    assert [text for text, _ in notes(other)] == ["Which?"]
    assert sorted(note.targets.values_list("capture", flat=True)) == sorted([capture.pk, passage.capture_id])


def test_the_other_post_gets_the_same_capture_by_the_same_move(editor: User) -> None:
    capture = make_capture(TEXT)
    annotate(capture, "council", "Which?")
    one, other = imported(capture, "One."), imported(capture, "One.")
    move(one, "One", editor)

    move(other, "One", editor)

    assert the_capture(one) == the_capture(other) == Capture.objects.get()
    assert marked(the_capture(one)) == [("council", "Which?")]
    assert reading(one.post) == reading(other.post) == [*TEXTS, "One."]


def test_the_same_move_is_refused_where_the_capture_is_quoted_otherwise(editor: User) -> None:
    capture = make_capture(TEXT)
    one, other = imported(capture, "One."), imported(capture, "One.")
    to_blogger(one, move(one, "One", editor), editor)

    with pytest.raises(CannotMove, match="other paragraphs are quoted"):
        move(other, "One", editor)


def test_paragraph_moved_to_the_blogger_goes_back_to_the_capture_that_the_post_shows_now(editor: User) -> None:
    capture = make_capture(TEXT)
    record = imported(capture, "One.")
    make_post(blocks=(capture,))
    to_blogger(record, capture.passages.get(position=1), editor)
    before = reading(record.post)

    move(record, "One", editor)

    [uid] = moves(record)
    passage = Passage.objects.get(uid=uid)
    assert passage.capture == the_capture(record) != capture
    to_article(record, passage, editor)
    assert reading(record.post) == before
    assert blocks(record) == [(0, 4)]
