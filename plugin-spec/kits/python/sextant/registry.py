"""The functions that are services."""

_services = {}
_plans = {}


class Service:
    """A function and how many records it works on at a time."""

    def __init__(self, function, parallel):
        self.function = function
        self.parallel = parallel


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


def find(name):
    return _services.get(name)


def find_plan(name):
    return _plans.get(name)


def names():
    return set(_services)


def clear():
    _services.clear()
    _plans.clear()
