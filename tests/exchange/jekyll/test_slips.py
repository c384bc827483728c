"""What readers would see though nobody means it, and what no database keeps."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from blog.exchange.jekyll.body import blocks
from blog.exchange.jekyll.chunks import Kind
from blog.exchange.jekyll.liquid import Liquid
from blog.exchange.jekyll.site import open_site
from blog.exchange.jekyll.tree import Tree
from tests.exchange.jekyll.conftest import MakeSite, post

PATH = "_posts/2021-05-01-Ferry.md"


@dataclass
class Text:
    """What is left of a text when its marks and links have been looked at."""

    tree: Tree
    own: str


Read = Callable[[str], Text]


@pytest.fixture
def read(make_site: MakeSite) -> Read:
    """Of a post whose body begins in line 7."""

    def one(body: str) -> Text:
        site = open_site(make_site({PATH: post(body)}), "UTC")
        tree = Tree()
        found = blocks(site.document(PATH), site, Liquid(site, tree, PATH, [], [], str), str)
        return Text(tree, "\n\n".join(chunk.source for chunk in found if chunk.kind is not Kind.DEFINITION))

    return one


def told(text: Text) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.what) for doubt in text.tree.doubts]


@pytest.mark.parametrize("tag", [r"\<br />", "<br /fer·ry", "<b class=>", "<a href='x>"])
def test_tags_that_are_shown_as_text_are_told(read: Read, tag: str) -> None:
    assert told(read(f"One.\nTwo {tag} three.")) == [(8, "markup that readers see")]


@pytest.mark.parametrize(
    "body",
    [
        "a<br>b<br />c</br >",
        '<span\nclass="x">a</span>',
        r"a \\<br>",
        "`<br /x` and 2 < 3 <your name>",
        "~~~\n<br /x\n~~~",
    ],
)
def test_tags_that_are_tags_or_are_meant_to_be_seen_are_no_doubt(read: Read, body: str) -> None:
    assert told(read(body)) == []


def test_half_a_link_is_told_at_its_line_and_lowers_the_confidence(read: Read) -> None:
    text = read("[A long\nlink](https://pier.example/) and\nThe Tern](https://tern.example/) met.")
    (doubt,) = text.tree.doubts
    assert (doubt.line, doubt.what, doubt.text) == (
        9,
        "link that is none",
        "ink](https://pier.example/) and The Tern](https://tern.example/) met.",
    )
    assert "a link that is none" in text.tree.verdict.reasons


@pytest.mark.parametrize(
    "body",
    [
        '[a](https://pier.example/x_(y) "t") [b](<c d>) [c](e (f)) [![p](/a.png)](https://pier.example/)',
        r"[a \[b](https://pier.example/)",
        "`a](b)`",
        "[a [b [c]]](https://pier.example/)",
    ],
)
def test_sound_links_are_no_doubt(read: Read, body: str) -> None:
    assert "link that is none" not in {doubt.what for doubt in read(body).tree.doubts}


def test_a_bracket_too_many_before_a_link_is_told_and_lowers_nothing(read: Read) -> None:
    text = read("One [a](https://pier.example/).\nThen [the [Harbour Board](https://pier.example/) met.")
    (doubt,) = text.tree.doubts
    assert (doubt.line, doubt.what) == (8, "bracket that nothing closes")
    assert text.tree.verdict.reasons == []


@pytest.mark.parametrize(
    "body",
    [
        "[see [a](https://pier.example/)] and [b [c] d](https://pier.example/)",
        r"\[the [a](https://pier.example/)",
        "between [0, 1) and [a](https://pier.example/)",
        "`[the` [a](https://pier.example/)",
        "[one [two\n\n[a](https://pier.example/)",
        "[![p [q]](/a.png) b](https://pier.example/)",
        "[[a](https://pier.example/), [b](https://pier.example/)]",
    ],
)
def test_other_brackets_are_no_doubt(read: Read, body: str) -> None:
    assert "bracket that nothing closes" not in {doubt.what for doubt in read(body).tree.doubts}


def test_a_hyphen_that_a_pdf_viewer_lost_in_an_address_comes_back(read: Read) -> None:
    text = read("See https://tern.example/old\ufffeferry\ufffesold/1.")
    assert text.own == "See https://tern.example/old-ferry-sold/1."
    assert told(text) == [(7, "address repaired")]


def test_other_characters_that_cannot_be_kept_are_told_by_line(read: Read) -> None:
    text = read("One.\nThe fer\ufffery\x07 sank.")
    assert text.own == "One.\nThe ferry sank."
    (doubt,) = text.tree.doubts
    assert (doubt.line, doubt.what, doubt.text) == (
        8,
        "characters that cannot be kept",
        "U+0007, U+FFFE: The ferry sank.",
    )


def test_doubts_of_one_address_are_told_once(read: Read) -> None:
    text = read("[a](www.pier.example)\n[b](www.pier.example)\n[c](www.tern.example)")
    assert [(doubt.line, doubt.text) for doubt in text.tree.doubts] == [
        (7, "www.pier.example → https://www.pier.example (2 times)"),
        (9, "www.tern.example → https://www.tern.example"),
    ]


def test_a_link_to_an_address_told_as_wrong_is_told_with_it_alone(read: Read) -> None:
    links = "[a](https://tern example/)\n[b](https://tern example/) c](https://pier.example/)"
    text = read(f"{links}\n\n![p](/p.png) ![p](/p.png)")
    assert [(doubt.line, doubt.what, doubt.text) for doubt in text.tree.doubts] == [
        (7, "address that leads nowhere", "https://tern example/ (2 times)"),
        (10, "picture that is not there", "/p.png (2 times)"),
        (8, "link that is none", "n example/) [b](https://tern example/) c](https://pier.example/)"),
    ]
    assert text.tree.verdict.reasons == ["a link that is none"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("![The ferry](https://tern.example/x)", "[The ferry](https://tern.example/x)"),
        ("![](https://tern.example/x)", "[https://tern.example/x](https://tern.example/x)"),
        ("[![The ferry](https://tern.example/x)](/a/)", "[The ferry](/a/)"),
        ("![The ferry](https://tern.example/x.png?w=2)", "![The ferry](https://tern.example/x.png?w=2)"),
    ],
)
def test_a_picture_of_another_site_is_told_and_a_page_is_a_link(read: Read, typed: str, kept: str) -> None:
    text = read(f"See {typed}")
    assert text.own == f"See {kept}"
    assert told(text) == [(7, "picture of another site")]


@pytest.mark.parametrize("typed", ["![p](data:image/png;base64,AA==)", "`![p](https://tern.example/x)`"])
def test_embedded_pictures_and_code_are_left_alone(read: Read, typed: str) -> None:
    text = read(f"See {typed}")
    assert (text.own, told(text)) == (f"See {typed}", [])
