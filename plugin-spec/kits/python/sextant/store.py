"""Keeps attempts and the news of them in one SQLite file, so that none runs twice and none is lost.

Every write is on the disk when the call returns. Requests are sealed, because parameters may be secrets.
"""

import contextlib
import json
import sqlite3
import threading
import time

TABLES = """
create table if not exists invocation (
  request_id text primary key, service text not null, digest text not null, request text, state text not null,
  received_at real not null) without rowid;
create table if not exists record (
  request_id text not null, position integer not null, record_id text not null, begun integer not null default 0,
  cancelled integer not null default 0, written integer not null default 0, outcome text,
  primary key (request_id, position)) without rowid;
create table if not exists news (
  id integer primary key autoincrement, request_id text not null, kind text not null, body text not null,
  bytes integer not null);
create index if not exists news_of on news (request_id, id);
"""


class Store:
    def __init__(self, path, sealer):
        self._sealer = sealer
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.execute("pragma cache_size = -1024")
        self._db.executescript(TABLES)

    @contextlib.contextmanager
    def transaction(self):
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self._db.execute("begin immediate")
            try:
                yield
                self._db.execute("commit")
            except BaseException:
                self._db.execute("rollback")
                raise

    def _rows(self, sql, *values):
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _change(self, sql, *values):
        with self._lock:
            return self._db.execute(sql, values).rowcount

    def add(self, request_id, service, digest, request, records):
        """Keeps a new attempt; False when there is one of that name already."""
        with self.transaction():
            added = self._change(
                "insert or ignore into invocation values (?, ?, ?, ?, 'RUNNING', ?)",
                request_id, service, digest, self._sealer.seal(request_id, request), time.time(),
            )
            if added:
                for position, record in enumerate(records):
                    self._change(
                        "insert into record (request_id, position, record_id) values (?, ?, ?)", request_id, position, record
                    )
            return bool(added)

    def find(self, request_id):
        rows = self._rows("select * from invocation where request_id = ?", request_id)
        return self._opened(rows[0]) if rows else None

    def open_ones(self):
        return [self._opened(row) for row in self._rows("select * from invocation where state <> 'DELIVERED' order by received_at")]

    def _opened(self, row):
        found = dict(row)
        if found["request"] is not None:
            found["request"] = json.loads(self._sealer.open(found["request_id"], found["request"]))
        return found

    def records(self, request_id):
        return [dict(row) for row in self._rows("select * from record where request_id = ? order by position", request_id)]

    def outcomes(self, request_id):
        return [json.loads(one["outcome"]) for one in self.records(request_id) if one["outcome"]]

    def begin(self, request_id, record):
        """Notes durably that work on a record begins."""
        with self.transaction():
            self._change("update record set begun = 1 where request_id = ? and record_id = ?", request_id, record)
            self.tell(request_id, "started", record)

    def begin_quietly(self, request_id, record):
        self._change("update record set begun = 1 where request_id = ? and record_id = ?", request_id, record)

    def finish(self, request_id, outcome, tell=True):
        """Keeps how a record ended; the first outcome stays."""
        with self.transaction():
            changed = self._change(
                "update record set outcome = ? where request_id = ? and record_id = ? and outcome is null",
                json.dumps(outcome), request_id, outcome["callbackParameter"],
            )
            if changed and tell:
                self.tell(request_id, "outputs", outcome)
            return bool(changed)

    def cancel(self, request_id, records):
        with self.transaction():
            for record in records:
                self._change("update record set cancelled = 1 where request_id = ? and record_id = ?", request_id, record)

    def write(self, request_id, record, chunk, length):
        """Keeps a piece of output at the record's next offset."""
        with self.transaction():
            row = self._rows("select written from record where request_id = ? and record_id = ?", request_id, record)[0]
            self.tell(request_id, "chunks", {"callbackParameter": record, "offset": row["written"], **chunk}, length)
            self.written(request_id, record, row["written"] + length)

    def written(self, request_id, record, offset):
        self._change("update record set written = ? where request_id = ? and record_id = ?", offset, request_id, record)

    def tell(self, request_id, kind, body, length=0):
        self._change("insert into news (request_id, kind, body, bytes) values (?, ?, ?, ?)", request_id, kind, json.dumps(body), length)

    def news(self, request_id, most):
        """The oldest news of an attempt, with at most so many bytes of output, but at least one piece."""
        taken, length = [], 0
        for row in self._rows("select * from news where request_id = ? order by id limit 1000", request_id):
            if taken and length + row["bytes"] > most:
                break
            length += row["bytes"]
            taken.append({"id": row["id"], "kind": row["kind"], "body": json.loads(row["body"]), "bytes": row["bytes"]})
        return taken

    def told(self, request_id, last):
        self._change("delete from news where request_id = ? and id <= ?", request_id, last)

    def forget_news(self, request_id):
        self._change("delete from news where request_id = ?", request_id)

    def move(self, request_id, state):
        """Moves an attempt on; a delivered one forgets its request."""
        forget = ", request = null" if state == "DELIVERED" else ""
        self._change(f"update invocation set state = ?{forget} where request_id = ?", state, request_id)

    def prune(self, before):
        """Forgets attempts that were delivered and are older."""
        with self.transaction():
            for table in ("record", "news"):
                self._change(
                    f"delete from {table} where request_id in"
                    " (select request_id from invocation where state = 'DELIVERED' and received_at < ?)", before,
                )
            return self._change("delete from invocation where state = 'DELIVERED' and received_at < ?", before)

    def close(self):
        with self._lock:
            self._db.close()
