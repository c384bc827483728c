"""The admin of posts and their parts, of pages, and what posts add to the pages of the rooms below."""

from blog.posts.admin import below, groups, pages, posts

__all__ = ["below", "groups", "pages", "posts"]
