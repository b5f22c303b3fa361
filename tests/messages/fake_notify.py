"""A GOV.UK Notify that sends nothing: its documented requests, limits, states and errors.

It speaks HTTP, so that the official client is used as it is. What it cannot be told from its
documentation it does not do. A test says how it is to fail (`faults`, one a request to send), and
how time passes (`time_passes`).

    created → sending → delivered · temporary-failure · permanent-failure
    pending-virus-check → accepted → received            (a letter)
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import jwt

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"made_up-{SERVICE}-{SECRET}"
TEXT, EMAIL = "f33517ff-2a88-4f6e-b855-c550268ce08a", "8d3e4b0e-1f47-4d3a-9d39-7fcb5d5ab4d8"
TEMPLATES = {TEXT: ("sms", None, "((words))"), EMAIL: ("email", "((subject))", "((words))")}
STATUSES = (
    "cancelled", "created", "sending", "sent", "delivered", "pending", "failed", "technical-failure",
    "temporary-failure", "permanent-failure", "pending-virus-check", "validation-failed",
    "virus-scan-failed", "returned-letter", "accepted", "received",
)  # fmt: skip
NEXT = {
    "created": "sending", "sending": "delivered", "pending-virus-check": "accepted",
    "accepted": "received",
}  # fmt: skip
# Numbers that fail, as those of its documentation do.
ENDS = {"07700900003": "temporary-failure", "07700900002": "permanent-failure"}
PAGE = 250
CALLED_BACK = ("delivered", "permanent-failure", "temporary-failure", "technical-failure")
TAKEN_AND, NOT_TAKEN = ("500_taken", "drop_taken"), ("500", "503", "drop")


class Problem(Exception):
    """An error, as the API words it."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status, self.error, self.message = status, error, message


class FakeNotify(ThreadingHTTPServer):
    """The server, and what it was given: `messages` by id, in the order in which they came."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *, a_minute: int = 3000, a_day: int = 250_000) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.a_minute, self.a_day = a_minute, a_day
        self.messages: dict[str, dict[str, Any]] = {}
        self.faults: deque[str] = deque()
        self.templates = dict(TEMPLATES)
        self.down = self.trial = False
        self.came: deque[float] = deque()
        self.asked: list[str] = []
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> FakeNotify:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def time_passes(self) -> None:
        """Every message comes one state further."""
        for message in self.messages.values():
            to = NEXT.get(message["status"], message["status"])
            if to == "delivered":
                to = ENDS.get(message["phone_number"] or "", to)
            message["status"] = to

    def call_back(self, send: Callable[[str, dict[str, str]], int], token: str) -> list[int]:
        """Tell of each message that came to its end, as is documented: what each was answered."""
        return [
            send(json.dumps(_receipt(one)), {"Authorization": f"Bearer {token}"})
            for one in self.messages.values() if one["status"] in CALLED_BACK
        ]  # fmt: skip

    def forget(self) -> None:
        """A week passes: what was sent is not known any more."""
        self.messages.clear()

    def sent(self, reference: object) -> list[dict[str, Any]]:
        """What went out under a reference."""
        return [one for one in self.messages.values() if one["reference"] == str(reference)]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: FakeNotify
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        self.answer(self.read)

    def do_POST(self) -> None:
        self.answer(self.write)

    def answer(self, does: Any) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.server.lock:
            self.server.asked.append(f"{self.command} {urlsplit(self.path).path}")
            try:
                if self.server.down:
                    raise Problem(503, "Exception", "Service unavailable")
                self.authorise()
                status, found = does(body)
            except Problem as problem:
                status = problem.status
                errors = [{"error": problem.error, "message": problem.message}]
                found = {"status_code": status, "errors": errors}
        if found is None:  # the line breaks
            self.close_connection = True
            self.connection.close()
            return
        sent = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def authorise(self) -> None:
        scheme, _, token = (self.headers.get("Authorization") or "").partition(" ")
        if scheme != "Bearer":
            raise Problem(401, "AuthError", "Unauthorized: authentication token must be provided")
        try:
            said = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
        except jwt.InvalidTokenError:
            raise Problem(403, "AuthError", "Invalid token: API key not found") from None
        if said.get("iss") != SERVICE:
            raise Problem(403, "AuthError", "Invalid token: service not found")
        if abs(time.time() - int(said.get("iat", 0))) > 30:
            raise Problem(
                403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"
            )

    def read(self, _body: bytes) -> tuple[int, Any]:
        found = urlsplit(self.path)
        if found.path == "/v2/notifications":
            return 200, self.listed({k: v[0] for k, v in parse_qs(found.query).items()})
        id_ = found.path.removeprefix("/v2/notifications/")
        if not _is_uuid(id_):
            raise Problem(400, "ValidationError", "id is not a valid UUID")
        if id_ not in self.server.messages:
            raise Problem(404, "NoResultFound", "No result found")
        return 200, self.server.messages[id_]

    def listed(self, asked: dict[str, str]) -> Any:
        if "status" in asked and asked["status"] not in (*STATUSES, "failed"):
            raise Problem(
                400, "ValidationError", f"status {asked['status']} is not one of {list(STATUSES)}"
            )
        found = [
            one for one in reversed(self.server.messages.values())
            if asked.get("reference") in (None, one["reference"])
            and asked.get("status") in (None, one["status"])
            and asked.get("template_type") in (None, one["type"])
        ]  # fmt: skip
        if "older_than" in asked:
            ids = [one["id"] for one in found]
            found = (
                found[ids.index(asked["older_than"]) + 1 :] if asked["older_than"] in ids else []
            )
        links = {"current": f"{self.server.url}{self.path}"}
        if len(found) > PAGE:
            links["next"] = f"{self.server.url}/v2/notifications?older_than={found[PAGE - 1]['id']}"
        return {"notifications": found[:PAGE], "links": links}

    def write(self, body: bytes) -> tuple[int, Any]:
        try:
            given = json.loads(body)
        except ValueError:
            raise Problem(400, "BadRequestError", "Invalid JSON supplied in POST data") from None
        if found := re.fullmatch(r"/v2/template/([0-9a-f-]+)/preview", self.path):
            return 200, self.preview(found[1], given.get("personalisation") or {})
        kind = self.path.removeprefix("/v2/notifications/")
        if kind not in ("sms", "email", "letter"):
            raise Problem(404, "Exception", "The requested URL was not found")
        self.count()
        fault = self.server.faults.popleft() if self.server.faults else ""
        if fault in NOT_TAKEN:
            return self.fail(fault)
        message = self.letter(given) if kind == "letter" else self.words(kind, given)
        self.server.messages[message["id"]] = message
        if fault in TAKEN_AND:
            return self.fail(fault)
        answer = {name: message[name] for name in ("id", "reference", "uri", "template")}
        if kind != "letter":
            answer["content"] = {"body": message["body"], "subject": message["subject"]}
        return 201, answer

    def fail(self, fault: str) -> tuple[int, Any]:
        if fault.startswith("drop"):
            return 0, None
        raise Problem(int(fault[:3]), "Exception", "Internal server error")

    def count(self) -> None:
        """The limits: a minute that rolls, and a day."""
        server, now = self.server, time.monotonic()
        while server.came and server.came[0] <= now - 60:
            server.came.popleft()
        if len(server.came) >= server.a_minute:
            raise Problem(
                429, "RateLimitError",
                f"Exceeded rate limit for key type LIVE of {server.a_minute} requests per 60 seconds",
            )  # fmt: skip
        if len(server.messages) >= server.a_day:
            raise Problem(
                429, "TooManyRequestsError", f"Exceeded send limits ({server.a_day}) for today"
            )
        server.came.append(now)

    def words(self, kind: str, given: dict[str, Any]) -> dict[str, Any]:
        field = "phone_number" if kind == "sms" else "email_address"
        for name in (field, "template_id"):
            if name not in given:
                raise Problem(400, "ValidationError", f"{name} is a required property")
        if not isinstance(given[field], str):
            raise Problem(400, "ValidationError", f"{field} {given[field]} is not of type string")
        _check(kind, given[field])
        template = self.server.templates.get(given["template_id"])
        if template is None or template[0] != kind:
            raise Problem(400, "BadRequestError", "Template not found")
        if self.server.trial:
            raise Problem(
                400, "BadRequestError",
                "Can't send to this recipient when service is in trial mode",
            )  # fmt: skip
        shown = self.preview(given["template_id"], given.get("personalisation") or {})
        return _message(
            kind, given.get("reference"), status="created", template=given["template_id"],
            body=shown["body"], subject=shown["subject"], **{field: given[field]},
        )  # fmt: skip

    def preview(self, id_: str, filled: dict[str, Any]) -> dict[str, Any]:
        if id_ not in self.server.templates:
            raise Problem(404, "NoResultFound", "No result found")
        kind, subject, body = self.server.templates[id_]
        wanted = dict.fromkeys(re.findall(r"\(\((\w+)\)\)", f"{subject or ''} {body}"))
        missing = [name for name in wanted if name not in filled]
        if missing:
            raise Problem(400, "BadRequestError", f"Missing personalisation: {', '.join(missing)}")
        for name in wanted:
            body = body.replace(f"(({name}))", str(filled[name]))
            subject = subject and subject.replace(f"(({name}))", str(filled[name]))
        return {
            "id": id_,
            "type": kind,
            "version": 1,
            "body": body,
            "subject": subject,
            "postage": None,
        }

    def letter(self, given: dict[str, Any]) -> dict[str, Any]:
        if "reference" not in given:
            raise Problem(400, "ValidationError", "reference is a required property")
        if given.get("postage", "second") not in ("first", "second", "economy"):
            raise Problem(
                400,
                "ValidationError",
                "postage invalid. It must be either first, second or economy.",
            )
        try:
            pdf = base64.b64decode(given.get("content", ""), validate=True)
        except binascii.Error:
            pdf = b""
        if not pdf.startswith(b"%PDF-"):
            raise Problem(400, "BadRequestError", "Letter content is not a valid PDF")
        if self.server.trial:
            raise Problem(
                400, "BadRequestError", "Cannot send letters when service is in trial mode"
            )
        return _message(
            "letter", given["reference"], status="pending-virus-check", body="", pages=len(pdf)
        )


def _message(
    kind: str, reference: str | None, *, status: str, body: str, **more: Any
) -> dict[str, Any]:
    id_ = str(uuid4())
    template = more.pop("template", None)
    return {
        "id": id_, "reference": reference, "type": kind, "status": status, "body": body,
        "subject": None, "phone_number": None, "email_address": None,
        "uri": f"/v2/notifications/{id_}", "template": {"id": template, "version": 1}, **more,
    }  # fmt: skip


def _receipt(message: dict[str, Any]) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    return {
        "id": message["id"], "reference": message["reference"],
        "to": message["phone_number"] or message["email_address"], "status": message["status"],
        "created_at": now, "completed_at": now, "sent_at": now,
        "notification_type": message["type"], "template_id": message["template"]["id"],
        "template_version": message["template"]["version"],
    }  # fmt: skip


def _check(kind: str, to: str) -> None:
    """What it says of a number or an address that is none."""
    if kind == "email":
        if not re.fullmatch(r"[^\s@,;]+@[^\s@,;]+\.[a-z]+", to):
            raise Problem(400, "ValidationError", "email_address Not a valid email address")
        return
    number = re.sub(r"[ ()-]", "", to)
    if not re.fullmatch(r"\+?\d+", number):
        raise Problem(400, "ValidationError", "phone_number Must not contain letters or symbols")
    digits = re.sub(r"^(\+44|44|0)", "", number)
    if len(digits) != 10:
        few = "Not enough digits" if len(digits) < 10 else "Too many digits"
        raise Problem(400, "ValidationError", f"phone_number {few}")
    if not digits.startswith("7"):
        raise Problem(400, "ValidationError", "phone_number Not a UK mobile number")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
