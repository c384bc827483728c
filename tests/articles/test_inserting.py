"""A capture that lacks a passage, and the one that has it."""

import pytest
from django.core.exceptions import ValidationError

from blog.articles.inserting import insert
from blog.articles.models import Capture, Passage
from tests.factories import make_article, make_capture

pytestmark = pytest.mark.django_db
TEXT = "🚢 One.\n\n- two\n- 2\n\n![A buoy](https://port.example/b.png)\n\nThree."


def texts(capture: Capture) -> list[str]:
    return [passage.text for passage in capture.passages.order_by("position")]


@pytest.mark.parametrize("position", range(5))
@pytest.mark.parametrize("markdown", ["𝔑ew *words*.", "![Fog](https://port.example/f.png)"])
def test_every_range_of_the_earlier_text_says_the_same_in_the_other(position: int, markdown: str) -> None:
    old = make_capture(TEXT)
    before = texts(old)

    found = insert(old, markdown, position, is_kept=True)

    new = found.capture
    said = found.passage.text
    assert texts(new) == [*before[:position], said, *before[position:]]
    assert [new.plain[one.start : one.end] for one in new.passages.all()] == texts(new)
    assert new.plain == "\n\n".join(text for text in texts(new) if text)
    for start in range(len(old.plain) + 1):
        for end in range(start, len(old.plain) + 1):
            words, place = old.plain[start:end], new.plain[slice(*found.place(start, end))]
            assert place == words or (said and place.replace(f"{said}\n\n", "") == words)


def test_a_place_at_the_edge_of_a_passage_stays_at_it() -> None:
    old = make_capture("One.\n\nTwo.")

    found = insert(old, "New.", 1, is_kept=True)

    assert [found.place(at, at)[0] for at in (0, 4, 6, 10)] == [0, 4, 12, 16]
    assert found.place(0, 6) == (0, 6)
    assert found.place(4, 10) == (10, 16)
    assert found.place(0, 7) == (0, 13)


def test_the_rest_of_the_text_stays_to_the_letter() -> None:
    text = "[log]: https://port.example/log\n\n<!-- page 1 -->\n\nOne [log].\n\n\n\n    code\n\nTwo."
    old = make_capture(text)

    assert insert(old, "New.", 0, is_kept=True).capture.text == text.replace("One [log]", "New.\n\nOne [log]")
    assert insert(old, "New.", 3, is_kept=True).capture.text == f"{text}\n\nNew."


def test_passages_go_over_with_their_rows() -> None:
    old = make_capture(TEXT)
    old.passages.filter(position=3).update(role="bio", is_quoted=False)
    rows = list(old.passages.values("pk", "uid", "role", "markdown", "html", "text", "is_quoted"))

    found = insert(old, "> New.", 1, is_kept=False)

    others = found.capture.passages.exclude(pk=found.passage.pk)
    assert list(others.values("pk", "uid", "role", "markdown", "html", "text", "is_quoted")) == rows
    assert not old.passages.exists()
    assert (found.passage.role, found.passage.position, found.passage.is_quoted) == ("pull_quote", 1, True)


def test_where_the_earlier_is_kept_they_are_copied() -> None:
    old = make_capture(TEXT)
    rows = list(old.passages.values())

    found = insert(old, "New.", 4, is_kept=True)

    assert list(old.passages.values()) == rows
    assert Passage.objects.values("uid").distinct().count() == 9
    assert (found.capture.captured_at, found.capture.how) == (old.captured_at, old.how)


def test_a_list_beside_a_list_stays_one_of_its_own() -> None:
    old = make_capture("- one\n\nBetween.\n\n- two")

    assert texts(insert(old, "- new", 1, is_kept=True).capture) == ["one", "new", "Between.", "two"]
    assert texts(insert(old, "- new", 2, is_kept=True).capture) == ["one", "Between.", "new", "two"]
    assert texts(insert(old, "1. new", 3, is_kept=True).capture) == ["one", "Between.", "two", "new"]
    assert texts(insert(make_capture("- a\n\n\n1. b"), "- new", 1, is_kept=True).capture) == ["a", "new", "b"]


@pytest.mark.parametrize(
    ("text", "markdown", "message"),
    [
        ("One.", "Two.\n\nThree.", "not one paragraph"),
        ("One.", "[log]: https://port.example/", "not one paragraph"),
        ("<pre>\nOne.", "Two.", "would not stay by itself"),
        ("One [log].", "[log]: https://port.example/\nTwo.", "would not stay by itself"),
    ],
)
def test_what_cannot_be_a_passage_there_is_refused(text: str, markdown: str, message: str) -> None:
    old = make_capture(text)

    with pytest.raises(ValidationError, match=message):
        insert(old, markdown, 1, is_kept=True)

    assert Capture.objects.get() == old


def test_passages_that_the_text_does_not_have_today_are_refused() -> None:
    old = make_capture(TEXT)
    old.passages.filter(position=0).delete()

    with pytest.raises(ValidationError, match="reads otherwise today"):
        insert(old, "New.", 1, is_kept=True)


def test_a_text_that_was_captured_before_is_taken_where_the_same_of_it_is_quoted() -> None:
    article = make_article()
    old, known = make_capture("One.\n\nTwo.", article), make_capture("One.\n\nNew.\n\nTwo.", article)

    found = insert(old, "New.", 1, is_kept=True)

    assert (found.capture, found.passage) == (known, known.passages.get(position=1))
    assert texts(old) == ["One.", "Two."]
    known.passages.filter(position=2).update(is_quoted=False)
    with pytest.raises(ValidationError, match="other paragraphs are quoted"):
        insert(old, "New.", 1, is_kept=True)
