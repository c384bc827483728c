"""Whose voice a paragraph inside an article has."""

import pytest

from blog.exchange.jekyll.reading import Prepared
from blog.exchange.jekyll.tree import Passage, Prose, Source
from tests.exchange.jekyll.conftest import Read

HEAD = "## [Ferry sold](https://tern.example/a/b)\n\nBy Mia Stone\nMay 1, 2021\n\n"
ESSAY = HEAD.replace("/a/b", "/opinion/b")
POINTS = "- **Sale**: The board sold it.\n- **Price**: Nobody knows.\n- **Buyer**: Reed took it.\n\n"
MET = "The board met on Monday, said its chair.\n\n"


def suspected(prepared: Prepared) -> dict[str, str]:
    """The first word of each suspicious passage and why."""
    (source,) = prepared.tree.sources
    return {p.markdown.split()[0]: p.suspicion for p in source.passages if p.suspicion}


def doubts(prepared: Prepared, what: str) -> list[int]:
    return [doubt.line for doubt in prepared.tree.doubts if doubt.what == what]


def own(source: Source) -> list[str]:
    return [part.markdown for part in source.parts if isinstance(part, Prose)]


def test_the_one_paragraph_with_a_word_of_the_bloggers_is_own_prose(read: Read) -> None:
    prepared = read(f"{HEAD}{MET}What utter bullshit this sale is.\n\nThe mayor said nothing.")
    (source,) = prepared.tree.sources
    assert [type(part).__name__ for part in source.parts] == ["Passage", "Prose", "Passage"]
    assert own(source) == ["What utter bullshit this sale is."]
    assert doubts(prepared, "read as the blogger's own words") == [14]
    assert (prepared.tree.verdict.confidence, suspected(prepared)) == ("look", {})
    assert (14, 15, "prose") in prepared.tree.spans


@pytest.mark.parametrize(
    "text",
    [
        f"{MET}“What bullshit,” said the mayor.",
        f"{MET}“It was a long night, and what bullshit it was.\n\n“And then it ended,” he said.",
        f"{MET}The mayor said nothing.",
    ],
)
def test_words_inside_quotation_marks_are_somebody_elses(read: Read, text: str) -> None:
    prepared = read(HEAD + text)
    assert own(prepared.tree.sources[0]) == []
    assert suspected(prepared) == {}


@pytest.mark.parametrize(
    ("head", "text", "who"),
    [
        (HEAD, f"{MET}What bullshit.\n\nAnd shit again.", {"What", "And"}),
        (HEAD, f"{MET}Reed: What bullshit it is.", {"Reed:"}),
        (HEAD, f"{MET}- One bastard\n- Two", {"-"}),
        (HEAD + "*A dek.*\n\n", f"{MET}I asked the board.\n\nIn my opinion it is sold.", {"In"}),
        (ESSAY, f"{MET}In my opinion it is sold.", {"In"}),
        (HEAD, "What bullshit.", {"What"}),
    ],
)
def test_where_a_word_does_not_decide_it_is_a_doubt(read: Read, head: str, text: str, who: set[str]) -> None:
    prepared = read(head + text)
    assert own(prepared.tree.sources[0]) == []
    assert set(suspected(prepared)) == who
    assert prepared.tree.verdict.confidence == "review"


def test_first_with_a_note_is_no_sign_alone(read: Read) -> None:
    prepared = read(f"{HEAD}{POINTS}The ferry had forty seats.[^1]\n\n{MET}[^1]: @AdaQuill: Fifty.")
    assert suspected(prepared) == {}


def test_two_weak_signs_are_a_doubt(read: Read) -> None:
    prepared = read(f"{HEAD}{POINTS}Forty seats for that price? The ferry is a wreck.\n\n{MET}")
    assert suspected(prepared) == {"Forty": "first after the key points; a question"}


def test_a_subhead_stands_between_key_points_and_text(read: Read) -> None:
    prepared = read(f"{HEAD}{POINTS}### Seats\n\nForty seats for that price? The ferry is a wreck.\n\n{MET}")
    assert suspected(prepared) == {}


@pytest.mark.parametrize(
    ("paragraph", "is_sign"),
    [
        ('The *"tough"* mayor smiled.', True),
        ("The _“tough”_ mayor smiled.", True),
        ('*"Nobody saw it coming, and nobody asked."*', False),
        ("The *tough* mayor “smiled”.", False),
    ],
)
def test_emphasis_around_quotation_marks(read: Read, paragraph: str, is_sign: bool) -> None:
    assert bool(suspected(read(f"{HEAD}{MET}{paragraph}"))) is is_sign


def test_below_a_signed_paragraph_where_nobody_speaks(read: Read) -> None:
    body = f"{HEAD}{MET}@AdaQuill: Oh dear.\n\nFerry crazies, all of them:\n\n- Reed\n- Stone\n\nThe mayor said no."
    assert list(suspected(read(body))) == ["Ferry", "-"]
    assert suspected(read(f"{HEAD}{MET}@AdaQuill: Oh dear.\n\nThe mayor warned the board.")) == {}


def test_own_words_between_byline_and_key_points(read: Read) -> None:
    prepared = read(f"{HEAD}The buyer is a friend of the mayor.\n\n{POINTS}{MET}")
    assert suspected(prepared) == {"The": "before the key points"}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"{HEAD}{MET}I reported it last year.", {"I"}),
        (f"{HEAD}{MET}World War I was long over, on I-95.", set()),
        (f"{HEAD}{MET}“I know,” said Reed of my ferry-like “me”.", {"“I"}),
        (f"{ESSAY}{MET}I reported it last year.", set()),
        (HEAD + MET + "\n\n".join(f"{word} I saw it." for word in ("Then", "Again", "Later", "Soon")), set()),
        (f"{HEAD}*A dek.*\n\n{MET}I reported it last year.", set()),
    ],
)
def test_first_person(read: Read, body: str, found: set[str]) -> None:
    assert set(suspected(read(body))) == found


def test_nobodys_article_that_begins_with_i_is_suspected_to_its_end(read: Read) -> None:
    head = "## [Ferry sold](https://tern.example/a/b)\n\nMay 1, 2021\n\n"
    prepared = read(f"{head}I doubted the mayor.\n\nMayor: “Psst.”")
    assert list(suspected(prepared)) == ["I", "Mayor:"]


def test_a_signed_paragraph_before_the_text_is_own_prose(read: Read) -> None:
    prepared = read(f"{HEAD}@AdaQuill: I was there[^1].\n\n[^1]: Twice.\n\n{MET}")
    (source,) = prepared.tree.sources
    assert [type(part).__name__ for part in source.parts] == ["Prose", "Passage"]
    assert own(source) == ["I was there[^1]."]
    assert doubts(prepared, "read as the blogger's own words") == [12]
    assert prepared.tree.verdict.confidence == "review"


def test_a_signed_paragraph_in_a_source_that_quotes_nothing_is_not_lost(read: Read) -> None:
    sections = read(f"{HEAD}@AdaQuill: I was there.").tree.sections
    assert [getattr(section, "markdown", "source") for section in sections] == ["source", "I was there."]


def test_a_strangers_signature_before_the_text_is_told(read: Read) -> None:
    prepared = read(f"{HEAD}@harbour: We are closed.\n\n{MET}")
    assert isinstance(prepared.tree.sources[0].parts[0], Passage)
    assert doubts(prepared, "a name signed inside quoted words") == [12]
    assert prepared.tree.verdict.confidence == "review"


def test_the_last_items_of_a_list_with_the_owners_name_are_own(read: Read) -> None:
    prepared = read(f"{HEAD}{MET}1. **Reed** paid.\n2. **Stone** paid.\n3. **Me: @AdaQuill –** I did not.\n   Never.")
    (source,) = prepared.tree.sources
    assert [part.markdown for part in source.parts[1:]] == [  # type: ignore[union-attr]
        "1. **Reed** paid.\n2. **Stone** paid.", "3. **Me: @AdaQuill –** I did not.\n   Never.",
    ]  # fmt: skip
    assert doubts(prepared, "read as the blogger's own words") == [16]


def test_the_owners_name_in_the_middle_of_a_list_is_told_at_its_line(read: Read) -> None:
    prepared = read(f"{HEAD}{MET}- Reed\n- @AdaQuill\n- [x](https://x.com/@AdaQuill)")
    assert doubts(prepared, "a name signed inside quoted words") == [15]


@pytest.mark.parametrize(
    "body",
    [
        f"{HEAD}{POINTS}{MET}",
        "## [Ferry](https://tern.example/a/b)\n\nIt sank.",
        "My own words.",
        f"{HEAD}{MET}@AdaQuill: Oh dear.",
        f"{HEAD}{MET}The ~~tough~~ mayor.",
    ],
)
def test_a_review_names_a_line(read: Read, body: str) -> None:
    prepared = read(body)
    assert prepared.tree.verdict.confidence == "review"
    assert prepared.tree.doubts != []


def test_struck_words_of_a_statute_want_no_review(read: Read) -> None:
    prepared = read("## [Bill 9](https://board.gov/9)\n\nMay 1, 2021\n\n~~No~~ ferry.\n\n~~Two~~ piers.")
    assert doubts(prepared, "struck words in quoted text") == [11]
    assert prepared.tree.verdict.confidence == "look"


def test_an_essay_below_key_points_is_doubted_where_somebody_says_i(read: Read) -> None:
    rest = "The ferry is old.\n\nBut I would not sell it.\n\nThe board met.\n\nThe clerk said so.\n\nThe bell rang."
    prepared = read(f"{ESSAY}{POINTS}{rest}")
    assert suspected(prepared) == {"But": "first person below key points: the writer's or the blogger's?"}
    assert suspected(read(f"{ESSAY}*A dek.*\n\n{rest}")) == {}


@pytest.mark.parametrize(
    ("paragraph", "is_sign"),
    [
        ("I say so too.[^1]", True),
        ("I wish I had typed in **Gull Line v. Harbour Board**.", True),
        ("I say so too.", False),
        ("The clerk filed Gull Line v. Harbour Board.", False),
    ],
)
def test_two_signs_mark_further_paragraphs_of_an_essay_below_key_points(
    read: Read, paragraph: str, is_sign: bool
) -> None:
    case = "\n\n## [Gull Line v. Harbour Board](https://court.example/cases/7)\n\nMay 1, 2021\n\nThe court rules."
    end = f"{MET}{MET}{MET}[^1]: So there."
    prepared = read(f"{ESSAY}{POINTS}But I would not sell it.\n\n{paragraph}\n\n{end}{case}")
    found = [p.markdown for p in prepared.tree.sources[0].passages if p.suspicion]
    assert found == ["But I would not sell it.", *([paragraph] if is_sign else [])]


def test_the_owners_name_at_a_line_below_a_signed_paragraph_where_somebody_says_i_is_own(read: Read) -> None:
    said = "Last year I left the board.<br />Reed: *Good.* <br />@AdaQuill: Seriously?"
    prepared = read(f"{HEAD}{POINTS}@AdaQuill: Oh dear.\n\n{said}\n\n{MET}")
    assert own(prepared.tree.sources[0]) == [said]
    assert doubts(prepared, "read as the blogger's own words") == [18]
    assert doubts(prepared, "a name signed inside quoted words") == []
    assert prepared.tree.verdict.confidence == "review"


@pytest.mark.parametrize(
    "body",
    [
        f"{MET}Last year I left the board.<br />@AdaQuill: Seriously?",
        f"{MET}@AdaQuill: Oh dear.\n\nThe board left, said Reed.<br />@AdaQuill: Seriously?",
    ],
)
def test_a_name_at_a_line_is_else_only_told(read: Read, body: str) -> None:
    prepared = read(f"{HEAD}{body}")
    assert own(prepared.tree.sources[0]) == []
    assert len(doubts(prepared, "a name signed inside quoted words")) == 1


TALK = "**Mia Stone** (1:04):\n\nI sold it.\n\n**Reed**:\n\nWhat did I say?\n\n**Mia Stone** (1:09):\n\nI know, I did."


def test_below_a_signed_paragraph_that_stands_first(read: Read) -> None:
    prepared = read(f"{HEAD}@AdaQuill: Oh dear.\n\nWhat a wreck, and what a price.\n\n### Transcript\n\n{TALK}")
    assert suspected(prepared) == {"What": "below a signed paragraph"}
    assert doubts(prepared, "a transcript inside the article") == [18]


def test_speakers_of_a_transcript_say_i_for_themselves(read: Read) -> None:
    talk = f"{TALK}\n\nMy ferry.\n\nMy pier."
    prepared = read(f"{HEAD}@AdaQuill: Oh dear.\n\nI read it all, said nobody ever.\n\n### Transcript\n\n{talk}")
    assert suspected(prepared) == {"I": "first person"}
    assert doubts(read(f"{HEAD}*A dek.*\n\n{TALK}"), "a transcript inside the article") == []
