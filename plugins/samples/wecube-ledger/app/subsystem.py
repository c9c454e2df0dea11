"""Signing in as a sub-system, and telling whose tokens come in: by WeCube's contract, with Python's own library alone."""
import base64
import hashlib
import hmac
import json
import os
import time
import urllib.request

NONCE = "ledger"


def _element(data, at):
    """The content and the end of one DER element."""
    length = data[at + 1]
    at += 2
    if length & 0x80:
        size = length & 0x7F
        length = int.from_bytes(data[at:at + size], "big")
        at += size
    return data[at:at + length], at + length


def _private_key(text):
    """The modulus and the private exponent of a PKCS#8 key in base64."""
    outer, _ = _element(base64.b64decode(text), 0)
    _, at = _element(outer, 0)
    _, at = _element(outer, at)
    inner, _ = _element(outer, at)
    numbers, _ = _element(inner, 0)
    values, at = [], 0
    while at < len(numbers) and len(values) < 4:
        value, at = _element(numbers, at)
        values.append(int.from_bytes(value, "big"))
    return values[1], values[3]


def password(code, nonce, key):
    """The text "code:nonce" as RSA's private key transforms it (PKCS#1, block type 1), in base64."""
    modulus, exponent = _private_key(key)
    size = (modulus.bit_length() + 7) // 8
    text = f"{code}:{nonce}".encode()
    block = b"\x00\x01" + b"\xff" * (size - len(text) - 3) + b"\x00" + text
    return base64.b64encode(pow(int.from_bytes(block, "big"), exponent, modulus).to_bytes(size, "big")).decode()


class Session:
    """The plugin's own tokens; got when they are needed, as long as they are good."""

    def __init__(self, gateway, code, key):
        self.gateway, self.code, self.key = gateway, code, key
        self.tokens = {}

    def access_token(self):
        if not self._good("accessToken"):
            self._keep(self._refreshed() if self._good("refreshToken") else self._signed_in())
        return self.tokens["accessToken"][0]

    def call(self, method, path, body):
        """A call of the platform or of another plugin. No content type is sent: WeCube's clients in Go send none."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.gateway + path, data, {"Authorization": "Bearer " + self.access_token()}, method=method)
        return _answer(request)

    def _good(self, kind):
        token = self.tokens.get(kind)
        return token is not None and time.time() < token[1] - 5

    def _signed_in(self):
        body = {"username": self.code, "clientType": "SUB_SYSTEM", "nonce": NONCE, "password": password(self.code, NONCE, self.key)}
        return _answer(urllib.request.Request(self.gateway + "/auth/v1/api/login", json.dumps(body).encode(), method="POST"))

    def _refreshed(self):
        header = {"Authorization": "Bearer " + self.tokens["refreshToken"][0]}
        return _answer(urllib.request.Request(self.gateway + "/auth/v1/api/token", headers=header))

    def _keep(self, answer):
        if answer["status"] != "OK":
            raise RuntimeError(answer["message"])
        self.tokens = {one["tokenType"]: (one["token"], int(one["expiration"]) / 1000) for one in answer["data"]}


def _answer(request):
    request.add_unredirected_header("Content-Type", "application/octet-stream")
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.loads(response.read() or b"{}")


def caller(header, signing_key):
    """Who calls, and with which roles; None where the token was not signed with this plugin's own key."""
    try:
        kind, token = header.split(" ", 1)
        head, body, signature = token.split(".")
        key = base64.b64decode(signing_key)
        expected = hmac.new(key, f"{head}.{body}".encode(), hashlib.sha512).digest()
        claims = json.loads(_unpadded(body))
        if kind != "Bearer" or json.loads(_unpadded(head))["alg"] != "HS512":
            return None
        if not hmac.compare_digest(expected, _unpadded(signature)) or claims["exp"] < time.time() or claims["type"] != "accessToken":
            return None
        return claims["sub"], claims["authority"].strip("[]").split(",")
    except (ValueError, KeyError, AttributeError):
        return None


def _unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def from_environment():
    return Session(os.environ["GATEWAY_URL"], os.environ["SUB_SYSTEM_CODE"], os.environ["SUB_SYSTEM_KEY"])
