"""HTML cut between its outermost elements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.core.markdown import render
from blog.website.cutting import headings_from, outermost


@pytest.mark.parametrize(
    ("html", "pieces"),
    [
        ("", []),
        ("<p>a</p>", ["<p>a</p>"]),
        ("<p>a</p>\n<p>b<br>c</p>\n", ["<p>a</p>", "\n<p>b<br>c</p>\n"]),
        ("<ul><li><p>a</p></li></ul><hr><p>b</p>", ["<ul><li><p>a</p></li></ul>", "<hr>", "<p>b</p>"]),
        ('<p title="a > b">c</p><p>d</p>', ['<p title="a > b">c</p>', "<p>d</p>"]),
        ("bare words", ["bare words"]),
    ],
)
def test_outermost_elements(html: str, pieces: list[str]) -> None:
    assert outermost(html) == pieces


@given(st.text(alphabet="ab*_->#[]()|\n 1.`", max_size=80))
def test_joined_pieces_are_the_html(source: str) -> None:
    html = render(source).html
    assert "".join(outermost(html)) == html


@pytest.mark.parametrize(
    ("html", "moved"),
    [
        ("<p>h3</p>", "<p>h3</p>"),
        ("<h3>a</h3><h4>b</h4>", "<h2>a</h2><h3>b</h3>"),
        ('<h4 id="p-1">a</h4>', '<h2 id="p-1">a</h2>'),
        ("<h2>a</h2><hr>", "<h2>a</h2><hr>"),
    ],
)
def test_headings_begin_at_a_level(html: str, moved: str) -> None:
    assert headings_from(2, html) == moved
