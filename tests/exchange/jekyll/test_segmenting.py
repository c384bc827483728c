"""Where sources begin and end: outlines of one's own, rules, lists of names, signed paragraphs."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from blog.exchange.jekyll.reading import Prepared, Reader
from blog.exchange.jekyll.rules import load
from blog.exchange.jekyll.site import open_site
from blog.exchange.jekyll.tree import Prose, Remark, Source
from tests.exchange.jekyll.conftest import MakeSite, post

Read = Callable[..., Prepared]

HEAD = "## [Ferry adrift off Tern Point](https://tern.example/news/adrift)\n\nMay 1, 2021\nBy Mia Stone"
NAMES = ["Tern Times", "Harbour Board", "Gull Line", "Port of Tern", "Pilot Office", "Coast Watch"]
NAMES_LIST = "\n".join(f"- [{name}](https://{name.split()[0].lower()}{n}.example/)" for n, name in enumerate(NAMES))
LONG = "\n\n".join(["The board meets on the pier and the clerk reads the tide tables aloud to all who came. " * 6] * 4)


@pytest.fixture
def read(make_site: MakeSite) -> Read:
    def one(body: str, **front: str) -> Prepared:
        folder: Path = make_site({"_posts/2021-05-01-Ferry.md": post(body, **front)})
        return Reader(open_site(folder, "UTC"), load()).read("_posts/2021-05-01-Ferry.md")

    return one


def headlines(prepared: Prepared) -> list[str]:
    return [source.headline for source in prepared.tree.sources]


def prose(prepared: Prepared) -> list[str]:
    return [
        section.markdown
        for section in prepared.tree.sections
        if isinstance(section, Prose) and not section.is_entity_list
    ]


def names(prepared: Prepared) -> list[str]:
    return [
        section.markdown for section in prepared.tree.sections if isinstance(section, Prose) and section.is_entity_list
    ]


def quoted(source: Source) -> list[tuple[str, str]]:
    return [(passage.role, passage.markdown) for passage in source.passages]


def told(prepared: Prepared) -> list[tuple[str, str]]:
    """The first line of each doubt's text, with what is doubted."""
    return [(doubt.what, doubt.text.split("\n")[0]) for doubt in prepared.tree.doubts]


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

RELEASE = """## [Fares in May](https://www.port.gov/fares/may.htm)

May 1, 2021

Fares rose.
"""


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


# rules


def test_the_authors_note_behind_a_rule_is_the_articles(read: Read) -> None:
    note = "[Mia Stone](https://tern.example/mia) covers the harbour."
    prepared = read(f"{HEAD}\n\nIt sank.\n\n----\n\n{note}\n\n----\n\n{NAMES_LIST}")
    assert [role for role, _ in quoted(prepared.tree.sources[0])] == ["body", "bio"]
    assert prose(prepared) == []
    assert names(prepared) == [NAMES_LIST]
    assert "text after a rule taken for the source's" not in prepared.tree.verdict.reasons


def test_text_between_a_rule_and_the_authors_note_is_the_articles_but_told(read: Read) -> None:
    later = "A year later it was raised.\n\n***\n\nSubscribe here."
    prepared = read(f"{HEAD}\n\nIt sank.\n\n***\n\n{later}\n\nMia Stone is a reporter.")
    assert [text for _, text in quoted(prepared.tree.sources[0])] == [
        "It sank.",
        "A year later it was raised.",
        "Subscribe here.",
        "Mia Stone is a reporter.",
    ]
    assert [text for what, text in told(prepared) if "after a rule" in what] == [
        "A year later it was raised.",
        "Subscribe here.",
    ]


def test_pictures_and_quotations_between_two_rules_are_an_insertion(read: Read) -> None:
    shown = "![The ferry](/img/ferry.jpg)\n> The board knew.\n\n> It said so."
    prepared = read(f"{HEAD}\n\nIt sank.\n\n----\n{shown}\n\n----\nSubscribe here.\n\nMia Stone is a reporter.")
    (source,) = prepared.tree.sources
    assert [(type(part).__name__, part.markdown) for part in source.parts if not isinstance(part, Remark)] == [  # type: ignore[union-attr]
        ("Passage", "It sank."),
        ("Prose", shown),
        ("Passage", "Subscribe here."),
        ("Passage", "Mia Stone is a reporter."),
    ]
    assert ("read as the blogger's own section", "![The ferry](/img/ferry.jpg)") in told(prepared)
    assert prepared.tree.verdict.confidence == "review"


@pytest.mark.parametrize(
    "rest",
    [
        "I saw it sink.",
        "I saw it sink.\n\n## My view\n\nMia Stone is a reporter whom I trust.",  # below a heading of one's own
        "I saw it sink.\n\n### [Statement](https://board.example/2)\n\nMay 2, 2021\n\nMia Stone is our clerk.",
    ],
)
def test_text_after_a_rule_is_ones_own_where_no_authors_note_follows(read: Read, rest: str) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n----\n\n{rest}")
    assert prose(prepared)[0].startswith("I saw it sink.")
    assert quoted(prepared.tree.sources[0]) == [("body", "It sank.")]
    assert ("text after a rule taken for the blogger's own", "I saw it sink.") in told(prepared)


def test_a_document_goes_on_behind_a_rule_where_what_follows_leads_to_its_own_house(read: Read) -> None:
    tables = "\n".join(f"- [Table {n}](https://www.port.gov/fares/{n}.htm)" for n in range(4))
    prepared = read(f"{RELEASE}\n________\nThe next release is in June.\n\n{tables}\n\n## And now?\n\nI swim.")
    assert quoted(prepared.tree.sources[0])[1:] == [("body", "The next release is in June."), ("list", tables)]
    assert told(prepared)[0] == ("text after a rule taken for the source's", "The next release is in June.")
    assert prepared.tree.verdict.confidence == "review"


@pytest.mark.parametrize(
    "links",
    [
        "[Port](https://www.port.gov/) [Port](https://www.port.gov) [Port](https://www.port.gov/)",  # home pages
        "[a](https://www.port.gov/a) [b](https://www.port.gov/b)",  # two
        "[a](https://www.port.gov/a) [b](https://www.port.gov/b) [c](https://www.port.gov/c) [d](https://d.example/) [e](https://e.example/)",
    ],
)
def test_a_few_links_to_a_documents_house_prove_nothing(read: Read, links: str) -> None:
    prepared = read(f"{RELEASE}\n----\n\nI asked there: {links}.")
    assert prose(prepared) == [f"I asked there: {links}."]


def test_links_to_an_articles_house_behind_a_rule_prove_nothing(read: Read) -> None:
    links = "\n".join(f"- [My older post on {n}](https://tern.example/news/{n})" for n in range(4))
    prepared = read(f"{HEAD}\n\nIt sank.\n\n----\n\nMore of this:\n\n{links}\n\nThat is all.")
    assert quoted(prepared.tree.sources[0]) == [("body", "It sank.")]


def test_a_long_text_behind_a_rule_is_a_document_named_by_its_first_words(read: Read) -> None:
    first = "In the court of the harbour, between the pilots of Tern Point and the board that keeps its lights burning"
    prepared = read(f"{HEAD}\n\nIt sank.\n\n----\n\n{first}\nand others\n\n{LONG}")
    assert headlines(prepared)[1] == "In the court of the harbour, between the pilots of Tern Point and the board …"
    assert prepared.tree.sources[1].kind == "document"
    assert prepared.tree.verdict.confidence == "review"


def test_a_document_behind_a_rule_is_never_named_after_a_table_or_a_picture(read: Read) -> None:
    table = "| Boat | Fare |\n|---|---|\n| Gull | 4 |"
    prepared = read(f"{HEAD}\n\nIt sank.\n\n----\n\n{table}\n\n![Gull](/img/gull.jpg)\n\nCase 7\n\n{LONG}")
    assert headlines(prepared)[1] == "Case 7"


@pytest.mark.parametrize(
    "rest",
    [
        "\n".join(
            ["| Boat | What it does |", "|---|---|", *["| Gull | Crosses the bay, all year round, at noon |"] * 60]
        ),
        f"I say this as a pilot.\n\n{LONG}",
        f"Case 7\n\n{LONG}\n\n@AdaQuill: So much for that.",
    ],
)
def test_tables_and_ones_own_voice_behind_a_rule_are_no_document(read: Read, rest: str) -> None:
    prepared = read(f"{HEAD}\n\nIt sank.\n\n----\n\n{rest}")
    assert headlines(prepared) == ["Ferry adrift off Tern Point"]
    assert prepared.tree.verdict.confidence != "high"


def test_a_long_text_behind_a_rule_is_no_document_below_a_source_without_a_head(read: Read) -> None:
    prepared = read(f"## [Ferry](https://tern.example/a/b)\n\nIt sank.\n\n----\n\nCase 7\n\n{LONG}")
    assert headlines(prepared) == ["Ferry"]
    assert ("a long text after a rule taken for the blogger's own", "Case 7") in told(prepared)
    assert prepared.tree.verdict.confidence == "review"


@pytest.mark.parametrize("end", ["Mia Stone is a reporter.", "I saw it."])
def test_thousands_of_rules_are_looked_ahead_from_in_no_time(read: Read, end: str) -> None:
    begun = time.monotonic()
    prepared = read(f"{HEAD}\n\nIt sank.\n\n" + "----\n\nIt was old.\n\n" * 6000 + end)
    assert headlines(prepared)[0] == "Ferry adrift off Tern Point"
    assert time.monotonic() - begun < 10


def test_rules_at_the_ends_of_own_words_are_layout(read: Read) -> None:
    prepared = read(f"I saw it.\n\n----\n\nTwice.\n\n----\n\n{HEAD}\n\nIt sank.")
    assert prose(prepared) == ["I saw it.\n\n----\n\nTwice."]


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


# below the note about the author

DEK = HEAD.replace("adrift)", "adrift)\n\n*Nobody was on board.*", 1)
BIO = "Mia Stone is a reporter at MSNBC. She covers the bay."


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


# HTML rules, comments and tables at the end


@pytest.mark.parametrize("rule", ["<hr />", "<hr>", "<HR/> "])
def test_a_rule_in_html_is_one(read: Read, rule: str) -> None:
    prepared = read(f"{HEAD}\n\n{rule}\n\nIt sank.\n\n{BIO}\n\n{rule}\n- Gull\n- Tern\n- Bay")
    assert quoted(prepared.tree.sources[0]) == [("body", "It sank."), ("bio", BIO)]
    assert names(prepared) == ["- Gull\n- Tern\n- Bay"]


def test_a_rule_in_html_below_a_linked_heading_is_layout(read: Read) -> None:
    case = "## [Case 7](https://court.example/7)\n\n{}\n\nThe court rules."
    (source,) = read(case.format("<hr />")).tree.sources
    assert quoted(source) == [("body", "The court rules.")]
    assert headlines(read(case.format("----"))) == []


def test_a_comment_behind_the_names_changes_nothing(read: Read) -> None:
    body = f"{DEK}\n\nIt sank.\n\n{BIO}\n\n----\n\n- Gull\n- Tern\n- Bay"
    prepared = read(f"{body}\n\n<!-- tides -->\n<!-- more\ntides -->")
    assert names(prepared) == ["- Gull\n- Tern\n- Bay"]
    assert prose(prepared) == ["<!-- tides -->\n\n<!-- more\ntides -->"]
    assert (prepared.tree.verdict.confidence, told(prepared)) == ("high", [])
    assert read(f"{body}\n\n<!-- tides --> So long.").tree.verdict.confidence == "look"


ROWS = "| Boats |\n|---|\n| [Gull](https://gull.example) |\n| 4 Pier Road |\n| [Tern](https://tern2.example) |"


def test_a_table_of_addresses_behind_an_article_is_taken_for_ones_own_but_told(read: Read) -> None:
    table = f"{ROWS}\n| [Bay](https://bay.example) |"
    prepared = read(f"{DEK}\n\nIt sank.\n\n{table}\n\n----\n\n{NAMES_LIST}")
    assert prose(prepared) == [table]
    assert prepared.tree.verdict.confidence == "look"
    assert told(prepared) == [("a table behind the article taken for the blogger's own", "| Boats |")]


@pytest.mark.parametrize(
    ("above", "last"),
    [
        ("It sank:", "| [Bay](https://bay.example) |"),
        ("It sank.", "| [Bay](https://tern.example/bay) |"),
        ("It sank.", "| Bay |"),
        ("It sank.", "| [Bay](https://bay.example) |\n\nThe bell rang."),
    ],
)
def test_any_other_table_of_an_article_is_the_articles(read: Read, above: str, last: str) -> None:
    prepared = read(f"{DEK}\n\n{above}\n\n{ROWS}\n{last}")
    assert [role for role, _ in quoted(prepared.tree.sources[0])][:3] == ["dek", "body", "table"]
    assert prose(prepared) == []
