"""Marks and labels of notes: slips put right where there is one meaning, told at their lines where there is not."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from blog.exchange.jekyll.body import blocks
from blog.exchange.jekyll.chunks import Kind
from blog.exchange.jekyll.liquid import Liquid
from blog.exchange.jekyll.marks import is_citation, labels, relabel
from blog.exchange.jekyll.site import open_site
from blog.exchange.jekyll.tree import Tree
from tests.exchange.jekyll.conftest import MakeSite, post

PATH = "_posts/2021-05-01-Ferry.md"


@dataclass
class Text:
    """What is left of a text when its marks and links have been looked at."""

    tree: Tree
    own: str


Read = Callable[[str], Text]


@pytest.fixture
def read(make_site: MakeSite) -> Read:
    """Of a post whose body begins in line 7."""

    def one(body: str) -> Text:
        site = open_site(make_site({PATH: post(body)}), "UTC")
        tree = Tree()
        found = blocks(site.document(PATH), site, Liquid(site, tree, PATH, [], [], str), str)
        return Text(tree, "\n\n".join(chunk.source for chunk in found if chunk.kind is not Kind.DEFINITION))

    return one


def told(text: Text) -> list[tuple[int, str, str]]:
    return [(doubt.line, doubt.what, doubt.text) for doubt in text.tree.doubts]


@pytest.mark.parametrize("slip", [">^11]", "(^11]", "{^11]", "[^11}", "[^11)", "^[11]", "[11^]", "[^ 11]", "[^11["])
def test_the_only_place_that_can_be_the_mark_of_a_note_is_it(read: Read, slip: str) -> None:
    text = read(f"It sank.{slip} Twice.\n\n[^11]: In spring.")
    assert text.own == "It sank.[^11] Twice."
    assert told(text) == [(7, "mistyped mark of a note", slip)]


@pytest.mark.parametrize("body", ["A >^11] b (^11] c.", "A [^11] and ^11] b.", "A ^12] b."])
def test_what_can_mean_several_things_stays(read: Read, body: str) -> None:
    assert read(f"{body}\n\n[^11]: In spring.").own == body


@pytest.mark.parametrize(("mark", "label"), [("2501", "2510"), ("2501", "2502"), ("12a", "12"), ("11", "111")])
def test_the_one_note_without_a_mark_is_the_one_that_a_mark_lacks(read: Read, mark: str, label: str) -> None:
    text = read(f"It sank[^{mark}].\n\n[^{label}]: In spring.")
    assert [note.label for note in text.tree.definitions] == [mark]
    assert told(text) == [(9, "mistyped label of a note", f"[^{label}] read as [^{mark}]: In spring.")]
    assert text.tree.verdict.confidence == "review"


def test_the_second_note_of_a_label_may_be_the_missing_one(read: Read) -> None:
    text = read("It[^61] sank[^62].\n\n[^61]: The ferry.\n[^61]: In spring.")
    assert [note.label for note in text.tree.definitions] == ["61", "62"]
    assert told(text) == [(10, "mistyped label of a note", "[^61] read as [^62]: In spring.")]


def test_a_mark_without_a_note_is_told_at_its_line_with_the_notes_that_are_left(read: Read) -> None:
    text = read("- One.\n- Two[^21].\n\n[^99]: See\n    [^33].\n")
    over = "; notes without a mark: [^99] (line 10)"
    assert told(text) == [
        (8, "mark without a note", f"[^21]{over}"),
        (11, "mark without a note", f"[^33]{over}"),
    ]
    assert text.tree.verdict.reasons[0] == "a mark without a note"


@pytest.mark.parametrize(("mark", "label"), [("1", "2"), ("2501", "3512"), ("2501", "1502")])
def test_labels_that_are_not_alike_stay(read: Read, mark: str, label: str) -> None:
    assert [note.label for note in read(f"It[^{mark}].\n\n[^{label}]: Fog.").tree.definitions] == [label]


def test_what_looks_like_a_mark_in_code_is_none(read: Read) -> None:
    body = "Strip `[^0-9]` and\n\n```\nre.sub('[^1]', '', a)[b](www.pier.example)\n```"
    text = read(body)
    assert text.own == body
    assert told(text) == []
    assert labels(f"{body}\nbut[^1] here") == ["1"]
    assert relabel(f"{body}\nbut[^1] here", {"1": "", "0-9": ""}) == f"{body}\nbut here"


@pytest.mark.parametrize(
    ("body", "is_signed", "expected"),
    [
        ("[Ferry • Harbour Lexicon](https://lexicon.example/ferry): a boat", False, True),
        ("[Ferry](https://lexicon.example/ferry) by Mia Stone", False, True),
        ("https://lexicon.example/ferry", False, True),
        ("[Tom Bacon](https://bacon.example/) was born on a ferry, with his family.", False, False),
        ("[Tom Bacon](https://bacon.example/) as child was born on a ferry.", True, False),
        ("[Ferry [old]](https://lexicon.example/ferry_(boat)).", True, True),
        ("[Ferry](https://lexicon.example/). Which is what I have said in every post of this spring.", True, False),
        ("The [ferry](https://lexicon.example/).", False, False),
    ],
)
def test_a_note_is_a_source_where_its_link_is_not_the_subject_of_a_sentence(
    body: str, is_signed: bool, expected: bool
) -> None:
    assert is_citation(body, is_signed=is_signed) is expected
