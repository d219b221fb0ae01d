"""Which WebSocket answers which address; what the table does not name is closed at once."""

from django.urls import URLPattern

SOCKETS: list[URLPattern] = []
