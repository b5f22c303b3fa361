"""What every page tells the browser beside its content."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# No page uses any of these; saying so takes them from whatever might get into one.
NEVER_USED = (
    "accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "fullscreen",
    "geolocation", "gyroscope", "hid", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{name}=()" for name in NEVER_USED)

Respond = Callable[[HttpRequest], HttpResponse]


def nothing_is_kept(respond: Respond) -> Respond:
    """Neither browser nor proxy keeps a page: on a shared terminal, Back shows nothing."""

    def respond_unkept(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return respond_unkept
