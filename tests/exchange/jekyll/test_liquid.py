"""What becomes of Liquid in a post."""

import datetime as dt
import time

import pytest

from blog.exchange.jekyll.liquid_values import Values
from blog.exchange.jekyll.tree import Include
from tests.exchange.jekyll.conftest import Read, post
from tests.exchange.jekyll.steps import spans, text, told


def test_code_to_highlight_is_a_fence(read: Read) -> None:
    prepared = read(
        "Look:\n{% highlight ruby linenos %}\n\ndef row(oars)\n"
        '  puts "<b>#{oars}</b>" # [^1] [x]()\n\nend\n{% endhighlight %}\nDone.[^1]\n\n[^1]: Rowed.'
    )
    assert text(prepared) == (
        'Look:\n\n```ruby\ndef row(oars)\n  puts "<b>#{oars}</b>" # [^1] [x]()\n\nend\n```\n\nDone.[^1]'
    )
    assert [doubt.what for doubt in prepared.tree.doubts] == ["no source found"]
    assert spans(prepared)[8] == "prose"


def test_a_fence_is_longer_than_those_in_the_code(read: Read) -> None:
    assert text(read("{% highlight text %}\n````\n{% endhighlight %}")) == "`````text\n````\n`````"


def test_code_to_highlight_within_a_line(read: Read) -> None:
    assert text(read("Now {%- highlight c -%}int oar;{%- endhighlight -%} then.")) == (
        "Now \n\n```c\nint oar;\n```\n\n then."
    )


@pytest.mark.parametrize("content", ["    row()\n      hard()", "row()\n  hard()"])
def test_code_to_highlight_stays_in_its_item(read: Read, content: str) -> None:
    body = f"- Rowing\n\n    {{% highlight bash %}}\n{content}\n    {{% endhighlight %}}\n\n- Resting"
    assert text(read(body)) == "- Rowing\n\n    ```bash\n    row()\n      hard()\n    ```\n\n- Resting"


def test_code_that_does_not_end_is_reported_and_stays(read: Read) -> None:
    prepared = read("{% highlight ruby %}\nrow")
    assert text(prepared) == "<!-- {% highlight ruby %} -->\n\nrow"
    assert told(prepared, "unknown Liquid") == [(7, "{% highlight ruby %}")]


def test_liquid_in_code_is_filled_in_but_where_it_is_raw(read: Read) -> None:
    prepared = read(
        "```\n{{ site.title }} {{ oars }}|\n{% raw %}{{ oars }} {% tag %}{% endraw %}\n```\n\n"
        "`{{ oars }}{{ site.title }}`"
    )
    assert text(prepared) == "```\nThe Pier |\n{{ oars }} {% tag %}\n```\n\n`The Pier`"
    assert told(prepared, "Liquid inside code, left out as before") == [(8, "{{ oars }}"), (12, "{{ oars }}")]


@pytest.mark.parametrize(
    "code",
    [
        "```\n[^1] [x]() [y](/b.md) {: .z}\n[^1]: no\n```",
        "~~~~ text\n[^1] ~~~\n~~~~",
        "    [^1] [x]() https//\n    {: .z}\n\n\n    [^1]: no {: .z}",
        "\t[^1] x | {: .z}",
        "`[^1] [x]() {: .z}`",
        "<pre>\n[^1] [x]() {: .z}\n\n\n\tx\n</pre>",
    ],
)
def test_code_arrives_as_it_is(read: Read, code: str) -> None:
    prepared = read(f"Code:\n\n{code}\n\nA note.[^1]\n\n[^1]: It is *here*.")
    assert text(prepared) == f"Code:\n\n{code}\n\nA note.[^1]"
    assert [(note.label, note.body) for note in prepared.tree.definitions] == [("1", "It is *here*.")]
    assert [doubt.what for doubt in prepared.tree.doubts] == ["no source found"]


# raw text and comments


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Say {% raw %}{{ page.title }} {% if %}{% endraw %} so.", "Say {{ page.title }} {% if %} so."),
        ("{% raw %}\n{{ a }}\n\n{% b %}\n{% endraw %}\nso", "{{ a }}\n\n{% b %}\nso"),
        ("one {%- comment -%} two\nthree\nfour {%- endcomment %} five", "one <!-- two -->\nfive <!-- four -->"),
        ("one {% comment %}a -- b{% endcomment %} two", "one <!-- a - - b --> two"),
        ("one\n\n{% comment %}\ntwo {% raw %}\n\nthree\n{% endcomment %}\nfour", "one\n\nfour"),
    ],
)
def test_raw_text_stays_and_comments_are_for_editors(read: Read, body: str, expected: str) -> None:
    prepared = read(body)
    assert text(prepared) == expected
    assert [doubt.what for doubt in prepared.tree.doubts] == ["no source found"]


def test_lines_of_a_comment_are_kept_raw(read: Read) -> None:
    prepared = read("one\n\n{% comment %}\ntwo\n{% endcomment %}\n\nthree")
    assert [spans(prepared)[line] for line in (7, 9, 10, 11, 13)] == [
        "prose", "Liquid", "left out by a comment", "Liquid", "prose",
    ]  # fmt: skip


def test_a_comment_that_does_not_end_is_told(read: Read) -> None:
    prepared = read("one\n\n{% comment %}\ntwo")
    assert text(prepared) == "one"
    assert told(prepared, "Liquid that does not end") == [(9, "{% comment %}")]


# values


def test_outputs_that_are_certain_lead_where_they_should(read: Read) -> None:
    about, picture = {"about.md": "---\ntitle: About\npermalink: /about/\n---\nUs."}, {"img/oar.png": "x"}
    prepared = read(
        '[a]({{ site.baseurl }}/2020/04/Oar.html) [b]({{ "/2020/04/Oar.html" | absolute_url }})'
        ' ![c]({{ "/img/oar.png" | relative_url }}) {{site.title|upcase}}, {{ page.title | escape }},'
        ' {{ page.date | date: "%-d %b %Y" }} {{ "x" | append: "y" | prepend: site.baseurl }} {{ page.mood }}.',
        {"_posts/2020-04-01-Oar.md": post("An oar.", date="2020-04-01 9:00 AM"), **about, **picture},
        mood="'calm & <b>'",
    )
    assert text(prepared) == (
        "[a](/2020/04/Oar/) [b](/2020/04/Oar/) ![c](/log/img/oar.png) "
        "THE PIER, The ferry, 1 May 2021 /logxy calm & <b>."
    )
    assert prepared.tree.pictures == {"/log/img/oar.png": "img/oar.png"}
    assert told(prepared, "unknown Liquid") == []


@pytest.mark.parametrize(
    ("body", "expected", "liquid"),
    [
        ("[a]({{ site.oars }}/x) b", "[a](/x)<!-- {{ site.oars }} --> b", "{{ site.oars }}"),
        ("![a](/i/{{ o }}.png 't') b", "![a](/i/.png 't')<!-- {{ o }} --> b", "{{ o }}"),
        ('<a href="{{ o }}/x" title="y">a</a>', '<a href="/x" title="y"><!-- {{ o }} -->a</a>', "{{ o }}"),
        ("a {{ site.time | upcase }} b", "a <!-- {{ site.time | upcase }} --> b", "{{ site.time | upcase }}"),
        ("a {% assign oars = 2 %} b", "a <!-- {% assign oars = 2 %} --> b", "{% assign oars = 2 %}"),
        ("a {% for o in (1..3) %}x{{ o }}{% endfor %} b", "a <!-- {% for o in (1..3) %}x{{ o }}{% endfor %} --> b",
         "{% for o in (1..3) %}x{{ o }}{% endfor %}"),
        ("a {% if o > 2 %}x{% else %}y{% endif %} b", "a <!-- {% if o > 2 %}x{% else %}y{% endif %} --> b",
         "{% if o > 2 %}x{% else %}y{% endif %}"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_hidden_and_told_once(read: Read, body: str, expected: str, liquid: str) -> None:
    prepared = read(body)
    assert text(prepared) == expected
    assert told(prepared, "unknown Liquid") == [(7, liquid)]


def test_a_loop_is_hidden_with_all_that_is_in_it(read: Read) -> None:
    prepared = read("a\n\n{% for p in site.posts %}\n- [{{ p.title }}]({{ p.url }})\n\n{% endfor %}\n\nb")
    assert text(prepared) == (
        "a\n\n<!-- {% for p in site.posts %} -->\n\n"
        "<!-- - [{{ p.title }}]({{ p.url }}) -->\n\n<!-- {% endfor %} -->\n\nb"
    )
    assert told(prepared, "unknown Liquid") == [(9, "{% for p in site.posts %}")]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("page.comments", True),
        ("page.hidden", False),
        ("page.lacking", False),
        ('page.layout == "post" and page.comments', True),
        ('page.layout != "post" or page.lacking', False),
        ('page.tags contains "oars"', True),
        ("site.title", True),
        ("site.lacking", None),
        ("page.given", None),
        ("page.comments or site.lacking", True),
        ("page.comments and site.lacking", None),
    ],
)
def test_conditions_on_plain_values_are_decided(read: Read, condition: str, holds: bool | None) -> None:
    config = {"_config.yml": "title: T\ndefaults:\n- values: {given: true}\n"}
    front = {"comments": "true", "hidden": "false", "tags": "[oars]"}
    alone = read(f"{{% if {condition} %}}\nyes\n{{% else %}}\nno\n{{% endif %}}", config, **front)
    assert text(alone) == ("yes" if holds else "no")
    assert bool(told(alone, "unknown Liquid")) == (holds is None)
    within = read(f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}", config, **front)
    assert text(within) == ("yes" if holds else f"<!-- {{% if {condition} %}}yes{{% else %}}no{{% endif %}} -->"
                            if holds is None else "no")  # fmt: skip


def test_of_several_branches_one_is_shown(read: Read) -> None:
    body = "{% if page.a %}\na\n{% elsif page.b %}\nb\n{% elsif page.c %}\nc\n{% else %}\nd\n{% endif %}"
    assert [text(read(body, **{key: "true"})) for key in ("a", "b", "c", "d")] == ["a", "b", "c", "d"]


def test_an_include_is_filled_with_what_it_is_given(read: Read) -> None:
    figure = (
        '<figure>\n<img src="{{ include.src | relative_url }}" alt="{{ include.alt }}">\n'
        "{% if include.caption %}<figcaption>{{ include.caption }}</figcaption>{% endif %}\n</figure>\n"
    )
    body = (
        '{% include figure.html src="/img/a.png" alt="An oar"\n   caption="Two & three" %}\n\nso\n\n'
        "{% include figure.html src='/img/b.png' alt=page.mood %}\n\n{% include plain.html %}"
    )
    prepared = read(
        body, {"_includes/figure.html": figure, "_includes/plain.html": "Plain.", "img/a.png": "x"}, mood="calm"
    )
    assert text(prepared) == (
        '<figure>\n<img src="/log/img/a.png" alt="An oar">\n<figcaption>Two & three</figcaption>\n</figure>\n\nso\n\n'
        '<figure>\n<img src="/log/img/b.png" alt="calm">\n\n</figure>'
    )
    assert [section.name for section in prepared.tree.sections if isinstance(section, Include)] == ["plain.html"]
    assert prepared.tree.pictures == {"/log/img/a.png": "img/a.png"}
    assert [spans(prepared)[line] for line in (8, 9)] == ["prose", "Liquid"]


@pytest.mark.parametrize(
    "tag",
    [
        '{% include video id="a1B2-c3_D4e" provider="youtube" %}',
        "{% include embed/youtube.html id='a1B2-c3_D4e' %}",
        "{% youtube a1B2-c3_D4e %}",
        '{% youtube "https://www.youtube.com/watch?v=a1B2-c3_D4e" %}',
    ],
)
def test_a_video_that_the_theme_shows_is_one(read: Read, tag: str) -> None:
    prepared = read(f"Look.\n\n{tag}")
    assert [(source.kind, source.url) for source in prepared.tree.sources] == [
        ("video", "https://www.youtube.com/watch?v=a1B2-c3_D4e")
    ]
    assert told(prepared, "unknown Liquid") == []


SITE = {"title": "The Pier", "url": "https://pier.example", "baseurl": "/log"}
PAGE = {"title": "the ferry", "date": dt.datetime(2021, 5, 1, 14, 5, tzinfo=dt.UTC), "tags": "x"}


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("site.title", "The Pier"),
        ("site['title']", "The Pier"),
        ("page.title | capitalize", "The ferry"),
        ("page.date", "2021-05-01 14:05:00 +0000"),
        ('page.date | date: "%B %-d, %Y at %l:%M %p%%"', "May 1, 2021 at  2:05 PM%"),
        ("page.date | date_to_string", "01 May 2021"),
        ("page.date | date_to_xmlschema", "2021-05-01T14:05:00+00:00"),
        ('page.date | date: "%Q"', None),
        ('"a|b,c" | replace: "b,", "|"', "a||c"),
        ('"a b" | absolute_url', "https://pier.example/log/a%20b"),
        ('"https://x.example/y" | relative_url', "https://x.example/y"),
        ('"<a>" | escape', "&lt;a&gt;"),
        ("3", "3"),
        ("page.tags", None),
        ("page.title | reverse", None),
        ("page.title | append", None),
        ("page.title |", "the ferry"),
        ("| upcase", None),
        ("site.title | append: page.lacking", None),
        ("paginator.page", None),
        ("", None),
    ],
)
def test_values(expression: str, printed: str | None) -> None:
    assert Values(SITE, PAGE).printed(expression) == printed


@pytest.mark.parametrize(
    "body",
    [
        "{% for x in y %}\n" * 5_000,
        "{% for x in y %}" * 5_000,
        "{% if x > 1 %}" * 5_000 + "{% endif %}",
        "{% if page.x %}\n" * 5_000,
        "{% highlight x %}\n" * 5_000,
        "{% raw %}" * 5_000,
        "{% comment %}\n" * 5_000,
        "{% raw %}{% endraw %}" * 5_000,
        "{{ " * 5_000,
        "{{\n" * 5_000,
        "{{ 'a' | append: 'b' " * 5_000,
        "{{ 'a'" + " | append: 'b'" * 5_000 + " }}",
        "[a]({{ x }}" * 5_000,
        "<!--\n\n" * 5_000,
        "<pre>\n\n" * 5_000,
    ],
)
def test_hostile_liquid_takes_no_longer(read: Read, body: str) -> None:
    started = time.process_time()
    read(body)
    assert time.process_time() - started < 2
