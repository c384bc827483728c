"""Headings that name a source."""

import pytest

from blog.exchange.jekyll.headings import Linked, linked, split_publisher
from blog.exchange.jekyll.rules import PublisherRule, Rules

URL = "https://www.tern.example/news/1"
TERN = PublisherRule("Tern Times", ("tern.example",))
BOARD = PublisherRule("Harbour Board", ("board.example",))
RULES = Rules(publishers=[TERN, BOARD])


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"[Ferry sold / Tern]({URL})[^711]. ", "Ferry sold / Tern[^711]"),
        (f"[Ferry sold]({URL}).", "Ferry sold"),
        (f"**[Ferry sold]({URL})**:", "Ferry sold"),
        (f"[Ferry sold]({URL}) - Tern Times", "Ferry sold - Tern Times"),
        (f"*[Ferry sold]({URL}) – Tern Times[^1].*", "Ferry sold – Tern Times[^1]"),
        (f"[Ferry sold]({URL}) / U.S. Tern Co.", "Ferry sold / U.S. Tern Co"),
        (f"[Ferry sold]({URL}) / Tern of the U.S.", "Ferry sold / Tern of the U.S."),
    ],
)
def test_of_what_stands_behind_the_link_marks_and_a_publisher_belong_to_the_headline(text: str, headline: str) -> None:
    assert linked(text) == Linked(headline, URL)


@pytest.mark.parametrize("text", [f"[Ferry]({URL}) and more", f"![Ferry]({URL})", "[Ferry](/a/)", "Ferry"])
def test_headings_that_are_no_link(text: str) -> None:
    assert linked(text) is None


@pytest.mark.parametrize(
    ("headline", "host", "expected"),
    [
        ("Ferry sold - Tern Times", "", ("Ferry sold", TERN, "Tern Times")),
        ("Harbour Board - Board sells ferry", "board.example", ("Board sells ferry", BOARD, "Harbour Board")),
        (
            "Harbour Board - Board sells ferry",
            "tern.example",
            ("Harbour Board - Board sells ferry", None, "Board sells ferry"),
        ),
        ("Opinion / Ferry sold", "tern.example", ("Opinion / Ferry sold", None, "Ferry sold")),
    ],
)
def test_a_publishers_name_leaves_the_headline(
    headline: str, host: str, expected: tuple[str, PublisherRule | None, str]
) -> None:
    assert split_publisher(headline, RULES, host) == expected
