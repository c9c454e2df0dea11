"""The way to the platform: plain HTTP to its gateway, with short time-outs and no redirects."""

import http.client
import json
import urllib.parse


class Unavailable(Exception):
    """Nobody answered, or not sensibly; to be tried again."""


class Gateway:
    def __init__(self, url, timeout=30):
        parts = urllib.parse.urlsplit(url)
        self._host, self._port, self._secure, self._timeout = parts.hostname, parts.port, parts.scheme == "https", timeout

    def send(self, method, path, body=None, headers=None):
        """One request; answers the status and the body's JSON, None where it is none."""
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=self._timeout)
        try:
            connection.request(method, path, body, {"Accept": "application/json", "Connection": "close", **(headers or {})})
            response = connection.getresponse()
            return response.status, parse(response.read())
        except (OSError, http.client.HTTPException) as failure:
            raise Unavailable(f"No answer from {self._host}:{self._port} to {method} {path}: {failure!r}") from failure
        finally:
            connection.close()

    def post_json(self, path, document, token):
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        return self.send("POST", path, json.dumps(document).encode(), headers)


def parse(text):
    try:
        return json.loads(text)
    except ValueError:
        return None
