"""What holds of every Markdown text, whoever pastes it."""

import re

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.core.markdown import Notes, Rendered, render, render_inline
from blog.core.plaintext import plain_text
from blog.core.sanitising import BLOCKS, INLINE, sanitise
from blog.core.text import clean

MARKER = re.compile(r'<span class="ref" data-note="[^"]*"></span>')
PIECES = [
    "word", "Ada Quill's", '"said"', "*em*", "**strong**", "~~struck~~", "`code`",
    "[link](https://paper.example/a_b)", "[^1]", "[^20250120]", "[^12-3-4a]", "[^undefined]", "[^1](T-SC)",
    "\\[^1]", "`[^1]`", "[text [^1]](/x)", "![alt [^1]](/i.png)", "\n", "\n\n", "  \n", " ", "\t", "# ",
    "### ", "> ", "- ", "  - ", "1. ", "    ", "---\n", "===\n", "```\n", "|", "|-|-|\n",
    "| a [^1] | b |\n|:--|--:|\n| c | d[^2] |\n", "\n[^1]: ", "\n[^2]: two [^1] ", "\n[^1]: again\n",
    "\n[ref]: https://a.example\n", "[ref]", "<b>", "</b>", "<p>", "</p>", "<div>", "\n\n<div>\n\n",
    "\n\n</div>\n\n", "<details><summary>", "</details>\n", "<!--", "-->", "<a href='//x'>",
    "<a href=javascript:x>", "</a>", "<img src=x onerror=y>", "<table><tr><td>", "<li>", "<pre>", "</pre>",
    "<br>", "<script>", "</script>", "<textarea>", "<svg>", "<math>", "<span data-note='1'>", "&amp;",
    "&#1;", "&#xfdd0;3", "&lt;b&gt;", "&nbsp;", "https://a.example/(x)_[^1].", ":arrow_up:", "--", "---",
    "...", "'90s", "\u200b", "\xad", "é", "漢字", "שלום", "😀", "\x00", "\x0b", "\ufdd00", "\ud800", "\r\n",
    "\r", "\ufeff", "[^1[", "[^2](http://a.example)",
]  # fmt: skip
sources = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30).map("".join)


def check(source: str, rendered: Rendered) -> None:
    assert rendered.html == "\n".join(block.html for block in rendered.blocks)
    assert rendered.text == "\n\n".join(block.text for block in rendered.blocks if block.text)
    for block in rendered.blocks:
        assert block.text == plain_text(block.html)
        assert rendered.text[block.start : block.start + len(block.text)] == block.text
        assert 0 <= block.line <= block.end_line
        assert block.source in source
    for note in rendered.notes:
        assert note.text == plain_text(note.html)
        assert note.source in source
    for reference in rendered.references:
        assert source[reference.source_offset :].startswith(f"[^{reference.label}]")
        if reference.note < 0:
            block = rendered.blocks[reference.block]
            assert block.start <= reference.offset <= block.start + len(block.text)
        else:
            assert reference.block == -1
            assert 0 <= reference.offset <= len(rendered.notes[reference.note].text)
    for html in (rendered.html, *(note.html for note in rendered.notes)):
        check_safe(html)


def check_safe(html: str) -> None:
    assert html == clean(html)
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in INLINE | BLOCKS
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc", "name", "target", "form", "formaction", "ping")
            if name in ("href", "src", "cite"):
                squeezed = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/").lower()
                assert not squeezed.startswith("//")
                scheme = re.match(r"[a-z][a-z0-9+.-]*:", squeezed)
                assert scheme is None or scheme[0] in ("http:", "https:", "mailto:", "tel:")


@settings(max_examples=400, deadline=None)
@given(sources)
def test_render_holds_its_promises(source: str) -> None:
    rendered = render(source)
    check(source, rendered)
    html = MARKER.sub("", rendered.html)
    assert sanitise(html) == html
    marks = sum(len(MARKER.findall(block.html)) for block in rendered.blocks)
    assert marks == sum(reference.note < 0 for reference in rendered.references)


@settings(max_examples=200, deadline=None)
@given(sources)
def test_render_with_notes_appended_has_no_dead_and_no_double_ids(source: str) -> None:
    rendered = render(source, notes=Notes.APPEND, prefix="u7-")
    check(source, rendered)
    document = html5lib.parseFragment(rendered.html, namespaceHTMLElements=False)
    ids = [element.attrib["id"] for element in document.iter() if element.attrib.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("u7-fn") for name in ids)
    inner = [href for element in document.iter("a") if (href := element.attrib.get("href", "")).startswith("#u7-fn")]
    assert {href[1:] for href in inner} <= set(ids)


@settings(max_examples=200, deadline=None)
@given(sources)
def test_render_inline_is_safe_and_on_one_line(source: str) -> None:
    html = render_inline(source)
    check_safe(html)
    assert "\n" not in html.replace("<br>\n", "")
    assert not re.search(r"<(?:p|h\d|ul|ol|img|div|table|blockquote|pre|hr)\b", html)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_sanitise_twice_changes_nothing(html: str) -> None:
    once = sanitise(html)
    assert sanitise(once) == once
