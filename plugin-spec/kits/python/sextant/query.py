"""Queries of records: what they may ask for, and which records they find."""

import base64

from . import values
from .problems import Problem

STANDARD, MOST = 100, 1000
MOST_VALUES, MOST_FILTERS = 10_000, 100
PLAIN = {"eq", "neq", "gt", "lt"}
TEXTS = {"like", "notLike"}
NULLS = {"is", "isnot"}


class Query:
    """A query that has been checked against the entity's attributes."""

    def __init__(self, spec, body):
        problems = []
        filters = body.get("additionalFilters") or []
        if not isinstance(filters, list) or len(filters) > MOST_FILTERS:
            problems.append({"pointer": "/additionalFilters", "message": f"Expected a list of at most {MOST_FILTERS} filters"})
            filters = []
        for number, one in enumerate(filters):
            problem = fault(spec, one)
            if problem:
                problems.append({"pointer": f"/additionalFilters/{number}", "message": problem})
        self.limit = STANDARD if body.get("limit") is None else body["limit"]
        if not values.is_integer(self.limit) or not 1 <= self.limit <= MOST:
            problems.append({"pointer": "/limit", "message": f"Expected 1 to {MOST}"})
        self.after = last_id(body.get("after"), problems)
        self.search = body.get("search") or ""
        if not isinstance(self.search, str):
            problems.append({"pointer": "/search", "message": "Expected a text"})
        if problems:
            raise Problem("ENTITY_INVALID", "The query is invalid", errors=problems[:100])
        self._spec, self._conditions = spec, [Condition(spec, one) for one in filters]

    def page(self, records):
        """The records of the page that is asked for, in the order of their ids, and the cursor of the next one."""
        found = sorted((one for one in records if self._finds(one)), key=lambda one: one["id"])
        page = found[: self.limit]
        return page, cursor(page[-1]["id"]) if len(found) > self.limit else None

    def _finds(self, record):
        if self.after is not None and record["id"] <= self.after:
            return False
        return all(one.holds(record) for one in self._conditions) and self._is_searched(record)

    def _is_searched(self, record):
        wanted = self.search.strip().casefold()
        if not wanted:
            return True
        names = [name for name, one in self._spec.attributes.items() if one.kind in ("string", "text")]
        texts = (one for name in ["displayName", *names] for one in each(record.get(name)))
        return any(isinstance(one, str) and wanted in one.casefold() for one in texts)


class Condition:
    """One filter; what is not there is equal to nothing, like nothing, and neither greater nor less."""

    def __init__(self, spec, document):
        self._name, self._op = document["attrName"], document["op"]
        self._attribute = spec.attributes.get(self._name)
        self._kind = self._attribute.kind if self._attribute else "string"
        wanted = document.get("condition")
        self._text = wanted
        self._wanted = {key(self._kind, one) for one in (wanted if self._op == "in" else [wanted])}

    def holds(self, record):
        value = record.get(self._name)
        if self._op in NULLS:
            there = self._attribute.shown(value)["set"] if self._kind == "secret" else value is not None
            return there == (self._op == "isnot")
        if self._op in ("eq", "in", "neq"):
            return any(key(self._kind, one) in self._wanted for one in each(value)) != (self._op == "neq")
        if self._op in TEXTS:
            return any(isinstance(one, str) and self._text in one for one in each(value)) != (self._op == "notLike")
        return any(self._is_beyond(key(self._kind, one)) for one in each(value))

    def _is_beyond(self, found):
        (wanted,) = self._wanted
        if found[0] != wanted[0]:
            return False
        return found[1] > wanted[1] if self._op == "gt" else found[1] < wanted[1]


def fault(spec, one):
    """What is wrong with a filter; None when nothing is."""
    if not isinstance(one, dict) or not isinstance(one.get("attrName"), str) or not isinstance(one.get("op"), str):
        return "A filter needs attrName and op"
    name, op, condition = one["attrName"], one["op"], one.get("condition")
    attribute = spec.attributes.get(name)
    if op not in PLAIN | TEXTS | NULLS | {"in"}:
        return f"There is no filter operator '{op[:100]}'"
    if attribute is None and name not in ("id", "displayName"):
        return f"There is no attribute '{name[:100]}' in {spec.name}"
    if attribute is not None and attribute.is_secret and op not in NULLS:
        return "A secret can only be asked whether it is set (is, isnot)"
    if op == "in":
        fits = isinstance(condition, list) and len(condition) <= MOST_VALUES and all(is_plain(value) for value in condition)
        return None if fits else f"'in' needs a list of at most {MOST_VALUES} plain values"
    if op in NULLS:
        return None if condition is None else "'is' and 'isnot' compare with null only"
    if op in TEXTS:
        return None if isinstance(condition, str) else "'like' needs a text"
    return None if is_plain(condition) else f"'{op}' needs a plain value"


def is_plain(value):
    return isinstance(value, (str, bool)) or values.is_number(value)


def each(value):
    """The values of an attribute that holds many, or the one that it holds."""
    return value if isinstance(value, list) else [] if value is None else [value]


def key(kind, value):
    """What two equal values have in common, and what orders those of one kind."""
    moment = values.instant(value) if kind == "instant" else None
    if moment is not None:
        return "instant", moment
    if kind in ("integer", "number") and isinstance(value, str):
        value = number(value)
    if isinstance(value, bool):
        return "boolean", value
    return ("text", value) if isinstance(value, str) else ("number", value) if values.is_number(value) else ("other", repr(value))


def number(text):
    """The number that a text shows, as a drawn workflow writes all its constants; otherwise the text."""
    try:
        return float(text) if len(text) <= 100 else text
    except ValueError:
        return text


def cursor(id):
    return base64.urlsafe_b64encode(id.encode()).rstrip(b"=").decode()


def last_id(after, problems):
    """The id after which a page begins."""
    if after is None:
        return None
    try:
        id = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode()
        if cursor(id) != after:
            raise ValueError("not in canonical base64url")
        return id
    except (TypeError, ValueError):
        problems.append({"pointer": "/after", "message": "Give what an answer gave as \"next\", or nothing"})
        return None
