"""Pull quotes and quotations."""

import pytest

from blog.exchange.jekyll.quoting import tell_quotes
from blog.exchange.jekyll.tree import Passage, Source

TEXT = "The ferry, it seems, drifted for *two* [days](https://d.example/) before a trawler saw it."


def roles(*passages: tuple[str, str]) -> list[str]:
    source = Source("Ferry", "https://tern.example/a", "article", 1, 2)
    source.parts.extend(Passage(role, text, line, line + 1) for line, (role, text) in enumerate(passages, 5))
    tell_quotes(source)
    return [passage.role for passage in source.passages]


@pytest.mark.parametrize(
    ("quote", "role"),
    [
        ("> *The ferry drifted for two days before a trawler saw it.*", "pull_quote"),
        ("> _Drifted for two\n> days_", "pull_quote"),
        (
            "> *The ferry drifted for two days before a trawler saw it and towed it to the pier.*",
            "pull_quote",
        ),
        ("> *The buyer has sold it again, the Tern Times reported.*", "body"),
        ("> —", "body"),
    ],
)
def test_a_pull_quote_repeats_the_article(quote: str, role: str) -> None:
    assert roles(("body", TEXT), ("pull_quote", quote), ("body", "It was old.")) == ["body", role, "body"]


def test_an_emphasised_paragraph_that_repeats_the_article_is_one() -> None:
    repeated = "*The ferry drifted for two days before a trawler saw it.*"
    assert roles(("body", TEXT), ("body", repeated)) == ["body", "pull_quote"]
    assert roles(("body", repeated), ("body", TEXT)) == ["body", "body"]
    assert roles(("body", TEXT), ("body", "*The Tern Times has asked the board.*")) == ["body", "body"]
