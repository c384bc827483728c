"""Posts, their blocks, what groups them, and what was put right in them."""

from blog.posts.models.blocks import Block, Snippet
from blog.posts.models.corrections import Correction
from blog.posts.models.groups import Category, Series
from blog.posts.models.posts import FormerAddress, Post, Tagging

__all__ = ["Block", "Category", "Correction", "FormerAddress", "Post", "Series", "Snippet", "Tagging"]
