"""Posts, their blocks, what groups them, what was put right in them; pages; the addresses both had."""

from blog.posts.models.addresses import FormerAddress
from blog.posts.models.blocks import Block, Snippet
from blog.posts.models.corrections import Correction
from blog.posts.models.groups import Category, Series
from blog.posts.models.pages import Page
from blog.posts.models.posts import Post, Tagging

__all__ = ["Block", "Category", "Correction", "FormerAddress", "Page", "Post", "Series", "Snippet", "Tagging"]
