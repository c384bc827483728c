"""HTML of a page made fit for a feed."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.core.markdown import render
from blog.core.plaintext import plain_text
from blog.feeds.markup import absolute, paragraphs, portable

BASE = "https://blog.example/2025/03/ferries/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p id="p-a" class="hq">One</p>', "<p>One</p>"),
        (
            '<a href="/about/" rel="noopener external" title="t">x</a>',
            '<a href="https://blog.example/about/" title="t">x</a>',
        ),
        ('<a href="#n-1">x</a>', f'<a href="{BASE}#n-1">x</a>'),
        ('<a href="../boats/?a=1&amp;b=2">x</a>', '<a href="https://blog.example/2025/03/boats/?a=1&amp;b=2">x</a>'),
        ('<a href="mailto:ada@blog.example">x</a>', '<a href="mailto:ada@blog.example">x</a>'),
        ('<a href="http://[::1">x</a>', "<a>x</a>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<img src="/y.png" alt="a > b" loading="lazy">', '<img src="https://blog.example/y.png" alt="a > b">'),
        ('<blockquote cite="x">q</blockquote>', f'<blockquote cite="{BASE}x">q</blockquote>'),
        ('<ol start="3" class="notes"><li value="4">x</li></ol>', '<ol start="3"><li value="4">x</li></ol>'),
        ("<ol reversed><li>x</li></ol>", '<ol reversed="reversed"><li>x</li></ol>'),
        ('<td class="right" colspan="2">x</td>', '<td colspan="2">x</td>'),
        ('<span lang="ar" dir="rtl" class="x">س</span>', '<span lang="ar" dir="rtl">س</span>'),
        ('word<span class="ref" data-note="1"></span>', "word"),
        (
            '<mark class="m s e" id="m-u" data-n="1" aria-details="n-u">w</mark>'
            '<a class="ref" id="r-u" href="#n-u" data-n="1" aria-label="Note 1 by A">1</a>',
            "<mark>w</mark><sup>[1]</sup>",
        ),
        (
            'x<sup class="ref"><a href="#u-fn-1" id="u-fnref-1-1">[1]</a></sup>'
            '<ol class="notes"><li id="u-fn-1">'
            '<p>n <a class="back" href="#u-fnref-1-1" aria-label="b">↩</a></p></li></ol>',
            "x<sup>[1]</sup><ol><li><p>n</p></li></ol>",
        ),
    ],
)
def test_portable(html: str, expected: str) -> None:
    assert portable(html, BASE) == expected


@pytest.mark.parametrize("address", ["ftp://a.example/", "data:text/html,x", "//[", ""])
def test_absolute_refuses_what_no_reader_may_open(address: str) -> None:
    assert absolute(address, BASE) in ("", BASE)


def test_paragraphs_are_the_outermost_elements_with_their_references() -> None:
    html = (
        '<p>One<a class="ref" id="r-a" href="#n-a" data-n="1">1</a><br>more</p>\n'
        '<ul><li>x<a class="ref" id="r-b" href="#n-b" data-n="2">2</a></li><li><p>y</p></li></ul>\n<hr>\n<p>Two</p>'
    )
    pieces = list(paragraphs(html))
    assert "".join(piece for piece, _ in pieces) == html
    assert [uids for _, uids in pieces] == [["a"], ["b"], [], []]
    assert [piece.strip()[:3] for piece, _ in pieces] == ["<p>", "<ul", "<hr", "<p>"]


@given(st.text(alphabet="ab &<>\"'[]()*#-|:\n1./é😀", max_size=80))
def test_portable_keeps_the_words_and_stays_well_formed(source: str) -> None:
    html = render(source).html
    out = portable(html, BASE)
    assert plain_text(out) == plain_text(html)
    assert "".join(piece for piece, _ in paragraphs(html)) == html
    parser = html5lib.HTMLParser()
    parser.parseFragment(str(out))
    before = html5lib.HTMLParser()
    before.parseFragment(html)
    assert len(parser.errors) <= len(before.errors)
