"""What a rule divides, in Markdown and in HTML, and what stands at the end."""

import time

import pytest

from blog.exchange.jekyll.tree import Remark
from tests.exchange.jekyll.conftest import Read
from tests.exchange.jekyll.segments import (
    BIO,
    DEK,
    HEAD,
    LONG,
    NAMES_LIST,
    RELEASE,
    headlines,
    names,
    prose,
    quoted,
    told,
)

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
