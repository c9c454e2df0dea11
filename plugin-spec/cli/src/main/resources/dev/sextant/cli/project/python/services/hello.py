"""The service `hello`: a function that is called with one record at a time."""

from sextant import Failure, service


@service("hello", parallel=8)
def hello(record):
    """What it prints is seen in the run at once; what it returns are the record's outputs."""
    if not record["greeting"].strip():
        raise Failure("FAILED", "NO_GREETING", "There is nothing to say: the greeting is blank")
    text = f"{record['greeting']}, {record.name}"
    record.print(text)
    return {"text": text}
