"""A request's body is whole before a thread is taken for it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from operations.bodies import CHUNK, WholeBodies

LARGEST = 3 * CHUNK


def ask(
    messages: list[dict[str, Any]],
    *,
    headers: list[tuple[bytes, bytes]] | None = None,
    pause: float = 0,
    longest: float = 5,
) -> tuple[list[dict[str, Any]], list[bytes]]:
    """What the server was told to send, and the bodies that the application read."""
    seen: list[bytes] = []
    sent: list[dict[str, Any]] = []
    waiting = iter(messages)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        return next(waiting)

    async def send(message: Any) -> None:
        sent.append(message)

    async def application(scope: Any, receive: Callable[[], Awaitable[Any]], send: Any) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body += message["body"]
            more = message["more_body"]
        seen.append(body)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    scope = {"type": "http", "headers": headers or []}
    asyncio.run(WholeBodies(application, largest=LARGEST, longest=longest)(scope, receive, send))
    return sent, seen


def part(body: bytes, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, LARGEST])
def test_a_body_arrives_whole_whatever_its_size(size: int) -> None:
    body = bytes(index % 251 for index in range(size))
    sent, seen = ask([part(body[: size // 2], more=True), part(body[size // 2 :])])
    assert seen == [body]
    assert sent[0]["status"] == 200


def test_a_body_announced_too_large_is_refused_unread() -> None:
    sent, seen = ask([], headers=[(b"content-length", str(LARGEST + 1).encode())])
    assert (sent[0]["status"], seen) == (413, [])


def test_a_body_that_grows_too_large_is_refused_at_the_first_byte_past_the_limit() -> None:
    sent, seen = ask([part(b"x" * LARGEST, more=True), part(b"x", more=True)])
    assert (sent[0]["status"], seen) == (413, [])


def test_a_slow_sender_is_told_so_and_takes_no_thread() -> None:
    sent, seen = ask([part(b"x", more=True)] * 50, pause=0.05, longest=0.2)
    assert (sent[0]["status"], seen) == (408, [])
    assert "trop de temps" in sent[1]["body"].decode()


def test_nobody_answers_a_sender_who_left() -> None:
    sent, seen = ask([part(b"x", more=True), {"type": "http.disconnect"}])
    assert (sent, seen) == ([], [])


@pytest.mark.parametrize(("path", "cookie", "status"), [
    ("/admin/importer/", b"a=b; sessionid=x", 200), ("/admin/importer/", b"", 413),
    ("/recherche/", b"sessionid=x", 413),
])  # fmt: skip
def test_the_import_desk_alone_takes_more_from_who_has_a_session(path: str, cookie: bytes, status: int) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return part(bytes(LARGEST + 1))

    async def send(message: Any) -> None:
        sent.append(message)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200})

    scope = {"type": "http", "path": path, "headers": [(b"cookie", cookie)]}
    asyncio.run(WholeBodies(application, largest=LARGEST)(scope, receive, send))
    assert sent[0]["status"] == status
