"""Whether the inputs of a call are what the manifest says; judged before anything begins."""

from . import values

TYPES = {
    "string": values.is_text,
    "instant": values.is_instant,
    "integer": values.is_integer,
    "number": values.is_number,
    "boolean": values.is_boolean,
    "object": values.is_object,
    "array": values.is_list,
}


def fault(parameter, value, objects, at=None):
    """What is wrong with the value of a parameter, a property or an item, with its place; None when nothing is. Never tells the value."""
    at, kind = at or parameter["name"], parameter.get("type", "string")
    if value is None:
        return f"'{at}' is missing" if parameter.get("required") else None
    # A type that this kit does not know is checked by the platform alone.
    if kind in TYPES and not TYPES[kind](value):
        return f"'{at}' is not of the type {kind}"
    if parameter.get("format") == "duration" and not values.is_duration(value):
        return f"'{at}' is no duration such as PT30S"
    if parameter.get("enum") and value not in parameter["enum"]:
        return f"'{at}' is none of {', '.join(parameter['enum'])}"
    if not is_within(parameter, value):
        return f"'{at}' is not {range_of(parameter)}"
    if kind == "array":
        item = {**parameter, "type": parameter.get("items"), "required": True, "enum": None}
        return first(fault(item, one, objects, f"{at}[{number}]") for number, one in enumerate(value))
    return inside(parameter, value, objects, at) if kind == "object" else None


def inside(parameter, value, objects, at):
    """What is wrong within an object; one without stated properties may hold anything."""
    properties = objects.get(parameter.get("object"), parameter.get("properties")) or []
    known = {one["name"] for one in properties}
    unknown = next((name for name in value if properties and name not in known), None)
    if unknown is not None:
        return f"'{at}' has no property '{unknown[:100]}'"
    return first(fault(one, value.get(one["name"]), objects, f"{at}.{one['name']}") for one in properties)


def first(faults):
    return next((one for one in faults if one), None)


def is_within(parameter, value):
    minimum, maximum = parameter.get("minimum"), parameter.get("maximum")
    return (minimum is None or value >= minimum) and (maximum is None or value <= maximum)


def range_of(parameter):
    minimum, maximum = parameter.get("minimum"), parameter.get("maximum")
    if minimum is not None and maximum is not None:
        return f"from {minimum} to {maximum}"
    return f"at least {minimum}" if minimum is not None else f"at most {maximum}"
