"""Lists of names, and what else stands at the foot: below the note about the author."""

import pytest

from tests.exchange.jekyll.conftest import Read
from tests.exchange.jekyll.segments import (
    BIO,
    DEK,
    HEAD,
    LONG,
    NAMES,
    NAMES_LIST,
    headlines,
    names,
    prose,
    quoted,
    told,
)

# lists of names

TAGS = "[Tern Times, Harbour Board, Gull Line, Port of Tern]"


def test_a_list_of_the_posts_tags_ends_the_source_wherever_it_stands(read: Read) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n{NAMES_LIST}\n\n| Boat |\n|---|\n| Gull |", tags=TAGS)
    assert quoted(prepared.tree.sources[0]) == [("body", "It sank.")]
    assert (names(prepared), prose(prepared)) == ([NAMES_LIST], ["| Boat |\n|---|\n| Gull |"])
    assert told(prepared) == []


def test_text_below_the_list_of_names_is_ones_own_and_told(read: Read) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n{NAMES_LIST}\n\n----\n\nWho owns the Gull Line?\n\n{LONG}", tags=TAGS)
    assert headlines(prepared) == ["Ferry adrift off Tern Point"]
    assert prose(prepared)[0].startswith("Who owns the Gull Line?\n\n")
    assert told(prepared) == [("text below the list of names taken for the blogger's own", "Who owns the Gull Line?")]
    assert prepared.tree.verdict.confidence == "review"


def test_another_source_may_follow_the_list_of_names(read: Read) -> None:
    prepared = read(
        f"{HEAD}\n\nIt sank.\n\n{NAMES_LIST}\n\n## [Statement](https://board.example/2)\n\nMay 2, 2021\n\nWe regret.",
        tags=TAGS,
    )
    assert headlines(prepared) == ["Ferry adrift off Tern Point", "Statement"]
    assert told(prepared) == []


def test_a_long_list_of_links_to_many_houses_above_a_rule_is_taken_for_the_names(read: Read) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n{NAMES_LIST}\n\n----\n\n| Boat |\n|---|\n| Gull |")
    assert quoted(prepared.tree.sources[0]) == [("body", "It sank.")]
    assert told(prepared) == [
        ("a list taken for the names that the post is about", "- [Tern Times](https://tern0.example/)")
    ]
    assert prepared.tree.verdict.confidence == "look"


OWN_HOUSE = "\n".join(f"- [Ferry no. {n}](https://tern.example/news/{n})" for n in range(7))
ONE_HOUSE = "\n".join(f"- [Ferry no. {n}](https://boats.example/{n})" for n in range(7))
POINTS = "\n".join(f"- Ferry no. {n} leaves at noon" for n in range(7))


@pytest.mark.parametrize("items", [OWN_HOUSE, ONE_HOUSE, POINTS, NAMES_LIST])
def test_any_other_list_inside_an_article_is_the_articles(read: Read, items: str) -> None:
    prepared = read(f"{HEAD}\n\nThey are:\n\n{items}\n\nAll sank.")
    assert [role for role, _ in quoted(prepared.tree.sources[0])] == ["body", "list", "body"]


@pytest.mark.parametrize("items", [OWN_HOUSE, ONE_HOUSE, POINTS])
def test_a_list_above_a_rule_is_the_articles_unless_it_names_many_houses(read: Read, items: str) -> None:
    prepared = read(f"{HEAD}\n\nThey are:\n\n{items}\n\n----\n\nI saw it.")
    assert [role for role, _ in quoted(prepared.tree.sources[0])] == ["body", "list"]
    assert prose(prepared) == ["I saw it."]


def test_a_list_of_tags_before_any_source_is_ones_own(read: Read) -> None:
    prepared = read(f"{NAMES_LIST}\n\nI read:\n\n{HEAD}\n\nIt sank.", tags=TAGS)
    assert prose(prepared) == [f"{NAMES_LIST}\n\nI read:"]


def test_the_last_list_is_the_names_where_it_links_to_them(read: Read) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n{NAMES_LIST}")
    assert (names(prepared), told(prepared)) == ([NAMES_LIST], [])
    assert prepared.tree.verdict.reasons == ["a source without a dek"]


def test_the_last_list_is_the_names_where_they_are_tags(read: Read) -> None:
    bare = "\n".join(f"- {name}" for name in NAMES)
    assert names(read(f"{HEAD}\n\nIt sank.\n\n{bare}", tags=TAGS)) == [bare]


def test_a_last_list_of_short_points_is_the_articles(read: Read) -> None:
    prepared = read(f"{HEAD}\n\nWhat is known:\n\n{POINTS}")
    assert quoted(prepared.tree.sources[0])[-1] == ("list", POINTS)
    assert names(prepared) == []


def test_a_last_list_of_points_behind_a_rule_is_the_names(read: Read) -> None:
    assert names(read(f"{HEAD}\n\nIt sank.\n\n----\n- ferries\n- boats\n- Gull Line")) == [
        "- ferries\n- boats\n- Gull Line"
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_short_last_list_of_links_elsewhere_is_taken_for_the_names_but_told(read: Read, count: int) -> None:
    items = "\n".join(NAMES_LIST.split("\n")[:count])
    prepared = read(f"{HEAD}\n\nIt sank.\n\n{items}")
    assert (names(prepared), quoted(prepared.tree.sources[0])) == ([items], [("body", "It sank.")])
    assert told(prepared) == [
        ("a list taken for the names that the post is about", "- [Tern Times](https://tern0.example/)")
    ]


@pytest.mark.parametrize(
    "items",
    [
        "- [Ferry no. 7](https://tern.example/news/7)",  # the article's own house
        "- Read [the report](https://report.example/all)",  # more than a link
        "- the Gull\n- the Tern",
    ],
)
def test_a_short_last_list_is_else_the_articles(read: Read, items: str) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n{items}")
    assert quoted(prepared.tree.sources[0])[-1] == ("list", items)


# below the note about the author


@pytest.mark.parametrize(
    ("more", "role"),
    [
        ("She previously covered the fish market.", "bio"),
        ("Mia graduated from Port College.", "bio"),
        ("Stone is also the author of a book on gulls.", "bio"),
        ("Bo Lind contributed.", "body"),
        ("*Bo Lind and Ida Mast contributed reporting.*", "body"),
        ("Additional reporting by Bo Lind.", "body"),
        ("Bo Lind of Gull Line contributed to this report.", "body"),
    ],
)
def test_the_note_about_the_author_goes_on(read: Read, more: str, role: str) -> None:
    prepared = read(f"{DEK}\n\nIt sank.\n\n{BIO}\n\n{more}\n\n----\n\n{NAMES_LIST}")
    assert quoted(prepared.tree.sources[0])[-1] == (role, more)
    assert (prepared.tree.verdict.confidence, told(prepared), prose(prepared)) == ("high", [], [])


@pytest.mark.parametrize(
    ("below", "confidence"),
    [
        ("Stone is wrong about the ferry.", "review"),
        ("She is a reporter, and I do not believe her.", "look"),
        ("She has lost her senses.", "review"),
        ("Stone also forgot to ask the clerk.", "review"),
        ("She previously claimed that it floats.", "review"),
        ("She also covered up for the board.", "review"),
        ("She is right, and the president of the board is not.", "review"),
        ("Stone is the only one who believes the president.", "review"),
        ("The mayor contributed nothing.", "review"),
        ("I doubt every word of it.", "look"),
        ("| Gull | Tern |\n|---|---|\n| 4 | 5 |", "look"),
    ],
)
def test_what_else_stands_below_the_authors_note_is_ones_own_and_told(read: Read, below: str, confidence: str) -> None:
    prepared = read(f"{DEK}\n\nIt sank.\n\n{BIO}\n\n{below}")
    assert prose(prepared) == [below]
    assert prepared.tree.verdict.confidence == confidence
    assert told(prepared)[0][0] == "text after the note about the author"


def test_what_ends_with_another_authors_note_is_another_article(read: Read) -> None:
    rest = "“I have no plans,” she said.\n\nI asked the board.\n\nBo Lind is an MSNBC opinion blogger."
    prepared = read(f"{DEK}\n\nIt sank.\n\n{BIO}\n\n{rest}\n\n----\n\n{NAMES_LIST}")
    assert headlines(prepared) == ["Ferry adrift off Tern Point", "“I have no plans,” she said."]
    assert prose(prepared) == []
    assert told(prepared) == [("whose words are these?", "“I have no plans,” she said.")]
    assert prepared.tree.verdict.confidence == "review"
