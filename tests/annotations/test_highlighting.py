import re

import pytest

from blog.annotations.highlighting import Span, highlight
from tests.annotations.spreading import distribute


def span(start: int, end: int, number: int = 1, **more: bool | int) -> Span:
    return Span(start, end, number, f"u{number}", f"Note {number} by Ada", **more)  # type: ignore[arg-type]


def short(html: str) -> str:
    """Numbered links as ^n, marks as [n:classes:id ...], point anchors as @n, second starts as +id."""
    html = re.sub(r'<a class="ref" id="r-[^>]*>(\d+)</a>', r"^\1", html)
    html = re.sub(r'<span class="m" id="m-[^"]*" data-n="(\d+)"></span>', r"@\1", html)
    html = re.sub(r'<span id="m-([^"]*)"></span>', r"+\1", html)
    return re.sub(
        r'<mark class="m ?(.*?)"(?: id="m-(.*?)")? data-n="(.*?)" aria-details="n-(.*?)">(.*?)</mark>',
        r"[\3|\1|\2|\4|\5]",
        html,
    )


def test_highlight_writes_the_markup_of_the_reading_design() -> None:
    assert highlight("<p>Some exact words here.</p>", [span(5, 16)]) == (
        '<p>Some <mark class="m s e" id="m-u1" data-n="1" aria-details="n-u1">exact words</mark>'
        '<a class="ref" id="r-u1" href="#n-u1" data-n="1" aria-label="Note 1 by Ada">1</a> here.</p>'
    )


def test_highlight_without_spans_is_the_same_html() -> None:
    html = "<p>a <b>c</b></p>"
    assert highlight(html, []) is html


CASES: list[tuple[str, str, list[Span], str]] = [
    ("inside an element", "<p>a <em>bcd</em></p>", [span(3, 4)], "<p>a <em>b[1|s e|u1|u1|c]^1d</em></p>"),
    (
        "across elements",
        "<p>a <em>b</em> c</p>",
        [span(0, 5)],
        "<p>[1|s|u1|u1|a ]<em>[1|||u1|b]</em>[1|e||u1| c]^1</p>",
    ),
    (
        "identical",
        "<p>word</p>",
        [span(0, 4, 1), span(0, 4, 2)],
        "<p>+u2[1 2|d2 s e|u1|u2|word]^1^2</p>",
    ),
    (
        "nested",
        "<p>abcdef</p>",
        [span(0, 6, 1), span(2, 4, 2)],
        "<p>[1|s|u1|u1|ab][1 2|d2|u2|u2|cd]^2[1|e||u1|ef]^1</p>",
    ),
    (
        "crossing",
        "<p>abcdef</p>",
        [span(0, 4, 1), span(2, 6, 2)],
        "<p>[1|s|u1|u1|ab][1 2|d2|u2|u2|cd]^1[2|e||u2|ef]^2</p>",
    ),
    (
        "adjacent",
        "<p>abcd</p>",
        [span(0, 2, 1), span(2, 4, 2)],
        "<p>[1|s e|u1|u1|ab]^1[2|s e|u2|u2|cd]^2</p>",
    ),
    (
        "three and four deep",
        "<p>abcd</p>",
        [span(0, 4, 1), span(1, 4, 2), span(2, 4, 3), span(3, 4, 4)],
        "<p>[1|s|u1|u1|a][1 2|d2|u2|u2|b][1 2 3|d3|u3|u3|c][1 2 3 4|d3 e|u4|u4|d]^1^2^3^4</p>",
    ),
    (
        "two targets of one note on the same words",
        "<p>abcd</p>",
        [span(0, 4, 1), span(0, 2, 1, nth=2)],
        "<p>+u1-2[1|s|u1|u1|ab]^1[1|e||u1|cd]^1</p>",
    ),
    ("a point", "<p>ab</p>", [span(1, 1)], "<p>a@1^1b</p>"),
    ("a point before all words", "<p><em>ab</em></p>", [span(0, 0)], "<p><em>@1^1ab</em></p>"),
    (
        "a point at an element's end stays with the words before it",
        "<p><em>ab</em> c</p>",
        [span(2, 2)],
        "<p><em>ab@1^1</em> c</p>",
    ),
    (
        "a point inside a range",
        "<p>abcd</p>",
        [span(0, 4, 1), span(2, 2, 2)],
        "<p>[1|s|u1|u1|ab]@2^2[1|e||u1|cd]^1</p>",
    ),
    (
        "several ends at one place",
        "<p>abcd</p>",
        [span(1, 3, 3), span(3, 3, 2), span(0, 3, 1)],
        "<p>[1|s|u1|u1|a][1 3|d2 e|u3|u3|bc]^1@2^2^3d</p>",
    ),
    (
        "inside a link",
        '<p>a <a href="/x">bc <b>d</b> e</a> f</p>',
        [span(2, 4)],
        '<p>a <a href="/x">[1|s e|u1|u1|bc] <b>d</b> e</a>^1 f</p>',
    ),
    (
        "into a link and out of it",
        '<p>a <a href="/x">bc</a> f</p>',
        [span(0, 3, 2), span(3, 6, 1)],
        '<p>[2|s|u2|u2|a ]<a href="/x">[2|e||u2|b][1|s|u1|u1|c]</a>^2[1|e||u1| f]^1</p>',
    ),
    (
        "references in a link wait for its end in order of number",
        '<p><a href="/x">abcd</a></p>',
        [span(2, 4, 1), span(0, 2, 2)],
        '<p><a href="/x">[2|s e|u2|u2|ab][1|s e|u1|u1|cd]</a>^1^2</p>',
    ),
    (
        "list items",
        "<ul>\n<li>ab</li>\n<li>cd</li>\n</ul>",
        [span(1, 4)],
        "<ul>\n<li>a[1|s|u1|u1|b]</li>\n<li>[1|e||u1|c]^1d</li>\n</ul>",
    ),
    (
        "table cells",
        "<table><tr><td>ab</td><td>cd</td></tr></table>",
        [span(0, 5)],
        "<table><tr><td>[1|s|u1|u1|ab]</td><td>[1|e||u1|cd]^1</td></tr></table>",
    ),
    ("a line break", "<p>ab<br>\ncd</p>", [span(0, 5)], "<p>[1|s|u1|u1|ab]<br>\n[1|e||u1|cd]^1</p>"),
    (
        "only a line break",
        "<p>ab<br>\ncd</p>",
        [span(2, 3)],
        "<p>ab@1^1<br>\ncd</p>",
    ),
    (
        "entities",
        "<p>a &amp; b &lt; c</p>",
        [span(2, 3, 1), span(4, 7, 2)],
        "<p>a [1|s e|u1|u1|&amp;]^1 [2|s e|u2|u2|b &lt;]^2 c</p>",
    ),
    ("emoji", "<p>👩\u200d🚀 🇸🇪 x</p>", [span(0, 3)], "<p>[1|s e|u1|u1|👩\u200d🚀]^1 🇸🇪 x</p>"),
    ("combining marks", "<p>cafe\u0301 x</p>", [span(0, 5)], "<p>[1|s e|u1|u1|cafe\u0301]^1 x</p>"),
    ("right-to-left text", "<p>قال الوزير نعم</p>", [span(4, 10)], "<p>قال [1|s e|u1|u1|الوزير]^1 نعم</p>"),
    ("the whole passage", "<h3>abc</h3>", [span(0, 3)], "<h3>[1|s e|u1|u1|abc]^1</h3>"),
    ("past the end", "<p>abc</p>", [span(2, 99)], "<p>ab[1|s e|u1|u1|c]^1</p>"),
    ("before the beginning", "<p>abc</p>", [span(-5, 1)], "<p>[1|s e|u1|u1|a]^1bc</p>"),
    ("a point past the end", "<p>abc</p>\n", [span(9, 9)], "<p>abc@1^1</p>\n"),
    ("an end before its start", "<p>abc</p>", [span(2, 1)], "<p>ab@1^1c</p>"),
    ("an image alone", '<p><img src="/a.png"></p>', [span(0, 0)], '<p><img src="/a.png">@1^1</p>'),
    (
        "a linked image",
        '<p><a href="/x"><img src="/a.png"></a></p>',
        [span(0, 0)],
        '<p><a href="/x"><img src="/a.png"></a>@1^1</p>',
    ),
    ("nothing at all", "", [span(0, 0)], "@1^1"),
    ("a link that never ends", "<a href=x>ab", [span(0, 1)], "<a href=x>[1|s e|u1|u1|a]b^1"),
    (
        "an abbreviation is no link",
        "<p><abbr>ab</abbr></p>",
        [span(0, 1)],
        "<p><abbr>[1|s e|u1|u1|a]^1b</abbr></p>",
    ),
    ("begun in an earlier passage", "<p>abc</p>", [span(0, 2, first=False)], "<p>[1|e||u1|ab]^1c</p>"),
    ("going on in a later passage", "<p>abc</p>", [span(1, 3, last=False)], "<p>a[1|s|u1|u1|bc]</p>"),
    (
        "all of a passage in between",
        "<p>abc</p>",
        [span(0, 3, first=False, last=False)],
        "<p>[1|||u1|abc]</p>",
    ),
]


@pytest.mark.parametrize(("html", "spans", "marked"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_highlight_of(html: str, spans: list[Span], marked: str) -> None:
    assert short(highlight(html, spans)) == marked
    assert short(highlight(html, spans[::-1])) == marked


def test_highlight_escapes_labels() -> None:
    html = highlight("<p>a</p>", [Span(0, 1, 1, "u", 'Note 1 by "A" <b>')])
    assert 'aria-label="Note 1 by &quot;A&quot; &lt;b&gt;"' in html


def test_highlight_of_a_further_target_has_ids_of_its_own() -> None:
    assert highlight("<p>a</p>", [Span(0, 1, 4, "u", "Note 4", nth=2)]) == (
        '<p><mark class="m s e" id="m-u-2" data-n="4" aria-details="n-u">a</mark>'
        '<a class="ref" id="r-u-2" href="#n-u" data-n="4" aria-label="Note 4">4</a></p>'
    )


def test_distribute_shares_a_span_among_the_passages_it_touches() -> None:
    bounds = [(0, 10), (12, 20), (22, 30)]
    assert distribute([span(5, 25)], bounds) == [
        [span(5, 10, last=False)],
        [span(0, 8, first=False, last=False)],
        [span(0, 3, first=False)],
    ]


def test_distribute_counts_first_and_last_among_the_passages_shown() -> None:
    assert distribute([span(0, 30)], [(12, 20)]) == [[span(0, 8)]]


def test_distribute_leaves_out_spans_elsewhere() -> None:
    assert distribute([span(0, 5), span(10, 12), span(25, 25)], [(12, 20)]) == [[]]


def test_distribute_keeps_a_point_with_the_words_before_it() -> None:
    assert distribute([span(10, 10, 1), span(12, 12, 2)], [(0, 10), (12, 20)]) == [
        [span(10, 10, 1)],
        [span(0, 0, 2)],
    ]
