"""What a plugin in Python is written with: functions become services, records of entities, and handlers of events."""

from .events import Event
from .problems import Cancelled, Failure, InvalidInput, InvalidRecords
from .record import Record
from .registry import create, delete, entity, on_event, plan, service, update

__all__ = [
    "Cancelled", "Event", "Failure", "InvalidInput", "InvalidRecords", "Record",
    "create", "delete", "entity", "on_event", "plan", "service", "update",
]
