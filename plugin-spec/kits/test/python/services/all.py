"""Services that leave marks, so that a test can count how often each was begun and ended."""

from sextant import Failure, plan, service


def mark(record, word):
    with open(record["marker"], "a", encoding="utf-8") as file:
        file.write(f"{word} {record.id}\n")


@service("greet")
def greet(record):
    mark(record, "begun")
    if record["name"] == "nobody":
        raise Failure("UNREACHABLE", "NOBODY_THERE", "Nobody answers")
    if record["name"] == "broken":
        raise RuntimeError("secret-of-the-log")
    record.sleep(record["seconds"])
    text = ("你好 " if record["language"] == "ZH" else "Hello ") + record["name"]
    return {"text": text, "letters": len(record["name"])}


@plan("greet")
def plan_greet(record):
    return {"effect": "CHANGE", "summary": f"Greets {record['name']}"}


def lines(record):
    mark(record, "begun")
    for number in (1, 2, 3):
        record.print(f"line {number} of {record.name}")
        record.progress(number * 30, f"line {number}")
        record.sleep(record["seconds"] / 3)
    mark(record, "ended")
    return {"lines": 3}


service("work", parallel=2)(lines)
service("once", parallel=2)(lines)
