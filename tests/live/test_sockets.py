"""WebSockets: an address that nobody answers is closed cleanly, another site's page is refused."""

import asyncio
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator

from config.asgi import application
from live.refusal import NO_SUCH_ADDRESS


def answer(path: str, origin: bytes) -> dict[str, Any]:
    """What a browser that tries to open this socket hears first."""
    scope = {
        "type": "websocket",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"testserver"), (b"origin", origin)],
        "subprotocols": [],
    }

    async def attempt() -> dict[str, Any]:
        socket = ApplicationCommunicator(application, scope)
        await socket.send_input({"type": "websocket.connect"})
        heard: dict[str, Any] = await socket.receive_output(timeout=5)
        await socket.wait(timeout=5)
        return heard

    return asyncio.run(attempt())


@pytest.mark.parametrize("path", ["/ws/nothing/", "/", "/ws/threads/1/"])
def test_an_unknown_address_is_closed_without_a_trace(path: str) -> None:
    assert answer(path, b"http://127.0.0.1") == {"type": "websocket.close", "code": NO_SUCH_ADDRESS}


def test_a_page_of_another_site_opens_no_socket() -> None:
    heard = answer("/ws/nothing/", b"https://evil.example")
    assert heard["type"] == "websocket.close"
    assert heard.get("code") != NO_SUCH_ADDRESS
