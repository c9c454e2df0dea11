"""The functions that a plugin consists of."""

_services = {}
_plans = {}
_entities = {}
_handlers = []


class Service:
    """A function and how many records it works on at a time."""

    def __init__(self, function, parallel):
        self.function = function
        self.parallel = parallel


class EntityFunctions:
    """What reads and writes the records of an entity; without a function there is no such write."""

    def __init__(self):
        self.read = self.create = self.update = self.delete = None


class Handler:
    """A function and the types of events that it wants."""

    def __init__(self, types, function):
        self.types, self.function = types, function


def service(name, parallel=8):
    """Makes a function the service of that name: it is called with each record and answers its outputs."""

    def register(function):
        if name in _services:
            raise ValueError(f"Two functions want to be the service {name}")
        _services[name] = Service(function, parallel)
        return function

    return register


def plan(name):
    """Makes a function the plan of a service: what a call would do, as {"effect": …, "summary": …, "changes": […]}."""

    def register(function):
        _plans[name] = function
        return function

    return register


def entity(name):
    """Makes a function the reader of an entity: it answers all records, as dicts with `id`, `displayName` and the manifest's attributes.

    The kit filters, searches, orders (by id) and pages them. The value of a secret never leaves; others are told whether it is set.
    """
    return _part(name, "read", "reads")


def create(name):
    """Makes a function the one that adds records to an entity: it gets checked dicts without ids, and answers them as they are then kept.

    What a function that writes gets is all or nothing; it refuses by raising InvalidRecords.
    """
    return _part(name, "create", "creates")


def update(name):
    """Makes a function the one that changes records of an entity: it gets them whole, with the changes laid over, and answers them as kept."""
    return _part(name, "update", "updates")


def delete(name):
    """Makes a function the one that removes records of an entity: it gets the ids of those that are there."""
    return _part(name, "delete", "deletes")


def on_event(*types):
    """Makes a function a handler of events of these types; `node.*` stands for all below it.

    It is called with one Event at a time, in their order. An event is acknowledged once the function has returned; one that it raised at comes
    again, and so may one that it has handled: what it does should be harmless to repeat.
    """

    def register(function):
        if not types:
            raise ValueError(f"{function.__name__} does not say which events it wants, such as @on_event(\"run.changed\")")
        _handlers.append(Handler(types, function))
        return function

    return register


def _part(name, part, does):
    def register(function):
        functions = _entities.setdefault(name, EntityFunctions())
        if getattr(functions, part) is not None:
            raise ValueError(f"Two functions want to be the one that {does} the records of {name}")
        setattr(functions, part, function)
        return function

    return register


def find(name):
    return _services.get(name)


def find_plan(name):
    return _plans.get(name)


def find_entity(name):
    return _entities.get(name)


def handlers():
    return list(_handlers)


def names():
    return set(_services)


def entity_names():
    return set(_entities)


def clear():
    for kept in (_services, _plans, _entities, _handlers):
        kept.clear()
