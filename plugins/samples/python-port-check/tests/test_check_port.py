import socket
import threading
import unittest

import services.check_port  # noqa: F401  registers the service
from sextant.testing import call


class Greeter:
    """A port that says hello to whoever connects."""

    def __enter__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()
        return self._socket.getsockname()[1]

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.sendall(b"hello there\r\nmore\r\n")

    def __exit__(self, *_):
        self._socket.close()


def closed_port():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


class CheckPortTests(unittest.TestCase):
    def test_tells_what_an_open_port_says(self):
        with Greeter() as port:
            outcome = call("check-port", address="127.0.0.1", port=port, tries=2, pause=0)
        self.assertEqual(outcome["outcome"], "SUCCEEDED")
        self.assertEqual((outcome["banner"], outcome["answered"]), ("hello there", 2))
        self.assertIn("Try 2 of 2: open", outcome["output"])

    def test_cannot_reach_a_closed_port(self):
        outcome = call("check-port", address="127.0.0.1", port=closed_port(), tries=1, pause=0)
        self.assertEqual((outcome["outcome"], outcome["reason"]), ("UNREACHABLE", "CONNECTION_REFUSED"))


if __name__ == "__main__":
    unittest.main()
