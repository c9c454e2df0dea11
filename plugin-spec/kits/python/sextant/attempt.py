"""An asynchronous attempt while this process works on it."""

import base64
import logging
import sqlite3
import threading
import time

from .outcome import end, restarted
from .problems import Failure
from .record import ToldRecord, names_of
from .values import seconds

LOG = logging.getLogger("sextant")
REPORT_BYTES = 512 * 1024
WAITING_BYTES = 2 * 1024 * 1024
GATHER = 0.1
PROGRESS_PACE = 1
AGAIN = 2
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15


class Attempt:
    """Works on the records of an attempt and brings their news to the core, in order, until the core has them."""

    def __init__(self, spec, service, stored, store, core, resumed=False):
        self.id = stored["request_id"]
        self._spec, self._service, self._request = spec, service, stored["request"]
        self._store, self._core, self._resumed = store, core, resumed
        self._changed = threading.Condition()
        self._records, self._waiting, self._unfinished, self._working = {}, 0, 0, 0
        self._sequence, self._shift = 0, {}
        self._newest, self._spoken = {}, 0.0
        self._wanted, self._stopped = True, threading.Event()

    def prepare(self):
        """Makes the records that are to be worked on; answers them. Ends those that must not be worked on."""
        names = names_of(self._request or {})
        rows = self._store.records(self.id)
        for row in rows:
            if row["outcome"]:
                continue
            if self._service is None or (row["begun"] and not self._spec.idempotent):
                self._store.finish(self.id, restarted(row["record_id"]))
                continue
            self._prepare(row, self._request["inputs"][row["position"]], names)
        self._unfinished = len(self._records)
        self.cancel([row["record_id"] for row in rows if row["cancelled"]])
        return [record for record in self._records.values() if not record.cancelled]

    def _prepare(self, row, given, names):
        try:
            inputs = self._spec.read(given)
        except Failure as invalid:
            self._store.finish(self.id, end(row["record_id"], invalid))
            return
        timeout = seconds(self._request.get("timeout")) or self._spec.timeout
        record = ToldRecord(
            self, row["record_id"], inputs, self._request, names.get(row["record_id"]), timeout, self._resumed
        )
        self._records[record.id] = record

    def work(self, record):
        """Runs the service's function on one record and keeps its outcome."""
        if self._stopped.is_set() or not record.take():
            return
        with self._changed:
            self._working += 1
        try:
            self._keep(lambda: self._store.begin(self.id, record.id))
            self.wake()
            self._finish(record, self._result(record))
        finally:
            with self._changed:
                self._working -= 1

    def _result(self, record):
        try:
            return end(record.id, self._service.function(record))
        except Exception as failure:
            return end(record.id, failure, self._spec.name)

    def _finish(self, record, outcome):
        self._keep(record.end)
        self._keep(lambda: self._store.finish(self.id, outcome))
        with self._changed:
            self._unfinished -= 1
            self._changed.notify_all()

    def _keep(self, write):
        """A disk that is full for a while loses no outcome."""
        while True:
            try:
                return write()
            except sqlite3.Error:
                LOG.exception("What became of %s could not be kept, trying again", self.id)
                time.sleep(AGAIN)

    def cancel(self, ids):
        """Asks records to stop; one that has not begun ends at once."""
        for record in list(self._records.values()):
            if ids is None or record.id in ids:
                record.cancel()
                if record.take():
                    self._finish(record, end(record.id, Failure("CANCELLED", "NOT_STARTED", "Cancelled before its work began")))

    def settled(self):
        """Whether nothing is being worked on and the core has all news."""
        return self._working == 0 and not self._store.news(self.id, 1)

    def stop(self):
        """Begins no further record; what has not begun is worked on after the next start."""
        self._stopped.set()
        self.wake()

    def wake(self):
        with self._changed:
            self._changed.notify_all()

    def kept(self, record, chunk, length):
        if not self._wanted:
            return
        self._store.write(self.id, record, chunk, length)
        with self._changed:
            self._waiting += length

    def progress(self, progress):
        with self._changed:
            self._newest[progress["callbackParameter"]] = progress
            self._changed.notify_all()

    def wait_for_room(self):
        """A slow network slows the work down instead of filling the disk."""
        with self._changed:
            while self._wanted and self._waiting > WAITING_BYTES:
                self._changed.wait(1)

    def see_through(self):
        """Sends the news until there are no more, then the outcomes, until the core has them."""
        while self._wanted:
            over = self._unfinished == 0
            for record in list(self._records.values()):
                record.flush()
            news = self._store.news(self.id, REPORT_BYTES)
            if news or self._has_progress():
                self._send(news)
            elif over:
                break
            else:
                self._pause()
        self._wait_for_the_end()
        self._store.move(self.id, "FINISHED")
        self._call_back()
        self._store.forget_news(self.id)
        self._store.move(self.id, "DELIVERED")

    def _has_progress(self):
        return self._newest and time.monotonic() - self._spoken >= PROGRESS_PACE

    def _pause(self):
        with self._changed:
            if self._unfinished:
                self._changed.wait(1)
        time.sleep(GATHER)

    def _wait_for_the_end(self):
        with self._changed:
            while self._unfinished:
                self._changed.wait(5)

    def _send(self, news):
        with self._changed:
            self._spoken = time.monotonic()
            progress, self._newest = list(self._newest.values()), {}
        self._sequence += 1
        report = {"sequence": self._sequence, "started": [], "outputs": [], "chunks": [], "cut": [], "progress": progress}
        for one in news:
            report[one["kind"]].append(one["body"])
        for chunk in report["chunks"]:
            chunk["offset"] += self._shift.get(chunk["callbackParameter"], 0)
        answer = self._until_answered(report)
        if answer.kind == "GAP":
            answer = self._after_gap(report)
        if answer.kind == "ENDED":
            self._give_up(answer)
        elif answer.kind != "ACCEPTED":
            LOG.error("The core does not take a report of %s: %s", self.id, answer.why)
        if news:
            self._store.told(self.id, news[-1]["id"])
            with self._changed:
                self._waiting = max(0, self._waiting - sum(one["bytes"] for one in news))
                self._changed.notify_all()

    def _give_up(self, answer):
        """Nobody waits for an attempt that the core has ended, so its work stops; also after a restart."""
        LOG.warning("The core no longer wants to hear of %s: %s", self.id, answer.why)
        self._wanted = False
        self._store.cancel(self.id, [row["record_id"] for row in self._store.records(self.id)])
        self.cancel(None)
        self.wake()

    def _after_gap(self, report):
        """Asks what the core has, and sends what follows on it; what cannot follow is given up with a mark."""
        records = {chunk["callbackParameter"] for chunk in report["chunks"]}
        # An empty chunk at the very beginning changes nothing, and the answer names each record's length.
        nothing = [{"callbackParameter": one, "offset": 0, "stream": "OUT", "data": "", "at": report["chunks"][0]["at"]} for one in records]
        answer = self._until_answered({"sequence": report["sequence"], "chunks": nothing})
        if answer.kind != "ACCEPTED":
            return answer
        expected = {record: answer.offsets.get(record, 0) for record in records}
        report["chunks"] = [piece for chunk in report["chunks"] for piece in self._fit(chunk, expected, report)]
        return self._until_answered(report)

    def _fit(self, chunk, expected, report):
        record, data = chunk["callbackParameter"], base64.b64decode(chunk["data"])
        skip = expected[record] - chunk["offset"]
        if skip < 0:
            report["cut"].append({"callbackParameter": record, "bytes": -skip})
            self._shift[record] = self._shift.get(record, 0) + skip
            skip = 0
        if skip >= len(data):
            return []
        fitting = {**chunk, "offset": expected[record], "data": base64.b64encode(data[skip:]).decode()}
        expected[record] += len(data) - skip
        return [fitting]

    def _until_answered(self, report):
        known = {key: value for key, value in report.items() if value != []}
        return self._again("A report", lambda: self._core.report(self.id, known))

    def _call_back(self):
        answer = self._again("The outcomes", lambda: self._core.callback(self.id, self._store.outcomes(self.id)))
        if answer.kind != "ACCEPTED":
            LOG.warning("The core does not want the outcomes of %s: %s", self.id, answer.why)

    def _again(self, what, call):
        pause = FIRST_PAUSE
        while True:
            answer = call()
            if answer.kind != "FAILED":
                return answer
            LOG.warning("%s of %s could not be delivered, trying again in %s s: %s", what, self.id, pause, answer.why)
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
