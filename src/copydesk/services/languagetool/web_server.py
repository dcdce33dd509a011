"""Web server: takes the requests, within limits of size, time and number."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from copydesk.report.escaping import harmless, without_commands, without_surrogates
from copydesk.services.languagetool.annotated_text import BadRequest, read_json, text_fields
from copydesk.services.languagetool.answers import Answer, Answers
from copydesk.services.languagetool.connections import Connections, break_off
from copydesk.services.languagetool.origins import Origins

_MOST_CONNECTIONS = 64
_MOST_FIELDS = 100
_CHECKS_AT_ONCE = 4
_WAIT_SECONDS = 30.0
"""How long a request waits for its turn, and how long the server waits for the rest of a request."""
_BYTES_A_CHARACTER = 12
"""The most bytes that a character takes in a form, where each byte is written as three."""
_SPARE_BYTES = 100_000
_OTHER_SITES = frozenset({"cross-site", "same-site"})
"""By what a browser says of a request without an origin that a page of another site makes it: a picture, a link."""
_NO_FORM = (
    "the request cannot be read: send a form (application/x-www-form-urlencoded) with at most"
    f" {_MOST_FIELDS} fields, each once, or JSON with “Content-Type: application/json”"
)


class WebServer(ThreadingHTTPServer):
    """The server; `serve_forever()` runs it.

    Args:
        host, port: where it listens; port 0 for any that is free.
        answers: what it answers.
        origins: whom.
        max_characters: of a text.
    """

    daemon_threads = True
    request_queue_size = 32

    def __init__(self, host: str, port: int, answers: Answers, origins: Origins, max_characters: int) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        self.answers, self.origins = answers, origins
        self.max_bytes = max_characters * _BYTES_A_CHARACTER + _SPARE_BYTES
        self.turn = threading.BoundedSemaphore(_CHECKS_AT_ONCE)
        self.connections = Connections(_MOST_CONNECTIONS)
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        """Return the address to put into a client."""
        host, port = self.server_address[:2]
        name = host.decode() if isinstance(host, bytes) else host
        return f"http://{f'[{name}]' if ':' in name else name}:{port}"

    def server_bind(self) -> None:
        """Bind without asking a name server what this machine is called, as the base class does."""
        socket_ = self.socket
        if self.allow_reuse_address:
            socket_.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        socket_.bind(self.server_address)
        self.server_address = socket_.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread; refuse it if there are too many."""
        if self.connections.enter(request):
            super().process_request(request, client_address)
        else:
            self.connections.refuse(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection, and make room for the next."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.connections.leave(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing about a connection that broke off: nobody reads it, and it could quote a text."""


class _Handler(BaseHTTPRequestHandler):
    server: WebServer
    protocol_version = "HTTP/1.1"
    timeout = _WAIT_SECONDS
    server_version = "copydesk"
    sys_version = ""

    def handle_one_request(self) -> None:
        """Take one request, which must arrive in time however slowly its bytes come."""
        self.server.connections.expect(self.connection)
        self._deadline = threading.Timer(_WAIT_SECONDS, break_off, [self.connection])
        self._deadline.daemon = True
        self._deadline.start()
        try:
            super().handle_one_request()
        finally:
            self._deadline.cancel()

    def do_GET(self) -> None:
        try:
            fields = self._fields_of_address()
        except BadRequest as error:
            self._send(Answer(f"Error: {error}", 400))
            return
        self._answer(fields)

    def do_POST(self) -> None:
        origin_is_wrong = self._refusal()
        if origin_is_wrong:
            self.close_connection = True
            self._send(origin_is_wrong)
            return
        body = self._body()
        if isinstance(body, Answer):
            self.close_connection = True
            self._send(body)
            return
        try:
            fields = {**self._fields_of_address(), **self._fields_of_body(body)}
        except BadRequest as error:
            self._send(Answer(f"Error: {error}", 400))
            return
        self._answer(fields)

    def do_OPTIONS(self) -> None:
        refusal = self._refusal()
        methods = ", ".join((*self.server.answers.methods(self._path()), "OPTIONS"))
        headers = {
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Content-Type, Accept",
            "Access-Control-Max-Age": "600",
        }
        if self.headers.get("Access-Control-Request-Private-Network") == "true":
            headers["Access-Control-Allow-Private-Network"] = "true"
        self._send(refusal or Answer("", 204, headers))

    def _refusal(self) -> Answer | None:
        """Return the answer to whom is not answered."""
        try:
            asked = urlsplit(self.path).netloc
        except ValueError:  # http://[::1/
            return Answer("Error: the address of this request cannot be read", 400)
        hosts = [*self.headers.get_all("Host", []), *filter(None, [asked])]
        if not hosts or not all(map(self.server.origins.is_own_name, hosts)):
            return Answer("Error: this server is not called by that name (--allow-host allows it)", 403)
        origins = self.headers.get_all("Origin", [])
        is_from_page = not origins and not _OTHER_SITES.isdisjoint(self.headers.get_all("Sec-Fetch-Site", []))
        if is_from_page or len(origins) > 1 or not all(map(self.server.origins.may_ask, origins)):
            return Answer("Error: pages of this site may not ask (--allow-origin allows it)", 403)
        return None

    def _answer(self, fields: dict[str, str]) -> None:
        self._deadline.cancel()  # all of it is here
        self.server.connections.has_sent(self.connection)
        path = self._path()
        methods = self.server.answers.methods(path)
        if refusal := self._refusal():
            self._send(refusal)
        elif not methods:
            self._send(Answer("Error: there is nothing here; ask for /v2/check or /v2/languages", 404))
        elif self.command not in methods:
            self._send(Answer(f"Error: use {' or '.join(methods)}", 405, {"Allow": ", ".join(methods)}))
        elif not self.server.turn.acquire(timeout=_WAIT_SECONDS):
            self._send(Answer("Error: too many texts at once; ask again", 503, {"Retry-After": "5"}))
        else:
            try:
                answer = self.server.answers.give(path, fields)
            finally:
                self.server.turn.release()
            self._send(answer)

    def _path(self) -> str:
        return urlsplit(self.path).path.rstrip("/")

    def _fields_of_address(self) -> dict[str, str]:
        fields = _form(urlsplit(self.path).query)
        if fields is None:
            raise BadRequest(_NO_FORM)
        return fields

    def _body(self) -> bytes | Answer:
        lengths = self.headers.get_all("Content-Length", [])
        if len(set(lengths)) > 1:  # whoever stands in between may take another one for the right length
            return Answer("Error: the request has two lengths (Content-Length)", 400)
        length = lengths[0] if lengths else ""
        if not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in self.headers:
            return Answer("Error: say the length of the request (Content-Length)", 411)
        if len(length) > 12 or int(length) > self.server.max_bytes:
            return Answer("Error: the request is too large", 413)
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            return Answer("Error: the request broke off before its end (Content-Length)", 400)
        return body

    def _fields_of_body(self, body: bytes) -> dict[str, str]:
        """Return the fields of a form or of JSON; raises BadRequest if it is neither."""
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest(f"the request is not UTF-8 (at byte {error.start})") from None
        if self.headers.get_content_type() != "application/json":
            if (fields := _form(text)) is None:
                raise BadRequest(_NO_FORM)
            return fields
        given = read_json(text, "the request")
        if not isinstance(given, dict):
            raise BadRequest('the request: the JSON must be an object, such as {"text": "…"}')
        return dict(text_fields(given))

    def _send(self, answer: Answer) -> None:
        is_text = isinstance(answer.body, str)
        # An error may name what a client has sent, and clients show errors in terminals and logs.
        body = without_commands(harmless(answer.body)) if is_text else json.dumps(answer.body)
        data = without_surrogates(body).encode("utf-8")
        self.send_response(answer.status)
        self.send_header("Content-Type", "text/plain; charset=utf-8" if is_text else "application/json")
        if answer.status != 204:
            self.send_header("Content-Length", str(len(data)))
        origins = self.headers.get_all("Origin", [])
        if len(origins) == 1 and self.server.origins.may_ask(*origins):
            self.send_header("Access-Control-Allow-Origin", *origins)
        self.send_header("Vary", "Origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if answer.status != 204:
            self.wfile.write(data)

    error_message_format = "Error: %(message)s"
    error_content_type = "text/plain; charset=utf-8"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer what is no request that is known, without the words in it: clients show them in terminals and logs."""
        super().send_error(code)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - as the base class has it
        """Log nothing: what people write is nobody's business."""


def _form(text: str) -> dict[str, str] | None:
    """Return the fields of a form; None if it cannot be read, or has a field twice."""
    try:
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        return None
    return dict(fields) if len({name for name, _ in fields}) == len(fields) else None
