"""For any Markdown and any ranges: the text stays, the HTML is well formed, the marks hold the very words."""

import re

import html5lib
import nh3
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from blog.annotations.highlighting import Span, highlight
from blog.core.plaintext import Kind, plain_text, segments

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = re.compile(
    r'<a class="ref" id="r-[^>]*>\d+</a>'
    r'|<span class="m" id="m-[^"]*" data-n="\d+"></span>'
    r'|<span id="m-[^"]*"></span>'
    r'|<mark class="m[^>]*>|</mark>'
)
WORDS = st.sampled_from(
    [
        *(
            "plain",
            "*emphasis*",
            "**strong words**",
            "~~gone~~",
            "`code <b>`",
            "[a link](https://example.org/a?b=1&c=2)",
        ),
        *(
            "[*deep* **link** &amp;](/x)",
            "![image](/i.png)",
            "&amp;",
            "&lt;tag&gt;",
            "&nbsp;",
            "&copy;",
            "a & b < c",
            "“quoted”",
        ),
        *(
            "cafe\u0301",
            "e\u0301\u0323",
            "👩\u200d👩\u200d👧",
            "🇺🇦",
            "👍🏽",
            "مرحبًا بالعالم",
            "שָׁלוֹם",
            "\u202babc\u202c",
            "日本語",
            "ไทย",
        ),
        *("***both* strong**", "<span>raw</span>", "<br>", "\\*", "x<sup>2</sup>", "a\u00a0b", "\u200b"),
    ]
)
LINE = st.lists(WORDS | st.text(max_size=8), min_size=1, max_size=7).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map("# {}".format),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=2, max_size=3).map(lambda lines: "  \n".join(lines)),
    st.lists(LINE, min_size=2, max_size=2).map(lambda lines: f"1. {lines[0]}\n   - {lines[1]}\n\n   more"),
    LINE.map("> {}".format),
    st.lists(LINE, min_size=4, max_size=4).map(lambda c: "| {} | {} |\n|---|---|\n| {} | {} |".format(*c)),
    LINE.map("```\n  {}\n```".format),
    st.just("---"),
)
SOURCES = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join) | st.text(max_size=60)
RANGES = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.booleans(), st.booleans()),
    min_size=1,
    max_size=6,
)


def safe_html(source: str) -> str:
    return nh3.clean(MARKDOWN.render(source), tags=nh3.ALLOWED_TAGS - {"mark"})


def spans_in(text: str, ranges: list[tuple[float, float, bool, bool, bool]]) -> list[Span]:
    spans = []
    for number, (one, other, is_point, first, last) in enumerate(ranges, start=1):
        start, end = sorted((round(one * len(text)), round(other * len(text))))
        spans.append(
            Span(
                start,
                start if is_point else end,
                number,
                f"u{number}",
                f"Note {number}",
                first or is_point,
                last or is_point,
            )
        )
    return spans


@given(SOURCES, RANGES)
def test_highlight_can_be_taken_out_again(source: str, ranges: list[tuple[float, float, bool, bool, bool]]) -> None:
    html = safe_html(source)
    assert OURS.sub("", highlight(html, spans_in(plain_text(html), ranges))) == html


@given(SOURCES, RANGES)
def test_highlight_never_changes_the_text_of_the_page(
    source: str, ranges: list[tuple[float, float, bool, bool, bool]]
) -> None:
    html = safe_html(source)
    marked = html5lib.parseFragment(
        highlight(html, spans_in(plain_text(html), ranges)), treebuilder="etree", namespaceHTMLElements=False
    )
    for parent in marked.iter():
        for child in parent:
            if child.tag == "a" and child.get("class") == "ref":
                child.text = ""
    before = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    assert "".join(marked.itertext()) == "".join(before.itertext())


@given(SOURCES, RANGES)
def test_highlight_is_well_formed(source: str, ranges: list[tuple[float, float, bool, bool, bool]]) -> None:
    html = safe_html(source)
    spans = spans_in(plain_text(html), ranges)
    result = highlight(html, spans)
    before, after = html5lib.HTMLParser(), html5lib.HTMLParser(namespaceHTMLElements=False)
    before.parseFragment(html)
    root = after.parseFragment(result)
    assert len(after.errors) == len(before.errors)
    assert all(len(mark) == 0 and mark.text for mark in root.iter("mark"))
    assert not [link for outer in root.iter("a") for link in outer.iter("a") if link is not outer]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert sorted(ids) == sorted(
        [f"m-{span.uid}" for span in spans if span.first] + [f"r-{span.uid}" for span in spans if span.last]
    )


@given(SOURCES, RANGES)
def test_marked_text_is_exactly_the_words_of_the_target(
    source: str, ranges: list[tuple[float, float, bool, bool, bool]]
) -> None:
    html = safe_html(source)
    text = plain_text(html)
    between = {
        index
        for piece in segments(html)
        if piece.kind is Kind.SEPARATOR
        for index in range(piece.text_start, piece.text_start + len(piece.text))
    }
    spans = spans_in(text, ranges)
    root = html5lib.parseFragment(highlight(html, spans), treebuilder="etree", namespaceHTMLElements=False)
    for span in spans:
        marked = "".join(m.text for m in root.iter("mark") if str(span.number) in m.get("data-n").split())
        words = "".join(text[index] for index in range(span.start, span.end) if index not in between)
        assert marked == words
        assert "".join(marked.split()) == "".join(text[span.start : span.end].split())


@given(SOURCES, RANGES)
def test_numbered_link_follows_the_last_mark(source: str, ranges: list[tuple[float, float, bool, bool, bool]]) -> None:
    html = safe_html(source)
    spans = spans_in(plain_text(html), ranges)
    result = highlight(html, spans)
    for span in spans:
        places = [m.end() for m in re.finditer(rf'<mark[^>]* data-n="(?:\d+ )*{span.number}(?: \d+)*"', result)]
        link = result.find(f'id="r-{span.uid}"')
        assert (link >= 0) == span.last
        if span.last:
            assert all(place < link for place in places)
