"""Many files read at once, in processes of their own.

A process begins by importing this module, before Django is set up in it: nothing here may import a model.
"""

import os
import pickle
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from blog.exchange.jekyll.reading import Prepared, Reader
    from blog.exchange.jekyll.rules import Rules
    from blog.exchange.jekyll.site import Site

AHEAD = 64  # files that may be read and wait to be placed


def read_all(
    site: "Site", rules: "Rules", paths: list[str], processes: int
) -> Iterator[tuple[str, "Prepared | Exception"]]:
    """In the order of the paths; what could not be read comes as its exception.

    Where the processes die, of too little memory for instance, the rest is read here.
    """
    from blog.exchange.jekyll.reading import Reader, read

    waiting = deque(paths)
    if processes > 1:
        try:
            for path, prepared in _apart(site, rules, paths, processes):
                waiting.popleft()
                yield path, prepared
        except BrokenProcessPool:
            pass
    reader = Reader(site, rules)
    for path in waiting:
        yield path, read(reader, path)


def _apart(
    site: "Site", rules: "Rules", paths: list[str], processes: int
) -> Iterator[tuple[str, "Prepared | Exception"]]:
    state = pickle.dumps((site.folder, site.fallback_zone, rules, site.page_slugs))
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (state,))
    try:
        waiting = deque((path, pool.submit(_work, path)) for path in paths[:AHEAD])
        for path in paths[AHEAD:]:
            waiting.append((path, pool.submit(_work, path)))
            first, future = waiting.popleft()
            yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


_reader: "Reader | None" = None


def _begin(state: bytes) -> None:
    global _reader
    Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    from blog.exchange.jekyll.reading import Reader
    from blog.exchange.jekyll.site import open_site

    folder, zone, rules, page_slugs = pickle.loads(state)  # noqa: S301  of our own making
    site = open_site(folder, zone)
    site.page_slugs = page_slugs
    _reader = Reader(site, rules)


def _end_with_parent() -> None:
    """A parent that was killed cannot say goodbye."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _work(path: str) -> "Prepared | Exception":
    from blog.exchange.jekyll.reading import read_with_texts

    assert _reader is not None  # noqa: S101  the process began with _begin
    return read_with_texts(_reader, path)
