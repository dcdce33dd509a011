from __future__ import annotations

import pytest

from copydesk.formats.decoding.encodings import NotText, decode

ENGLISH = "The café’s owner said “we don’t know” — it cost £5.\n"
FRENCH = (
    "L’été dernier, « c’est très grave », a déclaré le maire à l’issue de la réunion où étaient les élus.\n"
)
GERMAN = "Die Bürger müssen für die Straße zahlen, „weil es nicht anders geht“, sagte sie überall.\n"
POLISH = "Wczoraj w Łodzi odbyło się spotkanie mieszkańców, bo sytuacja jest poważna i są kłopoty.\n"
CZECH = "Včera se v městě sešli zástupci občanů, aby se předešlo dalším potížím.\n"
RUSSIAN = "Вчера в городе состоялось собрание жителей, положение которых тяжелое.\n"
JAPANESE = "きのうの夜、町の人たちが集まって、これからのことを話しました。\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (ENGLISH, "cp1252", "windows-1252"),
        (ENGLISH, "mac_roman", "mac-roman"),
        (FRENCH, "cp1252", "windows-1252"),
        (FRENCH, "mac_roman", "mac-roman"),
        (GERMAN, "cp1252", "windows-1252"),
        (POLISH, "cp1250", "windows-1250"),
        (POLISH, "iso8859-2", "iso-8859-2"),
        (CZECH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (JAPANESE, "cp932", "shift_jis"),
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16"),
        (ENGLISH, "utf-32", "utf-32"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_read(text, codec, name):
    text = text if codec != "iso8859-2" else text.replace("’", "'")
    assert decode(text.encode(codec)) == (text, name)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'<meta charset="iso-8859-2"><p>\xb3\xf3', "łó"),
        (b"<?xml version='1.0' encoding='koi8-r'?>\xc1", "а"),
        (b"# -*- coding: latin-1 -*-\n\x93x\x94", "“x”"),
    ],
)
def test_declared(data, text):
    assert decode(data)[0].endswith(text)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("Café one\n".encode() + b"caf\xc3 two", "broken UTF-8: byte 0xc3 at byte offset 13, line 2"),
        ("né “x”".encode()[:-1], "broken UTF-8"),
        (b"\xef\xbb\xbfab\xff", "byte offset 5, line 1"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"text\0" + b"more" * 9, "a NUL byte at byte offset 4, line 1"),
        ("hidden".encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        (b"\xff\xfea", "marked as UTF-16"),
        (b"x \x81\x8d\x8f y\n" * 5, "in no encoding that can be told"),
        (b'<meta charset="shift_jis">\x83\xff', "declared as"),
    ],
)
def test_refused(data, says):
    with pytest.raises(NotText, match=says):
        decode(data)


OID = "oid sha256:" + "4d7a" * 16


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        (f"version https://git-lfs.github.com/spec/v1\n{OID}\nsize 12345\n", "Git LFS"),
        (f"version https://hawser.github.com/spec/v1\n{OID}\nsize 12345\n", "Git LFS"),
        (f"version http://git-media.io/v/2\n{OID}\nsize 12345", "Git LFS"),
        (f"#$# git-fat {'0' * 40}                12345\n", "git-fat"),
        (
            f"version https://git-lfs.github.com/spec/v1\r\next-0-x {OID}\r\n{OID}\r\nsize 12345\r\n",
            "Git LFS",
        ),
        ("/annex/objects/SHA256E-s12345--4d7a.md\n", "git-annex"),
        ("../.git/annex/objects/Wk/3M/SHA256E-s12345--4d7a.md/SHA256E-s12345--4d7a.md", "git-annex"),
    ],
)
def test_a_pointer_to_a_file_that_was_not_fetched_is_told(text, tool):
    for before in ("", "\ufeff", "\ufeff\ufeff", "\n", "\ufeff\r\n "):
        for encoding in ("utf-8", "utf-16", "utf-32"):
            with pytest.raises(NotText, match=tool):
                decode(f"{before}{text}".encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "version https://git-lfs.github.com/spec/v1 is how a pointer begins.\n",
        f"A pointer:\n\nversion https://git-lfs.github.com/spec/v1\n{OID}\nsize 12345\n",
        "/annex/objects/ is where it keeps them.\n",
        "... and so on.\n",
    ],
)
def test_an_article_about_pointers_is_read(text):
    assert decode(text.encode()) == (text, "utf-8")
