"""Addresses typed with slips, and addresses of the site itself."""

import pytest

from blog.exchange.jekyll.links import repaired


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
        ("https://www pier.example/", "https://www.pier.example/"),
        ("https://,www.pier.example/", "https://www.pier.example/"),
        ("www.pier.example", "https://www.pier.example"),
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
