"""How sure the parser may be; whatever lowers a verdict to a review names a line."""

import re

from blog.exchange.jekyll import foot, headings, marks, voices
from blog.exchange.jekyll.chunks import items
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.tree import Confidence, Prose, Source, Tree

LONG_DESCRIPTION = 2500
_OF_VIDEO = re.compile(r"\W*(?:\d{1,2}:)?\d{1,2}:\d{2}\b|.{0,60}?(?:https?://\S+|www\.\S+|\]\([^)]*\))\W*\Z|[#@]\w")


def weigh(tree: Tree, rules: Rules) -> None:
    """Sets suspicion, doubts and the verdict."""
    for source in tree.sources:
        voices.hear(source, tree, rules)
        _weigh_source(source, tree)
    sources = tree.sources
    articles = [source for source in sources if source.kind != "video"]
    owns = [section for section in tree.sections if isinstance(section, Prose) and not section.is_entity_list]
    proses = [prose for prose in owns if not foot.is_comment(prose.markdown)]
    verdict = tree.verdict
    if not sources:
        if any("|---" in prose.markdown.replace(" ", "") or "|:--" in prose.markdown for prose in proses):
            verdict.reasons.append("tables and own words, no source")
        elif not rules.habits.quotes_nobody:
            verdict.lower(Confidence.REVIEW, "no source found")
            top = next(iter(tree.sections), None)
            tree.doubt(top.line if top else 1, "no source found", getattr(top, "markdown", "").split("\n")[0])
    if len(articles) > 1 or (articles and len(sources) > 1):
        verdict.lower(Confidence.LOOK, "several sources")
    if sources and proses:
        first = tree.sections.index(proses[0])
        is_before = all(tree.sections.index(source) > first for source in sources)
        only_lists = all(re.match(r"\s*[-*+] ", line) or not line.strip() for line in proses[0].markdown.split("\n"))
        if len(proses) > 1 or not is_before or not only_lists:
            verdict.lower(Confidence.LOOK, "own words beside the source")
    if tree.definitions:
        verdict.lower(Confidence.LOOK, "notes whose words are guessed")
    weigh_notes(tree)


def _weigh_source(source: Source, tree: Tree) -> None:
    verdict = tree.verdict
    if source.kind == "video":
        if any(passage.role == "subhead" for passage in source.passages):
            verdict.lower(Confidence.LOOK, "headings below a video")
        if sum(len(headings.plain(passage.markdown)) for passage in source.passages) > LONG_DESCRIPTION:
            verdict.lower(Confidence.LOOK, "a long text below a video")
        _weigh_points(source, tree)
        return
    read = {what for _, what in source.head_lines}
    if not read:
        verdict.lower(Confidence.REVIEW, "a source without byline and date")
        if all(doubt.line != source.line for doubt in tree.doubts):
            tree.doubt(source.line, "a source without byline and date", source.headline)
    elif not source.dek and source.kind == "article":
        verdict.lower(Confidence.LOOK, "a source without a dek")
    elif source.kind == "article" and not {"date", "byline"} <= read:
        verdict.lower(Confidence.LOOK, "a source without a byline" if "date" in read else "a source without a date")
    if table := next((passage for passage in source.passages if passage.role == "table"), None):
        verdict.lower(Confidence.LOOK, "a table inside the article")
        tree.doubt(table.line, "a table inside the article", table.markdown)
    _weigh_struck(source, tree)


def _weigh_points(source: Source, tree: Tree) -> None:
    """What a video site lists below a video are links and chapters, which begin with a time."""
    for passage in source.passages:
        is_list = passage.role == "list" and not all(_OF_VIDEO.match(item) for item in items(passage.markdown))
        if is_list or passage.role == "table":
            what = f"a {passage.role} below a video: its description or the blogger's?"
            tree.verdict.lower(Confidence.LOOK, "a list or a table below a video")
            tree.doubt(passage.line, what, passage.markdown)


def _weigh_struck(source: Source, tree: Tree) -> None:
    """A statute strikes words itself; in an article the blogger did."""
    struck = [passage for passage in source.passages if "~~" in passage.markdown]
    if not struck:
        return
    is_article = source.kind == "article"
    tree.verdict.lower(Confidence.REVIEW if is_article else Confidence.LOOK, f"struck words inside the {source.kind}")
    for passage in struck if is_article else struck[:1]:
        tree.doubt(passage.line, "struck words in quoted text", passage.markdown)


def weigh_notes(tree: Tree) -> None:
    """Doubts of notes that share a label or name themselves."""
    seen: set[str] = set()
    for found in tree.definitions:
        if found.label in seen:
            tree.doubt(found.line, "note defined twice", f"[^{found.label}]: {found.body}")
            tree.verdict.lower(Confidence.REVIEW, "a note defined twice")
        seen.add(found.label)
        if found.label in marks.labels(found.body):
            tree.doubt(found.line, "note that refers to itself", f"[^{found.label}]")
