"""Whose words stand where in a post."""

import pytest

from blog.exchange.jekyll.reading import Prepared, Reader
from blog.exchange.jekyll.rules import load
from blog.exchange.jekyll.site import open_site
from blog.exchange.jekyll.tree import Embed, Include, Prose, Remark, Source
from tests.exchange.jekyll.conftest import PATH, MakeSite, Read, post

CANONICAL = """## [Ferry found adrift off Tern Point](https://www.tern.example/news/ferry-adrift)

*The [harbour board](https://board.example/) had sold it in spring.*

Aug. 20, 2021, 9:53 AM EDT
By [Tobias Reed](https://www.tern.example/authors/tobias)

The ferry drifted for *two* days before a trawler saw it. Nobody, it seems, had missed it.

> *The ferry drifted for two days before a trawler saw it.*

### A sale without papers

The board says that it sold the ferry.

[Tobias Reed](https://www.tern.example/authors/tobias) is a reporter for Tern Times.

----
- media
    - [Tern Times](https://www.tern.example/)
- [Harbour Board](https://board.example/)
- ferries
"""


def source_of(prepared: Prepared) -> Source:
    (source,) = prepared.tree.sources
    return source


def roles(source: Source) -> list[str]:
    return [passage.role for passage in source.passages]


def told(prepared: Prepared) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.what) for doubt in prepared.tree.doubts]


def test_the_canonical_post_is_taken_apart(read: Read) -> None:
    prepared = read(CANONICAL)
    source = source_of(prepared)
    assert (source.headline, source.url, source.kind) == (
        "Ferry found adrift off Tern Point",
        "https://www.tern.example/news/ferry-adrift",
        "article",
    )
    assert source.dek == "The harbour board had sold it in spring."
    assert source.dates_printed == "Aug. 20, 2021, 9:53 AM EDT"
    assert [(person.name, person.url) for person in source.people] == [
        ("Tobias Reed", "https://www.tern.example/authors/tobias")
    ]
    assert roles(source) == ["dek", "body", "pull_quote", "subhead", "body", "bio"]
    (entities,) = [section for section in prepared.tree.sections if isinstance(section, Prose)]
    assert entities.is_entity_list
    assert entities.markdown.startswith("- media\n    - [Tern Times]")
    assert (prepared.tree.verdict.confidence, prepared.tree.verdict.reasons) == ("high", [])


def test_a_dateline_and_a_byline_on_one_line(read: Read) -> None:
    source = source_of(
        read("## [Ferry lost](https://tern.example/a/b)\n\nStory by Mia Stone. October 7, 2021.\n\nIt is lost.")
    )
    assert [person.name for person in source.people] == ["Mia Stone"]
    assert source.published_at is not None
    assert source.published_at.isoformat() == "2021-10-07T00:00:00-04:00"
    assert roles(source) == ["body"]


def test_a_kicker_above_the_date_is_a_passage_of_its_own(read: Read) -> None:
    body = (
        "## [Order](https://www.port.gov/orders/4)\n\n"
        "HARBOUR ORDER\nJanuary 20, 2021\nBy the authority of the board it is ordered:\n\nNo ferry."
    )
    prepared = read(body)
    source = source_of(prepared)
    assert (source.kind, source.dates_printed, source.people) == ("document", "January 20, 2021", [])
    assert [passage.markdown for passage in source.passages] == [
        "HARBOUR ORDER", "By the authority of the board it is ordered:", "No ferry.",
    ]  # fmt: skip
    assert prepared.tree.spans[1:4] == [(9, 12, "date and byline"), (9, 10, "passage"), (11, 12, "passage")]


def test_key_points_are_a_summary_and_the_first_paragraph_is_suspected(read: Read) -> None:
    body = """## [Ferry sold](https://tern.example/a/b)

By MIA STONE
Updated 5:35 PM EDT, October 25, 2021

- **Sale**: The board sold the ferry.
- **Price**: Nobody knows the price[^4].

The board has dumped the ferry on Reed/Stone[^5] and smiles.

[^5]: @AdaQuill: Reed/Stone never paid.

The board met on Monday.

[^4]: Not even the mayor.
"""
    prepared = read(body)
    source = source_of(prepared)
    assert roles(source) == ["summary", "body", "body"]
    assert [bool(passage.suspicion) for passage in source.passages] == [False, True, False]
    assert prepared.tree.verdict.confidence == "review"
    assert (source.published_at, source.modified_at and source.modified_at.isoformat()) == (
        None,
        "2021-10-25T17:35:00-04:00",
    )
    assert [(note.label, note.handle) for note in prepared.tree.definitions] == [("5", "AdaQuill"), ("4", "")]


def test_a_signed_paragraph_inside_the_article_is_a_remark(read: Read) -> None:
    body = (
        "## [Ferry](https://tern.example/a/b)\n\nBy Mia Stone\n\n"
        "It sank.\n\n@AdaQuill: Of course it did.\n\nIt was old."
    )
    source = source_of(read(body))
    assert [type(part).__name__ for part in source.parts] == ["Passage", "Remark", "Passage"]
    remark = next(part for part in source.parts if isinstance(part, Remark))
    assert (remark.handle, remark.markdown) == ("AdaQuill", "Of course it did.")


def test_a_signed_paragraph_before_the_article_is_prose_without_the_name(read: Read) -> None:
    prepared = read("@AdaQuill: I saw the ferry.\n\n" + CANONICAL)
    prose = prepared.tree.sections[0]
    assert isinstance(prose, Prose)
    assert prose.markdown == "I saw the ferry."
    assert prepared.tree.verdict.confidence == "look"


def test_an_own_section_between_byline_and_article_ends_at_the_rule(read: Read) -> None:
    body = """## [Ferry](https://tern.example/a/b)

Story by Mia Stone. May 1, 2021.

### I told you so[^1]

**Twice.**

----

- **Ferry**: It sank.
- **Board**: It knew.

The ferry sank.

[^1]: In spring.
"""
    source = source_of(read(body))
    assert [type(part).__name__ for part in source.parts] == ["Prose", "Passage", "Passage"]
    assert roles(source) == ["summary", "body"]


def test_text_after_the_note_about_the_author_is_own(read: Read) -> None:
    body = (
        "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\nBy Mia Stone\n\n"
        "It sank.\n\nMia Stone is a reporter.\n\n| Ferries |\n|---|\n| Gull |"
    )
    prepared = read(body)
    assert roles(source_of(prepared)) == ["body", "bio"]
    own = prepared.tree.sections[-1]
    assert isinstance(own, Prose)
    assert own.markdown.startswith("| Ferries |")


@pytest.mark.parametrize(
    ("head", "last", "role"),
    [
        ("May 1, 2021", "Mia Stone is a reporter for Tern Times.", "bio"),
        ("May 1, 2021\nBy Mia A. Stone", "Mia Stone is a reporter for Tern Times.", "bio"),
        ("May 1, 2021\nBy Ada Reed", "Mia Stone is a reporter for Tern Times.", "body"),
        ("May 1, 2021", "Mia Stone was a reporter when she bought the ferry.", "body"),
        ("May 1, 2021", "Mia Stone is the happiest woman of Port Anna.", "body"),
        ("May 1, 2021", "Otto Reed is a reporter for Tern Times.", "body"),
        ("May 1, 2021", "The Harbour Board is an agency of the port, its director said.", "body"),
        ("May 1, 2021", "[MS NOW](https://ms.now/) is the go-to place for reporters.", "body"),
    ],
)
def test_a_note_about_the_author_is_about_nobody_else(read: Read, head: str, last: str, role: str) -> None:
    body = f"## [Ferry](https://tern.example/a/b)\n\n{head}\n\nOtto Reed sold the ferry to the board.\n\n{last}"
    assert roles(source_of(read(body))) == ["body", role]


def test_a_line_in_bold_is_a_subhead(read: Read) -> None:
    body = "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\n**A sale without papers**\n\nIt sank."
    body += "\n\n**Reed:** No.\n\n**Nobody came.**"
    assert roles(source_of(read(body))) == ["subhead", "body", "body", "body"]


def test_an_empty_list_item_below_a_paragraph_is_layout(read: Read) -> None:
    prepared = read("## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank.\n- \n\nIt was old.")
    assert [passage.markdown for passage in source_of(prepared).passages] == ["It sank.", "It was old."]
    assert told(prepared) == [(12, "empty list item")]
    assert (12, 13, "layout") in prepared.tree.spans


def test_an_item_whose_text_stands_below_its_sign_is_none(read: Read) -> None:
    prepared = read("## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank, with:\n\n-\n  Reed\n")
    assert "empty list item" not in {what for _, what in told(prepared)}


@pytest.mark.parametrize(
    ("block", "kept"),
    [
        ("    ferry = Ferry()\n    ferry.sink()", "    ferry = Ferry()\n    ferry.sink()"),
        ("        Section 1. The ferry\n is sold.", "Section 1. The ferry\n is sold."),
        ("    It was old.", "It was old."),
    ],
)
def test_indented_code_in_a_quotation_keeps_its_indentation(read: Read, block: str, kept: str) -> None:
    body = f"## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank.\n\n{block}\n\nIt did."
    assert [passage.markdown for passage in source_of(read(body)).passages] == ["It sank.", kept, "It did."]


def test_a_heading_of_the_same_level_begins_an_own_section(read: Read) -> None:
    body = "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank.\n\n## And now?\n\nWe swim."
    prepared = read(body)
    assert roles(source_of(prepared)) == ["body"]
    assert [section.markdown for section in prepared.tree.sections if isinstance(section, Prose)] == [
        "## And now?\n\nWe swim."
    ]


def test_two_sources_at_two_levels(read: Read) -> None:
    body = (
        "## [Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nIt sank.\n\n"
        "### [Statement](https://board.example/2)\n\nMay 2, 2021\n\nWe regret."
    )
    sources = read(body).tree.sources
    assert [(source.headline, source.level) for source in sources] == [("Ferry", 2), ("Statement", 3)]


def test_a_video_with_its_description(read: Read) -> None:
    body = """## Last ferry leaves

<iframe width="400" src="https://www.youtube.com/embed/AbCdEf12345?si=x" title="YouTube video player"></iframe>

Dec 19, 2021  #Harbour #Ferry
The last ferry has left the pier.
"""
    prepared = read(body)
    source = source_of(prepared)
    assert (source.kind, source.is_shown, source.headline) == ("video", True, "Last ferry leaves")
    assert source.url == "https://www.youtube.com/watch?v=AbCdEf12345"
    assert source.dates_printed == "Dec 19, 2021"
    assert [passage.markdown for passage in source.passages] == ["#Harbour #Ferry", "The last ferry has left the pier."]
    assert prepared.tree.verdict.confidence == "high"


def test_a_description_that_begins_with_an_unread_date_is_told(read: Read) -> None:
    body = (
        '## Last ferry leaves\n\n<iframe src="https://www.youtube.com/embed/AbCdEf12345"></iframe>\n\n'
        "Dec 19, 2021 from the pier\nThe last ferry has left."
    )
    prepared = read(body)
    assert told(prepared) == [(11, "date line that cannot be read")]
    assert prepared.tree.verdict.confidence == "look"


def test_a_video_inside_an_article_does_not_end_it(read: Read) -> None:
    body = """## [Ferry](https://tern.example/a/b)

May 1, 2021
By Mia Stone

It sank.

### The sinking

<iframe src="https://www.youtube.com/embed/AbCdEf12345"></iframe>

Nobody was aboard.

Mia Stone is a reporter.
"""
    prepared = read(body)
    source = source_of(prepared)
    assert [type(part).__name__ for part in source.parts] == ["Passage", "Embed", "Passage", "Passage"]
    embed = next(part for part in source.parts if isinstance(part, Embed))
    assert (embed.title, embed.url) == ("The sinking", "https://www.youtube.com/watch?v=AbCdEf12345")
    assert (14, "a video inside an article") in told(prepared)


def test_a_link_to_a_home_page_and_a_heading_over_a_table_are_no_sources(read: Read) -> None:
    prepared = read(
        "## [Tern Times](https://tern.example/)\n\nMy paper.\n\n"
        "## [Prices](https://fish.example/prices)\n\n| Fish | Price |\n|---|---|\n| Cod | 4 |"
    )
    assert prepared.tree.sources == []


def test_the_text_of_an_included_file_is_somebody_elses(read: Read) -> None:
    files = {"_posts/speech/Speech.md": "Thank you all.[^1]\n\n[^1]: @AdaQuill: For what?\n"}
    prepared = read("## Briefly\n\nHe spoke.\n\n### The speech\n\n{% include_relative speech/Speech.md %}", files)
    source = source_of(prepared)
    assert (source.headline, source.kind, roles(source)) == ("The speech", "document", ["body"])
    assert prepared.relatives == ["_posts/speech/Speech.md"]
    assert prepared.tree.verdict.confidence == "review"


def test_an_include_in_a_list_divides_it(read: Read) -> None:
    files = {"_includes/Ferries.html": "- [Gull](https://gull.example/)\n"}
    body = CANONICAL.replace(
        "- ferries\n", '{% if tags contains "tide" %}\n  {% include Ferries.html %}\n{% endif %}\n- ferries\n'
    )
    prepared = read(body, files, tags="[tide]")
    assert [type(section).__name__ for section in prepared.tree.sections] == ["Source", "Prose", "Include", "Prose"]
    assert prepared.includes == {"Ferries.html": "- [Gull](https://gull.example/)\n"}


def test_a_condition_that_is_not_met_leaves_the_include_out(read: Read) -> None:
    body = 'Text.\n\n{% if tags contains "tide" %}\n{% include Ferries.html %}\n{% endif %}\n\nMore.'
    prepared = read(body, {"_includes/Ferries.html": "- Gull"}, tags="[fog]")
    assert not any(isinstance(section, Include) for section in prepared.tree.sections)


def test_unknown_liquid_is_hidden_from_readers_and_told(read: Read) -> None:
    prepared = read("Hello {% avatar ada %} and {{ page.mood | upcase }}.")
    prose = prepared.tree.sections[0]
    assert isinstance(prose, Prose)
    assert prose.markdown == "Hello <!-- {% avatar ada %} --> and <!-- {{ page.mood | upcase }} -->."
    assert told(prepared) == [(7, "unknown Liquid"), (7, "unknown Liquid"), (7, "no source found")]


def test_links_to_files_of_the_site_lead_to_the_new_pages(read: Read) -> None:
    files = {
        "_posts/2021-06-02-Old_Ferry.md": post("Old.", date="2021-06-03 10:00"),
        "Ferries.md": "---\ntitle: A\n---\nA page.",
    }
    body = (
        "[one]({% link _posts/2021-06-02-Old_Ferry.md %}) [two]({% "
        "post_url 2021-06-02-Old_Ferry %}) [three]({% link Ferries.md %}) "
        "[four](https://pier.example/log/2021/06/Old_Ferry.html) [five]({% link _posts/2021-01-01-Gone.md %})"
    )
    prepared = read(body, files)
    prose = prepared.tree.sections[0]
    assert isinstance(prose, Prose)
    assert prose.markdown == (
        "[one](/2021/06/Old_Ferry/) [two](/2021/06/Old_Ferry/) [three](https://pier.example/log/Ferries) "
        "[four](/2021/06/Old_Ferry/) [five](https://pier.example/log/2021/01/Gone.html)"
    )
    assert told(prepared) == [(7, "link to a file that is not there"), (7, "no source found")]


def test_struck_words_in_a_headline_are_the_original(read: Read) -> None:
    prepared = read("## [~~Saving The~~Sinking Ferry](https://tern.example/a/b)\n\nMay 1, 2021\n\nText.")
    assert source_of(prepared).headline == "Saving The Ferry"
    assert (7, "headline edited by the blogger") in told(prepared)


def test_a_known_publisher_at_the_headlines_end_is_cut_off(read: Read) -> None:
    body = (
        "## [Opinion / Ferry – a farewell - The Washington Post](https://www.washingtonpost.com/a/b)\n\n"
        "May 1, 2021\n\nText."
    )
    assert source_of(read(body)).headline == "Opinion / Ferry – a farewell"


@pytest.mark.parametrize(
    ("host", "headline"),
    [("www.federalreserve.gov", "Ferry rates stay"), ("tern.example", "Federal Reserve Board - Ferry rates stay")],
)
def test_a_publisher_in_front_of_a_headline_goes_on_its_own_pages(read: Read, host: str, headline: str) -> None:
    body = f"## [Federal Reserve Board - Ferry rates stay](https://{host}/a/b)\n\nMay 1, 2021\n\nText."
    assert source_of(read(body)).headline == headline


def test_windows_line_ends_are_told_and_harmless(make_site: MakeSite) -> None:
    folder = make_site({PATH: post(CANONICAL).replace("\n", "\r\n")})
    prepared = Reader(open_site(folder, "UTC"), load()).read(PATH)
    assert roles(source_of(prepared)) == ["dek", "body", "pull_quote", "subhead", "body", "bio"]
    assert told(prepared) == [(1, "line ends of Windows")]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\x00\x01",
        "---",
        "[^",
        "## [](",
        "```\n" * 3,
        "{% if %}",
        "{% endif %}{% endraw %}",
        "| a\n|-",
        "<iframe",
        "[^1]:",
        "## [a](https://b.example/c)",
        "\n\n- \n-\n",
        "{% include_relative ../../../x %}",
        "# " * 500,
    ],
)
def test_nothing_crashes_the_parser(read: Read, body: str) -> None:
    assert read(body).draft.title == "The ferry"
