"""Addresses of the feeds, the sitemaps and robots.txt."""

import re

from django.urls import path, re_path

from blog.feeds import discovery
from blog.feeds.subjects import KINDS
from blog.feeds.views import FEEDS, group

app_name = "feeds"
FILE = "|".join(re.escape(file) for file in FEEDS)

urlpatterns = [
    path("feed.xml", FEEDS["feed.xml"], name="atom"),
    path("rss.xml", FEEDS["rss.xml"], name="rss"),
    path("feed.json", FEEDS["feed.json"], name="json"),
    re_path(rf"^(?P<kind>{'|'.join(KINDS)})/(?P<slug>[^/\x00]+)/(?P<file>{FILE})$", group, name="group"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", discovery.sitemap_section, name="sitemap_section"),
    path("robots.txt", discovery.robots, name="robots"),
]
