"""The plugin's own identity, and the check of who calls it."""

import base64
import json
import logging
import re
import threading
import time
import urllib.parse
import uuid

from .gateway import Unavailable
from .problems import Problem

LOG = logging.getLogger("sextant")
ISSUER = "sextant"
SKEW = 30
MAX_LIFETIME = 15 * 60
MAX_LENGTH = 16 * 1024
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
SUBJECT = re.compile(r"(user|service|plugin):[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(data) != text:
        raise ValueError("not in canonical base64url")
    return data


class Identity:
    """Gives the plugin's access token, renewed shortly before it ends."""

    def __init__(self, gateway, name, key_file):
        self._gateway, self._subject, self._key_file = gateway, f"plugin:{name}", key_file
        self._lock = threading.Lock()
        self._token, self._until = None, 0.0

    def token(self):
        with self._lock:
            if time.time() > self._until - 60:
                try:
                    self._renew()
                except Unavailable:
                    if time.time() > self._until:
                        raise
            return self._token

    def forget(self):
        with self._lock:
            self._until = 0.0

    def _renew(self):
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": self._assertion(),
        }
        status, answer = self._gateway.send(
            "POST", "/auth/v1/token", urllib.parse.urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"}
        )
        if status != 200 or not isinstance(answer, dict) or "access_token" not in answer:
            raise Unavailable(f"The auth-server answered {status} to the identity {self._subject}")
        self._token, self._until = answer["access_token"], time.time() + answer.get("expires_in", 0)

    def _assertion(self):
        from cryptography.hazmat.primitives.asymmetric import ec, utils
        from cryptography.hazmat.primitives.hashes import SHA256

        with open(self._key_file, encoding="utf-8") as file:
            jwk = json.load(file)
        key = ec.derive_private_key(int.from_bytes(decode(jwk["d"]), "big"), ec.SECP256R1())
        now = int(time.time())
        claims = {
            "iss": self._subject, "sub": self._subject, "aud": "sextant/token",
            "iat": now, "exp": now + 30, "jti": str(uuid.uuid4()),
        }
        parts = [{"alg": "ES256", "kid": jwk["kid"]}, claims]
        signed = ".".join(encode(json.dumps(part).encode()) for part in parts)
        r, s = utils.decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256())))
        return f"{signed}.{encode(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


class Keys:
    """The auth-server's keys. Known ones go on working while it is away; an unknown one is looked for once in five seconds."""

    def __init__(self, gateway, identity):
        self._gateway, self._identity = gateway, identity
        self._lock = threading.Lock()
        self._keys, self._next, self._renew = None, 0.0, 0.0

    def find(self, key_id):
        keys = self._keys
        if keys and key_id in keys and time.monotonic() <= self._renew:
            # Nobody with a known key waits while somebody looks for another one.
            return keys[key_id]
        with self._lock:
            now = time.monotonic()
            wanted = self._keys is None or key_id not in self._keys or now > self._renew
            if wanted and now >= self._next:
                self._next = now + (0.5 if self._keys is None else 5)
                self._fetch(now)
            if self._keys is None:
                raise Unavailable("The auth-server's keys are not known yet")
            return self._keys.get(key_id)

    def known(self):
        return self._keys is not None

    def await_first(self):
        """Looks for the keys until they are known: before that nobody can be let in."""
        while not self.known():
            try:
                self.find("")
            except Unavailable as away:
                LOG.info("Waiting for the platform: %s", away)
            except OSError as unreadable:
                LOG.error("The plugin's identity cannot be read: %s", unreadable)
            time.sleep(0.5)

    def _fetch(self, now):
        try:
            status, answer = self._gateway.send(
                "GET", "/auth/v1/keys", headers={"Authorization": f"Bearer {self._identity.token()}"}
            )
        except Unavailable:
            return
        if status == 401:
            self._identity.forget()
        if status == 200 and isinstance(answer, dict):
            self._keys = {key["kid"]: public_key(key) for key in answer["keys"] if key.get("kty") == "EC" and "kid" in key}
            self._renew = now + 300


def public_key(jwk):
    from cryptography.hazmat.primitives.asymmetric import ec

    x, y = (int.from_bytes(decode(jwk[part]), "big") for part in "xy")
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


class Door:
    """Lets in whoever has a token for this plugin, and tells what it permits."""

    def __init__(self, keys, audience):
        self._keys, self._audience = keys, audience

    def ready(self):
        return self._keys.known()

    def check(self, authorization, permission):
        if not authorization or not authorization.startswith("Bearer "):
            raise Problem("UNAUTHENTICATED", "Send a token of this plugin's audience as Authorization: Bearer")
        try:
            claims = self._claims(authorization[7:])
        except Unavailable as away:
            raise Problem("IDENTITY_UNAVAILABLE", str(away), retry_after=2) from away
        except (ValueError, KeyError, TypeError) as wrong:
            raise Problem("UNAUTHENTICATED", f"The token is refused: {wrong}") from wrong
        if not allows(claims["permissions"], permission):
            raise Problem("FORBIDDEN", f"The token of {claims['sub']} does not permit {permission}")
        return claims["sub"]

    def _claims(self, token):
        if len(token) > MAX_LENGTH or token.count(".") != 2:
            raise ValueError("it is not a signed JWT")
        signed, signature = token.rsplit(".", 1)
        header, claims = (json.loads(decode(part)) for part in signed.split("."))
        if set(header) != {"alg", "typ", "kid"} or header["alg"] != "ES256" or header["typ"].lower() != "at+jwt":
            raise ValueError("its header is not that of an access token signed with ES256")
        if not KEY_ID.fullmatch(header["kid"]):
            raise ValueError("its key id is malformed")
        self._verify(header["kid"], signed, decode(signature))
        self._check(claims)
        return claims

    def _verify(self, key_id, signed, signature):
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric import ec, utils
        from cryptography.hazmat.primitives.hashes import SHA256

        key = self._keys.find(key_id)
        if key is None or len(signature) != 64:
            raise ValueError("it is signed with a key that is not the platform's")
        r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
        try:
            key.verify(utils.encode_dss_signature(r, s), signed.encode(), ec.ECDSA(SHA256()))
        except InvalidSignature:
            raise ValueError("its signature does not match") from None

    def _check(self, claims):
        now = time.time()
        if claims["iss"] != ISSUER or claims["aud"] not in (self._audience, [self._audience]):
            raise ValueError(f"it is not for the audience {self._audience}")
        if now >= claims["exp"] or claims["iat"] > now + SKEW or claims.get("nbf", 0) > now + SKEW:
            raise ValueError("it is not valid at this time")
        if claims["exp"] - claims["iat"] > MAX_LIFETIME:
            raise ValueError("it lives longer than an access token may")
        if not SUBJECT.fullmatch(claims["sub"]) or not isinstance(claims["permissions"], list):
            raise ValueError("its claims are malformed")


def allows(granted, wanted):
    area, verb = wanted.split(":")
    return any(one in granted for one in ("*", "*:*", wanted, f"{area}:*", f"*:{verb}"))
