"""The plugin's HTTP side: a small threaded server with bounds, as it stands behind the gateway."""

import http.server
import json
import logging
import re
import socketserver
import sqlite3
import threading

from .problems import Problem

LOG = logging.getLogger("sextant")
MAX_BYTES = 16 * 1024 * 1024
MOST_REQUESTS = 64
REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,100}")


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, application):
        self.application = application
        self._room = threading.BoundedSemaphore(MOST_REQUESTS)
        super().__init__(address, Handler)

    def server_bind(self):
        # Without the look-up of the machine's own name, which waits long where there is no name server.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address

    def process_request(self, request, client_address):
        self._room.acquire()
        super().process_request(request, client_address)

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request, client_address):
        LOG.debug("A connection ended early", exc_info=True)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server_version = "sextant-plugin"
    sys_version = ""

    def do_GET(self):
        self._serve(b"")

    def do_POST(self):
        self.close_connection = True
        try:
            body = self._body()
        except Problem as refused:
            return self._problem(refused)
        self._serve(body)

    def _body(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            raise Problem("INVOCATION_MALFORMED", "A call has a Content-Length")
        if int(length) > MAX_BYTES:
            raise Problem("INVOCATION_TOO_LARGE", f"A call has at most {MAX_BYTES} bytes; send smaller batches")
        return self.rfile.read(int(length))

    def _serve(self, body):
        self.close_connection = True
        try:
            status, answer = self.server.application.answer(self.command, self.path.split("?")[0], self.headers, body)
            self._send(status, answer, "application/json")
        except Problem as problem:
            self._problem(problem)
        except sqlite3.Error:
            LOG.exception("%s %s could not read or write what is kept", self.command, self.path)
            self._problem(Problem("STORE_UNAVAILABLE", "What is kept cannot be read or written now; the plugin's log says more", 5))
        except Exception:
            LOG.exception("%s %s failed", self.command, self.path)
            self._problem(Problem("INTERNAL", "The plugin failed unexpectedly; its log says more"))

    def _problem(self, problem):
        self._send(problem.status, problem.body(), "application/problem+json", problem.retry_after)

    def _send(self, status, document, kind, retry_after=None):
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        if status == 401:
            self.send_header("WWW-Authenticate", "Bearer")
        if retry_after:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format, *args):
        LOG.debug("%s " + format, self.address_string(), *args)


class Application:
    """Finds what a path means. Everything but the health check needs a token that permits `<plugin>:invoke`."""

    def __init__(self, manifest, door, dispatcher):
        self._manifest, self._door, self._dispatcher = manifest, door, dispatcher
        self._posts = {}
        self._queries = set()
        for spec in manifest.services.values():
            self._posts[spec.path] = (self._invoke, spec)
            if spec.cancel:
                self._posts[spec.cancel] = (self._cancel, spec)
            if spec.plan:
                self._posts[spec.plan] = (self._plan, spec)
            if spec.invocations:
                self._queries.add(spec.invocations)

    def answer(self, method, path, headers, body):
        if method == "GET" and path == self._manifest.health:
            return (200, {"status": "UP"}) if self._door.ready() else (503, {"status": "STARTING"})
        self._door.check(headers.get("Authorization"), f"{self._manifest.name}:invoke")
        if method == "POST" and path in self._posts:
            serve, spec = self._posts[path]
            return serve(spec, parse(body), headers)
        folder, _, request_id = path.rpartition("/")
        if method == "GET" and folder in self._queries and REQUEST_ID.fullmatch(request_id):
            return 200, self._dispatcher.status(request_id)
        raise Problem("NOT_FOUND", f"There is nothing to {method} at {path[:200]}")

    def _invoke(self, spec, body, headers):
        body.setdefault("attempt", 1)
        return self._dispatcher.invoke(spec, body, headers.get("Idempotency-Key"))

    def _cancel(self, spec, body, headers):
        records = body.get("records")
        if not isinstance(body.get("requestId"), str) or not (records is None or isinstance(records, list)):
            raise Problem("INVOCATION_MALFORMED", "A cancel request names its requestId, and records as a list or not at all")
        self._dispatcher.cancel(body["requestId"], records)
        return 202, {}

    def _plan(self, spec, body, headers):
        return 200, self._dispatcher.plan(spec, body)


def parse(body):
    try:
        document = json.loads(body, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as wrong:
        raise Problem("INVOCATION_MALFORMED", f"The body is not JSON: {str(wrong)[:200]}") from wrong
    if not isinstance(document, dict):
        raise Problem("INVOCATION_MALFORMED", "The body is not a JSON object")
    return document


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON number")
