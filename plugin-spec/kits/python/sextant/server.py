"""The plugin's HTTP side: a small threaded server with bounds, as it stands behind the gateway."""

import contextlib
import http.server
import json
import logging
import re
import socketserver
import sqlite3
import threading
import time

from .dispatcher import is_record_id, is_request_id
from .problems import InvalidRecords, Problem

LOG = logging.getLogger("sextant")
MAX_BYTES = 16 * 1024 * 1024
MOST_REQUESTS = 64
PIECE = 64 * 1024
PROBLEM = "application/problem+json"
# Seconds that a body may take, and those that are spent on one that nobody wants.
LONGEST_BODY, DRAIN = 60, 2
CONTENT_LENGTH = re.compile(r"[0-9]{1,12}", re.ASCII)
REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,100}")


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, application):
        self.application = application
        self._room = threading.BoundedSemaphore(MOST_REQUESTS)
        self._answering, self._changed = 0, threading.Condition()
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

    @contextlib.contextmanager
    def answering(self):
        """Notes that a request is being answered."""
        with self._changed:
            self._answering += 1
        try:
            yield
        finally:
            with self._changed:
                self._answering -= 1
                self._changed.notify_all()

    def settle(self, patience):
        """Waits a while until whatever was asked has its answer."""
        with self._changed:
            self._changed.wait_for(lambda: self._answering == 0, patience)

    def handle_error(self, request, client_address):
        LOG.debug("A connection ended early", exc_info=True)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20
    server_version = "sextant-plugin"
    sys_version = ""

    def do_GET(self):
        with self.server.answering():
            self._serve(lambda: b"")

    def do_POST(self):
        with self.server.answering():
            self._serve(self._body)

    do_PUT = do_PATCH = do_DELETE = do_POST

    def send_error(self, code, message=None, explain=None):
        """What is no request of HTTP that is served here is refused like everything else."""
        self._send(code, {"type": "about:blank", "title": message or "The request is malformed", "status": code, "code": "MALFORMED_REQUEST"}, PROBLEM)

    def _body(self):
        length = self.headers.get("Content-Length", "")
        if not CONTENT_LENGTH.fullmatch(length):
            raise Problem("INVOCATION_MALFORMED", "A call has a Content-Length")
        if int(length) > MAX_BYTES:
            raise Problem("INVOCATION_TOO_LARGE", f"A call has at most {MAX_BYTES} bytes; send smaller batches")
        self._unread = 0
        return b"".join(self._pieces(int(length), LONGEST_BODY))

    def _pieces(self, length, patience):
        """The body piece by piece; who sends it too slowly is left."""
        until = time.monotonic() + patience
        while length > 0:
            try:
                piece = self.rfile.read1(min(length, PIECE))
            except TimeoutError:
                piece = b""
            if not piece or time.monotonic() > until:
                raise Problem("INVOCATION_MALFORMED", "The body is shorter than its Content-Length, or came too slowly")
            length -= len(piece)
            yield piece

    def _serve(self, read):
        self.close_connection = True
        length = self.headers.get("Content-Length", "")
        self._unread = min(int(length), 4 * MAX_BYTES) if CONTENT_LENGTH.fullmatch(length) else 0
        try:
            status, answer = self.server.application.answer(self.command, self.path.split("?")[0], self.headers, read)
            self._send(status, answer, "application/json")
        except Problem as problem:
            self._problem(problem)
        except RecursionError:
            self._problem(Problem("INVOCATION_MALFORMED", "The body is nested too deeply"))
        except sqlite3.Error:
            LOG.exception("%s %s could not read or write what is kept", self.command, self.path)
            self._problem(Problem("STORE_UNAVAILABLE", "What is kept cannot be read or written now; the plugin's log says more", 5))
        except Exception:
            LOG.exception("%s %s failed", self.command, self.path)
            self._problem(Problem("INTERNAL", "The plugin failed unexpectedly; its log says more"))

    def _problem(self, problem):
        # Who still sends would lose the answer with the connection.
        with contextlib.suppress(OSError, Problem):
            self.connection.settimeout(DRAIN)
            for _ in self._pieces(self._unread, DRAIN):
                pass
        self._send(problem.status, problem.body(), PROBLEM, problem.retry_after)

    def _send(self, status, document, kind, retry_after=None):
        content = json.dumps(document, allow_nan=False).encode()
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
    """Finds what a path means. Everything but the health check needs a token that permits it."""

    def __init__(self, manifest, door, events, entities, dispatcher):
        self._manifest, self._door, self._dispatcher = manifest, door, dispatcher
        self._posts = {}
        self._queries = set()
        for spec in manifest.services.values():
            self._posts[spec.path] = ("invoke", self._invoke, spec)
            if spec.cancel:
                self._posts[spec.cancel] = ("invoke", self._cancel, spec)
            if spec.plan:
                self._posts[spec.plan] = ("invoke", self._plan, spec)
            if spec.invocations:
                self._queries.add(spec.invocations)
        for one in manifest.events:
            self._posts[one["path"]] = ("invoke", lambda path, body, headers: events.deliver(path, body), one["path"])
        self._entities = entities
        self._records = re.compile(f"/{re.escape(manifest.name)}/entities/([^/]{{1,200}})/(query|create|update|delete)")

    def answer(self, method, path, headers, read):
        """The status and the body of an answer; `read` gives the request's body, which nobody reads for a stranger."""
        if method == "GET" and path == self._manifest.health:
            return (200, {"status": "UP"}) if self._door.ready() else (503, {"status": "STARTING"})
        records = self._records.fullmatch(path) if method == "POST" else None
        permission, serve, about = self._posts.get(path, ("invoke", None, None)) if method == "POST" else ("invoke", None, None)
        if records:
            permission = "read" if records[2] == "query" else "manage"
        self._door.check(headers.get("Authorization"), f"{self._manifest.name}:{permission}")
        if records:
            return self._entity(records[1], records[2], parse(read()))
        if serve:
            return serve(about, an_object(parse(read())), headers)
        folder, _, request_id = path.rpartition("/")
        if method == "GET" and folder in self._queries and REQUEST_ID.fullmatch(request_id):
            return 200, self._dispatcher.status(request_id)
        raise Problem("NOT_FOUND", f"There is nothing to {method} at {path[:200]}")

    def _entity(self, name, verb, body):
        try:
            return self._entities.query(name, body) if verb == "query" else self._entities.write(name, verb, body)
        except InvalidRecords as refused:
            raise Problem("ENTITY_INVALID", f"Nothing was written: {refused}", errors=refused.errors) from refused

    def _invoke(self, spec, body, headers):
        body.setdefault("attempt", 1)
        return self._dispatcher.invoke(spec, body, headers.get("Idempotency-Key"))

    def _cancel(self, spec, body, headers):
        records = body.get("records")
        named = records is None or (isinstance(records, list) and all(is_record_id(one) for one in records))
        if not is_request_id(body.get("requestId")) or not named:
            raise Problem("INVOCATION_MALFORMED", "A cancel request names its requestId, and records as a list or not at all")
        self._dispatcher.cancel(body["requestId"], records)
        return 202, {}

    def _plan(self, spec, body, headers):
        return 200, self._dispatcher.plan(spec, body)


def parse(body):
    try:
        return json.loads(body, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as wrong:
        raise Problem("INVOCATION_MALFORMED", f"The body is not JSON: {str(wrong)[:200]}") from wrong


def an_object(document):
    if not isinstance(document, dict):
        raise Problem("INVOCATION_MALFORMED", "The body is not a JSON object")
    return document


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON number")
