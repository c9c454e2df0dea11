"""Calls a service's function in a test as the platform would, without a platform."""

from . import registry
from .outcome import end
from .record import Record


class TestRecord(Record):
    """A record that keeps what is said."""

    __test__ = False

    def __init__(self, inputs, **named):
        super().__init__("test-record", inputs, **named)
        self.output = b""
        self.said = []

    def write(self, data, error=False):
        self.output += data

    def progress(self, percent=None, message=None):
        self.said.append((percent, message))


def call(name, **inputs):
    """The outcome of a service for one record with these inputs, with its `output` beside."""
    record = TestRecord(inputs)
    try:
        result = registry.find(name).function(record)
    except Exception as failure:
        result = failure
    return {**end(record.id, result, name), "output": record.output.decode(errors="replace")}
