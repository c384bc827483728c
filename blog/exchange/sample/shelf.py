"""What is loaded so far, by the names the files use."""

from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from blog.accounts.models import User
from blog.articles.models import Article, Capture, Passage, Publisher
from blog.exchange.sample.reading import Entry
from blog.images.models import Image
from blog.posts.models import Category, Series, Snippet

M = TypeVar("M", bound=Model)
T = TypeVar("T")


@dataclass(slots=True)
class Shelf:
    """Captures are named by their files: slug, slug.2 ..."""

    writers: dict[str, User] = field(default_factory=dict)
    publishers: dict[str, Publisher] = field(default_factory=dict)
    author_pages: dict[str, str] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)
    snippets: dict[str, Snippet] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    captures: dict[str, Capture] = field(default_factory=dict)
    passages: dict[str, list[Passage]] = field(default_factory=dict)

    @property
    def editor(self) -> User:
        """The first of the writers."""
        return next(iter(self.writers.values()))


def taken(entry: Entry, shelf: dict[str, T], name: str) -> T:
    """Raises SampleError with the names there are."""
    if name not in shelf:
        raise entry.error(f"there is no “{name}”; there are: {', '.join(sorted(shelf)) or 'none'}")
    return shelf[name]


def stored(entry: Entry, row: M) -> M:
    """Checked as a form would and saved; raises SampleError with what the model says."""
    entry.finish()
    try:
        row.full_clean()
        row.save()
    except ValidationError as error:
        raise entry.refused(error) from error
    return row
