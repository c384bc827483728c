import io
import json

import pytest
from django.core.management import CommandError, call_command


def run(monkeypatch: pytest.MonkeyPatch, text: str, *options: str) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    call_command("render_markdown", *options, stdout=out)
    return out.getvalue()


def test_a_list_of_texts_becomes_a_list_of_html(monkeypatch: pytest.MonkeyPatch) -> None:
    out = run(monkeypatch, json.dumps(["# a", '"b"', "c[^1]\n\n[^1]: d"]))
    assert json.loads(out) == [
        "<h3>a</h3>",
        "<p>“b”</p>",
        '<p>c<sup class="ref"><a href="#fn-1" id="fnref-1-1">[1]</a></sup></p>\n'
        '<ol class="notes"><li id="fn-1"><p>d '
        '<a class="back" href="#fnref-1-1" aria-label="Back to the text">↩</a></p></li></ol>',
    ]


def test_strict_keeps_levels_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(run(monkeypatch, json.dumps(['# "a"']), "--strict")) == ['<h1>"a"</h1>']


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "Standard input is no JSON: "),
        ('{"a": 1}', "Standard input must be a JSON list of strings."),
        ("[1]", "Standard input must be a JSON list of strings."),
        (json.dumps(["a" * 2_000_001]), "This text has 2,000,001 characters; at most 2,000,000 can be shown."),
    ],
)
def test_other_input_is_refused(monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    with pytest.raises(CommandError) as caught:
        run(monkeypatch, text)
    assert str(caught.value).startswith(message)
