"""A passkey in software: it answers as a security key would, or as one that is no such thing."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cbor import encode
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, COPIED, ATTESTED = 0x01, 0x04, 0x08, 0x40


class Passkey:
    """One key pair, for one site and one person."""

    def __init__(self, *, flags: int = PRESENT | VERIFIED, origin: str = "https://testserver"):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.flags = flags
        self.origin = origin
        self.handle = b""

    def make(self, options: dict[str, Any]) -> str:
        """What the browser sends when the key was made."""
        asked = options["publicKey"]
        self.handle = websafe_decode(asked["user"]["id"])
        public = encode(ES256.from_cryptography_key(self.key.public_key()))
        data = self._data(asked["rp"]["id"], self.flags | ATTESTED)
        data += bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        statement = encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {
                "clientDataJSON": self._client("webauthn.create", asked["challenge"]),
                "attestationObject": websafe_encode(statement),
            },
            {"credProps": {"rk": True}},
        )

    def show(self, options: dict[str, Any], site: str = "testserver") -> str:
        """What the browser sends when the key was asked for."""
        asked = options["publicKey"]
        data = self._data(asked.get("rpId", site), self.flags)
        client = self._client("webauthn.get", asked["challenge"])
        signed = data + hashlib.sha256(websafe_decode(client)).digest()
        return self._answer(
            {
                "clientDataJSON": client,
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
                "userHandle": websafe_encode(self.handle),
            },
            {},
        )

    def _data(self, site: str, flags: int) -> bytes:
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, kind: str, challenge: str) -> str:
        text = json.dumps({"type": kind, "challenge": challenge, "origin": self.origin})
        return websafe_encode(text.encode())

    def _answer(self, response: dict[str, str], extensions: dict[str, Any]) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.id), "rawId": websafe_encode(self.id),
                "type": "public-key", "response": response, "clientExtensionResults": extensions,
            }
        )  # fmt: skip
