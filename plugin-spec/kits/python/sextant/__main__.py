"""`python3 -m sextant` starts the plugin of the present folder."""

import sys

from .run import CannotStart, serve

try:
    serve()
except CannotStart as reason:
    sys.exit(f"The plugin cannot start: {reason}")
