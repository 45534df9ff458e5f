import pytest

from claims.errors import SkipReason, Unreadable
from extractors.charset import decode

TEXT = "<html><head></head><body>“Rs1.5 trillion” — naïve café, said the board of the canal. </body></html>" * 3


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "text/html; charset=iso-8859-1"),
        (b"\xef\xbb\xbf" + TEXT.encode(), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16-le"), "text/html; charset=utf-8"),
        (TEXT.encode("utf-16-be"), None),
        (TEXT.encode("utf-32"), None),
        (TEXT.encode("cp1252"), "text/html; charset=windows-1252"),
        (TEXT.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (TEXT.encode("cp1252"), "text/html; charset=utf-8"),
        (TEXT.encode("cp1252"), None),
        (TEXT.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252"), "text/html"),
        (TEXT.encode("cp1252"), "text/html; charset=no-such-thing-1"),
        (TEXT.encode("cp1252"), "text/html; charset=rot13"),
        (TEXT.encode("cp1252"), "text/html; charset=windows-99999"),
    ],
)
def test_the_text_comes_out_whatever_the_labels_say(body: bytes, content_type: str | None) -> None:
    assert decode(body, content_type, "https://a.example/").replace('<meta charset="windows-1252">', "") == TEXT


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        ("中巴经济走廊新闻报道" * 20, "gb18030", "gb2312"),
        ("中巴经济走廊新闻报道" * 20, "gbk", "x-gbk"),
        ("中巴經濟走廊" * 20, "big5", "big5"),
        ("سی پیک منصوبہ" * 20, "utf-8", "windows-1256"),
        ("китайско-пакистанский экономический коридор и новости о нём " * 20, "cp1251", "nothing"),
    ],
)
def test_other_scripts(text: str, encoding: str, label: str) -> None:
    assert decode(text.encode(encoding, "ignore"), f"text/html; charset={label}", "u") == text.encode(
        encoding, "ignore"
    ).decode(encoding)


def test_nul_characters_are_dropped() -> None:
    assert decode(b"Rs1.5\0 tri\0llion", None, "u") == "Rs1.5 trillion"


def test_a_character_cut_off_at_the_end_is_dropped() -> None:
    assert decode("fünf Märkte".encode() + "é".encode()[:1], None, "u") == "fünf Märkte"


def test_one_broken_byte_does_not_turn_a_utf8_page_into_another_set() -> None:
    body = ("é" * 50).encode() + b"\xff" + ("ü" * 50).encode()
    assert decode(body, "text/html; charset=utf-8", "u") == "é" * 50 + "\ufffd" + "ü" * 50


@pytest.mark.parametrize("body", [bytes(range(256)) * 40, bytes(range(1, 9)) * 100])
def test_bytes_that_are_no_text_are_refused(body: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(body, "text/html", "https://a.example/x")
    assert caught.value.reason is SkipReason.BAD_ENCODING
    assert "https://a.example/x" in str(caught.value)


def test_nothing_stays_nothing() -> None:
    assert decode(b"", None, "u") == ""
