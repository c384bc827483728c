import time

import pytest

from blog.core.markdown import MAX_SOURCE, Block, BlockKind, MarkdownTooLong, Notes, render, render_inline


def test_render_divides_into_blocks_with_source_text_and_place() -> None:
    source = "# The *ferry*\n\nIt did\nnot sail.\n\n- one\n- two\n\n\n| a | b |\n|---|--:|\n| c | d |\n"
    rendered = render(source)
    assert rendered.blocks == (
        Block(BlockKind.HEADING, "# The *ferry*", "<h3>The <em>ferry</em></h3>", "The ferry", 0, 0, 1),
        Block(BlockKind.PARAGRAPH, "It did\nnot sail.", "<p>It did not sail.</p>", "It did not sail.", 11, 2, 4),
        Block(BlockKind.LIST, "- one\n- two", "<ul><li>one</li><li>two</li></ul>", "one\ntwo", 29, 5, 7),
        Block(
            BlockKind.TABLE,
            "| a | b |\n|---|--:|\n| c | d |",
            '<table><thead><tr><th>a</th><th class="right">b</th></tr></thead>'
            '<tbody><tr><td>c</td><td class="right">d</td></tr></tbody></table>',
            "a\tb\nc\td",
            38,
            9,
            12,
        ),
    )
    assert rendered.text == "The ferry\n\nIt did not sail.\n\none\ntwo\n\na\tb\nc\td"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("words", BlockKind.PARAGRAPH),
        ("Head\n===", BlockKind.HEADING),
        ("1. one", BlockKind.LIST),
        ("> said", BlockKind.QUOTE),
        ("```\ncode\n```", BlockKind.CODE),
        ("    code", BlockKind.CODE),
        ("----", BlockKind.RULE),
        ("<p>typed</p>", BlockKind.HTML),
        ("![A pier](/pier.png)", BlockKind.IMAGE),
        ("[![A pier](/pier.png)](/pier)", BlockKind.IMAGE),
        ("![A pier](/pier.png) at dawn", BlockKind.PARAGRAPH),
    ],
)
def test_render_names_the_kind(source: str, kind: BlockKind) -> None:
    assert [block.kind for block in render(source).blocks] == [kind]


def test_blocks_without_words_take_no_room_in_the_text() -> None:
    rendered = render("one\n\n---\n\n![A pier](/pier.png)\n\n<!-- aside -->\n\ntwo")
    assert rendered.text == "one\n\ntwo"
    assert [(block.kind, block.text, block.start) for block in rendered.blocks] == [
        ("paragraph", "one", 0),
        ("rule", "", 3),
        ("image", "", 3),
        ("html", "", 3),
        ("paragraph", "two", 5),
    ]


@pytest.mark.parametrize("source", ["", " ", "\n\n", "[a]: https://paper.example", "\x00"])
def test_render_of_nothing_is_nothing(source: str) -> None:
    assert (render(source).html, render(source).text, render(source).blocks) == ("", "", ())


def test_render_of_windows_line_ends_and_control_characters_keeps_places_of_the_source() -> None:
    source = "\ufeffone\r\ntwo\r\n\r\n\x07three[^1]\r\n\r\n[^1]: n\r\n"
    rendered = render(source)
    assert [block.source for block in rendered.blocks] == ["one\r\ntwo", "three[^1]"]
    assert rendered.text == "one two\n\nthree"
    assert rendered.references[0].source_offset == source.index("[^1]")


@pytest.mark.parametrize(
    ("top", "levels"),
    [(1, "123456"), (2, "223456"), (3, "334566"), (4, "445666"), (6, "666666")],
)
def test_headings_leave_the_page_its_own(top: int, levels: str) -> None:
    source = "\n".join(f"{'#' * level} x" for level in range(1, 7))
    assert render(source, top=top).html == "\n".join(f"<h{level}>x</h{level}>" for level in levels)


def test_typed_headings_follow_the_same_levels() -> None:
    assert render("<H1 id=x>x</H1>").html == "<h3>x</h3>"
    assert render("a <h2>x</h2>\n").html.startswith("<p>a </p><h3>x</h3>")


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("a\nb", "<p>a b</p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("~~tough~~ weak", "<p><del>tough</del> weak</p>"),
        ("- [ ] task", "<ul><li>☐ task</li></ul>"),
        ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("7. a", '<ol start="7"><li>a</li></ol>'),
        ("```py\n  x < y\n```", "<pre><code>  x &lt; y</code></pre>"),
        ("\\$5 \\+ \\[x\\] \\<b\\>", "<p>$5 + [x] &lt;b&gt;</p>"),
        ("501(c)(3) (R) $5 and $10", "<p>501(c)(3) (R) $5 and $10</p>"),
        ("#Ferry\n\n##:Pier", "<p>#Ferry</p>\n<p>##:Pier</p>"),
        ("{: .x}", "<p>{: .x}</p>"),
        ("H<sub>2</sub>O<br/>x", "<p>H<sub>2</sub>O<br>x</p>"),
        ("a<script>b</script>c", "<p>ac</p>"),
        ("![A *pier*](/p.png \"t\")", '<p><img src="/p.png" alt="A pier" title="t" loading="lazy"></p>'),
        ("[a](tel:+15550100)", '<p><a href="tel:+15550100">a</a></p>'),
        ("<ada@paper.example>", '<p><a href="mailto:ada@paper.example">ada@paper.example</a></p>'),
        ("[a](javascript:b)", "<p>[a](javascript:b)</p>"),
        ("[a](//b.example)", "<p><a>a</a></p>"),
        ("[[Harbour](/h) [Board](/b)]", '<p>[<a href="/h">Harbour</a> <a href="/b">Board</a>]</p>'),
        ("[x]()", '<p><a href="">x</a></p>'),
        ("[open (/x) and on", "<p>[open (/x) and on</p>"),
        ("|a|b|\n|:-|:-:|\n|`x\\|y`|", '<table><thead><tr><th class="left">a</th><th class="center">b</th></tr></thead>'
         '<tbody><tr><td class="left"><code>x|y</code></td><td class="center"></td></tr></tbody></table>'),
    ],
)  # fmt: skip
def test_render_writes(source: str, html: str) -> None:
    assert render(source).html == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<div>\n\n*a*\n\n</div>", "<div><p><em>a</em></p></div>"),
        (
            "<details>\n<summary>More</summary>\n\n- a\n\n</details>\n\nb",
            "<details> <summary>More</summary><ul><li>a</li></ul></details>\n<p>b</p>",
        ),
        (
            "<details>\n\n<div>\n\na\n\n</div>\n\n</details>\n\n<div>\n\nb\n\n</div>",
            "<details><div><p>a</p></div></details>\n<div><p>b</p></div>",
        ),
        ("<div>\n\n*a*\n\nb", "<div></div>\n<p><em>a</em></p>\n<p>b</p>"),
        ("*a*\n\n</div>\n\nb", "<p><em>a</em></p>\n\n<p>b</p>"),
        ("<pre>\n\n  a\n   b</pre>", "<pre>  a\n   b</pre>"),
    ],
)
def test_what_stands_between_typed_tags_is_one_block_with_them(source: str, html: str) -> None:
    assert render(source).html == html


def test_a_joined_block_has_the_source_of_all_its_lines() -> None:
    source = "<details>\n\none\n\n</details>\n\ntwo"
    assert [(block.source, block.text) for block in render(source).blocks] == [
        ("<details>\n\none\n\n</details>", "one"),
        ("two", "two"),
    ]


def test_tags_that_cannot_be_closed_are_shown_as_typed() -> None:
    rendered = render("<b>" * 500 + "words[^1]")
    assert rendered.text == "<b>" * 500 + "words"
    assert [reference.label for reference in rendered.references] == ["1"]


def test_strict_is_commonmark_with_tables_strikethrough_and_footnotes() -> None:
    source = '"a" -- b... :pier: https://paper.example ![x](/x.png)\n\n# H'
    assert render(source, strict=True, top=1).html == (
        '<p>"a" -- b... :pier: https://paper.example <img src="/x.png" alt="x"></p>\n<h1>H</h1>'
    )


def test_task_lists_have_boxes() -> None:
    assert render("- [x] tickets\n- [ ] fog *horn*\n- [y] no box\n").html == (
        "<ul><li>☑ tickets</li><li>☐ fog <em>horn</em></li><li>[y] no box</li></ul>"
    )
    assert render("1. [X] one\n\n   [ ] two").text == "☑ one\n[ ] two"
    assert render("- [x](https://pier.example)").text == "x"


def test_render_refuses_what_is_too_long() -> None:
    assert render("a" * 10 + "\n\n" * 1000).text == "a" * 10
    for refuse in (render, render_inline):
        with pytest.raises(MarkdownTooLong) as caught:
            refuse("a" * (MAX_SOURCE + 1))
        assert str(caught.value) == (
            "This text has 2,000,001 characters; at most 2,000,000 can be shown. Divide it into several texts."
        )


@pytest.mark.parametrize("prefix", ["a b", '"', "é", "x\n"])
def test_render_refuses_a_prefix_that_is_no_id(prefix: str) -> None:
    with pytest.raises(ValueError, match="An id cannot begin with"):
        render("a", notes=Notes.APPEND, prefix=prefix)


@pytest.mark.parametrize(
    "source",
    [
        ">" * 5_000, "- " * 5_000, "[" * 5_000, "![" * 2_000, "*a " * 5_000 + "b* " * 5_000,
        "**a " * 5_000 + "b**" * 5_000, "`a" * 5_000, "[^1]: " * 5_000, "[a](" * 5_000,
        "[" * 5_000 + "a" + "](b)" * 5_000, "<!--" * 5_000, "<a " * 5_000, "http://" * 5_000,
        "http://a" + ")" * 5_000, "\"'" * 5_000, ":a" * 5_000, "<div>\n\n" * 5_000, "</div>\n\n" * 5_000,
        "[a[^1]" * 2_000 + "](b)" * 2_000, "|a" * 5_000 + "\n" + "|-" * 5_000, "~~a" * 5_000, "&" * 5_000,
        "\\" * 5_000,
    ],
)  # fmt: skip
def test_pathological_text_stays_bounded(source: str) -> None:
    started = time.process_time()
    render(source)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("The *ferry* & the [pier](/p)", 'The <em>ferry</em> &amp; the <a href="/p">pier</a>'),
        ('~~no~~ `yes` "so"', "<del>no</del> <code>yes</code> “so”"),
        ("# not a head\n- nor a list", "# not a head - nor a list"),
        ("mark[^1]", "mark[^1]"),
        ("<h1>a</h1><img src=x><b>b", "a<b>b</b>"),
        ("![A pier](/p.png)", ""),
    ],
)
def test_render_inline_writes_one_line(source: str, html: str) -> None:
    assert render_inline(source) == html
