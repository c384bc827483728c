"""Whether a source begins here: outlines of one's own, linked headings, heads."""

import pytest

from tests.exchange.jekyll.conftest import Read
from tests.exchange.jekyll.segments import (
    HEAD,
    LONG,
    RELEASE,
    headlines,
    prose,
    quoted,
    told,
)

# a linked heading in an outline of one's own

OUTLINE = """## Whom to call

I made a script for you.

### In town

#### [Mayor Ada Finch](https://town.example/council/ada-finch)

Good day, I am a neighbour of yours.
"""


ENTRIES = "linked headings in a section of one's own taken for the blogger's"


def test_a_linked_heading_in_an_own_outline_is_an_entry_of_it(read: Read) -> None:
    prepared = read(OUTLINE)
    assert (headlines(prepared), prose(prepared)) == ([], [OUTLINE.strip()])
    assert (ENTRIES, "[Mayor Ada Finch](https://town.example/council/ada-finch)") in told(prepared)
    assert prepared.tree.verdict.confidence == "review"


def test_many_entries_are_told_once(read: Read) -> None:
    more = "\n#### [Clerk Bo Lind](https://town.example/council/bo-lind)\n\nGood day again.\n"
    assert [what for what, _ in told(read(OUTLINE + more))].count(ENTRIES) == 1


@pytest.mark.parametrize(
    "sign",
    [
        "May 1, 2021",
        "By Mia Stone",
        "*The mayor knew in spring.*",
        '<iframe src="https://www.youtube.com/embed/AbCdEf12345"></iframe>',
        "- **Fares**: They rise.\n- **Boats**: They sink.",
    ],
)
def test_what_a_source_begins_with_makes_it_one_in_an_outline_too(read: Read, sign: str) -> None:
    prepared = read(OUTLINE.replace("Good day", f"{sign}\n\nGood day"))
    assert headlines(prepared) == ["Mayor Ada Finch"]


@pytest.mark.parametrize(
    "above",
    [
        "I read this today.\n\n",  # no heading
        "### Read today\n\n",  # a label over sources: no words
        "#### Read today\n\nI read this today.\n\n",  # of the same level
        "## Read today\n\nI read this today.\n\n----\n\n",  # a rule ends the section
    ],
)
def test_a_linked_heading_outside_an_own_outline_is_a_source(read: Read, above: str) -> None:
    prepared = read(f"{above}#### [Ferry adrift](https://tern.example/news/adrift)\n\nThe ferry drifted for two days.")
    assert headlines(prepared) == ["Ferry adrift"]


# linked headings over tables and sections


def test_a_linked_heading_over_a_table_goes_on_with_documents_of_the_same_house(read: Read) -> None:
    prepared = read(
        f"{RELEASE}\n## [Fares, table A](https://www.port.gov/fares/a.htm)\n\n| Boat | Fare |\n|---|---|\n| Gull | 4 |"
    )
    assert headlines(prepared) == ["Fares in May", "Fares, table A"]
    assert quoted(prepared.tree.sources[1]) == [("table", "| Boat | Fare |\n|---|---|\n| Gull | 4 |")]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("## [Boats](https://boats.example/all)", ""),  # another house: one's own table
        ("### [Fares, table A](https://www.port.gov/fares/a.htm)", "subhead"),  # deeper: part of the document
    ],
)
def test_a_linked_heading_over_a_table_is_else_no_source(read: Read, heading: str, role: str) -> None:
    prepared = read(f"{RELEASE}\n{heading}\n\n| Boat | Fare |\n|---|---|\n| Gull | 4 |")
    assert headlines(prepared) == ["Fares in May"]
    assert [passage.role for passage in prepared.tree.sources[0].passages][1:] == ([role, "table"] if role else [])


def test_a_source_may_begin_with_a_heading_of_its_own(read: Read) -> None:
    prepared = read(
        "## [Notes on fares](https://www.port.gov/fares/notes.htm)\n\n### Method\n\nFares are counted daily."
    )
    assert headlines(prepared) == ["Notes on fares"]
    assert quoted(prepared.tree.sources[0]) == [("subhead", "### Method"), ("body", "Fares are counted daily.")]


@pytest.mark.parametrize("below", ["## Method\n\nI count daily.", "### Method\n\n| Boat |\n|---|\n| Gull |"])
def test_a_linked_heading_over_no_section_of_its_own_is_no_source(read: Read, below: str) -> None:
    assert headlines(read(f"## [Notes on fares](https://fares.example/notes)\n\n{below}")) == []


def test_a_linked_heading_is_no_subhead_of_a_document_without_an_address(read: Read) -> None:
    boats = "### [Boats](https://boats.example/all)\n\n| Gull |\n|---|\n| 4 |"
    prepared = read(f"{HEAD}\n\nIt sank.\n\n----\n\nCase 7\n\n{LONG}\n\n{boats}")
    assert headlines(prepared) == ["Ferry adrift off Tern Point", "Case 7"]
    assert prose(prepared) == [boats]


# heads


BELOW = "{}\n\n[{}](https://harbourpost.example/news/7).\n\nBy Mia Stone. May 1, 2021.\n\nIt sank."


def test_a_linked_headline_below_a_heading_is_the_articles(read: Read) -> None:
    above = "## The board could not keep them dry"
    prepared = read(BELOW.format(above, "Harbourpost ferry sinks off the pier") + "\n\n## And then?\n\nNothing.")
    (source,) = prepared.tree.sources
    assert (source.headline, [person.name for person in source.people]) == (
        "Harbourpost ferry sinks off the pier",
        ["Mia Stone"],
    )
    assert prose(prepared) == [above, "## And then?\n\nNothing."]
    assert ("a heading above a linked headline taken for the blogger's own", above[3:]) in told(prepared)


@pytest.mark.parametrize(
    "link",
    [
        "Read all of it there",
        "The whole story at Harbourpost today",
        "Harbour Post",
        "The full story by Stone",
        "what the paper says today",
        "The board could not keep them dry",
        "https://harbourpost.example/news/7 and the rest",
    ],
)
def test_a_link_that_only_leads_on_leaves_the_heading_its_headline(read: Read, link: str) -> None:
    prepared = read(BELOW.format("## The board could not keep them dry", link))
    assert headlines(prepared) == ["The board could not keep them dry"]
    assert prose(prepared) == []
    is_lost = len(link.split()) > 3 and link not in headlines(prepared)
    assert told(prepared) == ([("words of a link that are no headline are left out", link)] if is_lost else [])


@pytest.mark.parametrize("name", ["Harbourpost", "The Harbour Post"])
def test_a_house_that_signs_on_its_own_site_is_no_author(read: Read, name: str) -> None:
    prepared = read(f"## [Ferry sinks](https://harbourpost.example/7)\n\nStory by {name}. May 1, 2021.\n\nIt sank.")
    (source,) = prepared.tree.sources
    assert (source.people, source.publisher_tail) == ([], name)


def test_a_known_house_signs_elsewhere_as_an_author(read: Read) -> None:
    head = "\n\nBy Associated Press. May 1, 2021.\n\nIt sank."
    for host, people in (("apnews.com", []), ("harbourpost.example", ["Associated Press"])):
        (source,) = read(f"## [Ferry sinks](https://{host}/7){head}").tree.sources
        assert [person.name for person in source.people] == people


def test_a_byline_that_cannot_be_read_is_told(read: Read) -> None:
    line = "By Mia Stone, who. Was there when it sank"
    prepared = read(f"## [Ferry sinks](https://tern.example/7)\n\nMay 1, 2021\n\n{line}\n\nIt sank.")
    assert told(prepared) == [("byline that cannot be read", line)]
    assert prepared.tree.verdict.confidence == "look"


def test_a_pdf_is_a_document(read: Read) -> None:
    (source,) = read("## [The filing](https://tern.example/f/full.PDF?a=1)\n\nMay 1, 2021\n\nIt sank.").tree.sources
    assert source.kind == "document"
