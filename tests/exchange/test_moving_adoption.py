"""Paragraphs that the importer took for the blogger's own, moved to the article: where they come to stand."""

from typing import Any

import pytest
import reversion

from blog.accounts.models import User
from blog.annotations.models import Target
from blog.articles.models import Capture, Passage
from blog.exchange.moving import CannotMove, Place, adopt, to_blogger
from blog.exchange.moving.paragraphs import own_paragraphs
from blog.posts import history
from blog.posts.models import Post
from tests.exchange.steps import (
    TEXT,
    TEXTS,
    blocks,
    imported,
    marked,
    move,
    notes,
    order_of,
    part,
    reading,
    the_capture,
)
from tests.factories import annotate, make_capture, make_post

pytestmark = pytest.mark.django_db


def test_paragraph_behind_the_excerpt_becomes_its_last_passage(editor: User) -> None:
    record = imported("Before.", make_capture(TEXT), "Tickets are *cheap*.\n\nI never believed it.")
    before = reading(record.post)

    passage = move(record, "Tickets", editor)

    assert (passage.role, passage.markdown, passage.text) == ("body", "Tickets are *cheap*.", "Tickets are cheap.")
    assert blocks(record) == ["Before.", (None, None), "I never believed it."]
    assert reading(record.post) == before == ["Before.", *TEXTS, "Tickets are cheap.", "I never believed it."]
    capture = the_capture(record)
    assert capture.text == f"{TEXT}\n\nTickets are *cheap*."
    assert capture.plain == "\n\n".join([*TEXTS, "Tickets are cheap."])
    assert Capture.objects.count() == 1


def test_prose_between_the_excerpt_and_the_paragraph_stays_between(editor: User) -> None:
    record = imported(part(make_capture(TEXT), 0, 3), "One.\n\nTwo.\n\nThree.")

    move(record, "Two", editor)

    assert blocks(record) == [(0, 3), "One.", (4, 4), "Three."]
    assert reading(record.post) == [*TEXTS, "One.", "Two.", "Three."]


def test_paragraphs_moved_one_by_one_stand_in_the_order_of_the_post(editor: User) -> None:
    record = imported(make_capture(TEXT), "One.\n\nTwo.\n\nThree.")

    for words in ("Three", "One", "Two"):
        move(record, words, editor)

    assert blocks(record) == [(None, None)]
    assert reading(record.post) == [*TEXTS, "One.", "Two.", "Three."]


def test_first_paragraph_of_the_post_stands_before_what_the_excerpt_shows(editor: User) -> None:
    record = imported("One.\n\nTwo.", part(make_capture(TEXT), 1, 3))

    passage = move(record, "Two", editor)

    assert passage.position == 1
    assert blocks(record) == ["One.", (1, 4)]
    assert the_capture(record).text == TEXT.replace("The mayor", "Two.\n\nThe mayor")
    move(record, "One", editor)
    assert blocks(record) == [(1, 5)]
    assert reading(record.post) == ["One.", "Two.", *TEXTS[1:]]


def test_paragraph_before_other_prose_stands_there_in_an_excerpt_of_its_own(editor: User) -> None:
    record = imported("One.\n\nTwo.", make_capture(TEXT))

    move(record, "One", editor)

    assert blocks(record) == [(0, 0), "Two.", (1, 4)]
    assert reading(record.post) == ["One.", "Two.", *TEXTS]


def test_paragraph_between_two_halves_makes_them_one(editor: User) -> None:
    capture = make_capture(TEXT)
    record = imported(part(capture, 0, 1), "One.", part(capture, 2, 3))

    move(record, "One", editor)

    assert blocks(record) == [(None, None)]
    assert reading(record.post) == [*TEXTS[:2], "One.", *TEXTS[2:]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("One", [(0, 2), "Two.", (3, 4)]), ("Two", [(0, 1), "One.", (2, 4)])],
)
def test_paragraph_of_several_between_two_halves_joins_its_neighbour(
    editor: User, words: str, expected: list[Any]
) -> None:
    capture = make_capture(TEXT)
    record = imported(part(capture, 0, 1), "One.\n\nTwo.", part(capture, 2, 3))

    move(record, words, editor)

    assert blocks(record) == expected
    assert reading(record.post) == [*TEXTS[:2], "One.", "Two.", *TEXTS[2:]]


def test_of_two_articles_the_one_chosen_gets_it(editor: User) -> None:
    first, second = make_capture(TEXT), make_capture("Another paper says so.")
    record = imported(first, "One.\n\nTwo.", second)

    move(record, "Two", editor, behind=True)
    move(record, "One", editor)

    assert [block.capture.article.pk for block in order_of(record) if block.capture] == [
        first.article_id,
        second.article_id,
    ]
    assert [block.capture.plain.split("\n\n") for block in order_of(record) if block.capture] == [
        [*TEXTS, "One."],
        ["Two.", "Another paper says so."],
    ]


def test_key_points_of_the_second_half_stay_where_they_are(editor: User) -> None:
    capture = make_capture(TEXT)
    capture.passages.filter(position=3).update(role="summary")
    record = imported(part(capture, 0, 1), "One.", part(capture, 2, 3))
    before = reading(record.post)

    move(record, "One", editor)

    assert blocks(record) == [(0, 2), (3, 4)]
    assert reading(record.post) == before


def test_paragraph_before_an_article_stands_under_its_headline_and_dek(editor: User) -> None:
    capture = make_capture(TEXT)
    capture.passages.filter(position=0).update(role="dek")
    record = imported("One.", capture)

    passage = move(record, "One", editor)

    assert blocks(record) == [(None, None)]
    assert reading(record.post) == [TEXTS[0], "One.", *TEXTS[1:]]
    to_blogger(record, passage, editor)
    assert reading(record.post) == ["One.", *TEXTS]


def test_hidden_passages_stay_hidden_and_at_their_place(editor: User) -> None:
    capture = make_capture(TEXT)
    capture.passages.filter(position__gte=2).update(is_quoted=False, role="bio")
    record = imported(capture, "One.\n\nTwo.")

    move(record, "Two", editor)

    passages = list(the_capture(record).passages.values_list("text", "role", "is_quoted"))
    assert passages == [
        (TEXTS[0], "body", True),
        (TEXTS[1], "body", True),
        ("Two.", "body", True),
        (TEXTS[2], "bio", False),
        (TEXTS[3], "bio", False),
    ]
    assert blocks(record) == [(0, 1), "One.", (2, 4)]
    assert reading(record.post) == [*TEXTS[:2], "One.", "Two."]


def test_passage_that_two_excerpts_name_is_shown_where_it_was(editor: User) -> None:
    capture = make_capture(TEXT)
    record = imported(part(capture, 0, 3), "One.", part(capture, 1, 1), "Two.")
    before = reading(record.post)

    move(record, "Two", editor)

    assert reading(record.post) == before


@pytest.mark.parametrize(
    ("markdown", "role"),
    [
        ("### What now?", "subhead"),
        ("What now?\n=========", "subhead"),
        ("- fog\n- rain", "list"),
        ("| a | b |\n|---|---|\n| one | two |", "table"),
        ("> It sails\n> at ten", "pull_quote"),
        ("    tide = moon * 2", "body"),
        ("*All of it in italics.*", "body"),
        ("![A buoy](https://port.example/buoy.png)", "body"),
    ],
)
def test_kind_of_the_block_is_the_role_of_the_passage(editor: User, markdown: str, role: str) -> None:
    record = imported(make_capture(TEXT), f"One.\n\n{markdown}\n\nThree.")
    before = reading(record.post)

    passage = move(record, markdown, editor)

    assert (passage.role, passage.markdown) == (role, markdown)
    assert reading(record.post) == before


def test_a_post_without_an_excerpt_has_nowhere_to_move_it(editor: User) -> None:
    record = imported("One.")
    [prose] = order_of(record)
    [paragraph] = own_paragraphs(prose)

    with pytest.raises(CannotMove, match="quotes no article"):
        adopt(record, Place(prose.pk, 0, paragraph.digest, 0), editor)


def test_what_is_not_as_the_page_showed_it_is_refused(editor: User) -> None:
    record = imported(make_capture(TEXT), "One.\n\nTwo.", make_capture("Another paper says so."))
    excerpt, prose, _ = order_of(record)
    _, two = own_paragraphs(prose)
    shown = Place(prose.pk, two.line, two.digest, excerpt.pk)

    with pytest.raises(CannotMove, match="does not stand next to"):
        adopt(record, Place(shown.prose, shown.line, shown.digest, prose.pk), editor)
    prose.prose = "One.\n\nToo."
    prose.save()
    with pytest.raises(CannotMove, match="has been edited"):
        adopt(record, shown, editor)
    prose.prose = "One."
    prose.save()
    with pytest.raises(CannotMove, match="does not have this paragraph any more"):
        adopt(record, shown, editor)
    prose.prose = "Two.\n\nOne.\n\nTwo."
    prose.save()
    with pytest.raises(CannotMove, match="has been edited"):
        adopt(record, Place(prose.pk, 2, two.digest, excerpt.pk), editor)
    record.post = None
    with pytest.raises(CannotMove, match="No post came of this file"):
        adopt(record, shown, editor)


def test_a_paragraph_is_found_where_it_stands_now(editor: User) -> None:
    record = imported(make_capture(TEXT), "One.\n\nTwo.\n\nThree.")
    excerpt, prose = order_of(record)
    _, two, three = own_paragraphs(prose)
    adopt(record, Place(prose.pk, two.line, two.digest, excerpt.pk), editor)
    [last] = [block for block in order_of(record) if block.prose == "Three."]
    beside = order_of(record)[2]

    adopt(record, Place(prose.pk, three.line, three.digest, beside.pk), editor)

    assert last.pk != prose.pk
    assert blocks(record) == [(0, 3), "One.", (4, 5)]


def test_a_move_is_one_revision_and_stands_in_the_report(editor: User) -> None:
    record = imported(make_capture(TEXT), "One[^1].\n\nTwo.\n\n[^1]: So.")
    imported_at = record.imported_at

    passage = move(record, "One", editor)

    [version] = history.versions_of(record.post_id)  # type: ignore[arg-type]
    assert (version.revision.user, version.revision.comment) == (editor, "“One.” is the article's, not the blogger's.")
    record.refresh_from_db()
    [said] = record.report["adopted"]
    assert (said["passage"], said["prose"], said["by"]) == (passage.uid, "One[^1].", "Ada Quill")
    assert record.imported_at == imported_at
    post = Post.objects.get()
    assert (post.note_count, post.own_words, post.quoted_words) == (1, 2, 22)


def test_history_leads_back_and_forth_across_a_move(editor: User) -> None:
    capture = make_capture(TEXT)
    annotate(capture, "council", "Which?")
    record = imported(capture, "One[^1].\n\nTwo.\n\n[^1]: So.")
    to_blogger(record, capture.passages.get(position=1), editor)
    before, said, uids = reading(record.post), notes(record.post), set(capture.passages.values_list("uid", flat=True))
    move(record, "One", editor)
    after, told = reading(record.post), notes(record.post)
    latest, first = history.versions_of(record.post_id)  # type: ignore[arg-type]

    for _ in range(2):
        assert history.restore(first) == []
        assert (reading(record.post), notes(record.post)) == (before, said)
        assert set(Capture.objects.get().passages.values_list("uid", flat=True)) == uids
        assert marked(Capture.objects.get()) == [("council", "Which?")]
        assert history.restore(latest) == []
        assert (reading(record.post), notes(record.post)) == (after, told)
        assert marked(Capture.objects.get()) == [("council", "Which?"), ("One", "So.")]
    history.restore(first)
    move(record, "One", editor)
    history.restore(latest)
    assert (reading(record.post), notes(record.post)) == (after, told)


def test_history_of_one_post_takes_nothing_from_another_that_shows_the_new_capture(editor: User) -> None:
    capture = make_capture(TEXT)
    annotate(capture, "council", "Which?")
    record = imported(capture, "One.")
    with reversion.create_revision():
        reversion.add_to_revision(record.post)
    [first] = history.versions_of(record.post_id)  # type: ignore[arg-type]
    move(record, "One", editor)
    other = make_post(blocks=(the_capture(record),))
    rows = [list(model.objects.filter(capture=the_capture(record)).values()) for model in (Passage, Target)]

    assert history.restore(first) == []

    [shown] = {block.capture for block in other.blocks.all()}
    assert [list(model.objects.filter(capture=shown).values()) for model in (Passage, Target)] == rows
    assert reading(other) == reading(record.post) == [*TEXTS, "One."]
    assert [text for text, _ in notes(record.post)] == [text for text, _ in notes(other)] == ["Which?"]
    assert the_capture(record).text == TEXT
