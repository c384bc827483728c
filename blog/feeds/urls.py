"""Addresses of the feeds, the sitemaps and robots.txt."""

import re

from django.urls import path, re_path

from blog.feeds import discovery
from blog.feeds.subjects import KINDS
from blog.feeds.views import AtomFeed, JsonFeed, RssFeed

app_name = "feeds"
FEEDS = {"atom": ("feed.xml", AtomFeed()), "rss": ("rss.xml", RssFeed()), "json": ("feed.json", JsonFeed())}
KIND = "|".join(KINDS)

urlpatterns = [
    *(path(file, feed, name=name) for name, (file, feed) in FEEDS.items()),
    *(
        re_path(rf"^(?P<kind>{KIND})/(?P<slug>[^/]+)/(?P<file>{re.escape(file)})$", feed, name="group")
        for file, feed in FEEDS.values()
    ),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", discovery.sitemap_section, name="sitemap_section"),
    path("robots.txt", discovery.robots, name="robots"),
]
