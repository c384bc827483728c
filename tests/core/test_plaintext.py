import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.core.plaintext import Kind, character_references, plain_text, segments

CASES = {
    "<p>plain</p>": "plain",
    "<p>one <em>two</em> <strong>three</strong></p>": "one two three",
    "<p>fish &amp; chips&nbsp;&lt;hot&gt; &#x1F600; &quot;x&quot;</p>": 'fish & chips\xa0<hot> 😀 "x"',
    "<p>first</p>\n<p>second</p>": "first\nsecond",
    "<p>line<br>\nline</p>": "line\nline",
    "<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul>\n</li>\n<li><p>three</p>\n</li>\n</ul>": "one\ntwo\nthree",
    "<table>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n<tr><td>1</td><td>2</td></tr></table>": "a\tb\n1\t2",
    "<table><tr><td>1</td><td></td><td><p>3</p></td></tr></table>": "1\t3",
    "<p>a</p><p> </p><hr><p>b</p>": "a\nb",
    "<p>a</p><pre>  </pre><p>b</p>": "a\nb",
    "<p>before<img src='/x.png' alt='a &gt; b'>after</p>": "beforeafter",
    '<p>words<span class="ref" data-note="7"></span>, more</p>': "words, more",
    "<pre><code>if x:\n    y\n</code></pre>": "if x:\n    y",
    "<pre>\n  x</pre>": "  x",
    "<blockquote><p>quoted</p></blockquote><p>said</p>": "quoted\nsaid",
    "<p>a</p><p><br>b</p>": "a\n\nb",
    "<h3>Head</h3><p>body</p>": "Head\nbody",
    "text <b>and</b> <!-- not > this --> tags": "text and  tags",
    "<p>مرحبا <em>بالعالم</em></p>": "مرحبا بالعالم",
    "<p>e\u0301 👩\u200d🚀</p>": "e\u0301 👩\u200d🚀",
    "": "",
}


@pytest.mark.parametrize("html", CASES)
def test_plain_text_of_what_the_sanitiser_emits(html: str) -> None:
    assert plain_text(html) == CASES[html]


@pytest.mark.parametrize(
    "html", ["a < b", "<b", "</", "<!--", "<!", "&", "&#;", "&nosuch; &ampx", "<a href='", "<td>x<td", "<>"]
)
def test_plain_text_of_broken_html_does_not_raise(html: str) -> None:
    assert "".join(html[piece.html_start : piece.html_end] for piece in segments(html)) == html


def test_character_references_have_their_places() -> None:
    assert character_references("a &amp; b&lt;") == [(2, 7, 2, 3), (9, 13, 5, 6)]
    assert character_references("&ampx") == [(0, 4, 0, 1)]
    assert character_references("no references & none &here") == []


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<em>",
            "</em>",
            "<br>",
            "<hr>",
            "<ul>",
            "<li>",
            "</li>",
            "</ul>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</tr>",
            "</table>",
            "<pre>",
            "</pre>",
            "&amp;",
            "&nbsp;",
            "&lt;",
            "word",
            "é",
            "😀",
            "<img>",
            "<!--c-->",
            "<",
            "&",
            "אב",
        ]
    )
    | st.sampled_from([" ", "\n", "\t"]),
    max_size=25,
).map("".join)


@given(MARKUP | st.text(max_size=40))
def test_segments_cover_the_html_and_spell_the_text(html: str) -> None:
    pieces = segments(html)
    text = plain_text(html)
    assert [piece.html_start for piece in pieces] == [0, *(piece.html_end for piece in pieces[:-1])][: len(pieces)]
    assert "".join(html[piece.html_start : piece.html_end] for piece in pieces) == html
    at = 0
    for piece in pieces:
        assert piece.text_start == at
        at += len(piece.text)
        assert text[piece.text_start : piece.text_start + len(piece.text)] == piece.text
        assert (piece.kind is Kind.TAG) == (piece.text == "")


WELL_FORMED = st.recursive(
    st.lists(st.sampled_from(["word", " ", "&amp;", "&lt;", "é", "😀", "<em>x</em>", "<br>", "\n"]), max_size=5).map(
        "".join
    ),
    lambda inner: st.lists(
        st.tuples(st.sampled_from(["p", "blockquote", "li", "em", "div", "pre"]), inner).map(
            lambda pair: f"<div><{pair[0]}>{pair[1]}</{pair[0]}></div>"
        ),
        max_size=3,
    ).map("".join),
    max_leaves=8,
)


@given(WELL_FORMED)
def test_plain_text_says_what_an_html_parser_reads(html: str) -> None:
    parsed = "".join(html5lib.parseFragment(html, treebuilder="etree").itertext())
    assert "".join(plain_text(html).split()) == "".join(parsed.split())


@given(MARKUP | st.text(max_size=40))
def test_plain_text_is_what_the_segments_say(html: str) -> None:
    assert plain_text(html) == "".join(segment.text for segment in segments(html))
