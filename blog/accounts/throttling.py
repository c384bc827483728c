"""Whose login attempts are counted together (settings.AXES_CLIENT_IP_CALLABLE, AXES_USERNAME_CALLABLE)."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The browser's address: the one that the outermost of our own proxies (settings.PROXIES) saw.

    What stands further left in X-Forwarded-For is the visitor's own invention.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    proxies = settings.PROXIES
    given = hops[-proxies] if proxies and len(hops) >= proxies else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        return None


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """As long as the log's column (PostgreSQL refuses more); no account has so long a name."""
    given = (credentials or request.POST).get("username") or ""
    return str(given)[:255]
