"""What a plugin in Python is written with: functions become services of the platform."""

from .problems import Cancelled, Failure, InvalidInput
from .record import Record
from .registry import plan, service

__all__ = ["Cancelled", "Failure", "InvalidInput", "Record", "plan", "service"]
