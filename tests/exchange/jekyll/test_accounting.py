"""Every byte of a file is placed or said to be kept raw."""

import pytest

from blog.exchange.jekyll.accounting import RAW, account
from blog.exchange.jekyll.reading import Reader
from blog.exchange.jekyll.rules import load
from blog.exchange.jekyll.site import open_site
from tests.exchange.jekyll.conftest import MakeSite, post

PATH = "_posts/2021-05-01-Ferry.md"
LIST = (
    "- [Gull](https://gull.example/)\n- fog\n- tide\n"
    '{% if tags contains "harbour" %}\n{% include Ferries.html %}\n{% endif %}\n'
    "- ferries\n- herring\n- rope\n- tar"
)


def accounted(make_site: MakeSite, body: str, **front: str) -> tuple[dict[int, str], dict[str, int], list[str]]:
    """What each line of the body (from 8 on) was taken for, the bytes, and the doubts."""
    files = {PATH: post(body, tags="[harbour]", **front), "_includes/Ferries.html": "- [Gull](https://gull.example/)"}
    site = open_site(make_site(files), "UTC")
    prepared = Reader(site, load()).read(PATH)
    spans, sizes = account(prepared.document, prepared.tree)
    lines = {
        line: str(span["what"])
        for span in spans
        for line in range(int(str(span["from"])), int(str(span["to"])) + 1)
        if line > 7
    }
    return lines, sizes, [doubt.what for doubt in prepared.tree.doubts]


@pytest.mark.parametrize(
    ("tag", "middle", "told"),
    [("harbour", "snippet", True), ("fog", "left out by a condition", False)],
)
def test_lines_left_out_in_the_middle_of_a_list_are_kept_raw(
    make_site: MakeSite, tag: str, middle: str, told: bool
) -> None:
    body = LIST.replace('"harbour"', f'"{tag}"')
    lines, sizes, doubts = accounted(make_site, body)
    assert [lines[n] for n in (11, 12, 13)] == ["Liquid", middle, "Liquid"]
    assert RAW.isdisjoint({lines[10], lines[14]})
    raw = [line for line, what in zip(body.split("\n"), lines.values(), strict=False) if what in RAW]
    assert [line[:5] for line in raw] == ["{% if", "{% en"] if told else ["{% if", "{% in", "{% en"]
    assert sizes["kept_raw"] == sum(len(line) + 1 for line in raw)
    assert sizes["placed"] + sizes["kept_raw"] == sizes["total"]
    assert ("condition read as the post's own tags and categories" in doubts) is told


def test_a_comment_is_kept_raw_and_a_raw_text_is_placed(make_site: MakeSite) -> None:
    lines, _, _ = accounted(
        make_site, "One.\n{% comment %}\nSecret.\n{% endcomment %}\n{% raw %}\nTwo.\n{% endraw %}\nThree."
    )
    assert list(lines.values())[:8] == [
        "prose", "Liquid", "left out by a comment", "Liquid", "Liquid", "prose", "Liquid", "prose",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "confidence"),
    [
        ("2021-05-01 2:20 PM", "high"),
        ("2021-05-01v2:20 PM", "high"),
        ("2021-05-01 02:20:10 PMa", "look"),
        ("2021-05-01 14:20:10", "look"),
        ("someday", "look"),
    ],
)
def test_a_date_that_the_former_site_reads_otherwise_is_to_be_looked_at(
    make_site: MakeSite, date: str, confidence: str
) -> None:
    site = open_site(make_site({PATH: post("| a |\n|---|\n| b |", date=date)}), "UTC")
    assert Reader(site, load()).read(PATH).tree.verdict.confidence == confidence


def test_half_a_pair_of_quotation_marks_in_the_excerpt_is_told_at_its_line(make_site: MakeSite) -> None:
    site = open_site(make_site({PATH: post("Text.", excerpt="'It sank.” And how.'")}), "UTC")
    doubts = Reader(site, load()).read(PATH).tree.doubts
    assert (5, "quotation mark without its other half") in [(doubt.line, doubt.what) for doubt in doubts]
