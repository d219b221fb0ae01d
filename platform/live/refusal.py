"""What a WebSocket hears at an address that nobody answers."""

from typing import Any

NO_SUCH_ADDRESS = 4404


async def refuse(scope: Any, receive: Any, send: Any) -> None:
    """Close the socket cleanly, where Channels would raise."""
    await receive()
    await send({"type": "websocket.close", "code": NO_SUCH_ADDRESS})
