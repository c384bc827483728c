"""A post (or an article, or a page) as readers meet it: blocks in order, notes numbered, words marked.

No Markdown is parsed here. Both the pages and the feeds draw what this package composes. Footnote numbers are
counted here and stored nowhere.
"""

from blog.posts.composition.composer import Composer
from blog.posts.composition.composing import compose, compose_article, compose_many, compose_page, with_article
from blog.posts.composition.sections import (
    LONG_NOTE,
    Composed,
    Excerpt,
    Note,
    Picture,
    Prose,
    Quoted,
    Run,
    Section,
    Video,
)

__all__ = [
    "LONG_NOTE",
    "Composed",
    "Composer",
    "Excerpt",
    "Note",
    "Picture",
    "Prose",
    "Quoted",
    "Run",
    "Section",
    "Video",
    "compose",
    "compose_article",
    "compose_many",
    "compose_page",
    "with_article",
]
