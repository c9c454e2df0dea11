import unittest

import services.hello  # noqa: F401  registers the service
from sextant.testing import call


class HelloTests(unittest.TestCase):
    def test_greets_a_host(self):
        outcome = call("hello", greeting="Good morning")
        self.assertEqual(outcome["outcome"], "SUCCEEDED")
        self.assertTrue(outcome["text"].startswith("Good morning, "))
        self.assertEqual(outcome["output"], outcome["text"] + "\n")

    def test_refuses_a_blank_greeting(self):
        outcome = call("hello", greeting=" ")
        self.assertEqual((outcome["outcome"], outcome["reason"]), ("FAILED", "NO_GREETING"))


if __name__ == "__main__":
    unittest.main()
