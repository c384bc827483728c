"""Addresses of public pages, each worked out once."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address(name: str, *args: str) -> str:
    """`reverse("website:…")` for pages that lists link to by the hundred."""
    return _address(get_script_prefix(), name, args)


@lru_cache(maxsize=20_000)
def _address(prefix: str, name: str, args: tuple[str, ...]) -> str:
    return reverse(f"website:{name}", args=args)
