"""A Jekyll blog of generated posts, with the shapes and sizes of a real one: long tag lists, entity lists with nested
links, tables of figures with arrows, footnotes in every eighth post, and the front matter that people type by hand."""

import datetime as dt
import math
import random
from collections.abc import Callable
from pathlib import Path

from tests.bench.words import WORDS

CONFIG = """title: The Quay
url: 'https://quay.example'
baseurl: "/log/"
timezone: America/New_York
permalink: /:year/:month/:title.html
github_username: NedQuill
author:
  name: Ned Quill
"""
NAMES = [
    "Abel",
    "Berit",
    "Caro",
    "Dunja",
    "Edda",
    "Falk",
    "Greta",
    "Henk",
    "Ilse",
    "Jory",
    "Kaja",
    "Linus",
    "Mette",
    "Nils",
    "Odile",
    "Piet",
    "Runa",
    "Sven",
    "Tilda",
    "Ulf",
]
SURNAMES = [
    "Amsel",
    "Brook",
    "Carder",
    "Dahl",
    "Ebert",
    "Fenn",
    "Gower",
    "Holm",
    "Inglis",
    "Jarvis",
    "Kerr",
    "Lund",
    "Marsh",
    "Nolan",
    "Orme",
    "Pell",
    "Quist",
]
PRESS = [
    ("Herring Post", "herringpost.example"),
    ("Tidal Wire", "wire.tidal.example"),
    ("Evening Ledger", "ledger.example"),
]
MORE_PRESS = [(f"{word.title()} Gazette", f"{word}.example") for word in WORDS]
SCRIPTS = [
    "東京証券取引",
    "上海证券交易所",
    "नेशनल स्टॉक",
    "السوق المالية",
    "한국거래소",
    "ตลาดหลักทรัพย์",
    "Московская Биржа",
    "São Pedro",
]
ENTITIES, TREE = 8000, 3
INCLUDES = {"Levies": 80, "Golf": 40, "Rooms": 30, "Autocracy": 20}


class Blog:
    """Draws posts; the same seed makes the same files."""

    def __init__(self, folder: Path, seed: int = 7) -> None:
        self.folder, self.dice = folder, random.Random(seed)
        self.entities = [self._entity(n) for n in range(ENTITIES)]
        self.paths: list[str] = []
        self.day = dt.date(2024, 9, 1)

    def write(self, posts: int) -> int:
        """Bytes written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
        (self.folder / "_includes").mkdir(parents=True)
        for name, rows in INCLUDES.items():
            table = "".join(
                f"| **[{self._name()}]({self._url()})** <br /> {self._words(6)} <br /> +1 555 0100 |\n"
                for _ in range(rows)
            )
            (self.folder / "_includes" / f"{name}.html").write_text(f"| [{name}]({self._url()}) |\n|---|\n{table}")
        kinds: list[Callable[[], str]] = [self._figures, self._video, self._own, self._article]
        size = 0
        for n in range(posts):
            if n % 3 == 0:
                self.day += dt.timedelta(days=1)
            kind = self.dice.choices(kinds, (19, 17, 3, 61))[0]
            slug = (
                f"{self.day:%Y%m%d}Indexes{n}"
                if kind == self._figures
                else f"{''.join(self._words(3).title().split())}{n}"
            )
            path = f"_posts/{self.day:%Y/%m}/{self.day:%Y-%m-%d}-{slug}.md"
            data = kind().encode()
            if n % 100 == 7:
                data = data.replace(b"\n", b"\r\n")
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(data)
            self.paths.append(path)
            size += len(data)
        return size

    # posts

    def _article(self) -> str:
        dice, notes = self.dice, dice_notes(self.dice)
        words = min(6000, int(dice.lognormvariate(math.log(640), 0.8)))
        paragraphs = [self._linked(dice.randrange(25, 90)) for _ in range(max(3, words // 55))]
        for n in range(1, len(paragraphs), 6):
            if dice.random() < 0.3:
                paragraphs[n] = f"> *{self._linked(30)}*"
            elif dice.random() < 0.2:
                paragraphs[n] = f"### {self._words(5).title()}"
        for label in notes:
            at = dice.randrange(len(paragraphs))
            paragraphs[at] += f"[^{label}]"
            paragraphs.insert(at + 1, f"[^{label}]: {dice.choice(['@NedQuill: ', ''])}{self._linked(25)}")
        (publisher, host), tail = dice.choices(PRESS, (6, 3, 1))[0], ""
        if dice.random() < 0.4:
            publisher, host = dice.choice(MORE_PRESS)
            tail = dice.choice(["", "", f" - {publisher}", f" / {publisher}"])
        moment = f"{self.day:%b. %-d, %Y}, {dice.randrange(1, 12)}:{dice.randrange(60):02d} PM EST"
        author = self._name()
        head = f"## [{self._words(11).capitalize()}{tail}](https://{host}/{'-'.join(self._words(7).split())}-{dice.randrange(10**8)})"
        byline = dice.choice(
            [f"By [{author}](https://{host}/author/{author.replace(' ', '-')})", f"By {author} and {self._name()}"]
        )
        bio = f"[{author}](https://{host}/) is a {self._words(2)} reporter for {publisher}. {self._linked(20)}"
        intro = (
            [f"- [{self._words(8)}]({{% link {dice.choice(self.paths)} %}})"]
            if self.paths and dice.random() < 0.3
            else []
        )
        opening = [*intro, head, f"*{self._linked(24)}*", f"{moment}\n{byline}"]
        if dice.random() < 0.08:
            opening.append("\n".join(f"- **{self._words(2).title()}**: {self._words(16)}." for _ in range(5)))
        return self._post([*opening, *paragraphs, bio], rule=True)

    def _video(self) -> str:
        code = "".join(self.dice.choices("abcdefghijkLMNOPQ0123456789_", k=11))
        said = [self._linked(self.dice.randrange(20, 60)) for _ in range(self.dice.randrange(1, 5))]
        source = f"https://www.youtube.com/embed/{code}"
        frame = f'<iframe width="560" height="315" src="{source}" title="{self._words(5)}" allowfullscreen></iframe>'
        return self._post(
            [f"## {self._words(9).title()}", frame, f"{self.day:%b %-d, %Y}  #Quay #Ferry", *said], rule=True
        )

    def _own(self) -> str:
        paragraphs = [self._linked(self.dice.randrange(20, 80)) for _ in range(self.dice.randrange(4, 20))]
        for label in dice_notes(self.dice):
            paragraphs[0] += f"[^{label}]"
            paragraphs.append(f"[^{label}]: {self._linked(20)}")
        return self._post(paragraphs, rule=False)

    def _figures(self) -> str:
        rows = ["| Index | Closing Value | Gain/Loss | Percentage Change |", "|---|---:|---:|---:|"]
        for part in range(self.dice.randrange(3, 6)):
            rows.append(f"| **{self._words(1).title()} {part}** | | | |")
            for _ in range(self.dice.randrange(20, 45)):
                arrow = self.dice.choice(["up", "down"])
                value, change = self.dice.uniform(100, 50_000), self.dice.uniform(-300, 300)
                rows.append(
                    f"| {self._words(3).title()} {self.dice.randrange(3000)} | {value:,.2f} "
                    f"| {change:+.2f} | :arrow_{arrow}: {abs(change) / 90:.2f}% |"
                )
            rows.append(
                "| <strong>Mean change: 0.45%</strong> | <strong>rising: 31</strong> "
                "| <strong>falling: 5</strong> | **Gains** |"
            )
        links = [f"- [{self._words(12)}]({{% link {path} %}})" for path in self.paths[-2:]]
        note = ["[^1]: Closed early."] if self.dice.random() < 0.1 else []
        if note:
            rows[4] = rows[4].replace(" |", "[^1] |", 1)
        head = ["\n".join(links), f"## [Stock Market Indexes - {PRESS[0][0]}](https://{PRESS[0][1]}/indexes/)"]
        return self._post([*head, "\n".join(rows), *note], rule=False, is_figures=True)

    def _post(self, body: list[str], *, rule: bool, is_figures: bool = False) -> str:
        dice = self.dice
        count = min(269, int(dice.lognormvariate(math.log(57), 0.74))) if dice.random() > 0.01 else 0
        chosen = [
            self.entities[n] for n in dict.fromkeys(int(ENTITIES * dice.random() ** 3) for _ in range(3 * count))
        ][:count]
        tags = ",".join(name.replace(",", "") for name, _ in chosen)
        if is_figures:
            tags = "\t".join(tags.rsplit(",", 1)) + "".join(f",{name} ({n} 1)" for n, name in enumerate(SCRIPTS))
            tags = tags.lstrip(",")
        moment = (
            f"{self.day:%Y-%m-%d}"
            + dice.choices([" 2:20 PM", " 17:40", " 04:01:23 PM", " 04:30 PM", " 9:15 AM", ""], (39, 26, 18, 8, 7, 2))[
                0
            ]
        )
        title = f"{self._words(2).title()}: {self._words(5)}"
        if dice.random() < 0.03:
            title = f"The {dice.choice(WORDS).title()} Papers – Part {dice.randrange(1, 200)}: {self._words(5)}"
        front = [
            "layout: post", f"tags: [{tags}]",
            f"categories: [{', '.join(w.title() for w in self._words(dice.randrange(1, 4)).split())}]",
            f"date: {moment}", f"excerpt: '{self._words(20) if dice.random() < 0.4 else ''}'",
            "#image: 'BASEURL/assets/.png'", "#description:",
            f'title: "{title}"',
        ]  # fmt: skip
        if dice.random() < 0.01:
            front.append("categories: [again]")
        if count > 8 and dice.random() < 0.66:
            lines, depth = [], 0
            for name, url in chosen:
                depth = dice.randrange(max(0, depth - 2), min(TREE, depth + 1) + 1) if lines else 0
                lines.append(f"{'    ' * depth}- {name if not url else f'[{name}]({url})'}")
            body = [*body, *(["----"] if rule and dice.random() < 0.6 else []), "\n".join(lines)]
            if dice.random() < 0.5:
                body[-1] += f"\n{{% include {dice.choice(list(INCLUDES))}.html %}}"
        return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body) + "\n"

    # words

    def _words(self, count: int) -> str:
        return " ".join(self.dice.choices(WORDS, k=count))

    def _name(self) -> str:
        return f"{self.dice.choice(NAMES)} {self.dice.choice(SURNAMES)}"

    def _url(self) -> str:
        return f"https://{self.dice.choice(WORDS)}{self.dice.randrange(300)}.example/{'/'.join(self._words(2).split())}"

    def _entity(self, n: int) -> tuple[str, str]:
        """Its name and its page; one in eight has none."""
        name = f"{self._words(self.dice.randrange(1, 5)).title()} {n}"
        name += self.dice.choice(["", "", f" ({name[0]}{n % 97})", f" / {self._name()}", f", {self._name()}"])
        return name, self._url() if n % 8 else ""

    def _linked(self, count: int) -> str:
        """A sentence or two with links to entities, as wordy as asked."""
        words = self._words(count).split()
        for _ in range(count // 18):
            name, url = self.entities[min(ENTITIES - 1, int(self.dice.paretovariate(0.6)) - 1)]
            words[self.dice.randrange(count)] = f"[{name.split(' /')[0]}]({url or self._url()})"
        if count > 30:
            words[self.dice.randrange(count)] += ","
            words[10], words[20] = f"“{words[10]}", f"{words[20]},” she said. It’s"
        return f"{' '.join(words).capitalize() if '[' not in words[0] else ' '.join(words)}."


def dice_notes(dice: random.Random) -> list[int]:
    """Labels of the footnotes of one post; most have none."""
    return sorted(dice.sample(range(11, 99), dice.choice([1, 2, 2, 3, 6]))) if dice.random() < 0.17 else []
