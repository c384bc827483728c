"""Publishers, authors, articles, captures of their text, passages of a capture."""

from blog.articles.models.articles import Article, Byline
from blog.articles.models.captures import Capture, Passage
from blog.articles.models.publishers import Author, Publisher, PublisherHost

__all__ = ["Article", "Author", "Byline", "Capture", "Passage", "Publisher", "PublisherHost"]
