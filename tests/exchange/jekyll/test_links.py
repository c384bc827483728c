"""Addresses typed with slips, links that are none, and addresses of the site itself."""

import time
from collections.abc import Callable

import pytest

from blog.exchange.jekyll.addresses import repaired
from blog.exchange.jekyll.body import blocks
from blog.exchange.jekyll.links import hosts_of, mend
from blog.exchange.jekyll.liquid import Liquid
from blog.exchange.jekyll.site import open_site
from blog.exchange.jekyll.tree import Tree
from tests.exchange.jekyll.conftest import MakeSite, post

PATH = "_posts/2021-05-01-Ferry.md"
Mended = tuple[str, list[str], str]


@pytest.fixture
def mended(make_site: MakeSite) -> Callable[..., Mended]:
    """A line as it is after mending, what is doubted in it, and the confidence."""
    site = open_site(make_site({"notes.tern/log.txt": "x", PATH: "x"}), "UTC")

    def one(line: str, following: str = "") -> Mended:
        tree = Tree()
        text = mend(line, 9, site, tree, PATH, str, following)
        return text, [doubt.what for doubt in tree.doubts], tree.verdict.confidence

    return one


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://https://pier.example/a", "https://pier.example/a"),
        ("https;//pier.example", "https://pier.example"),
        ("ht://pier.example", "https://pier.example"),
        ("htps://pier.example", "https://pier.example"),
        ("hhttps://pier.example", "https://pier.example"),
        ("https:pier.example/", "https://pier.example/"),
        ("https//pier.example/", "https://pier.example/"),
        ("https:///pier.example", "https://pier.example"),
        ("https:// pier.example/", "https://pier.example/"),
        ("https://www pier.example/", "https://www.pier.example/"),
        ("https://,www.pier.example/", "https://www.pier.example/"),
        ("www.pier.example", "https://www.pier.example"),
        ("tel+15550100", "tel:+15550100"),
        ("mailtoada@pier.example", "mailto:ada@pier.example"),
    ],
)
def test_slips_at_the_beginning_are_repaired(typed: str, expected: str) -> None:
    assert repaired(typed) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://pier.example/a?to=https://tern.example",
        "http://pier.example",
        "https://pier.example:8443/a",
        "/2031/05/ferry/",
        "#top",
        "mailto:ada@pier.example",
        "tel:+15550100",
        "",
    ],
)
def test_sound_addresses_stay(url: str) -> None:
    assert repaired(url) == url


@pytest.mark.parametrize(
    "line",
    [
        '[a](http://pier.example/x "Title")',
        "[a](http://pier.example/x 'Title')",
        "[a](http://pier.example/x (Title))",
        '[a](<http://pier.example/a b> "t")',
        "[a](<http://pier.example/a b>)",
        '![p](img/a.png "Title")',
        '![p](/img/a.png  "A ferry (old)" )',
        "[a](https://pier.example/wiki/Ferry_(boat))",
        "[a](https://pier.example/o'hara)",
        "([a](https://pier.example/)s)",
        "[![p](https://tern.example/a.png)](https://pier.example/)",
        "[a][b] and [c]: d",
        '<a href="https://pier.example/" title="x">a</a>',
        "<a href='tel:+15550100'>call</a>",
        "[a](#part) [b](ferry.html) [c](../ferry.html#top) [d](img/ferry.pdf?x=1) [e](notes.tern/log.txt)",
        "[a](mailto:ada@pier.example?subject=Hi)",
        "call `[a]()` or `[b](www.pier.example)`",
        "matrix[1][2](x)",
        "[a](https://old_ferry.tern.example/wiki/Ferry_(boat)_) [b](https://192.0.2.7:80/)",
        "[a](https://xn--fhre-moa.xn--p1ai/) [b](https://фарватер.рф/) [c](https://ada@pier.example./)",
    ],
)
def test_ordinary_links_pass_byte_for_byte(mended: Callable[..., Mended], line: str) -> None:
    assert mended(line) == (line, [], "high")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[a](archives.pier.example/) b", "[a](https://archives.pier.example/) b"),
        ("[a](pier.example) b", "[a](https://pier.example) b"),
        ("the [Board)(https://board.example/)’s", "the [Board](https://board.example/)’s"),
        ("[a](https://tern.example/ old/x) b", "[a](https://tern.example/%20old/x) b"),
        ("[a](/img/my ferry.pdf)", "[a](/img/my%20ferry.pdf)"),
        ("[an item](https://tern.example/@ada](https://ada.example/)/115)", "[an item](https://tern.example/@ada/115)"),
        ("[a](https://pier.example%) b", "[a](https://pier.example) b"),
        ("[a](https://pier.example/,) b", "[a](https://pier.example/) b"),
        ("the [Board](https://pier.example_) met", "the [Board](https://pier.example) met"),
        ("[a](https://pier.example_/old_) b", "[a](https://pier.example/old_) b"),
        ("[a](https:// pier.example/) b", "[a](https://pier.example/) b"),
        ('<a href="tel+15550100">call</a>', '<a href="tel:+15550100">call</a>'),
        ('[a](https;//pier.example "T")', '[a](https://pier.example "T")'),
    ],
)
def test_certain_slips_in_links_are_repaired_and_told(mended: Callable[..., Mended], line: str, expected: str) -> None:
    assert mended(line) == (expected, ["address repaired"], "high")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[^1]: See [a](https://pier.example/b", "[^1]: See [a](https://pier.example/b)"),
        ("See [a](/2021/05/ferry/.", "See [a](/2021/05/ferry/)."),
    ],
)
def test_a_link_that_the_line_ends_in_is_closed(mended: Callable[..., Mended], line: str, expected: str) -> None:
    assert mended(line) == (expected, ["link closed"], "high")


@pytest.mark.parametrize(
    ("line", "following"), [("[a](https://pier.example/b", '"Title")'), ("f(x](https://pier.example/b", "")]
)
def test_what_is_no_open_link_is_not_closed(mended: Callable[..., Mended], line: str, following: str) -> None:
    assert mended(line, following)[0] == line


def test_a_link_without_an_address_is_plain_words(mended: Callable[..., Mended]) -> None:
    assert mended("a [Board [x]]() met") == ("a Board [x] met", ["link without an address"], "high")


def test_an_address_cut_by_a_bracket_is_told_with_what_it_may_have_been(make_site: MakeSite) -> None:
    tree = Tree()
    line = "[Quill](https://board.example/the-mayor)ess/) spoke."
    assert mend(line, 9, open_site(make_site({}), "UTC"), tree, "a.md", str) == line
    (doubt,) = tree.doubts
    assert (doubt.what, doubt.text) == (
        "address cut by a bracket",
        "https://board.example/the-mayor)ess/) – perhaps https://board.example/the-mayoress/",
    )
    assert tree.verdict.confidence == "look"


@pytest.mark.parametrize(
    "url",
    [
        "https://pier example/",
        "https://pier/",
        "https://pier,example/",
        "https:/",
        "https://www..pierlexample/",
        "https://pier.ex4mple/",
        "https://pier.example_old/",
        "https://pier..example/",
    ],
)
def test_an_address_that_leads_nowhere_is_told(mended: Callable[..., Mended], url: str) -> None:
    assert mended(f"[a]({url})") == (f"[a]({url})", ["address that leads nowhere"], "high")


def test_an_address_cut_by_another_link_is_told_without_the_bracket_that_closes_it(make_site: MakeSite) -> None:
    tree = Tree()
    line = "[an item](https://tern.example/@ada](https://ada.example/)/115)"
    mend(line, 9, open_site(make_site({}), "UTC"), tree, "a.md", str)
    assert [doubt.text for doubt in tree.doubts] == [
        "https://tern.example/@ada](https://ada.example/)/115 → https://tern.example/@ada/115"
    ]


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("see https://www.pier.example/ and https://Tern.example/x", "[a](https://tern.example/b)"),
        ("see https://www.pier.example/ and https://news.tern.example", "[a](https://tern example/b)"),
        ("https://tern example/", "[a](https://tern example/b)"),
    ],
)
def test_a_blank_in_a_host_is_a_full_stop_where_the_file_has_that_host(
    make_site: MakeSite, elsewhere: str, expected: str
) -> None:
    tree, line = Tree(), "[a](https://tern example/b)"
    hosts = hosts_of([elsewhere, line])
    assert mend(line, 9, open_site(make_site({}), "UTC"), tree, "a.md", str, "", hosts) == expected
    assert [doubt.what for doubt in tree.doubts] == [
        "address repaired" if "." in expected else "address that leads nowhere"
    ]


def test_hosts_are_looked_for_only_where_one_is_broken() -> None:
    assert hosts_of(["[a](https://tern.example/b) and https://pier.example/ more"]) == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "](" * 20_000,
        "[a " * 20_000 + "](x)",
        "https://a" * 10_000,
        "https://" + "a." * 20_000 + " b",
        "[x](" + " " * 50_000 + '"',
        "[x](http://pier.example/" + " " * 50_000 + "c)",
        "](http://a.b" * 20_000,
        "[x](" + "(a" * 20_000,
        "`a` [b](c) " * 10_000,
    ],
)
def test_a_line_of_brackets_takes_no_longer_than_another(make_site: MakeSite, line: str) -> None:
    """In seconds of the processor; a walk that went back would take minutes."""
    site = open_site(make_site({PATH: post(line)}), "UTC")
    begun = time.process_time()
    blocks(site.document(PATH), site, Liquid(site, Tree(), PATH, [], [], str), str)
    assert time.process_time() - begun < 10
