"""Footnotes of paragraphs that are moved to the article, and what stays of them in the prose."""

from typing import Any

import pytest

from blog.accounts.models import User
from blog.annotations.models import Annotation
from blog.articles.models import Capture
from blog.exchange.moving import CannotMove
from tests.exchange.steps import (
    TEXT,
    TEXTS,
    blocks,
    imported,
    marked,
    move,
    notes,
    reading,
    the_capture,
)
from tests.factories import make_capture, make_user

pytestmark = pytest.mark.django_db


def test_footnotes_become_annotations_at_the_words_before_their_marks(editor: User) -> None:
    record = imported(
        make_capture(TEXT),
        "Tickets[^1] are **cheap**[^b]. Ferries[^1] are not.\n\nI never believed it.\n\n"
        "[^b]: **Ada Quill:** Says who?\n\n    And when?\n[^1]: See [the list](https://port.example/).",
    )
    before, said = reading(record.post), notes(record.post)
    author = record.post.author  # type: ignore[union-attr]

    passage = move(record, "Tickets", editor)

    assert passage.markdown == "Tickets are **cheap**. Ferries are not."
    assert blocks(record) == [(None, None), "I never believed it."]
    capture = the_capture(record)
    assert marked(capture) == [
        ("Tickets", "See [the list](https://port.example/)."),
        ("cheap", "Says who?\n\nAnd when?"),
        ("Ferries", "See [the list](https://port.example/)."),
    ]
    assert set(capture.targets.values_list("status", "is_guess")) == {("anchored", True)}
    assert {(one.annotator, one.attribution, one.kind, one.state) for one in Annotation.objects.all()} == {
        (author, "", "comment", "published"),
        (editor, "", "comment", "published"),
    }
    assert reading(record.post) == before
    assert [text for text, _ in said] == ["See the list.", "Ada Quill: Says who?\nAnd when?"]
    assert notes(record.post) == [("See the list.", author.public_name), ("Says who?\n\nAnd when?", "Ada Quill")]


def test_a_name_that_is_no_user_s_is_an_attribution(editor: User) -> None:
    make_user(display_name="Nils"), make_user(display_name="Nils")
    record = imported(make_capture(TEXT), "Fog[^1] and rain[^2].\n\n[^1]: **Uma Bell:** No.\n\n[^2]: **Nils:** Yes.")

    move(record, "Fog", editor)

    assert list(Annotation.objects.order_by("pk").values_list("attribution", "annotator", "body")) == [
        ("Uma Bell", None, "No."),
        ("Nils", None, "Yes."),
    ]


@pytest.mark.parametrize("body", ["**Ada Quill:** No.", "**Update:** No.", "**Fact check:** No.", "**No.** Never."])
def test_what_is_no_signature_stays_in_the_author_s_note(editor: User, body: str) -> None:
    record = imported(make_capture(TEXT), f"Fog[^1].\n\n[^1]: {body}", author=editor)

    move(record, "Fog", editor)

    assert [(one.annotator, one.attribution, one.body) for one in Annotation.objects.all()] == [(editor, "", body)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("- fog[^1]\n- rain[^2]", [("fog", "One."), ("rain", "Two.")]),
        ("| sea | sky |\n|---|---|\n| fog[^1] | rain[^2] |", [("fog", "One."), ("rain", "Two.")]),
        ("## Fog[^2]", [("Fog", "Two.")]),
        ("> It sails.[^1]\n> At *ten*[^2], they say.", [("It sails.", "One."), ("ten", "Two.")]),
        ("[^1] at the beginning", [("", "One.")]),
        ("Fog[^1][^2][^1].", [("Fog", "One."), ("Fog", "Two.")]),
        ("Fog[^1], `[^1]` and \\[^2].", [("Fog", "One.")]),
    ],
)
def test_marks_stand_anywhere_in_a_block(editor: User, markdown: str, expected: list[Any]) -> None:
    record = imported(make_capture(TEXT), f"{markdown}\n\n[^1]: One.\n\n[^2]: Two.")
    words = reading(record.post)[-1]

    passage = move(record, markdown[:6], editor)

    assert passage.text == words
    assert marked(passage.capture) == expected


def test_a_note_that_begins_with_a_link_names_a_source(editor: User) -> None:
    record = imported(make_capture(TEXT), "Fog[^1].\n\n[^1]: [The log](https://port.example/log)")

    move(record, "Fog", editor)

    assert Annotation.objects.get().kind == "source"


def test_a_note_inside_a_note_goes_along(editor: User) -> None:
    record = imported(
        make_capture(TEXT),
        "Fog[^1].\n\nRain[^3].\n\n[^1]: Thick[^2] and cold[^3], see [^1].\n\n[^2]: As soup.\n\n[^3]: Measured.",
    )

    move(record, "Fog", editor)

    assert blocks(record) == [(None, None), "Rain[^3].\n\n[^3]: Measured."]
    assert Annotation.objects.get().body == ("Thick[^2] and cold[^3], see .\n\n[^2]: As soup.\n\n[^3]: Measured.")
    assert "[^" not in Annotation.objects.get().body_html


def test_a_definition_stays_where_other_prose_refers_to_it(editor: User) -> None:
    record = imported(
        make_capture(TEXT),
        "One[^a] and[^b].\n\nTwo[^a].\n\nThree.\n\n[^a]: Both.\n\n[^b]: One alone[^c].\n\n[^c]: Inside.",
    )

    move(record, "One", editor)

    assert blocks(record) == [(None, None), "Two[^a].\n\nThree.\n\n[^a]: Both."]
    assert sorted(one.body for one in Annotation.objects.all()) == ["Both.", "One alone[^c].\n\n[^c]: Inside."]


def test_each_part_of_the_prose_has_the_definitions_that_it_needs(editor: User) -> None:
    record = imported(
        make_capture(TEXT),
        "One[^a], [chart].\n\nTwo[^b].\n\nThree[^c] and[^a].\n\n"
        "[^c]: C.\n\n[^a]: A.\n\n[^b]: B.\n\n[^z]: Nobody's.\n\n[chart]: https://port.example/chart",
    )

    move(record, "Two", editor)

    assert blocks(record) == [
        (0, 3),
        "One[^a], [chart].\n\n[chart]: https://port.example/chart\n\n[^a]: A.",
        (4, 4),
        "Three[^c] and[^a].\n\n[chart]: https://port.example/chart\n\n[^c]: C.\n\n[^a]: A.\n\n[^z]: Nobody's.",
    ]


def test_a_definition_that_nobody_refers_to_is_kept(editor: User) -> None:
    record = imported(make_capture(TEXT), "One.\n\n[^z]: Nobody's.")

    move(record, "One", editor)

    assert blocks(record) == [(None, None), "[^z]: Nobody's."]
    assert reading(record.post) == [*TEXTS, "One."]


def test_of_two_definitions_the_one_that_is_meant_is_the_note(editor: User) -> None:
    record = imported(make_capture(TEXT), "One[^a].\n\nTwo[^a].\n\n[^a]: First.\n\n[^a]: Last.")
    said = notes(record.post)

    move(record, "One", editor)

    assert Annotation.objects.get().body == "Last."
    assert [text for text, _ in notes(record.post)] == ["Last.", "Last."]
    assert said[0][0] == "Last."


@pytest.mark.parametrize(
    ("prose", "message"),
    [
        ("One[^9].", r"mark \[\^9\] has no footnote"),
        ("> One[^9].\n>\n> [^9]: Within.", r"\[\^9\] is defined inside this paragraph"),
        ("One[^9].\n\n> Two.\n>\n> [^9]: Within.", r"mark \[\^9\] has no footnote"),
        ("One [log].\n\n[log]: https://port.example/log", "address of a link"),
        ("One.\n\nTwo[^9].\n\n> Three.\n>\n> [^9]: Within.", None),
    ],
)
def test_what_would_lose_something_is_refused_in_words(editor: User, prose: str, message: str | None) -> None:
    record = imported(make_capture(TEXT), prose)
    before = blocks(record)

    if message is None:
        move(record, "One", editor)
        assert blocks(record) == [(None, None), prose.removeprefix("One.\n\n")]
        return
    with pytest.raises(CannotMove, match=message):
        move(record, "One", editor)

    assert blocks(record) == before
    assert Capture.objects.get().text == TEXT
    assert not Annotation.objects.exists()
