"""What a service's function is given: one record of a call."""

import base64
import datetime
import threading

CHUNK = 64 * 1024


class Record:
    """One record: its inputs by name (`record["address"]`), and the ways to speak while it is worked on. Any thread may use it."""

    def __init__(self, id, inputs, request=None, name=None, timeout=60, resumed=False):
        request = request or {}
        self.id = id
        self.inputs = inputs
        self.name = name or id
        self.request_id = request.get("requestId", "")
        self.operator = request.get("operator") if isinstance(request.get("operator"), str) else None
        self.attempt = request.get("attempt", 1)
        self.timeout = timeout
        self.resumed = resumed
        self._cancelled = threading.Event()
        self._on_cancel = []
        self._lock = threading.Lock()

    def __getitem__(self, name):
        return self.inputs[name]

    def get(self, name, default=None):
        value = self.inputs.get(name)
        return default if value is None else value

    @property
    def cancelled(self):
        return self._cancelled.is_set()

    def sleep(self, seconds):
        """Waits, or raises Cancelled as soon as the record is asked to stop."""
        if self._cancelled.wait(seconds):
            from .problems import Cancelled

            raise Cancelled()

    def on_cancel(self, action):
        """Runs an action once the record is asked to stop, at once if it was already."""
        with self._lock:
            if not self.cancelled:
                self._on_cancel.append(action)
                return
        action()

    def cancel(self):
        with self._lock:
            self._cancelled.set()
            actions, self._on_cancel = self._on_cancel, []
        for action in actions:
            action()

    def print(self, text, error=False):
        """Writes a line of output, seen while the record is worked on."""
        self.write(f"{text}\n".encode(), error)

    def write(self, data, error=False):
        """Writes bytes of output."""

    def progress(self, percent=None, message=None):
        """Says how far the work is."""


class ToldRecord(Record):
    """A record of an asynchronous attempt: what it says is kept and brought to the core."""

    def __init__(self, attempt, *args, **named):
        super().__init__(*args, **named)
        self._attempt = attempt
        self._pending = bytearray()
        self._pending_error = False
        self._writing = threading.Lock()
        self.over = False
        self._taken = False

    def take(self):
        """Whether the caller is the first who may end it."""
        with self._lock:
            taken, self._taken = self._taken, True
            return not taken

    def write(self, data, error=False):
        view = memoryview(data)
        for start in range(0, len(view), CHUNK):
            self._attempt.wait_for_room()
            with self._writing:
                if self.over:
                    return
                if self._pending and (self._pending_error != error or len(self._pending) >= CHUNK):
                    self._keep()
                self._pending_error = error
                self._pending += view[start : start + CHUNK]
        self._attempt.wake()

    def flush(self):
        with self._writing:
            self._keep()

    def end(self):
        """Keeps what is left of the output; what comes later is dropped."""
        with self._writing:
            self._keep()
            self.over = True

    def _keep(self):
        while self._pending:
            data = bytes(self._pending[:CHUNK])
            stream = "ERR" if self._pending_error else "OUT"
            at = datetime.datetime.now(datetime.timezone.utc).isoformat().replace("+00:00", "Z")
            chunk = {"stream": stream, "data": base64.b64encode(data).decode(), "at": at}
            self._attempt.kept(self.id, chunk, len(data))
            del self._pending[: len(data)]

    def progress(self, percent=None, message=None):
        known = {"percent": percent, "message": message}
        self._attempt.progress({"callbackParameter": self.id, **{key: value for key, value in known.items() if value is not None}})


def names_of(request):
    """The records' names for people, by their ids."""
    names = ((one.get("id"), one.get("displayName")) for one in request.get("entityInstances") or [])
    return {id: name for id, name in names if isinstance(id, str) and isinstance(name, str)}
