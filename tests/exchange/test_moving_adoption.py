"""Paragraphs that the importer took for the blogger's own, moved to the article."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
import reversion

from blog.accounts.models import User
from blog.annotations.models import Annotation, Target
from blog.articles.models import Capture, Passage
from blog.exchange.models import ImportRecord
from blog.exchange.moving import CannotMove, Place, adopt, moves, to_article, to_blogger
from blog.exchange.moving.growing import neighbours
from blog.exchange.moving.paragraphs import own_paragraphs
from blog.posts import history
from blog.posts.composition import compose
from blog.posts.models import Block, Post
from blog.posts.visibility import public_annotations
from tests.factories import add_target, annotate, make_capture, make_editor, make_post, make_user

pytestmark = pytest.mark.django_db
TEXT = """The ferry is late again.

The mayor, of *all* people, blames the fog.

Nobody believes him.

The council meets in June."""
TEXTS = TEXT.replace("*", "").split("\n\n")


@pytest.fixture
def editor() -> User:
    return make_editor(display_name="Ada Quill")


def imported(*blocks: Any, **fields: Any) -> ImportRecord:
    post = make_post(blocks=blocks, **fields)
    sha256 = hashlib.sha256(b"").hexdigest()
    return ImportRecord.objects.create(path=f"_posts/{post.slug}.md", sha256=sha256, raw=b"", post=post)


def part(capture: Capture, first: int, last: int) -> dict[str, Any]:
    return {"kind": "excerpt", "capture": capture, "first_passage": first, "last_passage": last}


def order_of(record: ImportRecord) -> list[Block]:
    return list(Block.objects.filter(post=record.post_id).select_related("capture").order_by("position"))


def move(record: ImportRecord, words: str, by: User, *, behind: bool = False) -> Passage:
    """As the button at the paragraph with these words does; `behind`, the one of the excerpt that follows."""
    order = order_of(record)
    [paragraph] = [one for block in order if block.prose for one in own_paragraphs(block) if words in one.block.source]
    excerpts = neighbours(order, paragraph.prose)
    excerpt = excerpts[-1 if behind else 0]
    return adopt(record, Place(paragraph.prose.pk, paragraph.line, paragraph.digest, excerpt.pk), by)


def blocks(record: ImportRecord) -> list[Any]:
    """Prose as it is stored, an excerpt as the numbers of its passages."""
    return [
        block.prose or (block.first_passage, block.last_passage) for block in Block.objects.filter(post=record.post_id)
    ]


def reading(post: Any) -> list[str]:
    """Every paragraph that readers see, in order."""
    return list(_paragraphs(post))


def _paragraphs(post: Any) -> Iterator[str]:
    for section in compose(post).sections:
        if section.kind == "excerpt":
            shown = (*section.dek, *section.summary, *section.quoted)
            yield from (one.passage.text for one in shown if one.passage.text)
        elif section.text:
            yield from section.text.split("\n\n")


def notes(post: Any) -> list[tuple[str, str]]:
    """What is said, by whom."""
    return [(note.text, note.voice) for note in compose(post).notes]


def marked(capture: Capture) -> list[tuple[str, str]]:
    """Words with what is said of them."""
    targets = capture.targets.filter(part="text").select_related("annotation").order_by("start", "end", "pk")
    return [(capture.plain[one.start : one.end], one.annotation.body) for one in targets]


def _holder(target: Target) -> Passage:
    [found] = [one for one in target.capture.passages.all() if one.start <= target.start and target.end <= one.end]
    return found


def the_capture(record: ImportRecord) -> Capture:
    [capture] = {block.capture for block in order_of(record) if block.capture}
    return capture


# where it goes


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


# notes


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


def test_a_note_that_names_the_author_goes_on_doing_so(editor: User) -> None:
    record = imported(make_capture(TEXT), "Fog[^1].\n\n[^1]: **Ada Quill:** No.", author=editor)

    move(record, "Fog", editor)

    assert [(one.annotator, one.body) for one in Annotation.objects.all()] == [(editor, "**Ada Quill:** No.")]


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


# there and back


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
    assert [_holder(one).text for one in new.targets.order_by("pk")] == [hidden.text] * 2 + [passage.text] * 2
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


# captures, passages and targets


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


# refusals, history, report


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
