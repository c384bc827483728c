"""Which names are taken for one tag."""

import pytest

from blog.tags.duplicates import Named, Spelling, alike, proposals, spelling
from blog.tags.models import LeftApart, Tag
from tests.factories import make_post


def grouped(*names: str) -> list[list[str]]:
    """The names of each group; a name's uses are its place from the end."""
    tags = [Named(n, name, len(names) - n) for n, name in enumerate(names)]
    return [[tag.name for tag in group.tags] for group in alike(tags)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Board (HB)", Spelling("harbourboard", "hb")),
        ("HarbourBoard (HB", Spelling("harbourboard", "hb")),
        ("Harbour Board (Port of Call)", Spelling("harbourboardportofcall", "")),
        ("Harbour Board (hb)", Spelling("harbourboardhb", "")),
        ("Ferry No. 5", Spelling("ferryno5", "")),
        ("(HB)", Spelling("hb", "")),
        ("?!", Spelling("?!", "")),
        ("C++", Spelling("c++", "")),
        ("Ｆｅｒｒｙ\u200b", Spelling("ferry", "")),
    ],
)
def test_name_is_taken_apart(name: str, expected: Spelling) -> None:
    assert spelling(name) == expected


@pytest.mark.parametrize(
    "names",
    [
        ["Night ferry", "Nightferry"],
        ["Night-ferry", "Night ferry"],
        ["Night ferry", "“Night ferry”"],
        ["Straße", "STRASSE"],
        ["Night Ferry (NF)", "Night Ferry"],
        ["Night Ferry (NF)", "Night Ferry (NF", "NightFerry"],
    ],
)
def test_alike_names_are_one_group(names: list[str]) -> None:
    assert grouped(*names) == [names]


@pytest.mark.parametrize(
    "names",
    [
        ["ferry", "ferries"],
        ["1.5 metres", "15 metres"],
        ["2024-25", "202425"],
        ["C", "C++"],
        ["हिन्दी", "हन्द"],
        ["?!", "!?"],
        ["Fairhaven (OH)", "Fairhaven (IL)"],
    ],
)
def test_other_names_are_none(names: list[str]) -> None:
    assert grouped(*names) == []


def test_two_acronyms_of_one_name_are_two_things_and_the_bare_name_is_neither() -> None:
    assert grouped("Fairhaven (OH)", "Fairhaven (IL)", "Fair Haven (OH)", "Fairhaven") == [
        ["Fairhaven (OH)", "Fair Haven (OH)"]
    ]


def test_kept_first_is_the_most_used_then_the_best_written() -> None:
    tags = [Named(1, "Night Ferry (NF", 3), Named(2, "NightFerry", 3), Named(3, "Night Ferry (NF)", 3)]

    [group] = alike(tags)
    [used] = alike([*tags, Named(4, "nightferry", 4)])

    assert [tag.pk for tag in group.tags] == [3, 2, 1]
    assert used.tags[0].pk == 4
    assert used.uses == 13


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Night ferry", "Nightferry"], "blanks"),
        (["Night-ferry", "Night ferry"], "punctuation"),
        (["Night ferry (NF)", "Night ferry"], "an acronym in brackets"),
    ],
)
def test_group_says_what_tells_its_names_apart(names: list[str], expected: str) -> None:
    [group] = alike([Named(n, name) for n, name in enumerate(names)])

    assert group.difference == expected


@pytest.mark.django_db
class TestProposals:
    def test_most_used_group_comes_first(self) -> None:
        make_post(tags=("Fog horn", "Night ferry"))
        make_post(tags=("Nightferry",))
        Tag.objects.named(["Foghorn", "Harbour"])

        found = proposals()

        assert [[(tag.name, tag.uses) for tag in group.tags] for group in found] == [
            [("Night ferry", 1), ("Nightferry", 1)],
            [("Fog horn", 1), ("Foghorn", 0)],
        ]

    def test_group_left_apart_comes_back_with_a_further_tag(self) -> None:
        one, two = Tag.objects.named(["Night ferry", "Nightferry"])
        [group] = proposals()
        LeftApart.objects.create(key=group.key, tags=[one.pk, two.pk], names="Night ferry\nNightferry")

        assert proposals() == []
        [three] = Tag.objects.named(["Night-ferry"])
        assert {tag.pk for tag in proposals()[0].tags} == {one.pk, two.pk, three.pk}

    def test_three_queries_for_thousands_of_tags(self, django_assert_num_queries: object) -> None:
        Tag.objects.bulk_create(Tag(name=f"Ferry {n} line", slug=f"ferry-{n}") for n in range(3000))
        Tag.objects.bulk_create(Tag(name=f"Ferry{n} line", slug=f"ferry-{n}-2") for n in range(0, 3000, 10))

        with django_assert_num_queries(3):  # type: ignore[operator]
            found = proposals()

        assert len(found) == 300
