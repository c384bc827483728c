"""Signed paragraphs, and words below a video."""

import pytest

from blog.exchange.jekyll.tree import Remark
from tests.exchange.jekyll.conftest import Read
from tests.exchange.jekyll.segments import (
    HEAD,
    prose,
    told,
)

# signed paragraphs

NEXT = "### [Statement](https://board.example/2)\n\nMay 2, 2021\n\nWe regret."


def test_a_signed_paragraph_above_the_next_source_is_prose(read: Read) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n@AdaQuill: The board speaks only to members.\n\n{NEXT}")
    assert [type(section).__name__ for section in prepared.tree.sections] == ["Source", "Prose", "Source"]
    assert prose(prepared) == ["The board speaks only to members."]
    assert told(prepared) == [
        (
            "a signed paragraph above another source, read as prose",
            "@AdaQuill: The board speaks only to members.",
        )
    ]
    assert prepared.tree.verdict.confidence == "review"


@pytest.mark.parametrize("below", ["It was old.", f"----\n\n{NEXT}", "### A sale\n\nIt was sold.", ""])
def test_a_signed_paragraph_elsewhere_stays_beside_the_one_before_it(read: Read, below: str) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n@AdaQuill: Of course it did.\n\n{below}")
    remarks = [part.markdown for part in prepared.tree.sources[0].parts if isinstance(part, Remark)]
    assert (remarks, prose(prepared)) == (["Of course it did."], [])


def test_a_paragraph_signed_by_somebody_else_above_the_next_source_stays(read: Read) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n@HarbourClerk: It did not.\n\n{NEXT}")
    assert [part.handle for part in prepared.tree.sources[0].parts if isinstance(part, Remark)] == ["HarbourClerk"]


def test_a_name_alone_signs_the_paragraph_below_it(read: Read) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n@AdaQuill:\n\nOf course it did.\n\nIt was old.")
    (source,) = prepared.tree.sources
    assert [(type(part).__name__, part.markdown) for part in source.parts] == [  # type: ignore[union-attr]
        ("Passage", "It sank."),
        ("Remark", "Of course it did."),
        ("Passage", "It was old."),
    ]
    assert told(prepared)[0] == ("a name alone: how much does it sign?", "@AdaQuill:")


def test_a_name_alone_above_own_words_leaves_no_empty_paragraph(read: Read) -> None:
    assert prose(read("@AdaQuill:\n\nI saw the ferry.\n\nIt was old.")) == ["I saw the ferry.\n\nIt was old."]


# below a video


@pytest.mark.parametrize(
    ("line", "confidence"), [("Lyrics:", "look"), ("Transcript", "look"), ("Lyrics by Bo Lind", "high")]
)
def test_words_below_a_video_that_are_not_its_description_are_told(read: Read, line: str, confidence: str) -> None:
    video = '<iframe src="https://www.youtube.com/embed/AbCdEf12345"></iframe>'
    prepared = read(f"## The ferry song\n\n{video}\n\nDec 19, 2021\n\n{line}\n\nOver the bay, over the bay")
    assert prepared.tree.verdict.confidence == confidence
    assert told(prepared) == (
        [("words below a video that are not its description", line)] if confidence == "look" else []
    )


CLIP = '## The ferry song\n\n<iframe src="https://www.youtube.com/embed/AbCdEf12345"></iframe>\n\nDec 19, 2021\n'


@pytest.mark.parametrize(
    "points", ["- fares are up\n- seats are down", "- fares are up by [far](https://f.example) now"]
)
def test_a_list_below_a_video_is_told(read: Read, points: str) -> None:
    prepared = read(f"{CLIP}The choir of the pier.\n{points}")
    assert prepared.tree.verdict.confidence == "look"
    assert told(prepared) == [
        ("a list below a video: its description or the blogger's?", points.split("\n", maxsplit=1)[0])
    ]


@pytest.mark.parametrize(
    "points",
    [
        "- 0:00 The bay\n- 1:02:33 The pier",
        "- [Gull](https://gull.example)\n- Subscribe: https://gull.example/all",
        "- #ferry\n- @choir",
    ],
)
def test_chapters_and_links_below_a_video_are_its_description(read: Read, points: str) -> None:
    prepared = read(f"{CLIP}The choir of the pier.\n{points}")
    assert (prepared.tree.verdict.confidence, told(prepared)) == ("high", [])
