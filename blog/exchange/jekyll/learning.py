"""What the files of a site teach together before one of them is placed."""

import re
from collections import Counter

from blog.exchange.jekyll import headings, titles
from blog.exchange.jekyll.chunks import HEADING
from blog.exchange.jekyll.habits import Glance
from blog.exchange.jekyll.rules import PublisherRule, Rules
from blog.exchange.jekyll.site import Site

FEWEST_IN_SERIES = 3
TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*\r?$", re.MULTILINE)


def learn(site: Site, rules: Rules, paths: list[str]) -> list[str]:
    """A tail that two headings of one host share is its publisher's name; a name with many days, a series.

    What is usual on the site is noted, too; what of it the owner should know is returned.
    """
    tails: Counter[tuple[str, str]] = Counter()
    dated: Counter[str] = Counter()
    glance = Glance()
    for path in paths:
        text = (site.read(path) or b"").decode("utf-8", "replace")
        has_source = False
        if match := TITLE.search(text):
            dated[titles.dated_name(match[1])] += 1
        for line in text.split("\n"):
            match = HEADING.match(line.rstrip("\r")) if line.startswith("#") else None
            link = headings.linked(match[2]) if match else None
            if link is None:
                continue
            has_source = True
            host = headings.host(link.url)
            _, known, tail = headings.split_publisher(headings.plain(link.markdown), rules)
            if host and tail and not known and rules.publisher_of(host) is None and 2 < len(tail) <= 80:
                tails[host, tail] += 1
        if "_posts/" in path:
            glance.at(text, has_source=has_source)
    rules.habits = glance.habits
    del dated[""]
    rules.dated_series = {name.casefold(): name for name, count in dated.items() if count >= FEWEST_IN_SERIES}
    for (host, tail), count in tails.most_common():
        if count > 1 and host not in rules.by_host:
            rule = PublisherRule(tail, (host,))
            rules.publishers.append(rule)
            rules.by_host[host] = rule
            rules.by_name.setdefault(tail.lower(), rule)
    return glance.problems
