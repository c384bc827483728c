import pytest

from blog.core.markdown import render


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"Yes," she said.', "“Yes,” she said."),
        ("'Yes,' she said.", "‘Yes,’ she said."),
        ("\"She said 'no'\"", "“She said ‘no’”"),
        ("\"'No,' she said\"", "“‘No,’ she said”"),
        ("Quill's boats' crews didn't", "Quill’s boats’ crews didn’t"),
        ("in the '90s, '24 and '90", "in the ’90s, ’24 and ’90"),
        ("rock 'n' roll, 'tis, 'em", "rock ’n’ roll, ’tis, ’em"),
        ("(\"a\") [\"b\"] —\"c\"—", "(“a”) [“b”] —“c”—"),
        ('*"a"* **"b"** "*c*" "[d](/x)"', "“a” “b” “c” “d”"),
        ('"`code`" "<b>x</b>"', "“code” “x”"),
        ("one \"two\nthree\" four", "one “two three” four"),
        ("\"a\"\n\"b\"", "“a” “b”"),
        ('צה"ל', 'צה"ל'),
        ("\\\"a\\\" \\'b\\'", "\"a\" 'b'"),
        ("&quot;a&quot;", '"a"'),
        ("`\"a\" -- 'b'...`", "\"a\" -- 'b'..."),
        ("1914--1918, yes -- no --- perhaps", "1914–1918, yes – no — perhaps"),
        ("---- and -----", "---- and -----"),
        ("wait... what....", "wait… what...."),
        ("\\--- \\... a\\--b", "--- ... a--b"),
        ("501(c)(3) (tm) +- 1/2", "501(c)(3) (tm) +- 1/2"),
        ("up :arrow_up: :rotating_light:", "up ⬆️ 🚨"),
        (":arrow_up::arrow_down:3 (:+1:)", "⬆️⬇️3 (👍)"),
        ("UP:arrow_up: 3:arrow_down:, x:arrow_up::arrow_down:y", "UP⬆️ 3⬇️, x⬆️⬇️y"),
        ("10:30:45 a:b:c :nosuch_emoji: ::", "10:30:45 a:b:c :nosuch_emoji: ::"),
        ("urn:key:1 a:x:b 5:100:7 do:no_such_thing:1", "urn:key:1 a:x:b 5:100:7 do:no_such_thing:1"),
        ("https://a.example/b:arrow_up:c", "https://a.example/b:arrow_up:c"),
        ("\\:arrow_up: `:arrow_up:`", ":arrow_up: :arrow_up:"),
        ("<https://a.example/--'x'...>", "https://a.example/--'x'..."),
        ("[it's --](/a--b)", "it’s –"),
        ("a[^1]'s \"b[^1]\"", "a’s “b”"),
    ],
)  # fmt: skip
def test_typed_marks_become_typographic(typed: str, shown: str) -> None:
    assert render(typed).text == shown


def test_addresses_keep_their_characters() -> None:
    assert render('[a](/x--y...z\'w "t -- u")').html == '<p><a href="/x--y...z\'w" title="t -- u">a</a></p>'
