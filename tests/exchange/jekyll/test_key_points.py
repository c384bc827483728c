"""Key points: the third voice above an article."""

import pytest

from blog.exchange.jekyll import key_points
from blog.exchange.jekyll.chunks import Chunk, Kind
from blog.exchange.jekyll.tree import Confidence, Line, Passage, Source, Tree

POINTS = "- **Sale**: The board sold it.\n- **Price:** Nobody knows.\n- **Buyer**: Reed."


def told(points: str, *before: tuple[str, str]) -> tuple[bool, Source, Tree]:
    source, tree = Source("Ferry", "https://tern.example/a", "article", 1, 2), Tree()
    source.parts.extend(Passage(role, text, line, line + 1) for line, (role, text) in enumerate(before, 5))
    chunk = Chunk(Kind.LIST, [Line(line, number) for number, line in enumerate(points.split("\n"), 20)])
    return key_points.are(chunk, source, tree), source, tree


def test_first_below_the_head_a_list_mostly_of_terms_is_enough() -> None:
    found, _, tree = told("- **Sale**: sold.\n- **Price**: none.\n- And so on.", ("dek", "*Sold.*"))
    assert found
    assert [(doubt.line, doubt.what) for doubt in tree.doubts] == [(20, "key points read as a third voice")]


def test_a_short_line_left_over_by_the_head_does_not_count() -> None:
    assert told(POINTS, ("body", "PORT ANNA"))[0]


def test_behind_one_paragraph_they_are_doubted() -> None:
    found, _, tree = told(POINTS, ("body", "The buyer is a friend of the mayor, as everybody knew."))
    assert (found, tree.verdict.confidence) == (True, Confidence.REVIEW)
    assert [(doubt.line, doubt.what) for doubt in tree.doubts] == [(20, "key points, or a list of the article?")]


@pytest.mark.parametrize(
    "before",
    [
        [("body", "The board told the reporters what had happened, point by point:")],
        [("body", "The board met, and it met again, and then it met once more.")] * 3,
        [("subhead", "### The sale")],
    ],
)
def test_a_list_of_the_article_stays_one(before: list[tuple[str, str]]) -> None:
    assert not told(POINTS, *before)[0]


def test_the_first_point_that_lost_its_sign_is_one_too() -> None:
    found, source, _ = told(POINTS, ("body", "  **Seats**: The ferry had forty of them, all told, and a bar."))
    assert (found, source.passages[0].role) == (True, "summary")


def test_terms_without_a_colon_behind_a_paragraph_are_none() -> None:
    points = "- **Not** sold\n- **Not** lost\n- **No** ferry"
    assert not told(points, ("body", "The ferry is here, whatever the board may say of it."))[0]
