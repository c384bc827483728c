"""What readers would see though nobody means it, and what no database keeps."""

import pytest

from tests.exchange.jekyll.conftest import Look, Text


def told(text: Text) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.what) for doubt in text.tree.doubts]


@pytest.mark.parametrize("tag", [r"\<br />", "<br /fer·ry", "<b class=>", "<a href='x>"])
def test_tags_that_are_shown_as_text_are_told(look: Look, tag: str) -> None:
    assert told(look(f"One.\nTwo {tag} three.")) == [(8, "markup that readers see")]


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
def test_tags_that_are_tags_or_are_meant_to_be_seen_are_no_doubt(look: Look, body: str) -> None:
    assert told(look(body)) == []


def test_half_a_link_is_told_at_its_line_and_lowers_the_confidence(look: Look) -> None:
    text = look("[A long\nlink](https://pier.example/) and\nThe Tern](https://tern.example/) met.")
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
def test_sound_links_are_no_doubt(look: Look, body: str) -> None:
    assert "link that is none" not in {doubt.what for doubt in look(body).tree.doubts}


def test_a_bracket_too_many_before_a_link_is_told_and_lowers_nothing(look: Look) -> None:
    text = look("One [a](https://pier.example/).\nThen [the [Harbour Board](https://pier.example/) met.")
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
def test_other_brackets_are_no_doubt(look: Look, body: str) -> None:
    assert "bracket that nothing closes" not in {doubt.what for doubt in look(body).tree.doubts}


def test_a_hyphen_that_a_pdf_viewer_lost_in_an_address_comes_back(look: Look) -> None:
    text = look("See https://tern.example/old\ufffeferry\ufffesold/1.")
    assert text.own == "See https://tern.example/old-ferry-sold/1."
    assert told(text) == [(7, "address repaired")]


def test_other_characters_that_cannot_be_kept_are_told_by_line(look: Look) -> None:
    text = look("One.\nThe fer\ufffery\x07 sank.")
    assert text.own == "One.\nThe ferry sank."
    (doubt,) = text.tree.doubts
    assert (doubt.line, doubt.what, doubt.text) == (
        8,
        "characters that cannot be kept",
        "U+0007, U+FFFE: The ferry sank.",
    )


def test_doubts_of_one_address_are_told_once(look: Look) -> None:
    text = look("[a](www.pier.example)\n[b](www.pier.example)\n[c](www.tern.example)")
    assert [(doubt.line, doubt.text) for doubt in text.tree.doubts] == [
        (7, "www.pier.example → https://www.pier.example (2 times)"),
        (9, "www.tern.example → https://www.tern.example"),
    ]


def test_a_link_to_an_address_told_as_wrong_is_told_with_it_alone(look: Look) -> None:
    links = "[a](https://tern example/)\n[b](https://tern example/) c](https://pier.example/)"
    text = look(f"{links}\n\n![p](/p.png) ![p](/p.png)")
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
def test_a_picture_of_another_site_is_told_and_a_page_is_a_link(look: Look, typed: str, kept: str) -> None:
    text = look(f"See {typed}")
    assert text.own == f"See {kept}"
    assert told(text) == [(7, "picture of another site")]


@pytest.mark.parametrize("typed", ["![p](data:image/png;base64,AA==)", "`![p](https://tern.example/x)`"])
def test_embedded_pictures_and_code_are_left_alone(look: Look, typed: str) -> None:
    text = look(f"See {typed}")
    assert (text.own, told(text)) == (f"See {typed}", [])
