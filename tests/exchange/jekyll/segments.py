"""What a file was divided into, told shortly; and pieces of files that the tests of it share."""

from blog.exchange.jekyll.reading import Prepared
from blog.exchange.jekyll.tree import Prose, Source

HEAD = "## [Ferry adrift off Tern Point](https://tern.example/news/adrift)\n\nMay 1, 2021\nBy Mia Stone"
NAMES = ["Tern Times", "Harbour Board", "Gull Line", "Port of Tern", "Pilot Office", "Coast Watch"]
NAMES_LIST = "\n".join(f"- [{name}](https://{name.split()[0].lower()}{n}.example/)" for n, name in enumerate(NAMES))
LONG = "\n\n".join(["The board meets on the pier and the clerk reads the tide tables aloud to all who came. " * 6] * 4)
DEK = HEAD.replace("adrift)", "adrift)\n\n*Nobody was on board.*", 1)
BIO = "Mia Stone is a reporter at MSNBC. She covers the bay."
RELEASE = """## [Fares in May](https://www.port.gov/fares/may.htm)

May 1, 2021

Fares rose.
"""


def headlines(prepared: Prepared) -> list[str]:
    return [source.headline for source in prepared.tree.sources]


def prose(prepared: Prepared) -> list[str]:
    return [
        section.markdown
        for section in prepared.tree.sections
        if isinstance(section, Prose) and not section.is_entity_list
    ]


def names(prepared: Prepared) -> list[str]:
    return [
        section.markdown for section in prepared.tree.sections if isinstance(section, Prose) and section.is_entity_list
    ]


def quoted(source: Source) -> list[tuple[str, str]]:
    return [(passage.role, passage.markdown) for passage in source.passages]


def told(prepared: Prepared) -> list[tuple[str, str]]:
    """The first line of each doubt's text, with what is doubted."""
    return [(doubt.what, doubt.text.split("\n")[0]) for doubt in prepared.tree.doubts]
