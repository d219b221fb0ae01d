"""Request bodies are gathered on the event loop before a thread is taken: slow senders hold no thread.

Tried without: ten slow uploads took all of the server's ten threads, and every page with them.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, MutableMapping
from typing import IO, Any

from django.conf import settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

LARGEST = 12 * 1024 * 1024
LONGEST = 30.0
"""Seconds for the whole body, from its first byte asked to its last."""
DEPOSITS = "/admin/importer/"
LARGEST_DEPOSIT, LONGEST_DEPOSIT = 62 * 1024 * 1024, 180.0
"""For the import desk alone (`imports.deposit.MOST_MB` and the form around it), and for who has a session: three
hundred Word files come in one go."""
IN_MEMORY = 256 * 1024
CHUNK = 64 * 1024


class BodyTooLargeError(Exception):
    """More bytes than LARGEST, announced or sent."""


class SenderLeftError(Exception):
    """The connection closed before the body was whole: nobody waits for an answer."""


class WholeBodies:
    """ASGI middleware: the application starts once the body is whole; 413 past LARGEST, 408 past LONGEST."""

    def __init__(self, application: Application, largest: int = LARGEST, longest: float = LONGEST) -> None:
        self.application = application
        self.largest = largest
        self.longest = longest

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        largest, longest = self._bounds(scope)
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                _refuse_announced(scope, largest)
                async with asyncio.timeout(longest):
                    await _gather(receive, body, largest)
            except BodyTooLargeError:
                await _answer(send, 413, f"L’envoi dépasse {largest // 2**20} Mo.")
            except TimeoutError:
                await _answer(send, 408, "L’envoi a pris trop de temps. Réessayez avec une meilleure connexion.")
            except SenderLeftError:
                pass
            else:
                body.seek(0)
                await self.application(scope, _replay(body, receive), send)

    def _bounds(self, scope: MutableMapping[str, Any]) -> tuple[int, float]:
        signed_in = settings.SESSION_COOKIE_NAME.encode() in dict(scope["headers"]).get(b"cookie", b"")
        if scope.get("path") == DEPOSITS and signed_in:
            return max(self.largest, LARGEST_DEPOSIT), max(self.longest, LONGEST_DEPOSIT)
        return self.largest, self.longest


def _refuse_announced(scope: MutableMapping[str, Any], largest: int) -> None:
    announced = dict(scope["headers"]).get(b"content-length", b"")
    if announced.isdigit() and int(announced) > largest:
        raise BodyTooLargeError


async def _gather(receive: Receive, body: IO[bytes], largest: int) -> None:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise SenderLeftError
        body.write(message.get("body", b""))
        if body.tell() > largest:
            raise BodyTooLargeError
        more = message.get("more_body", False)


def _replay(body: IO[bytes], receive: Receive) -> Receive:
    over = False

    async def replay() -> Message:
        nonlocal over
        if over:
            return await receive()
        chunk = body.read(CHUNK)
        over = len(chunk) < CHUNK
        return {"type": "http.request", "body": chunk, "more_body": not over}

    return replay


async def _answer(send: Send, status: int, sentence: str) -> None:
    text = sentence.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [*headers, (b"content-length", str(len(text)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": text})
