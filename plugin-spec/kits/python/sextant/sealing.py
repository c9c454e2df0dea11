"""Seals texts with the plugin's own key: AES-256-GCM, bound to the name they are kept under."""

import base64
import os


class Sealer:
    def __init__(self, key):
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if len(key) != 32:
            raise ValueError(f"A sealing key has 32 bytes, this one has {len(key)}")
        self._cipher = AESGCM(key)

    @staticmethod
    def of_file(path):
        with open(path, encoding="ascii") as file:
            return Sealer(base64.b64decode(file.read().strip(), validate=True))

    def seal(self, name, text):
        nonce = os.urandom(12)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), name.encode())).decode()

    def open(self, name, sealed):
        whole = base64.b64decode(sealed)
        return self._cipher.decrypt(whole[:12], whole[12:], name.encode()).decode()
