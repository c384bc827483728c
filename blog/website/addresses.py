"""Addresses of public pages, each worked out once."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

from blog.posts.models import Post


def address(name: str, *args: str) -> str:
    """`reverse("website:…")` for pages that lists link to by the hundred."""
    return _address(get_script_prefix(), name, args)


def post_address(post: Post) -> str:
    """`post.get_absolute_url()` of a post with a date."""
    return address("post", f"{post.year:04d}", f"{post.month:02d}", post.slug)


@lru_cache(maxsize=20_000)
def _address(prefix: str, name: str, args: tuple[str, ...]) -> str:
    return reverse(f"website:{name}", args=args)
