"""Notes on a text that was captured anew, and on a headline that changed."""

from collections import Counter

import pytest

from blog.annotations.anchoring import Status
from blog.annotations.models import Annotation, Target
from blog.annotations.reanchoring import follow_headline, follow_text
from tests.factories import add_target, annotate, make_article, make_capture

pytestmark = pytest.mark.django_db

OLD = """The ferry left at seven on Monday, with forty people and a goat on board.

Nobody at the harbour office could say where it had gone.

“It will be back,” said the mayor of the island, “when the tide allows it.”"""

NEW = """Update: the ferry is back.

The ferry left at seven on Monday, with forty people and a goat on board.

“It will be back,” said the mayor of that island, “when the tide allows it again.”"""


def test_every_note_gets_a_target_on_the_new_text_that_says_how_sure_it_is() -> None:
    article = make_article()
    old = make_capture(OLD, article)
    goat = annotate(old, "forty people and a goat")
    gone = annotate(old, "Nobody at the harbour office could say where it had gone.")
    back = annotate(old, "said the mayor of the island, “when the tide allows it.”")
    new = make_capture(NEW, article)

    tally = follow_text(new)

    moved, lost, reworded = (new.targets.get(annotation=a) for a in (goat, gone, back))
    assert tally == Counter({Status.MOVED: 1, Status.ORPHANED: 1, Status.REWORDED: 1})
    assert (moved.status, new.plain[moved.start : moved.end], moved.score) == (
        "moved",
        "forty people and a goat",
        1.0,
    )
    assert (lost.status, lost.exact, lost.is_placed) == ("orphaned", gone.targets.first().exact, False)
    assert (reworded.status, reworded.exact) == ("reworded", back.targets.first().exact)
    assert new.plain[reworded.start : reworded.end] == "said the mayor of that island, “when the tide allows it again.”"
    assert 0.75 < reworded.score < 1


def test_the_targets_on_the_earlier_text_stay_as_they_are() -> None:
    article = make_article()
    old = make_capture(OLD, article)
    annotate(old, "a goat", state=Annotation.State.WITHDRAWN)
    before = list(old.targets.values())

    follow_text(make_capture(NEW, article))

    assert list(old.targets.values()) == before
    assert Target.objects.count() == 2


def test_what_was_reworded_once_stays_reworded_though_the_new_words_stand_still() -> None:
    article = make_article()
    old = make_capture(OLD, article)
    note = annotate(old, "said the mayor of the island, “when the tide allows it.”")
    second = make_capture(NEW, article)
    follow_text(second)
    third = make_capture(NEW + "\n\nThe goat was well.", article)

    tally = follow_text(third)

    target = third.targets.get(annotation=note)
    assert tally == Counter({Status.REWORDED: 1})
    assert target.exact == "said the mayor of the island, “when the tide allows it.”"
    assert third.plain[target.start : target.end] == "said the mayor of that island, “when the tide allows it again.”"
    assert target.score == second.targets.get(annotation=note).score


def test_a_lost_note_is_found_again_when_its_words_return() -> None:
    article = make_article()
    old = make_capture(OLD, article)
    note = annotate(old, "Nobody at the harbour office could say where it had gone.")
    follow_text(make_capture(NEW, article))
    third = make_capture(OLD + "\n\nThe goat was well.", article)

    tally = follow_text(third)

    assert tally == Counter({Status.ANCHORED: 1})
    target = third.targets.get(annotation=note)
    assert third.plain[target.start : target.end] == target.exact


def test_a_place_without_words_is_kept_as_one() -> None:
    article = make_article()
    old = make_capture(OLD, article)
    note = annotate(old, "a goat")
    note.targets.all().delete()
    at = old.plain.index(" on board")
    add_target(note, old, at, at, is_guess=True)
    new = make_capture(NEW, article)

    follow_text(new)

    target = new.targets.get()
    assert (target.start, target.end, target.is_guess) == (
        new.plain.index(" on board"),
        new.plain.index(" on board"),
        True,
    )


def test_the_first_text_of_an_article_has_nothing_to_follow() -> None:
    assert follow_text(make_capture(OLD)) == Counter()


def test_notes_on_the_headline_follow_it() -> None:
    capture = make_capture(OLD, make_article(headline="Harbour board loses ferry with goat"))
    note = annotate(capture, "a goat")
    note.targets.update(part="headline", exact="loses ferry with goat", prefix="Harbour board ", start=14, end=35)
    article = capture.article
    article.headline = "Update: Harbour board loses ferry with goat"
    article.save()

    tally = follow_headline(article, "Harbour board loses ferry with goat")

    target = note.targets.get()
    assert tally == Counter({Status.MOVED: 1})
    assert article.headline[target.start : target.end] == "loses ferry with goat"


@pytest.mark.parametrize("number", [1, 10])
def test_following_looks_at_the_earlier_text_only(number: int) -> None:
    article = make_article()
    captures = [make_capture(f"{OLD}\n\nEdition {n}.", article) for n in range(number)]
    annotate(captures[-1], "a goat")
    new = make_capture(NEW, article)

    assert sum(follow_text(new).values()) == 1
