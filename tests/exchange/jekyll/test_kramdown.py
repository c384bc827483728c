"""What kramdown has beyond Markdown."""

import time
from collections.abc import Callable

import pytest

from blog.core.markdown import render
from blog.exchange.jekyll.kramdown import as_markdown
from blog.exchange.jekyll.tree import Line, Tree
from tests.exchange.jekyll.conftest import MakeSite, Read
from tests.exchange.jekyll.steps import spans, text, told

LAYOUT = "layout of kramdown left out"


def said(source: str) -> str:
    return "\n".join(as_markdown([Line(line, n) for n, line in enumerate(source.split("\n"), 1)], Tree()))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Para\n{: .big #id}\nnext", "Para\n\nnext"),
        ("{:.lead}\nPara", "\nPara"),
        ('![Oar](a.png){: .right width="50%"} and *x*{:.y}.', "![Oar](a.png) and *x*."),
        ('An [oar](/u){:target="_blank"}.', "An [oar](/u)."),
        ("## Head {#own-id}\n## Head two {#x} ##", "## Head\n## Head two ##"),
        ("- {:.q} one\n- two\n  {: .w}\n- three", "- one\n- two\n- three"),
        ("- one\n{: .w}\n- two", "- one\n- two"),
        ("> said\n> {: .big}", "> said\n>"),
        ("{:wide: .big .red}\n\nPara\n{: wide}", "\n\nPara\n"),
        ("* TOC\n{:toc}\n\nPara", "\nPara"),
        ("{:toc .x}\n1. Contents\n\nPara", "\nPara"),
        ("| a | b |\n|---|---|\n| c | d |\n{: .table}", "| a | b |\n|---|---|\n| c | d |\n"),
        ("{::comment}\nhidden\n\nagain\n{:/comment}\nshown", "shown"),
        ("a {::comment}b{:/comment} c {::nomarkdown}<i>d</i>{:/} e", "a <!-- b --> c <i>d</i> e"),
        ('{::options auto_ids="false" /}\nshown', "shown"),
        ("{::nomarkdown}\n<b>*x*</b>\n\n*y*\n{:/}\nz", "\n<div>\n<b>*x*</b>\n*y*\n</div>\n\nz"),
        ("a\n\n^\n\nb", "a\n\n\n\nb"),
        ("- a\n\n^\n\n- b", "- a\n\n\n<!-- ^ -->\n\n\n- b"),
        ("2 ^ 3\n^ 4", "2 ^ 3\n^ 4"),
        ("The set {: x, y} and {:} and {a: .b}", "The set {: x, y} and {:} and {a: .b}"),
        ("`{: .x}` and\n\n    {: .y}\n\n```\n{:toc}\n^\n```", "`{: .x}` and\n\n    {: .y}\n\n```\n{:toc}\n^\n```"),
    ],
)  # fmt: skip
def test_layout_is_left_out_and_words_stay(source: str, expected: str) -> None:
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Oar\n: To row with.\n: To *steer* with.", "**Oar**\n\nTo row with.\n\nTo *steer* with."),
        ("Oar\nSail\n\n: A means\n  to move\n\nAfter", "**Oar**\n\n**Sail**\n\nA means\nto move\n\nAfter"),
        ("Oar\n:   One\n\n    two\n\n  * a\n      * b", "**Oar**\n\nOne\n\ntwo\n\n  * a\n      * b"),
        ("#oar\n: One", "**#oar**\n\nOne"),
        ("**Oar**\n: One", "**Oar**\n\nOne"),
        ("Oar\n:none", "Oar\n:none"),
        ("# Oar\n: none", "# Oar\n: none"),
        ("    Oar\n    : none", "    Oar\n    : none"),
        (": none", ": none"),
    ],
)
def test_definition_lists(source: str, expected: str) -> None:
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[a][x], [A  b][], [x], ![i][x] and [y][no]\n\n[x]: /u 'T'\n[a B]: <http://v.example>",
         "[a](/u 'T'), [A  b](<http://v.example>), [x](/u 'T'), ![i](/u 'T') and [y][no]\n"),
        ("[two\nlines] [x] and [one]\n[X]\n\n[x]: /u\n  \"T\"", "[two\nlines](/u \"T\") and [one](/u \"T\")\n\n"),
        ("[![i][p]][x]\n\n[x]: /u\n[p]: /p.png", "[![i](/p.png)](/u)\n"),
        ("[x](/v) [x]: [^x] \\[x] `[x]`\n\n[x]: /u\n[^x]: N", "[x](/v) [x]: [^x] \\[x] `[x]`\n\n[^x]: N"),
        ("- [ ] to do [x]\n\n[x]: /u", "- [ ] to do [x](/u)\n"),
        ("A [^1] mark\n\n[1]: Words of a note", "A [^1] mark\n\n[1]: Words of a note"),
        ("A [^1] mark\n\n[1]: https://u.example", "A [^1] mark\n\n[1]: https://u.example"),
    ],
)  # fmt: skip
def test_addresses_stand_in_their_links(source: str, expected: str) -> None:
    assert said(source) == expected


def test_an_abbreviation_tells_what_it_is_short_for_where_it_stands() -> None:
    assert said('The FSA, FSAs, `FSA`, [FSA](/FSA "FSA") and <b title="FSA">.\n\n*[FSA]: Ferry "Safety" Act') == (
        "The <abbr title=\"Ferry &quot;Safety&quot; Act\">FSA</abbr>, FSAs, `FSA`, "
        '[<abbr title="Ferry &quot;Safety&quot; Act">FSA</abbr>](/FSA "FSA") and <b title="FSA">.\n'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<div class="x" markdown="1">\n*in*\n\n- a\n</div>\n*out*',
         "<p><em>in</em></p>\n<ul><li>a</li></ul>\n<p><em>out</em></p>"),
        ("<div markdown='1'><div class=y>*in*</div></div>", "<div>*in*</div>"),
        ("<details markdown=1>\n<summary>S</summary>\n*in*\n</details>\nout",
         "<details><summary>S</summary><p><em>in</em></p></details>\n<p>out</p>"),
        ('a <span markdown="1">*b*</span> c', "<p>a <em>b</em> c</p>"),
        ("<p>\nraw *x*\n</p>\n*y*", "<p> raw *x* </p>\n<p><em>y</em></p>"),
        ("<div>\n\n    <p>a</p>\n\n    <p>b</p>\n</div>", "<div> <p>a</p> <p>b</p> </div>"),
        ("<img src='/a.png'>\n*b*", '<p><img src="/a.png" alt="" loading="lazy"> <em>b</em></p>'),
        ("<!-- a --> *b*", "<p><em>b</em> </p>"),
        ("<br />\n**b**", "<p><br> <strong>b</strong></p>"),
    ],
)  # fmt: skip
def test_markdown_in_html_and_below_it(source: str, html: str) -> None:
    assert render(said(source)).html == html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("| a | b |\n| c | d |", "| | |\n|---|---|\n| a | b |\n| c | d |"),
        ("| a | b |\n|--\n| c | d |\n|===|\n| e | f |", "| a | b |\n|---|---|\n| c | d |\n| e | f |"),
        ("|---|\n| a |\n|:-:|\n| b |", "| a |\n|:-:|\n| b |"),
        ("| a \\| b | `c|d` |\n|---|:--|\n| e | f |", "| a \\| b | `c|d` |\n|---|:--|\n| e | f |"),
        ("|x| is a\nvalue", "|x| is a\nvalue"),
        ("```\n| a |\n```", "```\n| a |\n```"),
        ("$$ a_1 \\* b $$", "```math\na_1 \\* b\n```"),
        ("$$\na_1\n\\\\ b\n$$\nso", "```math\na_1\n\\\\ b\n```\nso"),
        ("so $$a_1$$ and $$b_\n2$$.", "so `a_1` and `b_\n2`."),
        ("worth $$ more, `$$a$$` and \\$$a$$\n\nno $$ less", "worth $$ more, `$$a$$` and \\$$a$$\n\nno $$ less"),
    ],
)
def test_tables_and_formulas(source: str, expected: str) -> None:
    assert said(source) == expected


def test_formulas_are_told_once(read: Read) -> None:
    prepared = read("One\n\n$$ x $$\n\nand $$y$$.")
    assert told(prepared, "formulas shown as they are typed") == [(9, "2, the first: $$ x $$")]
    assert set(spans(prepared).values()) >= {"prose"}


def test_layout_is_told_once_with_its_line_and_kept_raw(read: Read) -> None:
    prepared = read("Para\n{: .big}\n\n* TOC\n{:toc}\n\nNext\n{: .big}\n\n*[FSA]: Ferry Act\n\nUnused\n\n[z]: /z")
    assert told(prepared, LAYOUT) == [(8, "{: .big} (2 times), {:toc}, *[FSA]: Ferry Act, [z]: /z")]
    assert [line for line, what in spans(prepared).items() if what == "left out as layout"] == [8, 10, 11, 14, 16, 20]
    assert prepared.tree.verdict.reasons == ["no source found"]


def test_an_address_at_the_foot_is_there_in_every_part(read: Read) -> None:
    prepared = read(
        "Own [words][a].\n\n## [Ferry lost](https://tern.example/a/b)\n\nBy Mia Stone\n\nIt [sank][a].[^1]\n\n"
        "[^1]: See [it][a].\n\n[a]: https://sea.example"
    )
    (source,) = prepared.tree.sources
    assert [passage.markdown for passage in source.passages] == ["It [sank](https://sea.example).[^1]"]
    assert text(prepared) == "Own [words](https://sea.example)."
    assert prepared.tree.definitions[0].body == "See [it](https://sea.example)."
    assert spans(prepared)[17] == "address of a link"


def test_nothing_is_left_of_a_file_taken_in_that_has_layout(make_site: MakeSite, read: Read) -> None:
    prepared = read("a\n\n{% include_relative p.md %}\n\nb", {"_posts/p.md": "Inner\n{: .x}\n\n[l][y]\n\n[y]: /y"})
    (taken_in,) = prepared.tree.sources
    assert [passage.markdown for passage in taken_in.passages] == ["Inner", "[l](/y)"]
    assert "left out as layout" not in spans(prepared).values()


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: "[" * n + "\n\n[x]: /u",
        lambda n: "[a][" * n + "\n\n[a]: /u",
        lambda n: "[a\n" * n + "\n\n[a]: /u",
        lambda n: "{:" * n,
        lambda n: '{: a="' * n,
        lambda n: "{:" + " .a" * n,
        lambda n: "x{: .a" * n,
        lambda n: "{::comment}" * n,
        lambda n: "{::comment}a\n" * n,
        lambda n: "<div markdown=1>" * n,
        lambda n: "<div>\n" * n,
        lambda n: "<div" * n,
        lambda n: "<br>\n" * n,
        lambda n: "A\n: b\n" * n,
        lambda n: "A\n" * n + ": b",
        lambda n: "^\n" * n,
        lambda n: "* TOC\n{:toc}\n" * n,
        lambda n: "".join(f"*[A{k}]: b\n" for k in range(n // 100)) + "A1 " * n,
        lambda n: "    a\n\n" * n,
    ],
)
def test_hostile_texts_take_no_longer(hostile: Callable[[int], str]) -> None:
    started = time.process_time()
    said(hostile(5_000))
    assert time.process_time() - started < 2
