"""How sure the parser may be, and which paragraphs of an article are perhaps the blogger's own."""

import re

from blog.exchange.jekyll import headings, marks
from blog.exchange.jekyll.rules import Rules
from blog.exchange.jekyll.tree import Confidence, Passage, Prose, Source, Tree

LONG_DESCRIPTION = 2500
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_FIRST_PERSON = re.compile(r"(?<!\w)(?:I|I'm|I’m|my|My|me)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:[/'’][^\W\d_]+)*/?[^\W\d_]*")


def weigh(tree: Tree, rules: Rules) -> None:
    """Sets suspicion, doubts and the verdict."""
    for source in tree.sources:
        _suspect(source, tree, rules)
        _weigh_source(source, tree)
    sources = tree.sources
    articles = [source for source in sources if source.kind != "video"]
    proses = [s for s in tree.sections if isinstance(s, Prose) and not s.is_entity_list]
    verdict = tree.verdict
    if not sources:
        if any("|---" in prose.markdown.replace(" ", "") or "|:--" in prose.markdown for prose in proses):
            verdict.reasons.append("tables and own words, no source")
        else:
            verdict.lower(Confidence.REVIEW, "no source found")
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
        return
    read = {what for _, what in source.head_lines}
    if not read:
        verdict.lower(Confidence.REVIEW, "a source without byline and date")
    elif not source.dek and source.kind == "article":
        verdict.lower(Confidence.LOOK, "a source without a dek")
    elif source.kind == "article" and not {"date", "byline"} <= read:
        verdict.lower(Confidence.LOOK, "a source without a byline" if "date" in read else "a source without a date")
    if any(passage.role == "table" for passage in source.passages):
        verdict.lower(Confidence.LOOK, "a table inside the article")
    if any("~~" in passage.markdown for passage in source.passages):
        verdict.lower(Confidence.REVIEW, "struck words inside the article")
        for passage in source.passages:
            if "~~" in passage.markdown:
                tree.doubt(passage.line, "struck words in quoted text", passage.markdown)


def _suspect(source: Source, tree: Tree, rules: Rules) -> None:
    """Never decides: the paragraph stays in the article, an editor is told."""
    if not source.url:
        return
    body = [passage for passage in source.passages if passage.role == "body"]
    has_summary = any(passage.role == "summary" for passage in source.passages)
    notes = " ".join(found.body for found in tree.definitions if found.handle)
    for at, passage in enumerate(body):
        plain = _QUOTED.sub(" ", headings.plain(passage.markdown))
        signs = []
        if rules.voice and (word := rules.voice.search(plain)):
            signs.append(f"“{word[0]}”")
        if has_summary:
            if at == 0 and marks.labels(passage.markdown):
                signs.append("first after the key points, with a note")
            elif _FIRST_PERSON.search(plain) and not source.dek:
                signs.append("first person")
            if shared := _shared(plain, notes, [other for other in body if other is not passage]):
                signs.append(f"words of the notes: {', '.join(shared)}")
        if signs:
            passage.suspicion = "; ".join(signs)
            tree.verdict.lower(Confidence.REVIEW, "a paragraph that is perhaps the blogger's own")
            tree.doubt(passage.line, "perhaps the blogger's own words", f"{passage.suspicion}: {passage.markdown}")
    if has_summary and len(body) > 2:
        _suspect_last(body, tree)


def _suspect_last(body: list[Passage], tree: Tree) -> None:
    """What follows the last suspicious paragraph to the end of a summarised article may be the same voice."""
    suspects = [at for at, passage in enumerate(body) if passage.suspicion]
    if suspects and 0 < len(body) - 1 - suspects[-1] <= 2 and suspects[-1] > 0:
        for passage in body[suspects[-1] + 1 :]:
            passage.suspicion = "after a paragraph that is perhaps the blogger's own"
            tree.doubt(passage.line, "perhaps the blogger's own words", f"{passage.suspicion}: {passage.markdown}")


def _shared(plain: str, notes: str, others: list[Passage]) -> list[str]:
    """Words with a slash in them that the attributed notes use too and the rest of the article does not."""
    elsewhere = {word.lower() for other in others for word in _WORD.findall(other.markdown)}
    noted = {word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(notes)}
    found = (word for word in _WORD.findall(plain) if "/" in word)
    return sorted({word for word in found if word.lower() in noted and word.lower() not in elsewhere})


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
