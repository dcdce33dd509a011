"""copydesk serve: real requests over HTTP, and LanguageTool's own client."""

from __future__ import annotations

import builtins
import http.client
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.analysis.language.languages import languages as known_languages
from copydesk.report.escaping import is_harmless
from copydesk.services.in_python import desk as desk_module
from copydesk.services.languagetool import connections, web_server
from copydesk.services.languagetool.annotated_text import plain
from copydesk.services.languagetool.answers import Answers
from copydesk.services.languagetool.matches import answer, languages
from copydesk.services.languagetool.origins import Origins, origin_of
from copydesk.services.languagetool.web_server import WebServer
from timing import is_quick

TEXT = "😀 We saw the the first bridge.\n"
MOST = 5_000


@pytest.fixture(scope="module")
def server():
    desk = Desk()
    desk.check("a")
    origins = Origins("127.0.0.1", ["desk.example"], ["https://cms.example"])
    with WebServer("127.0.0.1", 0, Answers(desk, MOST), origins, MOST) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def send(server, method, path, fields=None, *, body=None, **headers):
    """Status, headers and content of the answer to one request."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    if fields is not None:
        body = urlencode(fields)
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    content = response.read().decode()
    connection.close()
    is_json = response.headers.get_content_type() == "application/json"
    return response.status, response.headers, json.loads(content) if is_json else content


def check(server, **fields):
    status, _, content = send(server, "POST", "/v2/check", {"language": "auto", **fields})
    assert status == 200, content
    return content


def test_a_check(server):
    found = check(server, text=TEXT, language="en-GB")
    (match,) = found["matches"]
    # An emoji is two UTF-16 units.
    assert (match["offset"], match["length"]) == (10, 7)
    assert match["replacements"] == [{"value": "the"}]
    assert match["rule"]["id"] == "doubled-word"
    assert match["rule"]["category"] == {"id": "damage", "name": "Damage"}
    context = match["context"]
    units = context["text"].encode("utf-16-le")
    assert (
        units[context["offset"] * 2 : (context["offset"] + context["length"]) * 2].decode("utf-16-le")
        == "the the"
    )
    assert found["language"]["code"] == "en-GB"
    assert found["warnings"] == {"incompleteResults": False}


@pytest.mark.parametrize("form", ["form", "json", "json with data as it is", "in the address"])
def test_ways_to_send_it(server, form):
    data = {
        "annotation": [
            {"text": "We saw "},
            {"markup": "<b>"},
            {"text": "the the"},
            {"markup": "</b>"},
            {"text": " bridge."},
        ]
    }
    fields = {"language": "en", "data": json.dumps(data)}
    if form == "form":
        content = check(server, **fields)
    elif form == "in the address":
        _, _, content = send(server, "GET", f"/v2/check?{urlencode(fields)}")
    else:
        sent = {**fields, "data": data} if "as it is" in form else fields
        headers = {"Content-Type": "application/json"}
        _, _, content = send(server, "POST", "/v2/check", body=json.dumps(sent), **headers)
    assert [(each["offset"], each["length"]) for each in content["matches"]] == [(10, 7)]
    assert content["matches"][0]["replacements"] == [{"value": "the"}]


def test_markup_inside_a_match_is_kept(server):
    parts = [{"text": "😀 We saw the "}, {"markup": "<br>", "interpretAs": ""}, {"text": "the bridge."}]
    (match,) = check(server, data=json.dumps({"annotation": parts}))["matches"]
    assert (match["offset"], match["length"], match["replacements"]) == (10, 11, [])
    paragraphs = [
        {"text": "We saw the"},
        {"markup": "</p><p>", "interpretAs": "\n\n"},
        {"text": "the bridge."},
    ]
    assert check(server, data=json.dumps({"annotation": paragraphs}))["matches"] == []


def test_rules_can_be_left_out_and_chosen(server):
    assert check(server, text=TEXT, disabledRules="doubled-word")["matches"] == []
    assert check(server, text=TEXT, disabledCategories="damage,names")["matches"] == []
    assert check(server, text=TEXT, enabledOnly="true", enabledRules="ligature")["matches"] == []
    assert len(check(server, text=TEXT, enabledOnly="true", enabledCategories="damage")["matches"]) == 1


def test_names_of_rules_that_do_not_exist_are_told(server):
    found = check(server, text=TEXT, disabledRules="doubled-wrod,WHITESPACE_RULE")
    assert found["warnings"]["unknownNames"] == [
        "disabledRules: there is no rule or family “doubled-wrod”; did you mean “doubled-word”?"
    ]
    assert len(found["matches"]) == 1
    for fields in {"enabledRules": "doubled-wrod"}, {"enabledRules": "WHITESPACE_RULE"}, {}:
        sent = {"text": TEXT, "enabledOnly": "true", **fields}
        status, _, told = send(server, "POST", "/v2/check", sent)
        assert status == 400
        assert ("did you mean “doubled-word”?" in told) == ("doubled-wrod" in fields.values())


def test_an_error_sends_nothing_that_a_terminal_or_a_log_obeys(server):
    fields = {"enabledRules": "\x1b]0;a\x07 ##[error] \u202e", "enabledOnly": "true", "text": "a"}
    status, _, content = send(server, "POST", "/v2/check", fields)
    assert (status, is_harmless(content)) == (400, True)


def test_broken_json_is_told_with_its_place(server):
    json_type = {"Content-Type": "application/json"}
    told = send(server, "POST", "/v2/check", body='{"text": "a",\n"language" "en"}', **json_type)[2]
    assert told == "Error: the request: the JSON cannot be read at line 2, column 12: Expecting ':' delimiter"
    told = send(server, "POST", "/v2/check", {"data": '{"annotation": ['})[2]
    assert "data: the JSON cannot be read at line 1, column 17" in told


def test_pages_that_send_no_origin_are_refused(server):
    path = f"/v2/check?{urlencode({'text': TEXT, 'language': 'en'})}"
    for site, status in ("cross-site", 403), ("same-site", 403), ("none", 200), ("same-origin", 200):
        assert send(server, "GET", path, **{"Sec-Fetch-Site": site})[0] == status
    added_on = {"Sec-Fetch-Site": "cross-site", "Origin": "chrome-extension://abcdef"}
    assert send(server, "GET", path, **added_on)[0] == 200


def test_two_lengths_are_refused(server):
    own = f"Host: 127.0.0.1:{server.server_port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    lengths = "Content-Length: 6\r\nContent-Length: 13\r\n\r\n"
    answer = raw(server, f"POST /v2/check HTTP/1.1\r\n{own}{lengths}text=A+day.+B")
    assert answer.startswith("HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://cms.example.org", "https://cms.example.org"),
        ("https://CMS.example.org:443/", "https://cms.example.org"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        ("app://obsidian.md", "app://obsidian.md"),
    ],
)
def test_origins_are_read_as_browsers_send_them(given, origin):
    assert origin_of(given) == origin


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--allow-origin", "cms.example.org", "did you mean “https://cms.example.org”?"),
        ("--allow-origin", "https://cms.example.org/editor", "of its site it is “https://cms.example.org”"),
        ("--allow-origin", "*", "would let every page in a browser ask"),
        ("--allow-origin", "https://*.example.org", "is no address of a site"),
        ("--allow-origin", "https://cms.example.org:port", "is no address of a site"),
        ("--allow-host", "https://desk.example.org/v2", "did you mean “desk.example.org”?"),
        ("--allow-host", "*", "is no name of a server"),
    ],
)
def test_what_would_never_match_is_refused(option, value, told, capsys):
    assert main(["serve", option, value]) == 2
    assert told in capsys.readouterr().err


def test_languages(server):
    status, _, content = send(server, "GET", "/v2/languages")
    assert status == 200
    assert {"name": "English", "code": "en", "longCode": "en-US"} in content
    assert {each["code"] for each in languages()} == set(known_languages())
    assert (
        check(server, text="Der Bürgermeister hat die Brücke und den Hafen nicht gesehen.")["language"][
            "code"
        ]
        == "de"
    )
    assert send(server, "GET", "/v2/healthcheck")[2] == "OK"
    assert send(server, "GET", "/v2/maxtextlength")[2] == str(MOST)
    assert send(server, "GET", "/v2/info")[2]["software"]["name"] == "copydesk"


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "/v2/check", "language=en", {}, 400),
        ("POST", "/v2/check", "data=3", {}, 400),
        ("POST", "/v2/check", "data={}", {}, 400),
        ("POST", "/v2/check", "data=" + "[" * 50_000, {}, 400),
        ("POST", "/v2/check", 'data={"annotation":[{"text":3}]}', {}, 400),
        ("POST", "/v2/check", b"text=\xff", {}, 400),
        ("POST", "/v2/check", b"text=%ff", {}, 400),
        ("POST", "/v2/check", "&".join(f"a{n}=" for n in range(1000)), {}, 400),
        ("POST", "/v2/check", "text=a&text=b", {}, 400),
        ("GET", "/v2/check?text=a&text=b", None, {}, 400),
        *(
            ("POST", "/v2/check", body, {"Content-Type": "application/json"}, status)
            for body, status in {
                "[]": 400,
                '{"text": null}': 400,
                '{"text": true}': 400,
                '{"text": ["It is the the end."]}': 400,
                '{"text": "a", "language": 3}': 400,
                '{"text": "a", "enabledRules": ["doubled-word"]}': 400,
                '{"text": "a", "text": "b"}': 400,
                '{"data": null}': 400,
                '{"data": {"annotation": [{"text": "a", "text": "b"}]}}': 400,
                '{"text": "a", "language": null, "motherTongue": 3, "enabledOnly": false}': 200,
            }.items()
        ),
        ("POST", "/v2/check", f"text={'a' * (MOST + 1)}", {}, 413),
        ("POST", "/v2/check", "text=a", {"Content-Length": "99999999999"}, 413),
        ("POST", "/v2/check", "text=a", {"Content-Length": "-1"}, 411),
        ("POST", "/v2/check", "text=a", {"Transfer-Encoding": "chunked"}, 411),
        ("GET", "/v2/check/../../etc/passwd", None, {}, 404),
        ("GET", "/", None, {}, 404),
        ("POST", "/v2/languages", "", {}, 405),
        ("PUT", "/v2/check", "", {}, 501),
    ],
)
def test_requests_that_cannot_be_answered(server, method, path, body, headers, status):
    got, _, content = send(server, method, path, body=body, **headers)
    assert got == status
    assert "Traceback" not in str(content)


def test_no_word_of_what_is_no_request_comes_back(server):
    with socket.create_connection(server.server_address[:2], timeout=20) as connection:
        connection.sendall(b"##[error]x / HTTP/1.1\r\n\r\n")
        answer = connection.recv(10_000)
    assert answer.startswith(b"HTTP/1.1 501 ")
    assert b"##[" not in answer


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "127.0.0.1:8081"}, 200),
        ({"Host": "localhost"}, 200),
        ({"Host": "[::1]:8081"}, 200),
        ({"Host": "desk.example"}, 200),
        ({"Host": "evil.example:8081"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "["}, 403),
        ({"Origin": "https://cms.example"}, 200),
        ({"Origin": "chrome-extension://abcdef"}, 200),
        ({"Origin": "app://obsidian.md"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:8081"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
@pytest.mark.parametrize("method", ["POST", "OPTIONS", "GET"])
def test_whom_it_answers(server, headers, status, method):
    body = urlencode({"text": TEXT, "language": "en"})
    path = "/v2/check" if method != "GET" else "/v2/languages"
    got, answered, _ = send(server, method, path, body=body if method == "POST" else None, **headers)
    assert got == (204 if method == "OPTIONS" and status == 200 else status)
    allowed = headers.get("Origin") if status == 200 else None
    assert answered["Access-Control-Allow-Origin"] == allowed


def test_browsers_are_told_what_they_may_send(server):
    asked = {"Origin": "moz-extension://a", "Access-Control-Request-Private-Network": "true"}
    _, headers, _ = send(server, "OPTIONS", "/v2/check", **asked)
    assert headers["Access-Control-Allow-Methods"] == "POST, GET, OPTIONS"
    assert headers["Access-Control-Allow-Private-Network"] == "true"


def test_no_file_is_read_for_a_request(server, tmp_path, monkeypatch):
    (tmp_path / "wire.md").write_text("x")
    text = "---\nsources: [wire.md]\n---\n\n“We will go away from here,” said Ines Okafor.\n"
    check(server, text=text)  # which loads what it needs
    opened = []
    for module, name in (builtins, "open"), (io, "open"), (os, "open"), (os, "scandir"):
        monkeypatch.setattr(module, name, lambda path, *_rest, **_options: opened.append(path))
    check(server, text=text)
    monkeypatch.undo()
    assert opened == []


def test_what_takes_too_long_is_said(server, monkeypatch):
    def slow(*_arguments):
        raise desk_module.limits.TooSlow("30 s")

    monkeypatch.setattr(desk_module.text_work, "check_document", slow)
    assert check(server, text=TEXT)["warnings"] == {"incompleteResults": True}


def test_many_at_once(server):
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(len(check(server, text=TEXT)["matches"])))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8


def test_a_connection_that_breaks_off_harms_nobody(server):
    with socket.create_connection(("127.0.0.1", server.server_port)) as broken:
        broken.sendall(b"POST /v2/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ntext=a")
    with socket.create_connection(("127.0.0.1", server.server_port)) as broken:
        broken.sendall(b"\0\xff\r\n\r\n")
    assert len(check(server, text=TEXT)["matches"]) == 1


def test_requests_that_never_end_keep_nobody_from_asking(server, monkeypatch):
    monkeypatch.setattr(connections, "_GRACE_SECONDS", 0.1)
    halves = []
    try:
        for number in range(80):
            halves.append(socket.create_connection(("127.0.0.1", server.server_port), timeout=30))
            halves[-1].sendall(b"POST /v2/check HTTP/1.1\r\n"[: 5 + number % 15])
        assert len(check(server, text=TEXT)["matches"]) == 1
    finally:
        for each in halves:
            each.close()


def test_who_finds_no_room_is_told(server, monkeypatch):
    monkeypatch.setattr(
        server, "connections", connections.Connections(-99)
    )  # those of earlier tests still end
    own = f"POST /v2/check HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\nContent-Length: 1000\r\n\r\n"
    answer = raw(server, own + "a" * 1000)
    assert answer.startswith("HTTP/1.1 503 ")
    assert f"Content-Length: {len(answer.partition(chr(13) + chr(10) + chr(13) + chr(10))[2])}" in answer


@pytest.mark.parametrize(
    "field", ["enabledRules", "disabledRules", "enabledCategories", "disabledCategories"]
)
def test_many_names_take_no_time(server, field):
    names = ",".join(f"doubled-wor{number}" for number in range(6_000))
    fields = {"text": TEXT, field: names}
    answers = []
    assert is_quick(lambda: answers.append(check(server, **fields)), 2.0)
    told = answers[0]["warnings"]["unknownNames"]
    assert len(told) == 21
    assert told[-1] == "there are more names of no rule or family"
    only = {**fields, "enabledOnly": "true"}
    assert is_quick(lambda: answers.append(send(server, "POST", "/v2/check", only)), 2.0)
    assert answers[-1][0] == 400


def test_places_of_many_matches_are_found_in_no_time(server):
    text = "😀" * 300_000 + " the the" * 20
    findings = Desk().check("the the the the " * 20, "text").findings[:1] * 3_000
    shift = len(text) - 200
    moved = [replace(each, start=shift, end=shift + 7) for each in findings]
    made = []
    assert is_quick(
        lambda: made.append(
            answer(plain(text), moved, {}, version="1", asked="en", language="en", is_complete=True)
        ),
        2.0,
    )
    assert made[0]["matches"][-1]["offset"] == len(text[:shift].encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    "headers",
    [
        "Origin: chrome-extension://a\r\nOrigin: https://evil.example",
        "Origin: https://cms.example\r\nOrigin: https://cms.example",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
    ],
)
def test_no_header_hides_another(server, headers):
    answer = raw(server, f"GET /v2/languages HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n")
    assert answer.startswith("HTTP/1.1 403 ")
    assert "Access-Control" not in answer


def test_an_empty_transfer_encoding_hides_none(server):
    own = "Host: localhost\r\nTransfer-Encoding:\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n"
    assert raw(server, f"POST /v2/check HTTP/1.1\r\n{own}\r\ntext=a").startswith("HTTP/1.1 411 ")


def test_languagetools_own_client(server):
    reason = "pip install language_tool_python to run this"
    client_module = pytest.importorskip("language_tool_python", reason=reason)
    client = client_module.LanguageTool("en-US", remote_server=server.address)
    try:
        (match,) = client.check(TEXT)
        assert (match.offset, match.error_length, match.replacements) == (9, 7, ["the"])
        assert client.correct(TEXT) == TEXT.replace("the the", "the")
    finally:
        client.close()


def test_the_command(tmp_path):
    command = [sys.executable, "-m", "copydesk", "serve", "--port", "0", "--select", "names,damage"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
    )
    try:
        line = process.stdout.readline()
        port = int(
            re.fullmatch(r"copydesk answers at http://127\.0\.0\.1:(\d+)/v2 \(Ctrl-C ends it\)\n", line)[1]
        )
        second = subprocess.run([*command, "--port", str(port)], capture_output=True, text=True, cwd=tmp_path)
        assert (second.returncode, "choose another with --port" in second.stderr) == (2, True)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.communicate()


def raw(server, request):
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=30) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile("rb").read().decode()


def test_a_request_that_never_ends_is_broken_off(server, monkeypatch):
    monkeypatch.setattr(web_server, "_WAIT_SECONDS", 0.3)
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=30) as connection:
        connection.sendall(b"GET /v2/languages HTTP/1.1\r\nHo")
        assert connection.recv(1) == b""


def test_a_request_that_breaks_off_is_no_whole_text(server):
    own = f"Host: 127.0.0.1:{server.server_port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    answer = raw(server, f"POST /v2/check HTTP/1.1\r\n{own}Content-Length: 40\r\n\r\ntext=A+day.")
    assert answer.startswith("HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("path", "hosts"),
    [
        ("/v2/languages", "evil@127.0.0.1"),
        ("/v2/languages", "127.0.0.1 evil.example"),
        ("http://evil.example/v2/languages", "127.0.0.1"),
    ],
)
def test_no_other_name_beside_its_own(server, path, hosts):
    lines = "".join(f"Host: {host}\r\n" for host in hosts.split())
    assert raw(server, f"GET {path} HTTP/1.1\r\n{lines}\r\n").startswith("HTTP/1.1 403 ")


@pytest.mark.parametrize("sign", ["\x0b", "\t", " ", "\x7f", "é"])
def test_an_origin_is_plain(sign):
    origins = Origins("127.0.0.1", [], ["https://cms.example"])
    assert origins.may_ask("chrome-extension://abc")
    assert not origins.may_ask(f"chrome-extension://abc{sign}.evil.example")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "a", "data": '{"annotation": [{"text": "b"}]}'}, "either text or data"),
        (
            {
                "text": "The the day.",
                "enabledOnly": "true",
                "enabledRules": "doubled-word",
                "disabledRules": "doubled-word",
            },
            "nothing would be checked",
        ),
    ],
)
def test_a_request_that_contradicts_itself_is_refused(fields, says):
    answer = Answers(Desk(), MOST).give("/v2/check", fields)
    assert answer.status == 400
    assert says in answer.body


@pytest.mark.parametrize(
    "request_", ["DELETE /v2/check HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /v2/check HTTP/7.x\r\n\r\n"]
)
def test_what_is_no_request_is_answered_in_plain_text(server, request_):
    answer = raw(server, request_)
    assert ("Error: " in answer, "<" in answer) == (True, False)
