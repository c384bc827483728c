"""Short cuts through lists, tables and lines that repeat: the same HTML as the parser's own rules make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from blog.core import parsing
from blog.core.markdown import render

ITEMS = [
    "harbour", "[Quay Board](https://quay.example/a_b)", "**Ferry**: late", "2025 tides", "2025. tides", "[^1] x",
    "[^1]: x", "[a]: /b", "[a]", "a [b] c", "- twice", "* star", "--", "---", "***", "# head", "> said", "| a | b |",
    "<b>x</b>", "<div>", "'til", '"so"', "$5", "(sic)", "a  ", "\ttab", "~~out~~", "...", ":arrow_up: 5", ":1:",
    "up:arrow_up:5", "https://quay.example/x.", "![i](/i.png)", "&amp; R&D", "\\*", "", "=",
    "A\u00a0", "é", "ﬀ", "漢字", "`c", "x`", "_dek_", "[o](<a b>)", "[o](/a(b))", "[o](/a&amp;b 'T')",
]  # fmt: skip
INDENTS = ["", "", "", "    ", "    ", "        ", "  ", " ", "   ", "\t", "            "]
SIGNS = ["- ", "- ", "- ", "- ", "-", "-  ", "* ", "+ ", "1. ", "", "> "]
CELLS = [
    *ITEMS,
    "a\\|b",
    "1,795.99",
    "+55.97",
    ":arrow_down: 0.5%",
    "<br />",
    "<strong>s</strong>",
    " ",
    "`a",
    "b`",
    "x |",
]
BARS = ["| ", "| ", "| ", "|", "", " | "]
RULES = ["|---|", "|---|---|", "|---|---:|:-:|", "|:--|--|---|", "---|---", "| - | : |", "|--|--||", "|---"]
lines = st.builds("{}{}{}".format, st.sampled_from(INDENTS), st.sampled_from(SIGNS), st.sampled_from(ITEMS))
rows = st.builds(
    lambda start, cells, end: start + "|".join(cells) + end,
    st.sampled_from(BARS), st.lists(st.sampled_from(CELLS), min_size=1, max_size=4), st.sampled_from(BARS),
)  # fmt: skip
texts = st.lists(st.one_of(lines, lines, rows, st.sampled_from(RULES), st.just("")), max_size=14).map("\n".join)


def html(parser: MarkdownIt, source: str) -> str:
    env = {"top": 3}
    return str(parser.renderer.render(parser.parse(source, env), parser.options, env))


UNHURRIED = parsing._parser()


@given(texts)
def test_short_cuts_change_nothing(source: str) -> None:
    assert html(parsing._PARSER, source) == html(UNHURRIED, source)


@pytest.mark.parametrize(
    "source",
    [
        "- one\n- two\n    - [three](https://a.example)\n        - four\n- five",
        "- one\n    - two\n\ntext",
        "- one\n\n- two",
        "- one\n    - two\n  more",
        "- one\ntext",
        "- one\n        - far",
        "- one\n    - two\n   - three",
        "- one\n\n  two",
        "- one\n* two",
        "- one\n- ---",
        "- [a]: /b\n- [a]",
        "> - one\n> - two",
        "| a | b |\n|---|--:|\n| 1 |\n| 1 | 2 | 3 |\n\n| c |\n|---|\n| d |",
        "| a |\n|---|\ntext",
        "| a |\n| b |",
        "| a | b |\n|---|",
        "text\n| a |\n|---|\n| b |",
        "| a |\n|:-:|",
        "| a |\n|---|\n" + "|\n" * 3,
        "|a|b|c|d|e|\n|-|-|-|-|-|\n" + "|x|\n" * 300,
    ],
)
def test_edges_of_the_short_cuts(source: str) -> None:
    assert html(parsing._PARSER, source) == html(UNHURRIED, source)


def test_a_line_means_what_its_own_text_defines() -> None:
    """The same line with a reference defined, without it, and with a note."""
    assert render("- [Quay]\n\n[Quay]: /q").html == '<ul><li><a href="/q">Quay</a></li></ul>'
    assert render("- [Quay]").html == "<ul><li>[Quay]</li></ul>"
    assert render("- Quay[^1]\n\n[^1]: wet").html == '<ul><li>Quay<span class="ref" data-note="1"></span></li></ul>'
    assert render("- Quay[^1]").html == '<ul><li>Quay<span class="ref" data-note="1"></span></li></ul>'
    assert render("- [^x](/a)").html == '<ul><li><a href="/a">^x</a></li></ul>'
