"""The admin of posts and their parts, and what posts add to the pages of the rooms below."""

from blog.posts.admin import below, groups, posts

__all__ = ["below", "groups", "posts"]
